using System.Text;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>At most so many messages in so many seconds (rateLimit.interval, rateLimit.burst); the rest is dropped and
/// counted. Hot when used. The interval begins with its first message.</summary>
/// <param name="name">Who is limited, for the log.</param>
/// <param name="intervalSeconds">rateLimit.interval.</param>
/// <param name="burst">rateLimit.burst.</param>
/// <param name="say">Takes the two lines: when it begins to drop, and how many were lost.</param>
internal sealed class RateLimit(string name, int intervalSeconds, int burst, Action<string> say)
{
    private readonly long _interval = intervalSeconds * 1_000_000L;
    private long _begin = long.MinValue;
    private int _taken;
    private int _lost;

    /// <summary>How many were lost altogether.</summary>
    public long Lost { get; private set; }

    /// <summary>How many were lost that have not been told of.</summary>
    public int LostInInterval => _lost;

    /// <summary>Whether the interval that the last message was in is over.</summary>
    public bool HasPassed(long now) => now - _interval > _begin;

    /// <summary>Takes one message, or says that it is to be dropped.</summary>
    /// <param name="now">Microseconds since 1970.</param>
    /// <param name="sender">For the log.</param>
    public bool Allow(long now, Peer sender)
    {
        if (now - _interval > _begin)
        {
            TellLost();
            _begin = now;
            _taken = 0;
        }

        if (_taken < burst)
        {
            _taken++;
            return true;
        }

        if (_lost++ == 0)
        {
            say($"{name} from <{Encoding.UTF8.GetString(sender.Name)}:->: begin to drop messages due to rate-limiting");
        }

        Lost++;
        return false;
    }

    /// <summary>Says how many were lost since it was said last.</summary>
    public void TellLost()
    {
        if (_lost > 0)
        {
            say($"{name}: {_lost} messages lost due to rate-limiting ({burst} allowed within {intervalSeconds} seconds)");
            _lost = 0;
        }
    }
}

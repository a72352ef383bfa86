using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>Says what any sender can cause as often as it likes, but not as often as it likes: some lines per minute, then how
/// many more there were.</summary>
internal sealed class LogThrottle(IInternalLog log, int linesPerMinute)
{
    private long _minute = long.MinValue;
    private int _said;
    private int _unsaid;

    /// <summary>Whether a line may be said now; if not, it is counted.</summary>
    public bool TryTake()
    {
        var minute = Environment.TickCount64 / 60_000;
        if (minute != _minute)
        {
            _minute = minute;
            _said = 0;
            if (_unsaid > 0)
            {
                log.Report(Severity.Warning, $"{_unsaid} further messages about senders were left out");
                _unsaid = 0;
            }
        }

        if (_said < linesPerMinute)
        {
            _said++;
            return true;
        }

        _unsaid++;
        return false;
    }
}

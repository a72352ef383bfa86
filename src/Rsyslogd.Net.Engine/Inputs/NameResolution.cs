using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>
/// Names for senders (net.enableDNS). No message ever waits for a name server: what /etc/hosts says is known at once,
/// everything else is asked in the background, and until the answer comes the address stands for the name.
/// Callable from every thread.
/// </summary>
public sealed class NameResolution
{
    // A flood of made-up addresses must fill neither the memory nor the name server's queue.
    private const int MaxRemembered = 8192;
    private const int MaxAsked = 1024;
    private const int MaxConcurrent = 4;

    private static readonly TimeSpan KeepFailure = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Answer> _answers = [];
    private readonly SemaphoreSlim _concurrent = new(MaxConcurrent);
    private readonly Func<IPAddress, Task<string?>> _ask;
    private readonly HostsFile _hosts;
    private readonly bool _isEnabled;
    private readonly TimeSpan _keepName;
    private int _asked;

    /// <summary>Takes the global settings.</summary>
    /// <param name="settings">net.enableDNS.</param>
    /// <param name="hostsPath">The hosts file.</param>
    /// <param name="ask">Asks a name server; null: the system's resolver.</param>
    public NameResolution(
        EngineSettings settings, string hostsPath = "/etc/hosts", Func<IPAddress, Task<string?>>? ask = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _isEnabled = settings.EnableDns;
        _keepName = settings.SenderNameLifetime ?? TimeSpan.FromHours(1);
        _hosts = new HostsFile(hostsPath);
        _ask = ask ?? AskSystem;
    }

    /// <summary>The sender with this address and port. Its name may be replaced later. Names are shown whole: unlike its manual
    /// says, rsyslog takes our own domain off a sender's name neither with preserveFQDN nor without.</summary>
    /// <param name="sender">Its address.</param>
    /// <param name="preserveCase">preserveCase: the name as it is written instead of in lower case.</param>
    public Peer Introduce(IPEndPoint sender, bool preserveCase = false)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var address = Encoding.ASCII.GetBytes(sender.Address.ToString());
        var port = Encoding.ASCII.GetBytes(sender.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var peer = new Peer(address, address, port);
        if (_isEnabled)
        {
            Name(new Waiter(new WeakReference<Peer>(peer), preserveCase), sender.Address);
        }

        return peer;
    }

    private void Name(Waiter waiter, IPAddress address)
    {
        if (_hosts.TryFind(address, out var name))
        {
            waiter.Tell(name);
            return;
        }

        var now = Environment.TickCount64;
        lock (_lock)
        {
            if (_answers.TryGetValue(address, out var known))
            {
                if (known.Waiting is { } waiting)
                {
                    waiting.Add(waiter);
                    return;
                }

                waiter.Tell(known.Name);
                if (now < known.Until)
                {
                    return;
                }
            }

            if (_asked >= MaxAsked)
            {
                return;
            }

            MakeRoom(now);
            _asked++;
            _answers[address] = new Answer(known?.Name, 0, [waiter]);
        }

        _ = Task.Run(() => AskAsync(address));
    }

    private async Task AskAsync(IPAddress address)
    {
        await _concurrent.WaitAsync().ConfigureAwait(false);
        string? found = null;
        try
        {
            found = await _ask(address).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // No such name, or no name server: the address goes on standing for it.
        }
        finally
        {
            _concurrent.Release();
        }

        var name = IsUsable(found) ? found!.TrimEnd('.') : null;
        var keep = (long)(name is null ? KeepFailure : _keepName).TotalMilliseconds;
        List<Waiter>? waiting;
        lock (_lock)
        {
            _asked--;
            waiting = _answers.TryGetValue(address, out var asked) ? asked.Waiting : null;
            _answers[address] = new Answer(name, Environment.TickCount64 + keep, null);
        }

        foreach (var waiter in waiting ?? [])
        {
            waiter.Tell(name);
        }
    }

    // A PTR record is written by a stranger. Only what can be a host name may become a property, and perhaps a file name;
    // an answer that looks like an address would let him pretend to be another.
    private static bool IsUsable(string? name) =>
        name is { Length: > 0 and <= 255 } && !name.StartsWith('.') && !name.Contains("..", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && !IPAddress.TryParse(name, out _);

    private static async Task<string?> AskSystem(IPAddress address)
    {
        var entry = await Dns.GetHostEntryAsync(address).ConfigureAwait(false);
        return entry.HostName;
    }

    private void MakeRoom(long now)
    {
        if (_answers.Count < MaxRemembered)
        {
            return;
        }

        foreach (var (address, answer) in _answers)
        {
            if (answer.Waiting is null && (answer.Until < now || _answers.Count >= MaxRemembered * 3 / 4))
            {
                _answers.Remove(address);
            }
        }
    }

    /// <summary>What is known of an address.</summary>
    /// <param name="Name">Its name; null: none.</param>
    /// <param name="Until">When that is to be asked again, as TickCount64.</param>
    /// <param name="Waiting">Who waits for the answer; null: it has come.</param>
    private sealed record Answer(string? Name, long Until, List<Waiter>? Waiting);

    /// <summary>A sender that is to get its name; it may be gone by then.</summary>
    private readonly record struct Waiter(WeakReference<Peer> Peer, bool PreserveCase)
    {
        public void Tell(string? name)
        {
            if (name is not null && Peer.TryGetTarget(out var peer))
            {
                peer.Name = Encoding.UTF8.GetBytes(PreserveCase ? name : name.ToLowerInvariant());
            }
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>What the factories of inputs are given. One for all inputs of a reactor, since they share its receive area.</summary>
/// <param name="Services">Settings, log, statistics.</param>
/// <param name="Reactor">The thread that receives.</param>
/// <param name="ResolveQueue">The queue of a ruleset by its name; null: the default ruleset. An unknown name is the default one.</param>
/// <param name="ResolveRuleset">The index of a ruleset in the topology, likewise.</param>
public sealed record InputContext(
    EngineServices Services, Reactor Reactor, Func<string?, MessageQueue> ResolveQueue, Func<string?, int> ResolveRuleset)
{
    // 256 datagrams for one system call: beyond that nothing is gained.
    private const int DatagramsPerCall = 256;
    private const int MinDatagramsPerCall = 16;

    // No datagram is longer than the sender's buffer (net.core.wmem_default), whatever maxMessageSize is.
    private const int LongestDatagramBytes = 256 * 1024;
    private const int ReceiveAreaBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, CounterSet> _moduleCounters = [];

    private DatagramReceiver? _receiver;
    private ImFile.FollowedFiles? _files;

    /// <summary>Names of senders.</summary>
    public NameResolution Names { get; init; } = new(Services.Settings);

    /// <summary>The receive area of all datagram inputs.</summary>
    public DatagramReceiver Receiver => _receiver ??= OpenReceiver();

    /// <summary>For imdiag.</summary>
    public EngineProbe Probe { get; init; } = new(static () => []);

    /// <summary>What the inputs that follow files share.</summary>
    internal ImFile.FollowedFiles Files => _files ??= new ImFile.FollowedFiles(Reactor, Complain);

    /// <summary>Who may send by <c>UDP</c> or <c>TCP</c>; null: everybody.</summary>
    public AllowedSenders? AllowedSenders(string protocol) => Inputs.AllowedSenders.Parse(
        Services.Configuration.Globals.GetList("AllowedSender"), protocol, Complain);

    /// <summary>The context for the inputs that another configuration adds.</summary>
    internal InputContext For(EngineServices services)
    {
        var (before, after) = (Services.Settings, services.Settings);
        var haveSameNames = before.EnableDns == after.EnableDns && before.PreserveFqdn == after.PreserveFqdn
            && before.SenderNameLifetime == after.SenderNameLifetime;
        return this with
        {
            Services = services,
            Names = haveSameNames ? Names : new NameResolution(after),
            _receiver = before.Parser.MaxMessageSizeBytes == after.Parser.MaxMessageSizeBytes ? _receiver : null,
        };
    }

    /// <summary>Says that something doesn't work.</summary>
    public void Complain(string text) => Services.Log.Report(Severity.Error, text);

    /// <summary>A writer for an input's batches, and with it the place of its messages in the topology.</summary>
    internal BatchWriter OpenWriter(InputSource source, Counter submitted)
    {
        source.RulesetIndex = source.ParserIndex = ResolveRuleset(source.Ruleset);
        return new BatchWriter(Reactor, ResolveQueue(source.Ruleset), source, submitted);
    }

    /// <summary>The sender of local messages.</summary>
    /// <param name="hostName">Another name than this machine's.</param>
    internal Peer LocalPeer(string? hostName = null) => new(
        hostName is null ? Services.Settings.Parser.LocalHostname : Encoding.UTF8.GetBytes(hostName),
        "127.0.0.1"u8.ToArray(),
        []);

    /// <summary>Counters that all inputs of a module share, as impstats shows them. All are written by the reactor's thread.</summary>
    internal CounterSet ModuleCounters(string module, params ReadOnlySpan<string> names)
    {
        if (!_moduleCounters.TryGetValue(module, out var set))
        {
            set = Services.Statistics.Register(module, module);
            foreach (var name in names)
            {
                _ = set.Add(name);
            }

            _moduleCounters.Add(module, set);
        }

        return set;
    }

    /// <summary>The addresses that an input is to be bound to: one of each family that the name has; without a name (or with
    /// <c>*</c>) all addresses of both.</summary>
    internal IPAddress[] ResolveAddress(string? name)
    {
        if (name is null or "*" or "")
        {
            return [IPAddress.Any, IPAddress.IPv6Any];
        }

        if (IPAddress.TryParse(name.Trim('[', ']'), out var address))
        {
            return [address];
        }

        try
        {
            return [.. Dns.GetHostAddresses(name).DistinctBy(found => found)];
        }
        catch (SocketException fault)
        {
            Complain($"cannot resolve address '{name}': {fault.Message}");
            return [];
        }
    }

    /// <summary>The time zone of defaultTZ (<c>+02:00</c>); null: none, or not readable.</summary>
    internal static TimeSpan? ParseZone(string? text)
    {
        if (text is not { Length: 6 } || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var zone))
        {
            return null;
        }

        return text[0] == '-' ? -zone : zone;
    }

    /// <summary>Writes listenPortFileName: the number, nothing behind it.</summary>
    internal void WritePortFile(string? path, int descriptor)
    {
        if (path is null)
        {
            return;
        }

        Span<byte> name = stackalloc byte[SocketAddressText.MaxBytes];
        var length = NativeSocket.GetName(descriptor, name);
        var port = length < 0 ? null : SocketAddressText.Parse(name[..length])?.Port.ToString(CultureInfo.InvariantCulture);
        try
        {
            // Whoever waits for the file must never see it empty.
            WholeFile.Replace(path, Encoding.ASCII.GetBytes(port ?? ""));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Complain($"cannot write listenPortFileName '{path}': {fault.Message}");
        }
    }

    /// <summary>The ports of an input, which may be one text or a list.</summary>
    internal static ImmutableArray<string> Ports(BoundParameters parameters)
    {
        var list = parameters.GetList("port");
        return list.IsEmpty && parameters.GetText("port") is { } single ? [single] : list;
    }

    private DatagramReceiver OpenReceiver()
    {
        var longest = Math.Clamp(Services.Settings.Parser.MaxMessageSizeBytes, 64, LongestDatagramBytes);
        return new DatagramReceiver(Math.Clamp(ReceiveAreaBytes / longest, MinDatagramsPerCall, DatagramsPerCall), longest);
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Queues;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

/// <summary>A reactor with real sockets on one side and a queue that the test reads on the other.</summary>
internal sealed class InputFixture : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<InputListener> _listeners = [];
    private readonly List<(string Text, Peer Peer, InputSource Source)> _received = [];

    public InputFixture(
        EngineSettings? settings = null, Dictionary<string, BoundParameters>? modules = null, string[]? allowed = null,
        int batches = 16, Func<EngineSettings, NameResolution>? names = null)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("inputs").FullName;
        settings ??= new EngineSettings { EnableDns = false };
        var configuration = new BoundConfiguration
        {
            Globals = Parameters(("allowedSender", (allowed ?? []).ToImmutableArray())),
            MainQueue = BoundParameters.Empty,
            Modules = [.. (modules ?? []).Select(m => new BoundModule(m.Key, m.Value, default!))],
            Inputs = [],
            Templates = ImmutableDictionary<string, BoundTemplate>.Empty,
            Rulesets = [],
        };
        Services = new EngineServices(settings, configuration, Log, new StatisticsRegistry(), _ => throw new NotSupportedException());
        Queue = new MessageQueue("main Q", new BatchPool(batches, 256 * 1024));
        Reactor = new Reactor(Log);
        Context = new InputContext(Services, Reactor, _ => Queue, _ => 0);
        if (names is not null)
        {
            Context = Context with { Names = names(settings) };
        }

        Reactor.Start();
    }

    public string Directory { get; }

    public CollectingLog Log { get; } = new();

    public EngineServices Services { get; }

    public MessageQueue Queue { get; }

    public Reactor Reactor { get; }

    public InputContext Context { get; }

    public static BoundParameters Parameters(params (string Name, object Value)[] values) => new(
        values.Select(v => KeyValuePair.Create(v.Name, new BoundParameter(v.Value, default!))), []);

    public InputListener Open(string module, params (string Name, object Value)[] parameters)
    {
        var listener = InputFactory.Create(new BoundInput(module, Parameters(parameters), null, default!), Context)!;
        Keep(listener);
        Assert.True(listener.Start(), Log.ToString());
        return listener;
    }

    public bool TryOpen(string module, params (string Name, object Value)[] parameters)
    {
        var listener = InputFactory.Create(new BoundInput(module, Parameters(parameters), null, default!), Context)!;
        Keep(listener);
        return listener.Start();
    }

    public void Keep(InputListener listener) => _listeners.Add(listener);

    /// <summary>An imtcp listener on a port that the kernel chose.</summary>
    public (InputListener Listener, int Port) OpenTcp(params (string Name, object Value)[] parameters)
    {
        var file = Path.Combine(Directory, "port");
        var listener = Open("imtcp", [("port", "0"), ("address", "127.0.0.1"), ("listenPortFileName", file), .. parameters]);
        return (listener, int.Parse(File.ReadAllText(file)));
    }

    /// <summary>An imudp listener on a port that the kernel chose.</summary>
    public (InputListener Listener, int Port) OpenUdp(params (string Name, object Value)[] parameters)
    {
        var file = Path.Combine(Directory, "udp-port");
        var listener = Open("imudp", [("port", "0"), ("listenPortFileName", file), .. parameters]);
        return (listener, int.Parse(File.ReadAllText(file)));
    }

    public static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>The messages received up to now, once there are that many.</summary>
    public List<(string Text, Peer Peer, InputSource Source)> Receive(int count)
    {
        var clock = Stopwatch.StartNew();
        while (_received.Count < count && clock.Elapsed < Patience)
        {
            if (!ReadBatches())
            {
                Queue.WaitForWork(100_000);
            }
        }

        ReadBatches();
        Assert.True(count == _received.Count, $"{_received.Count} instead of {count} messages. {Log}");
        return _received;
    }

    public List<string> ReceiveTexts(int count) => [.. Receive(count).Select(m => m.Text)];

    /// <summary>Waits until the reactor has done everything that could be done by now.</summary>
    public void Settle() => Reactor.Invoke(() => { });

    public long Counter(string name) => Services.Statistics.Snapshot()
        .SelectMany(set => set.Counters).Where(c => c.Name == name).Sum(c => c.Counter.Value);

    public void Dispose()
    {
        // A test that failed half-way no longer reads, and inputs with something to hand over would wait for it.
        var stopping = Task.Run(() => _listeners.ForEach(listener => listener.Stop()));
        while (!stopping.Wait(TimeSpan.FromMilliseconds(5)))
        {
            ReadBatches();
        }

        Reactor.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private bool ReadBatches()
    {
        var any = false;
        while (Queue.TryDequeue(out var batch))
        {
            any = true;
            foreach (var frame in batch.Frames)
            {
                var text = Encoding.UTF8.GetString(batch.Slab, frame.Start, frame.Length);
                _received.Add((text, batch.PeerOf(in frame), batch.Source));
            }

            Queue.Pool.Return(batch);
        }

        return any;
    }

    internal sealed class CollectingLog : IInternalLog
    {
        private readonly List<string> _lines = [];

        public string[] Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public void Report(Severity severity, string text)
        {
            lock (_lines)
            {
                _lines.Add(text);
            }
        }

        public override string ToString() => string.Join(" | ", Lines);
    }
}

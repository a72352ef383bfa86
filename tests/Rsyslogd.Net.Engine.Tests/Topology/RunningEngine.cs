using System.Net;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>A whole configuration running in this process, with a directory of its own that stands for <c>DIR</c> in the rules,
/// and a TCP listener for what the test sends.</summary>
internal sealed class RunningEngine : IDisposable
{
    /// <summary>The input for what the test sends.</summary>
    public const string Listener =
        "module(load=\"imtcp\") input(type=\"imtcp\" port=\"0\" address=\"127.0.0.1\" listenPortFileName=\"DIR/port\")\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly StringWriter _standardError = new();
    private readonly Engine.Topology.Engine _engine;
    private readonly TcpClient _sender = new();
    private bool _isStopped;

    /// <summary>Compiles the rules, which must have no errors, and starts them.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="folder">A directory that is there already: a second run; null: a new one.</param>
    public RunningEngine(string rules, string? folder = null)
        : this(rules, [], folder)
    {
    }

    /// <summary>The same with some errors that do not matter.</summary>
    public RunningEngine(string rules, string[] tolerated, string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("engine-").FullName;
        var configuration = Compile(rules, tolerated);
        var log = new InternalLog(TextWriter.Synchronized(_standardError), "rsyslogd", withLevelPrefix: false);
        _engine = new Engine.Topology.Engine(configuration, Settings(configuration), log);
        Assert.True(_engine.Listen(), Log);
        _engine.Run();
        _sender.Connect(IPAddress.Loopback, int.Parse(File.ReadAllText(Path("port"))));
    }

    public string Folder { get; }

    /// <summary>Whether the directory is for another run.</summary>
    public bool KeepsFolder { get; init; }

    /// <summary>What has been said on standard error.</summary>
    public string Log
    {
        get
        {
            lock (_standardError)
            {
                return _standardError.ToString();
            }
        }
    }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Sends frames: <c>&lt;13&gt;Oct 11 22:14:15 host tag: text</c> for each text.</summary>
    public void Send(params string[] texts) => SendRaw([.. texts.Select(text => $"<13>Oct 11 22:14:15 host tag: {text}")]);

    public void SendRaw(params string[] frames) =>
        _sender.GetStream().Write(Encoding.UTF8.GetBytes(string.Concat(frames.Select(frame => frame + "\n"))));

    public string Read(string name)
    {
        try
        {
            return File.ReadAllText(Path(name));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Waits until a file has a content.</summary>
    public void AwaitFile(string name, string content)
    {
        SpinWait.SpinUntil(() => Read(name) == content, Patience);
        Assert.Equal(content, Read(name));
    }

    public void Await(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Patience), $"{what}\n{Log}");

    /// <summary>The same inputs and other rules, or with <paramref name="inputs"/> other inputs, too.</summary>
    public ReloadOutcome Reload(string rules, string inputs = Listener)
    {
        var configuration = Compile(rules, [], inputs);
        return _engine.Reload(configuration, Settings(configuration));
    }

    /// <summary>All counters.</summary>
    public StatisticsRegistry Statistics => _engine.Statistics;

    /// <summary>SIGHUP.</summary>
    public void Reopen() => _engine.Reopen();

    /// <summary>SIGTERM.</summary>
    public void Stop()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _engine.Stop("exiting on signal 15.", TimeSpan.FromSeconds(1));
        }
    }

    private static EngineSettings Settings(BoundConfiguration configuration) =>
        SettingsReader.Read(configuration, "myhost", new Dictionary<string, int>()) with { EnableDns = false };

    private BoundConfiguration Compile(string rules, string[] tolerated, string inputs = Listener)
    {
        var text = $"global(workDirectory=\"DIR\")\n{inputs}{rules}\n".Replace("DIR", Folder, StringComparison.Ordinal);
        var compiled = ConfigurationCompiler.Compile(new SourceText("test.conf", text), new TestMachine(), ModuleDescriptors.All);
        Assert.Empty(compiled.Diagnostics.Where(
            said => said.Severity == DiagnosticSeverity.Error && !tolerated.Contains(said.Code)).Select(said => said.Message));
        return compiled.Configuration;
    }

    public void Dispose()
    {
        _sender.Dispose();
        Stop();
        if (!KeepsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

using System.Globalization;
using System.Text;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>All of the daemon but its command line, in this process, so that its allocations can be counted.</summary>
internal sealed class TestedEngine : IDisposable
{
    private readonly Engine.Topology.Engine _engine;

    /// <param name="rules">The rules; <c>DIR</c> is a directory of their own.</param>
    public TestedEngine(string rules)
    {
        Folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var inputs =
            """
            module(load="imtcp")
            input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="DIR/port")
            module(load="imudp")
            input(type="imudp" port="0" address="127.0.0.1" listenPortFileName="DIR/udp")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="DIR/log" RateLimit.Interval="0")

            """;
        var text = (inputs + rules + "\n").Replace("DIR", Folder, StringComparison.Ordinal);
        var compiled = ConfigurationCompiler.Compile(new SourceText("test.conf", text), new Machine(), ModuleDescriptors.All);
        foreach (var said in compiled.Diagnostics.Where(said => said.Severity == DiagnosticSeverity.Error))
        {
            throw new InvalidOperationException(said.Message);
        }

        var settings = SettingsReader.Read(compiled.Configuration, "myhost", new Dictionary<string, int>()) with { EnableDns = false };
        _engine = new(compiled.Configuration, settings, new InternalLog(TextWriter.Null, "rsyslogd", withLevelPrefix: false));
        _engine.Listen();
        _engine.Run();
    }

    public string Folder { get; }

    public int TcpPort => int.Parse(File.ReadAllText(Path.Combine(Folder, "port")), CultureInfo.InvariantCulture);

    public int UdpPort => int.Parse(File.ReadAllText(Path.Combine(Folder, "udp")), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _engine.Stop("exiting on signal 15.", TimeSpan.FromSeconds(1));
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Machine : ConfigurationEnvironment
    {
        public override long? FindUser(string name) => 0;

        public override long? FindGroup(string name) => 0;

        public override string? CheckRegex(string expression, bool isExtended)
        {
            _ = PosixRegex.TryCompile(Encoding.UTF8.GetBytes(expression), isExtended, ignoreCase: false, out var regex, out var error);
            regex?.Dispose();
            return error;
        }
    }
}

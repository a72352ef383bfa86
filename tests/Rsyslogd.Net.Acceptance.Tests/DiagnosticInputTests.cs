using System.Net;
using System.Net.Sockets;
using Rsyslogd.Net.Testing;

namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>The daemon as functional tests written for rsyslogd drive it: started under that name, with their options, and asked
/// by imdiag (netsyslog.conf(5)).</summary>
public sealed class DiagnosticInputTests : IDisposable
{
    private const string Diagnostics =
        """
        global(processInternalMessages="on")
        module(load="../plugins/imdiag/.libs/imdiag" listenPortFileName="@DIR@/diag-port" serverRun="0" abortTimeout="580"
               properTerminationFile="@DIR@/proper-end" injectDelayMode="full" mainMsgQueueTimeoutShutdown="60000")

        """;

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task A_link_called_rsyslogd_runs_in_the_background_with_joined_options_and_answers()
    {
        _directory.Write("table.json", """{"version":1,"type":"string","nomatch":"?","table":[{"index":"tag","value":"one"}]}""");
        _directory.Write("rsyslog.conf", Diagnostics + """
            module(load="../plugins/imptcp/.libs/imptcp")
            input(type="imptcp" port="0" listenPortFileName="@DIR@/tcp-port")
            lookup_table(name="t" file="@DIR@/table.json" reloadOnHUP="on")
            template(name="found" type="string" string="%$.found%:%msg%\n")
            set $.found = lookup("t", $programname);
            :msg, contains, "msgnum" action(type="omfile" file="@DIR@/out.log" template="found")
            :programname, isequal, "rsyslogd" action(type="omfile" file="@DIR@/own.log")
            """);
        var program = _directory["rsyslogd"];
        File.CreateSymbolicLink(program, Netsyslogd.Binary);

        var command = $"exec {program} -C -i{_directory["pid"]} -M../runtime/.libs:../.libs -f{_directory["rsyslog.conf"]}";
        var start = Netsyslogd.Run("/bin/sh", _directory, "-c", $"{command} > {_directory["said"]} 2>&1");
        Assert.Equal((0, ""), (start.Status, _directory.Read("said")));
        var process = int.Parse(_directory.Read("pid"));
        Assert.Equal("rsyslogd", File.ReadAllText($"/proc/{process}/comm").TrimEnd());

        using (var client = Connect("diag-port"))
        {
            Assert.Equal("3 messages injected", client.Ask("injectmsg 0 3"));
            Assert.Equal("mainqueue empty", client.Ask("WaitMainQueueEmpty"));
            Assert.Equal("one: msgnum:00000000:\none: msgnum:00000001:\none: msgnum:00000002:\n", _directory.Read("out.log"));

            _directory.Write("table.json", """{"version":1,"type":"string","table":[{"index":"tag","value":"two"}]}""");
            Netsyslogd.SendSignal(process, Netsyslogd.SigHup);
            Assert.Matches(@"^seen HUP request, looks like it has completed \[[0-9]+ tries\]$", client.Ask("awaithupcomplete"));
            Assert.Equal("no pending lookup-table reloads found", client.Ask("AwaitLookupTableReload"));
            Assert.Equal("1 messages injected", client.Ask("injectmsg literal <13>Mar  1 01:00:00 h tag: msgnum"));
            Assert.Equal("mainqueue empty", client.Ask("WAITMAINQUEUEEMPTY"));
            Assert.EndsWith("two: msgnum\n", _directory.Read("out.log"));
            Assert.Equal("0", client.Ask("getMainMsgQueueSize"));
            Assert.Equal("unkown command 'stopNow'", client.Ask("stopNow please"));
        }

        Netsyslogd.SendSignal(process, Netsyslogd.SigTerm);
        var end = $"status=ok\nphase=main-return\npid={process}\n";
        await Eventually.True(() => _directory.Read("proper-end") == end, () => _directory.Read("proper-end"));
        Assert.Contains(" rsyslogd: [origin software=\"rsyslogd\"", _directory.Read("own.log"));
    }

    [Fact]
    public async Task An_empty_main_queue_has_reached_its_targets()
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        using var daemon = await Netsyslogd.Start(_directory, Diagnostics + $$"""
            template(name="t" type="string" string="%msg%\n")
            ruleset(name="r" queue.type="LinkedList") {
              action(type="omfwd" target="127.0.0.1" port="{{((IPEndPoint)target.LocalEndpoint).Port}}" protocol="tcp" template="t")
            }
            :msg, contains, "msgnum" call r
            """);
        using var client = Connect("diag-port");

        Assert.Equal("1000 messages injected", client.Ask("injectmsg 0 1000"));
        Assert.Equal("mainqueue empty", client.Ask("WaitMainQueueEmpty"));

        using var connection = target.AcceptTcpClient();
        using var reader = new StreamReader(connection.GetStream());
        Assert.True(connection.Available > 0);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal($" msgnum:{i:D8}:", reader.ReadLine());
        }
    }

    [Fact]
    public void Version_has_the_lines_that_scripts_look_for()
    {
        var program = _directory["rsyslogd"];
        File.CreateSymbolicLink(program, Netsyslogd.Binary);

        var version = Netsyslogd.Run(program, _directory, "-v");

        Assert.Equal(0, version.Status);
        Assert.StartsWith("rsyslogd  8.2302.0", version.Output);
        Assert.Matches(@"\n\tFEATURE_REGEXP:\t+Yes\n", version.Output);
        Assert.Matches(@"\n\tuuid support:\t+Yes\n", version.Output);
        Assert.Matches(@"\n\tNumber of Bits in RainerScript integers: 64\n", version.Output);
    }

    public void Dispose() => _directory.Dispose();

    private DiagnosticClient Connect(string portFile) => new(int.Parse(_directory.Read(portFile)));

    /// <summary>One session: a line there, a line back.</summary>
    private sealed class DiagnosticClient : IDisposable
    {
        private readonly TcpClient _connection;
        private readonly StreamReader _reader;

        public DiagnosticClient(int port)
        {
            _connection = new TcpClient("127.0.0.1", port);
            _reader = new StreamReader(_connection.GetStream());
        }

        public string? Ask(string command)
        {
            _connection.GetStream().Write(System.Text.Encoding.UTF8.GetBytes(command + "\n"));
            return _reader.ReadLine();
        }

        public void Dispose()
        {
            _reader.Dispose();
            _connection.Dispose();
        }
    }
}

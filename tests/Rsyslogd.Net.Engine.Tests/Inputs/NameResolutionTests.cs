using System.Net;
using System.Text;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class NameResolutionTests : IDisposable
{
    private readonly string _hosts = Path.GetTempFileName();

    public void Dispose() => File.Delete(_hosts);

    [Fact]
    public void Switched_off_the_address_stands_for_the_name()
    {
        var peer = Resolution(false, _ => throw new InvalidOperationException()).Introduce(EndPoint("127.0.0.1"));
        Assert.Equal("127.0.0.1", Name(peer));
    }

    [Fact]
    public void The_hosts_file_answers_at_once_and_is_read_again_when_it_changes()
    {
        File.WriteAllText(_hosts, "127.0.0.1 localhost loop # comment\n\n::1\tip6-localhost\nnonsense x\n192.0.2.1\n");
        var names = Resolution(true, _ => Task.FromResult<string?>(null));
        Assert.Equal("localhost", Name(names.Introduce(EndPoint("127.0.0.1"))));
        Assert.Equal("ip6-localhost", Name(names.Introduce(EndPoint("::1"))));
        Assert.Equal("192.0.2.1", Name(names.Introduce(EndPoint("192.0.2.1"))));
    }

    [Fact]
    public async Task An_answer_replaces_the_name_of_all_who_waited_and_is_asked_for_once()
    {
        var answer = new TaskCompletionSource<string?>();
        var asked = 0;
        var names = Resolution(true, _ =>
        {
            Interlocked.Increment(ref asked);
            return answer.Task;
        });
        var first = names.Introduce(EndPoint("192.0.2.9", 1));
        var second = names.Introduce(EndPoint("192.0.2.9", 2));
        Assert.Equal("192.0.2.9", Name(first));
        answer.SetResult("Web1.Example.NET.");
        await Until(() => Name(second) != "192.0.2.9");
        Assert.Equal("web1.example.net", Name(first));
        Assert.Equal("web1.example.net", Name(second));
        Assert.Equal("web1.example.net", Name(names.Introduce(EndPoint("192.0.2.9", 3))));
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("10.0.0.1")]
    [InlineData(".hidden")]
    [InlineData("name\n<13>forged")]
    [InlineData("")]
    public async Task An_answer_that_is_no_host_name_is_not_believed(string answer)
    {
        var asked = new TaskCompletionSource();
        var names = Resolution(true, address =>
        {
            if (address.Equals(IPAddress.Parse("192.0.2.2")))
            {
                asked.SetResult();
            }

            return Task.FromResult<string?>(answer);
        });
        var peer = names.Introduce(EndPoint("192.0.2.1"));
        names.Introduce(EndPoint("192.0.2.2"));
        await asked.Task;
        Assert.Equal("192.0.2.1", Name(peer));
    }

    [Fact]
    public async Task The_case_of_a_name_stays_where_it_is_to_be_preserved()
    {
        File.WriteAllText(_hosts, "127.0.0.5 DB.corp.example db\n");
        var names = Resolution(true, _ => Task.FromResult<string?>("Web.Example"));
        Assert.Equal("DB.corp.example", Name(names.Introduce(EndPoint("127.0.0.5"), preserveCase: true)));
        Assert.Equal("db.corp.example", Name(names.Introduce(EndPoint("127.0.0.5"))));
        var peer = names.Introduce(EndPoint("192.0.2.3"), preserveCase: true);
        await Until(() => Name(peer) == "Web.Example");
    }

    [Fact]
    public void A_flood_of_addresses_asks_a_bounded_number_of_questions()
    {
        var never = new TaskCompletionSource<string?>();
        var asked = 0;
        var names = Resolution(true, _ =>
        {
            Interlocked.Increment(ref asked);
            return never.Task;
        });
        for (var i = 0; i < 20_000; i++)
        {
            names.Introduce(new IPEndPoint(new IPAddress(0x0a000000L + i), 1));
        }

        Assert.InRange(Volatile.Read(ref asked), 0, 4);
        never.SetResult(null);
    }

    [Theory]
    [InlineData("UDP, 192.0.2.0/24", "192.0.2.77", true)]
    [InlineData("UDP, 192.0.2.77/24", "192.0.2.1", true)]
    [InlineData("UDP, 192.0.2.0/24", "192.0.3.1", false)]
    [InlineData("udp,10.0.0.1,[2001:db8::]/32", "2001:db8::7", true)]
    [InlineData("UDP, 0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("UDP, 10.0.0.1/33", "10.0.0.1", false)]
    [InlineData("UDP, *.example.net", "192.0.2.1", false)]
    [InlineData("UDP, *.2.1", "192.0.2.1", true)]
    public void Allowed_senders_are_networks_and_names(string directive, string address, bool expected)
    {
        var complaints = new List<string>();
        var senders = AllowedSenders.Parse([directive], "UDP", complaints.Add)!;
        var peer = Resolution(false, _ => throw new InvalidOperationException()).Introduce(EndPoint(address));
        Assert.Equal(expected, senders.Allows(IPAddress.Parse(address), peer));
        Assert.Null(AllowedSenders.Parse([directive], "TCP", complaints.Add));
    }

    private NameResolution Resolution(bool isEnabled, Func<IPAddress, Task<string?>> ask) =>
        new(new EngineSettings { EnableDns = isEnabled }, _hosts, ask);

    private static IPEndPoint EndPoint(string address, int port = 514) => new(IPAddress.Parse(address), port);

    private static string Name(Messages.Peer peer) => Encoding.UTF8.GetString(peer.Name);

    private static async Task Until(Func<bool> condition)
    {
        var end = Environment.TickCount64 + 5000;
        while (!condition() && Environment.TickCount64 < end)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }
}

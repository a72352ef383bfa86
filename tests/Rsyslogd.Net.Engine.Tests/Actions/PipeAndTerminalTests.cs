using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Actions.OmUsrMsg;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public sealed class PipeAndTerminalTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_pipe_gets_the_lines()
    {
        MakePipe("p");
        var action = _fixture.Make("ompipe", ("pipe", _fixture.Path("p")));
        ActionFixture.SendAll(action, "one", "two");
        Assert.Equal("one\ntwo\n", ReadPipe("p", 8));
    }

    [Fact]
    public void A_pipe_that_nobody_reads_holds_nothing_up()
    {
        MakePipe("p");
        var action = _fixture.Make("ompipe", ("pipe", _fixture.Path("p")));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 50_000; i++)
        {
            ActionFixture.Send(action, new string('x', 100));
        }

        Assert.True(watch.Elapsed < ActionFixture.HeldUp);
        Assert.True(_fixture.Counter("discarded.full") > 10_000);
        watch.Restart();
        action.Close(TimeSpan.FromMilliseconds(200));
        Assert.True(watch.Elapsed < ActionFixture.HeldUp);
    }

    [Fact]
    public void A_pipe_that_is_not_there_yet_gets_what_was_kept()
    {
        var action = _fixture.Make("ompipe", ("pipe", _fixture.Path("p")));
        ActionFixture.SendAll(action, "early");
        ActionFixture.Await(() => _fixture.Log.Lines.Length == 1, "it is told");
        MakePipe("p");
        Assert.Equal("early\n", ReadPipe("p", 6));
    }

    [Fact]
    public void Messages_reach_the_terminals_of_the_users_named()
    {
        MakePipe("tty-a");
        MakePipe("tty-b");
        var records = _fixture.Path("utmp");
        File.WriteAllBytes(records, [.. Record("alice", "tty-a", 7), .. Record("bob", "tty-b", 7), .. Record("alice", "../evil", 7), .. Record("alice", "tty-b", 8)]);
        using var a = OpenReader("tty-a");
        using var b = OpenReader("tty-b");
        var action = new UserMessageAction(
            new BoundAction(
                "omusrmsg", BoundParameters.Empty,
                new BoundTemplate("t", [new BoundReplacer(new(Rsyslogd.Net.Messages.Properties.PropertyId.Msg), ReplacerOptions.None)]),
                new TextSpan(new SourceText("x", ""), 0, 0)),
            _fixture.Services(), ["alice"], records, _fixture.Folder + "/");
        ActionFixture.SendAll(action, "hello");
        ActionFixture.Await(() => _fixture.Counter("sent") == 1, "it is sent");
        action.Close(TimeSpan.FromSeconds(1));
        Assert.Equal("hello", ReadSome(a));
        Assert.Equal("", ReadSome(b));
    }

    private static byte[] Record(string user, string line, short type)
    {
        var record = new byte[System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? 400 : 384];
        BinaryPrimitives.WriteInt16LittleEndian(record, type);
        Encoding.UTF8.GetBytes(line).CopyTo(record, 8);
        Encoding.UTF8.GetBytes(user).CopyTo(record, 44);
        return record;
    }

    private void MakePipe(string name) => Assert.Equal(0, ActionFixture.Run("/usr/bin/mkfifo", _fixture.Path(name)));

    private Reader OpenReader(string name) => new(NativeFile.Open(NativeFile.Path(_fixture.Path(name)), FileOpening.ReadWrite, 0));

    private static string ReadSome(Reader reader)
    {
        var room = new byte[1000];
        var count = NativeFile.Read(reader.Descriptor, room);
        return count <= 0 ? "" : Encoding.UTF8.GetString(room, 0, count);
    }

    private string ReadPipe(string name, int length)
    {
        using var reader = OpenReader(name);
        var text = "";
        ActionFixture.Await(
            () =>
            {
                text += ReadSome(reader);
                return text.Length >= length;
            },
            "lines in the pipe");
        return text;
    }

    private sealed record Reader(int Descriptor) : IDisposable
    {
        public void Dispose() => NativeFile.Close(Descriptor);
    }
}

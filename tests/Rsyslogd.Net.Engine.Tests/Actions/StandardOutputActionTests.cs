using System.Text;
using Rsyslogd.Net.Engine.Actions.OmStdOut;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Actions;

/// <summary>omstdout, with a pipe in place of the standard output of the tests.</summary>
public sealed class StandardOutputActionTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("", true, "one\ntwo\n")]
    [InlineData("\n", true, "one\ntwo\n")]
    [InlineData("", false, "onetwo")]
    public void Messages_go_to_standard_output_with_a_line_end_if_they_have_none(string ending, bool ensures, string expected)
    {
        Assert.True(ChildProcess.MakePipe(weWrite: false, out var ours, out var theirs));
        var action = new StandardOutputAction(
            ActionFixture.Bind("omstdout", ending, null, ("ensureLFEnding", ensures)), _fixture.Services(), theirs);
        ActionFixture.SendAll(action, "one", "two");
        action.Close(TimeSpan.FromSeconds(5));
        NativeFile.Close(theirs);

        var room = new byte[100];
        var length = NativeFile.Read(ours, room);
        NativeFile.Close(ours);
        Assert.Equal(expected, Encoding.UTF8.GetString(room, 0, length));
    }

    [Fact]
    public void Standard_output_that_nobody_reads_holds_nobody_up()
    {
        Assert.True(ChildProcess.MakePipe(weWrite: false, out var ours, out var theirs));
        var action = new StandardOutputAction(
            ActionFixture.Bind("omstdout", "\n", null, ("queue.size", 100L), ("queue.type", "LinkedList")), _fixture.Services(), theirs);
        var text = new string('x', 1000);
        for (var i = 0; i < 1000; i++)
        {
            ActionFixture.SendAll(action, text);
        }

        Assert.True(_fixture.Counter("sent") < 1000);
        action.Close(TimeSpan.FromMilliseconds(100));
        NativeFile.Close(theirs);
        NativeFile.Close(ours);
    }
}

using System.Text;
using Rsyslogd.Net.Engine.Actions.Programs;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public sealed class ProgramActionTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("/bin/x", "/bin/x")]
    [InlineData("/bin/x a  b", "/bin/x|a|b")]
    [InlineData("/bin/x \"a b\" c", "/bin/x|\"a b\"|c")]
    [InlineData("/bin/x --y=\"e f\" 'c d'", "/bin/x|--y=\"e f\"|'c|d'")]
    public void Quotes_group_arguments_and_stay(string command, string arguments) => Assert.Equal(
        arguments, string.Join('|', CommandLine.Split(command).Select(a => Encoding.UTF8.GetString(a).TrimEnd('\0'))));

    [Fact]
    public void A_program_gets_the_lines_and_reads_on_until_the_end()
    {
        var script = _fixture.Script("cat.sh", "exec cat >> \"$1\"\n");
        var action = _fixture.Make("omprog", ("binary", $"{script} {_fixture.Path("out")}"));
        ActionFixture.SendAll(action, "one", "two");
        _fixture.AwaitFile("out", "one\ntwo\n");
        ActionFixture.SendAll(action, "three");
        action.Close(TimeSpan.FromSeconds(2));
        Assert.Equal("one\ntwo\nthree\n", _fixture.Read("out"));
    }

    [Fact]
    public void A_program_that_ends_is_started_again_and_gets_what_it_left()
    {
        var script = _fixture.Script("one.sh", "IFS= read -r line; echo \"$line\" >> \"$1\"\n");
        var action = _fixture.Make("omprog", ("binary", $"{script} {_fixture.Path("out")}"));
        ActionFixture.SendAll(action, "1");
        _fixture.AwaitFile("out", "1\n");
        ActionFixture.SendAll(action, "2");
        _fixture.AwaitFile("out", "1\n2\n");
        Assert.Single(_fixture.Log.Lines);
    }

    [Fact]
    public void What_a_program_left_unread_in_the_pipe_goes_to_the_next_one()
    {
        var script = _fixture.Script("one.sh", "IFS= read -r line; echo \"$line\" >> \"$1\"\n");
        var action = _fixture.Make("omprog", ("binary", $"{script} {_fixture.Path("out")}"));
        ActionFixture.SendAll(action, "1", "2", "3", "4");
        _fixture.AwaitFile("out", "1\n2\n3\n4\n");
    }

    [Fact]
    public void Confirmed_messages_are_given_one_by_one_and_a_refused_one_is_left_out()
    {
        var script = _fixture.Script(
            "ok.sh",
            "echo OK\nwhile IFS= read -r line; do\n if [ \"$line\" = bad ]; then echo no; else echo \"got:$line\" >> \"$1\"; echo OK; fi\ndone\n");
        var action = _fixture.Make(
            "omprog", ("binary", $"{script} {_fixture.Path("out")}"), ("confirmMessages", true), ("reportFailures", true));
        ActionFixture.SendAll(action, "one", "bad", "two");
        _fixture.AwaitFile("out", "got:one\ngot:two\n");
        ActionFixture.Await(() => _fixture.Counter("failed") == 1, "the refused message is counted");
        Assert.Contains(_fixture.Log.Lines, line => line.Contains("answered: no", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_that_does_not_answer_is_started_again_and_gets_the_message_again()
    {
        var script = _fixture.Script(
            "mute.sh", "echo OK\nIFS= read -r line; echo \"$line\" >> \"$1\"\n[ $(wc -l < \"$1\") -gt 1 ] && echo OK\ncat > /dev/null\n");
        var action = _fixture.Make(
            "omprog", ("binary", $"{script} {_fixture.Path("out")}"), ("confirmMessages", true), ("confirmTimeout", 100L),
            ("signalOnClose", true), ("closeTimeout", 100L));
        ActionFixture.SendAll(action, "x");
        _fixture.AwaitFile("out", "x\nx\n");
    }

    [Fact]
    public void Transactions_are_marked()
    {
        var script = _fixture.Script("cat.sh", "exec cat >> \"$1\"\n");
        var action = _fixture.Make(
            "omprog", ("binary", $"{script} {_fixture.Path("out")}"), ("useTransactions", true), ("beginTransactionMark", "BEGIN"));
        ActionFixture.SendAll(action, "1", "2");
        _fixture.AwaitFile("out", "BEGIN\n1\n2\nCOMMIT TRANSACTION\n");
    }

    [Theory]
    [InlineData("COMMIT*", "BEGIN TRANSACTION\n1\n2\nCOMMIT TRANSACTION\n")]
    [InlineData("2", "BEGIN TRANSACTION\n1\n2\n")]
    public void A_refused_transaction_goes_again_message_by_message(string refusedOnce, string first)
    {
        var script = _fixture.Script(
            "refuse.sh",
            "echo OK\nwhile IFS= read -r line; do echo \"$line\" >> \"$1\"\n"
            + $"case \"$line\" in {refusedOnce}) if [ ! -e \"$1.refused\" ]; then touch \"$1.refused\"; echo no; continue; fi;; esac\n"
            + "case \"$line\" in [0-9]) echo DEFER_COMMIT;; *) echo OK;; esac; done\n");
        var action = _fixture.Make(
            "omprog", ("binary", $"{script} {_fixture.Path("out")}"), ("useTransactions", true), ("confirmMessages", true));
        ActionFixture.SendAll(action, "1", "2");
        _fixture.AwaitFile(
            "out",
            first + "BEGIN TRANSACTION\n1\nCOMMIT TRANSACTION\nBEGIN TRANSACTION\n2\nCOMMIT TRANSACTION\n");
        Assert.Equal(0, _fixture.Counter("failed"));
    }

    [Fact]
    public void A_message_whose_own_commit_is_refused_is_given_up_alone()
    {
        var script = _fixture.Script(
            "never.sh",
            "echo OK\nwhile IFS= read -r line; do last=\"$line$last\"\n"
            + "case \"$line\" in BEGIN*) last=; echo OK;; COMMIT*) case \"$last\" in *bad*) echo no;; *) echo OK; echo \"$last\" >> \"$1\";; esac;; "
            + "*) echo DEFER_COMMIT;; esac; done\n");
        var action = _fixture.Make(
            "omprog", ("binary", $"{script} {_fixture.Path("out")}"), ("useTransactions", true), ("confirmMessages", true));
        ActionFixture.SendAll(action, "one", "bad", "two");
        _fixture.AwaitFile("out", "COMMIT TRANSACTIONone\nCOMMIT TRANSACTIONtwo\n");
        ActionFixture.Await(() => _fixture.Counter("failed") == 1, "the refused message is counted");
    }

    [Fact]
    public void Output_of_the_program_goes_to_a_file_that_is_reopened()
    {
        var script = _fixture.Script("tee.sh", "while IFS= read -r line; do echo \"out $line\"; echo \"err $line\" >&2; done\n");
        var action = _fixture.Make("omprog", ("binary", script), ("output", _fixture.Path("printed")));
        ActionFixture.SendAll(action, "1");
        _fixture.AwaitFile("printed", "out 1\nerr 1\n");
        File.Move(_fixture.Path("printed"), _fixture.Path("printed.1"));
        action.Reopen();
        ActionFixture.Await(
            () =>
            {
                ActionFixture.SendAll(action, "2");
                return File.Exists(_fixture.Path("printed"));
            },
            "a new file");
    }

    [Fact]
    public void A_program_that_is_not_there_is_told_once_and_suspends_for_those_who_ask()
    {
        var action = _fixture.Make("omprog", ("binary", _fixture.Path("missing")));
        ActionFixture.SendAll(action, "1", "2");
        ActionFixture.Await(() => _fixture.Log.Lines.Length > 0, "it is told");
        action.NeedsOutcome = true;
        Assert.Equal(Engine.Actions.DeliveryResult.Suspended, ActionFixture.Send(action, "3"));
        Assert.Single(_fixture.Log.Lines);
    }

    [Fact]
    public void A_shell_action_runs_its_program_once_for_each_message_with_the_text_as_one_argument()
    {
        var script = _fixture.Script("run.sh", "printf '[%s]\\n' \"$@\" >> \"$(dirname \"$0\")/out\"\n");
        var action = _fixture.Make("omshell", "", null, ("program", script));
        ActionFixture.SendAll(action, "one", "two words", "$(three); 'x'");
        _fixture.AwaitFile("out", "[one]\n[two words]\n[$(three); 'x']\n");
    }
}

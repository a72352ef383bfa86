using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public class ActionRunnerTests
{
    private readonly Rules _rules = new();
    private readonly List<string> _seen = [];
    private readonly ExecutionState _state = new();

    [Fact]
    public void ExecOnlyEveryNthTime_runs_for_each_nth_message()
    {
        var runner = _rules.Runner(_rules.Collect(_seen, ("action.execOnlyEveryNthTime", 3L)));
        Run(runner, "1", "2", "3", "4", "5", "6", "7");
        Assert.Equal(["3", "6"], _seen);
    }

    [Fact]
    public void ExecOnlyOnceEveryInterval_leaves_out_the_rest_of_the_interval()
    {
        var runner = _rules.Runner(_rules.Collect(_seen, ("action.execOnlyOnceEveryInterval", 3600L)));
        Run(runner, "1", "2", "3");
        Assert.Equal(["1"], _seen);
    }

    [Fact]
    public void ExecOnlyWhenPreviousIsSuspended_runs_only_behind_a_failed_action()
    {
        var faulty = new FaultyAction();
        var first = _rules.Runner(_rules.Act(faulty, true));
        var backup = _rules.Runner(_rules.Collect(_seen, ("action.execOnlyWhenPreviousIsSuspended", true)));
        Run(first, "lost");
        Run(backup, "lost");
        faulty.Answer = DeliveryResult.Done;
        var fresh = _rules.Runner(_rules.Act(faulty, true));
        Run(fresh, "fine");
        Run(backup, "fine");
        Assert.Equal(["lost"], _seen);
    }

    [Fact]
    public void A_suspended_action_is_left_alone_until_its_time_and_told_once()
    {
        var faulty = new FaultyAction();
        var runner = _rules.Runner(_rules.Act(faulty, true));
        Run(runner, "1", "2", "3");
        Assert.Equal(1, faulty.Calls);
        Assert.Single(_rules.Log.Lines);
        Assert.True(_state.IsPreviousSuspended);
    }

    [Fact]
    public void A_message_that_can_never_be_delivered_does_not_suspend_the_action()
    {
        var faulty = new FaultyAction { Answer = DeliveryResult.Rejected };
        var runner = _rules.Runner(_rules.Act(faulty, true));
        Run(runner, "1", "2");
        Assert.Equal(2, faulty.Calls);
        Assert.Empty(_rules.Log.Lines);
    }

    [Fact]
    public void Without_writeAllMarkMessages_marks_are_left_out_for_half_an_interval_after_a_message()
    {
        var runner = _rules.Runner(_rules.Collect(_seen, ("action.writeAllMarkMessages", false)));
        var mark = new InputSource("immark"u8.ToArray(), FrameDialect.Prepared) { MarkIntervalSeconds = 4 };
        Deliver(10, "message");
        Deliver(11, "early", mark);
        Deliver(12, "due", mark);
        Deliver(13, "again", mark);
        Deliver(9, "the clock went back");
        Assert.Equal(["message", "due", "the clock went back"], _seen);

        void Deliver(long second, string text, InputSource? source = null)
        {
            var message = Rules.Message(text);
            message.ReceivedAt = second * 1_000_000;
            message.Source = source ?? message.Source;
            runner.Run(message, _state);
        }
    }

    private void Run(ActionRunner runner, params string[] texts)
    {
        foreach (var text in texts)
        {
            runner.Run(Rules.Message(text), _state);
        }
    }
}

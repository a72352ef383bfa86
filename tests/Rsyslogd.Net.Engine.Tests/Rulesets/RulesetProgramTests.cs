using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public class RulesetProgramTests
{
    private readonly Rules _rules = new();
    private readonly List<string> _first = [];
    private readonly List<string> _second = [];

    [Fact]
    public void Stop_keeps_a_message_from_the_statements_behind_it()
    {
        var program = _rules.Program(
            Rules.If(Rules.MsgContains("drop"), Rules.Stop()), _rules.Collect(_first));
        Run(program, "drop this", "keep this");
        Assert.Equal(["keep this"], _first);
    }

    [Fact]
    public void Else_takes_what_the_condition_refuses()
    {
        var program = _rules.Program(
            Rules.IfElse(Rules.MsgContains("a"), _rules.Collect(_first), _rules.Collect(_second)));
        Run(program, "abc", "xyz");
        Assert.Equal(["abc"], _first);
        Assert.Equal(["xyz"], _second);
    }

    [Fact]
    public void A_rule_for_one_facility_sees_no_other_one()
    {
        var program = _rules.Program(Rules.If(Rules.Facility(2), _rules.Collect(_first)));
        program.Run(Rules.Message("mail", 22), new ExecutionState());
        program.Run(Rules.Message("user", 13), new ExecutionState());
        program.Run(Rules.Message("invalid", Message.InvalidPriority), new ExecutionState());
        Assert.Equal(["mail"], _first);
    }

    [Theory]
    [InlineData(134, "ServerLog: x", true)]
    [InlineData(134, "other", false)]
    [InlineData(13, "ServerLog: x", false)]
    public void Priority_and_text_together_decide(int priority, string text, bool expected)
    {
        var isLocal0 = Rules.Binary(
            BinaryOperator.Equal, Rules.Property(PropertyId.SyslogFacilityText), Rules.Text("local0"));
        var program = _rules.Program(
            Rules.If(Rules.Binary(BinaryOperator.And, isLocal0, Rules.MsgContains("ServerLog")), _rules.Collect(_first)),
            Rules.If(
                Rules.Not(Rules.Binary(BinaryOperator.And, isLocal0, Rules.MsgContains("ServerLog"))),
                _rules.Collect(_second)));
        program.Run(Rules.Message(text, priority), new ExecutionState());
        Assert.Equal(expected, _first.Count == 1);
        Assert.Equal(expected, _second.Count == 0);
    }

    [Theory]
    [InlineData("12abc", 12, false)]
    [InlineData("12", 12, true)]
    [InlineData("", 0, true)]
    [InlineData("abc", 0, false)]
    public void Text_and_number_are_equal_when_all_of_the_text_is_that_number(string text, long number, bool expected)
    {
        var program = _rules.Program(Rules.If(
            Rules.Binary(BinaryOperator.Equal, Rules.Text(text), Rules.Number(number)), _rules.Collect(_first)));
        Run(program, "x");
        Assert.Equal(expected, _first.Count == 1);
    }

    private static void Run(RulesetProgram program, params string[] texts)
    {
        foreach (var text in texts)
        {
            program.Run(Rules.Message(text), new ExecutionState());
        }
    }
}

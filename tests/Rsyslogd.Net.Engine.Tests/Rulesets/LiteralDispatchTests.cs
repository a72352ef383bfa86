using System.Text;
using CsCheck;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

public class LiteralDispatchTests
{
    [Fact]
    public void Many_filters_take_the_same_messages_as_each_alone_would()
    {
        var word = Gen.String[Gen.Char["abc"], 1, 5];
        var rule = Gen.Select(Gen.Int[0, 11], word, word, (kind, first, second) => new Rule(kind, first, second));
        Gen.Select(rule.Array[1, 200], Gen.String[Gen.Char["abc "], 0, 40].Array[1, 5], Gen.Int[0, 400]).Sample(
            (rules, texts, stop) =>
            {
                var bench = new Rules();
                List<string> taken = [];
                List<string> expected = [];
                var program = bench.Program([.. rules.Select((rule, i) => rule.Statement(bench.Act(new NamedAction($"{i}", taken), true), i == stop))]);
                foreach (var text in texts)
                {
                    program.Run(Rules.Message(text), new ExecutionState());
                    for (var i = 0; i < rules.Length; i++)
                    {
                        if (rules[i].Matches(text))
                        {
                            expected.Add($"{i}");
                            if (i == stop)
                            {
                                break;
                            }
                        }
                    }
                }

                Assert.Equal(expected, taken);
            },
            iter: 500);
    }

    [Fact]
    public void The_first_branch_of_a_row_that_holds_is_taken()
    {
        var word = Gen.String[Gen.Char["abc"], 2, 6];
        var rule = Gen.Select(Gen.Int[0, 11], word, word, (kind, first, second) => new Rule(kind, first, second));
        Gen.Select(rule.Array[1, 200], Gen.String[Gen.Char["abc "], 0, 20].Array[1, 5]).Sample(
            (rules, texts) =>
            {
                var bench = new Rules();
                List<string> taken = [];
                BoundStatement row = bench.Act(new NamedAction("none", taken), true);
                for (var i = rules.Length; i-- > 0;)
                {
                    row = Rules.IfElse(rules[i].Condition, bench.Act(new NamedAction($"{i}", taken), true), row);
                }

                var program = bench.Program([row, bench.Act(new NamedAction("after", taken), true)]);
                foreach (var text in texts)
                {
                    taken.Clear();
                    program.Run(Rules.Message(text), new ExecutionState());
                    var first = Array.FindIndex(rules, candidate => candidate.Matches(text));
                    Assert.Equal([first < 0 ? "none" : $"{first}", "after"], taken);
                }
            },
            iter: 500);
    }

    [Fact]
    public void A_row_longer_than_one_index_holds_still_ends_in_its_else()
    {
        var bench = new Rules();
        List<string> taken = [];
        BoundStatement row = bench.Act(new NamedAction("none", taken), true);
        for (var i = 5000; i-- > 0;)
        {
            row = Rules.IfElse(Rules.MsgContains($"<{i}>"), bench.Act(new NamedAction($"{i}", taken), true), row);
        }

        var program = bench.Program([row]);
        foreach (var text in (string[])["<4999> <17>", "<4999>", "<2048>", "<2047>", "<5000>"])
        {
            program.Run(Rules.Message(text), new ExecutionState());
        }

        Assert.Equal(["17", "4999", "2048", "2047", "none"], taken);
    }

    [Fact]
    public void A_text_that_an_action_changes_is_searched_again()
    {
        var rules = new Rules();
        List<string> taken = [];
        var program = rules.Program(
            Rules.If(Rules.MsgContains("first"), rules.Act(new NamedAction("first", taken), true), rules.Act(new RewritingAction("third"), true)),
            Rules.If(Rules.MsgContains("second"), rules.Act(new NamedAction("second", taken), true)),
            Rules.If(Rules.MsgContains("third"), rules.Act(new NamedAction("third", taken), true)),
            Rules.If(Rules.MsgContains("fourth"), rules.Act(new NamedAction("fourth", taken), true)));
        program.Run(Rules.Message("first second"), new ExecutionState());
        Assert.Equal(["first", "third"], taken);
    }

    private sealed record Rule(int Kind, string First, string Second)
    {
        public bool Matches(string text) => Kind switch
        {
            0 or 1 => text.Contains(First, StringComparison.Ordinal),
            2 => text.StartsWith(First, StringComparison.Ordinal),
            3 => !text.Contains(First, StringComparison.Ordinal),
            4 => text == First,
            5 => text.Contains(First, StringComparison.Ordinal) && text.EndsWith(Second, StringComparison.Ordinal),
            6 => text.Contains(First, StringComparison.Ordinal) || text.StartsWith(Second, StringComparison.Ordinal),
            7 => text.Contains(First, StringComparison.Ordinal) || text.Contains(Second, StringComparison.Ordinal),
            8 or 9 => Array.Exists(Many, value => text == value),
            10 => Array.Exists(Many, value => text.StartsWith(value, StringComparison.Ordinal)),
            _ => false,
        };

        // More than are compared one by one.
        private string[] Many => [.. "0123456789".Select(digit => First + digit), First, Second];

        public BoundExpression Condition => Kind switch
        {
            0 or 1 => Rules.MsgContains(First),
            2 => Compare(BinaryOperator.StartsWith, First),
            3 => Rules.Not(Rules.MsgContains(First)),
            4 => Compare(BinaryOperator.Equal, First),
            5 => Rules.Binary(BinaryOperator.And, Rules.MsgContains(First), Compare(BinaryOperator.EndsWith, Second)),
            6 => Rules.Binary(BinaryOperator.Or, Rules.MsgContains(First), Compare(BinaryOperator.StartsWith, Second)),
            7 => Compare(BinaryOperator.Contains, [First, Second]),
            8 => Compare(BinaryOperator.Equal, Many),
            9 => Any(BinaryOperator.Equal, Many),
            10 => Any(BinaryOperator.StartsWith, Many),
            _ => Compare(BinaryOperator.Equal, []),
        };

        public BoundStatement Statement(BoundAction action, bool stops) =>
            stops ? Rules.If(Condition, action, Rules.Stop()) : Rules.If(Condition, action);

        private static BoundExpression Compare(BinaryOperator operation, string value) =>
            Rules.Binary(operation, Rules.Property(PropertyId.Msg), Rules.Text(value));

        private static BoundExpression Any(BinaryOperator operation, string[] values) =>
            values.Select(value => Compare(operation, value)).Aggregate((all, next) => Rules.Binary(BinaryOperator.Or, all, next));

        private static BoundExpression Compare(BinaryOperator operation, string[] values) =>
            Rules.Binary(operation, Rules.Property(PropertyId.Msg), Rules.Texts(values));
    }

    private sealed class NamedAction(string name, List<string> into) : OutputAction
    {
        public override DeliveryResult Deliver(Message message)
        {
            into.Add(name);
            return DeliveryResult.Done;
        }
    }

    private sealed class RewritingAction(string text) : OutputAction
    {
        public override DeliveryResult Deliver(Message message)
        {
            message.RewriteMsg(Encoding.UTF8.GetBytes(text));
            return DeliveryResult.Done;
        }
    }
}

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
        var rule = Gen.Select(Gen.Int[0, 6], word, word, (kind, first, second) => new Rule(kind, first, second));
        Gen.Select(rule.Array[1, 90], Gen.String[Gen.Char["abc "], 0, 40].Array[1, 5], Gen.Int[0, 200]).Sample(
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
            _ => text.Contains(First, StringComparison.Ordinal) || text.StartsWith(Second, StringComparison.Ordinal),
        };

        public BoundStatement Statement(BoundAction action, bool stops)
        {
            var contains = Rules.MsgContains(First);
            var condition = Kind switch
            {
                0 or 1 => contains,
                2 => Compare(BinaryOperator.StartsWith, First),
                3 => Rules.Not(contains),
                4 => Compare(BinaryOperator.Equal, First),
                5 => Rules.Binary(BinaryOperator.And, contains, Compare(BinaryOperator.EndsWith, Second)),
                _ => Rules.Binary(BinaryOperator.Or, contains, Compare(BinaryOperator.StartsWith, Second)),
            };
            return stops ? Rules.If(condition, action, Rules.Stop()) : Rules.If(condition, action);
        }

        private static BoundExpression Compare(BinaryOperator operation, string value) =>
            Rules.Binary(operation, Rules.Property(PropertyId.Msg), Rules.Text(value));
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

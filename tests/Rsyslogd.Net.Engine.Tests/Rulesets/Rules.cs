using System.Collections.Immutable;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Rulesets;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Rulesets;

/// <summary>Makes bound rules, messages and running actions for tests of what lies between them.</summary>
internal sealed class Rules
{
    private static readonly TextSpan Nowhere = new(new SourceText("test.conf", string.Empty), 0, 0);

    private readonly Dictionary<BoundAction, ActionRunner> _runners = new(ReferenceEqualityComparer.Instance);

    public RecordingLog Log { get; } = new();

    public static BoundExpression MsgContains(string text) => new BoundBinary(
        BinaryOperator.Contains, Property(PropertyId.Msg), Text(text), Nowhere);

    public static BoundExpression Property(PropertyId id) => new BoundProperty(new PropertyReference(id), Nowhere);

    public static BoundExpression Text(string text) => new BoundText(Encoding.UTF8.GetBytes(text), Nowhere);

    public static BoundExpression Texts(params string[] texts) => new BoundArray([.. texts.Select(Encoding.UTF8.GetBytes)], Nowhere);

    public static BoundExpression Number(long number) => new BoundNumber(number, Nowhere);

    public static BoundExpression Binary(BinaryOperator operation, BoundExpression left, BoundExpression right) =>
        new BoundBinary(operation, left, right, Nowhere);

    public static BoundExpression Not(BoundExpression operand) => new BoundUnary(UnaryOperator.Not, operand, Nowhere);

    /// <summary>A selector for one facility, all severities.</summary>
    public static BoundExpression Facility(int facility)
    {
        var masks = new byte[24];
        masks[facility] = 255;
        return new BoundPriorityFilter([.. masks], false, Nowhere);
    }

    public static BoundStatement If(BoundExpression condition, params BoundStatement[] then) =>
        new BoundIf(condition, [.. then], [], Nowhere);

    public static BoundStatement IfElse(BoundExpression condition, BoundStatement then, BoundStatement otherwise) =>
        new BoundIf(condition, [then], [otherwise], Nowhere);

    public static BoundStatement Stop() => new BoundStop(Nowhere);

    public static Message Message(string text, int priority = 13)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new Message
        {
            Buffer = bytes,
            Raw = new ByteRange(0, bytes.Length),
            AfterPri = new ByteRange(0, bytes.Length),
            MsgRange = new ByteRange(0, bytes.Length),
            Priority = priority,
            Source = new InputSource([.. "test"u8], FrameDialect.ParserChain),
            Peer = new Peer([.. "host"u8], [.. "192.0.2.1"u8], []),
        };
    }

    /// <summary>An action that puts each message's text into a list.</summary>
    public BoundAction Collect(List<string> into, params (string Name, object Value)[] parameters) =>
        Act(new CollectingAction(into), true, parameters);

    public BoundAction Act(OutputAction action, bool isInDefaultRuleset, params (string Name, object Value)[] parameters)
    {
        var bound = new BoundAction(
            "test",
            new BoundParameters(
                parameters.Select(p => KeyValuePair.Create(p.Name, new BoundParameter(p.Value, Nowhere))), []),
            null,
            Nowhere);
        _runners[bound] = new ActionRunner(
            bound, "test", action, null, new SuspensionReport("test", "omtest", bound.Parameters, BoundParameters.Empty, Log),
            new CounterSet("test", "core.action"), _runners.Count, isInDefaultRuleset);
        return bound;
    }

    public ActionRunner Runner(BoundAction action) => _runners[action];

    public RulesetProgram Program(params BoundStatement[] statements) => new(
        new BoundRuleset("test", [.. statements], Nowhere), Context());

    public RulesetContext Context() => new(
        new EngineServices(
            new EngineSettings(),
            new BoundConfiguration
            {
                Globals = BoundParameters.Empty,
                MainQueue = BoundParameters.Empty,
                Modules = [],
                Inputs = [],
                Rulesets = [],
                Templates = ImmutableDictionary<string, BoundTemplate>.Empty,
            },
            Log,
            new StatisticsRegistry(),
            template => TemplateCompiler.Compile(template, new EngineSettings())),
        new GlobalVariables(),
        action => _runners[action],
        _ => null);
}

/// <summary>Remembers what was reported.</summary>
internal sealed class RecordingLog : IInternalLog
{
    public List<string> Lines { get; } = [];

    public void Report(Severity severity, string text) => Lines.Add(text);
}

/// <summary>Takes every message.</summary>
internal sealed class CollectingAction(List<string> into) : OutputAction
{
    public override DeliveryResult Deliver(Message message)
    {
        into.Add(Encoding.UTF8.GetString(message.Msg));
        return DeliveryResult.Done;
    }
}

/// <summary>Answers what it is told to.</summary>
internal sealed class FaultyAction : OutputAction
{
    public DeliveryResult Answer { get; set; } = DeliveryResult.Suspended;

    public int Calls { get; private set; }

    public override DeliveryResult Deliver(Message message)
    {
        Calls++;
        return Answer;
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Engine.Rulesets.Statements;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>Makes the running statements of a ruleset, specialised for one priority, for one worker. Cold.</summary>
internal sealed class StatementCompiler
{
    private readonly RulesetContext _context;
    private readonly ExpressionCompiler _expressions;
    private readonly PriorityFolding _folding;
    private readonly Dictionary<BoundStatement, StatementNode> _made = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ActionNode, StatementNode> _sharing = [];

    public StatementCompiler(RulesetContext context)
    {
        _context = context;
        _expressions = new ExpressionCompiler(context);
        _folding = new PriorityFolding(_expressions);
    }

    /// <summary>The statements that messages of a priority have to go through; what can't match is left out.</summary>
    public StatementNode[] Compile(ImmutableArray<BoundStatement> statements, int priority) =>
        LiteralDispatchNode.Gather(Share(CompileEach(statements, priority)));

    private List<StatementNode> CompileEach(ImmutableArray<BoundStatement> statements, int priority)
    {
        var nodes = new List<StatementNode>();
        foreach (var statement in statements)
        {
            if (statement is BoundIf branch)
            {
                AddIf(branch, priority, nodes);
            }
            else if (statement is not BoundContinue)
            {
                nodes.Add(GetNode(statement, priority));
            }

            if (nodes is [.., StopNode])
            {
                break;
            }
        }

        return nodes;
    }

    /// <summary>Of several actions that print the same template, all share one text: they get the same messages.</summary>
    private List<StatementNode> Share(List<StatementNode> nodes)
    {
        if (_context.State.Templates is not { } templates)
        {
            return nodes;
        }

        return nodes.ConvertAll(node =>
            node is ActionNode action && SharedTemplateOf(action) is { } template
            && nodes.Exists(other => other != node && other is ActionNode another && ReferenceEquals(SharedTemplateOf(another), template))
            && templates.Share(template) is { } shared
                ? GetSharing(action, shared)
                : node);
    }

    private static BoundTemplate? SharedTemplateOf(ActionNode node) => node.Action.TakesBlocks ? node.Action.BlockTemplate : null;

    private StatementNode GetSharing(ActionNode node, SharedTemplate template)
    {
        if (!_sharing.TryGetValue(node, out var sharing))
        {
            _sharing[node] = sharing = new SharingActionNode(node.Action, template);
        }

        return sharing;
    }

    /// <summary>What is left of an if and the "else if" behind it: one more branch each, unless the priority decides.</summary>
    private void AddIf(BoundIf branch, int priority, List<StatementNode> nodes)
    {
        List<IfBranch> branches = [];
        ImmutableArray<BoundStatement> otherwise = [branch];
        while (otherwise is [BoundIf next])
        {
            var condition = _folding.Fold(next.Condition, priority);
            if (condition is not ConstantNode)
            {
                branches.Add(new(LiteralGateNode.Before(condition), Compile(next.Then, priority)));
            }

            otherwise = condition == ConstantNode.True ? next.Then : next.Else;
        }

        // Where no condition is left, these statements are as good as written in its place.
        nodes.AddRange(branches.Count == 0 ? CompileEach(otherwise, priority) : IfChainNode.Make(branches, Compile(otherwise, priority)));
    }

    private StatementNode GetNode(BoundStatement statement, int priority)
    {
        // A loop has a body of its own for each priority; everything else is the same for all.
        if (statement is BoundForeach loop)
        {
            return new ForeachNode(Reference(loop.Item), _expressions.Compile(loop.Collection), Compile(loop.Body, priority));
        }

        if (!_made.TryGetValue(statement, out var node))
        {
            _made[statement] = node = MakeNode(statement);
        }

        return node;
    }

    private StatementNode MakeNode(BoundStatement statement) => statement switch
    {
        BoundAction action => new ActionNode(_context.FindAction(action)),
        BoundStop => new StopNode(),
        BoundCall call => new CallNode(_context.FindRuleset(call.Ruleset)
            ?? throw new InvalidOperationException($"ruleset {call.Ruleset} is not there")),
        BoundCallIndirect call => new CallIndirectNode(_expressions.Compile(call.Name), _context.FindRuleset),
        BoundSet set => new SetNode(Reference(set.Variable), _expressions.Compile(set.Value), set.IsReset),
        BoundUnset unset => new UnsetNode(Reference(unset.Variable)),
        BoundReloadLookupTable reload => new ReloadLookupTableNode(_context.Services.Lookups.Find(reload.Table), reload.Stub),
        _ => throw new UnreachableException(statement.GetType().Name),
    };

    private VariableReference Reference(VariablePath path) => new(path, _context.Globals);
}

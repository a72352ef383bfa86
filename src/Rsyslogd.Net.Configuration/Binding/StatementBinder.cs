using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>
/// Statements of rulesets and blocks. What can't be bound is left out: an action alone, but a rule whose filter or condition is
/// wrong with all of its actions, because they would run for messages that were never meant.
/// </summary>
internal sealed class StatementBinder(BindingContext context, ActionBinder actions)
{
    private readonly ConditionWarnings _warnings = new(context);

    /// <summary>What stands in a block and is no statement of its own: directives, templates, misplaced objects.</summary>
    public Action<StatementSyntax>? BindDeclaration { get; set; }

    /// <summary>Binds a list; included files take part as if they stood there.</summary>
    public ImmutableArray<BoundStatement> Bind(ImmutableArray<StatementSyntax> statements)
    {
        var bound = ImmutableArray.CreateBuilder<BoundStatement>();
        foreach (var statement in statements)
        {
            if (statement is IncludeSyntax include)
            {
                bound.AddRange(include.Files.SelectMany(file => Bind(file.Statements)));
            }
            else if (Bind(statement) is { } made)
            {
                bound.Add(made);
            }
        }

        return bound.ToImmutable();
    }

    /// <summary>Binds one statement; null: it is left out, or makes nothing that runs.</summary>
    public BoundStatement? Bind(StatementSyntax statement) => statement switch
    {
        LegacyActionSyntax action => actions.Bind(action),
        ObjectSyntax action when action.Keyword.Is("action") => context.Parameters.IsEnabled(action) ? actions.Bind(action) : null,
        SelectorRuleSyntax rule => BindRule(() => SelectorBinder.Bind(rule.Selector, context), rule.Actions, [], rule),
        PropertyFilterRuleSyntax rule => BindRule(() => context.Expressions.Bind(rule), rule.Actions, [], rule),
        IfSyntax rule => BindRule(() => BindCondition(rule.Condition), rule.Then, rule.Else, rule),
        StopSyntax stop => new BoundStop(stop.Span),
        ContinueSyntax step => new BoundContinue(step.Span),
        CallSyntax call => BindCall(call),
        CallIndirectSyntax call => context.Expressions.Bind(call.Ruleset) is { } name
            ? new BoundCallIndirect(name, call.Span)
            : null,
        SetSyntax set => context.Expressions.Bind(set.Value) is { } value
            ? new BoundSet(PropertyBinder.BindPath(set.Variable.Name), value, set.IsReset, set.Span)
            : null,
        UnsetSyntax unset => new BoundUnset(PropertyBinder.BindPath(unset.Variable.Name), unset.Span),
        ForeachSyntax loop => BindForeach(loop),
        ReloadLookupTableSyntax reload => BindReload(reload),
        ErrorSyntax error => CheckInside(error),
        _ => Declare(statement),
    };

    private BoundExpression? BindCondition(ExpressionSyntax condition)
    {
        var bound = context.Expressions.Bind(condition);
        if (bound is not null)
        {
            _warnings.Check(condition);
        }

        return bound;
    }

    private BoundIf? BindRule(
        Func<BoundExpression?> bindCondition, ImmutableArray<StatementSyntax> then, ImmutableArray<StatementSyntax> otherwise,
        StatementSyntax rule)
    {
        var condition = bindCondition();
        var hadActions = context.HasActions;
        var boundThen = Bind(then);
        var boundElse = Bind(otherwise);
        if (condition is null)
        {
            context.HasActions = hadActions;
            return null;
        }

        return boundThen.IsEmpty && boundElse.IsEmpty ? null : new BoundIf(condition, boundThen, boundElse, rule.Span);
    }

    /// <summary>What a wrong statement holds is checked, so that its mistakes are found in the same run, and left out with it.</summary>
    private BoundStatement? CheckInside(ErrorSyntax error)
    {
        var hadActions = context.HasActions;
        actions.Forgive();
        Bind(error.Statements);
        context.HasActions = hadActions;
        return null;
    }

    private BoundCall? BindCall(CallSyntax call)
    {
        if (context.Rulesets.IsDeclared(call.Ruleset.Text))
        {
            return new BoundCall(call.Ruleset.Text, call.Span);
        }

        context.Parameters.ReportUnknownRuleset(call.Ruleset.Text, call.Ruleset.Span);
        return null;
    }

    private BoundForeach? BindForeach(ForeachSyntax loop)
    {
        var collection = context.Expressions.Bind(loop.Collection);
        var hadActions = context.HasActions;
        var body = Bind(loop.Body);
        if (collection is null)
        {
            context.HasActions = hadActions;
            return null;
        }

        return new BoundForeach(PropertyBinder.BindPath(loop.Item.Name), collection, body, loop.Span);
    }

    private BoundReloadLookupTable? BindReload(ReloadLookupTableSyntax reload)
    {
        if (reload.Arguments is [StringSyntax table, .. { Length: 0 or 1 } rest] && rest.All(argument => argument is StringSyntax))
        {
            if (context.Objects.Require("lookup_table", table.Text.Value, table.Text.Span) is null)
            {
                return null;
            }

            var stub = rest.IsEmpty ? null : ((StringSyntax)rest[0]).Text.Value;
            return new BoundReloadLookupTable(table.Text.Value, stub, reload.Span);
        }

        context.Report(RuleDiagnostics.WrongReloadArguments(reload.Span));
        return null;
    }

    private BoundStatement? Declare(StatementSyntax statement)
    {
        BindDeclaration?.Invoke(statement);
        return null;
    }
}

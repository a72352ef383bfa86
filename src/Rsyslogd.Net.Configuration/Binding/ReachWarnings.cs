using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Statements behind one that always stops: told once for each list.</summary>
internal static class ReachWarnings
{
    private const byte AllSeverities = 0xff;

    /// <summary>Looks at a list of statements and all lists in it.</summary>
    /// <returns>Where it always stops; null: it goes on, at least for some messages.</returns>
    public static TextSpan? Check(IEnumerable<BoundStatement> statements, BindingContext context)
    {
        TextSpan? stop = null;
        var isReported = false;
        foreach (var statement in statements)
        {
            if (stop is { } place && !isReported && !context.IsBlockUncertain(statement.Span))
            {
                isReported = true;
                context.Report(RuleWarnings.NeverReached(statement.Span, place));
            }

            stop ??= FindStop(statement, context);
        }

        return stop;
    }

    private static TextSpan? FindStop(BoundStatement statement, BindingContext context)
    {
        switch (statement)
        {
            case BoundStop stop:
                return stop.Span;
            case BoundIf rule:
                var then = Check(rule.Then, context);
                var otherwise = Check(rule.Else, context);
                return MatchesAll(rule.Condition) ? then : rule.Else.IsEmpty || then is null ? null : otherwise;
            case BoundForeach loop:
                Check(loop.Body, context);
                return null;
            default:
                return null;
        }
    }

    private static bool MatchesAll(BoundExpression condition) => condition is BoundPriorityFilter { MatchesInvalid: true } filter
        && filter.Masks.All(mask => mask == AllSeverities);
}

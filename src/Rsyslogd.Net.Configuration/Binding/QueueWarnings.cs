using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Queue parameters that can't do what they seem to.</summary>
internal static class QueueWarnings
{
    private const string Type = QueueParameters.Prefix + "type";
    private const string Size = QueueParameters.Prefix + "size";
    private const string HighMark = QueueParameters.Prefix + "highWatermark";
    private const string LowMark = QueueParameters.Prefix + "lowWatermark";

    private static readonly string[] Marks =
        [HighMark, QueueParameters.Prefix + "discardMark", QueueParameters.Prefix + "fullDelayMark", QueueParameters.Prefix + "lightDelayMark"];

    /// <summary>Looks at the queue.* parameters of an object.</summary>
    /// <param name="given">All that it was given.</param>
    /// <param name="syntax">Where, for the names; null for an action line.</param>
    /// <param name="defaultSize">What queue.size is when it is not given (manual: 1000 for actions, 50000 for others).</param>
    /// <param name="isDirect">Whether the type is Direct when it is not given.</param>
    /// <param name="context">Takes the warnings.</param>
    public static void Check(
        IReadOnlyDictionary<string, BoundParameter> given, ObjectSyntax? syntax, long defaultSize, bool isDirect, BindingContext context)
    {
        var type = given.TryGetValue(Type, out var written) ? (string)written.Value : isDirect ? "Direct" : "FixedArray";
        if (type.Equals("Direct", StringComparison.OrdinalIgnoreCase))
        {
            CheckDirect(given, syntax, context);
            return;
        }

        var size = GetNumber(given, Size) ?? defaultSize;
        foreach (var mark in Marks)
        {
            if (GetNumber(given, mark) is { } value && value > size)
            {
                context.Report(RuleWarnings.MarkAboveSize(given[mark].Span, mark, value, size));
            }
        }

        if (GetNumber(given, LowMark) is { } low && GetNumber(given, HighMark) is { } high && low >= high && high > 0)
        {
            context.Report(RuleWarnings.LowMarkAboveHigh(given[LowMark].Span, low, high));
        }
    }

    private static void CheckDirect(
        IReadOnlyDictionary<string, BoundParameter> given, ObjectSyntax? syntax, BindingContext context)
    {
        if (syntax is not null && syntax.Parameters.Any(row => IsQueueParameter(row.Name.Text) && !given.ContainsKey(row.Name.Text)))
        {
            // A wrong one has been told; perhaps it was queue.type.
            return;
        }

        var useless = given
            .Where(row => IsQueueParameter(row.Key) && !IsLimited(row.Key)
                && !row.Key.Equals(Type, StringComparison.OrdinalIgnoreCase) && !IsHarmless(row.Key, row.Value))
            .Select(row => (row.Key, Span: syntax?.Find(row.Key)?.Name.Span ?? row.Value.Span))
            .OrderBy(row => row.Span.Start)
            .FirstOrDefault();
        if (useless.Key is not null)
        {
            context.Report(RuleWarnings.QueueParameterWithoutQueue(useless.Span, useless.Key));
        }
    }

    // That it can't do all that it should has been told.
    private static bool IsLimited(string name) => ObjectParameters.MainQueue.Any(
        row => row.Limitation is not null && row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsQueueParameter(string name) => name.StartsWith(QueueParameters.Prefix, StringComparison.OrdinalIgnoreCase);

    // What is written out as it is without a queue, too, says nothing wrong.
    private static bool IsHarmless(string name, BoundParameter value) =>
        value.Value is false || name.Contains(".timeout", StringComparison.OrdinalIgnoreCase);

    private static long? GetNumber(IReadOnlyDictionary<string, BoundParameter> given, string name) =>
        given.TryGetValue(name, out var found) && found.Value is long number ? number : null;
}

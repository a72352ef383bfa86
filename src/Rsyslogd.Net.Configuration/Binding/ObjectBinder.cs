using System.Collections.Immutable;
using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.LookupTables;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Objects that only have a name and parameters: timezone(), lookup_table(), dyn_stats(), percentile_stats(), ratelimit().</summary>
internal sealed class ObjectBinder(BindingContext context)
{
    /// <summary>timezone()</summary>
    public void BindTimezone(ObjectSyntax syntax) => Bind(
        syntax, ObjectParameters.Timezone, "id", (name, parameters) => new BoundObject("timezone", name, parameters, syntax.Span));

    /// <summary>dyn_stats()</summary>
    public void BindDynamicStatistics(ObjectSyntax syntax) => Bind(
        syntax, ObjectParameters.DynamicStatistics, "name",
        (name, parameters) => new BoundObject("dyn_stats", name, parameters, syntax.Span));

    /// <summary>percentile_stats()</summary>
    public void BindPercentileStatistics(ObjectSyntax syntax)
    {
        CheckPercentiles(syntax.Find("percentiles")?.Values ?? []);
        Bind(
            syntax, ObjectParameters.PercentileStatistics, "name",
            (name, parameters) => new BoundObject("percentile_stats", name, parameters, syntax.Span));
    }

    /// <summary>ratelimit()</summary>
    public void BindRateLimit(ObjectSyntax syntax) => Bind(
        syntax, ObjectParameters.RateLimit, "name", (name, parameters) => new BoundObject("ratelimit", name, parameters, syntax.Span));

    /// <summary>lookup_table(), with its file.</summary>
    public void BindLookupTable(ObjectSyntax syntax) => Bind(
        syntax, ObjectParameters.LookupTable, "name",
        (name, parameters) => new BoundLookupTable(name, parameters, ReadTable(name, parameters), syntax.Span));

    private void Bind(
        ObjectSyntax syntax, ImmutableArray<ParameterDescriptor> rows, string nameParameter,
        Func<string, BoundParameters, BoundObject> make)
    {
        var (given, isGood) = context.Parameters.Bind(syntax, new ParameterOwner($"{syntax.Keyword.Text}()", rows));
        if (isGood)
        {
            var parameters = context.Parameters.Complete(given, rows, null);
            context.Objects.Add(make(parameters.RequireText(nameParameter), parameters));
        }
        else if (syntax.Find(nameParameter) is { } name)
        {
            context.Objects.MarkFailed(syntax.Keyword.Text.ToLowerInvariant(), name.Value.Value);
        }
    }

    private void CheckPercentiles(ImmutableArray<TextSyntax> percentiles)
    {
        foreach (var written in percentiles)
        {
            if (!int.TryParse(written.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var percentile))
            {
                context.Report(BindingDiagnostics.NotANumber(written.Span, "percentiles", written.Value, null));
            }
            else if (percentile is < 1 or > 100)
            {
                context.Report(percentile < 1
                    ? BindingDiagnostics.NumberTooSmall(written.Span, "percentiles", written.Value, 1)
                    : BindingDiagnostics.NumberTooLarge(written.Span, "percentiles", written.Value, 100));
            }
        }
    }

    private LookupTableContent? ReadTable(string name, BoundParameters parameters)
    {
        var path = parameters.RequireText("file");
        var span = parameters.GetSpan("file")!.Value;
        byte[] bytes;
        try
        {
            bytes = context.Environment.Files.ReadBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(LookupDiagnostics.UnreadableTable(span, name, error.Message));
            return null;
        }

        var (content, fault) = LookupTableFile.Read(bytes);
        if (fault is not null)
        {
            context.Report(LookupDiagnostics.BadTable(GetPlace(path, bytes, fault, span), name, fault.Message));
            return null;
        }

        return content!.Type == LookupTableType.Regex && !CheckExpressions(content, span) ? null : content;
    }

    // Broken JSON is shown where it breaks, in the table's own file.
    private static TextSpan GetPlace(string path, byte[] bytes, LookupTableFault fault, TextSpan span)
    {
        if (fault.Offset is not { } offset)
        {
            return span;
        }

        var start = ByteText.GetString(bytes.AsSpan(0, offset)).Length;
        return new TextSpan(new SourceText(path, ByteText.GetString(bytes), span), start, 0);
    }

    private bool CheckExpressions(LookupTableContent content, TextSpan span)
    {
        var isGood = true;
        foreach (var entry in content.Entries)
        {
            var expression = ByteText.GetString(entry.Key);
            if (context.Environment.CheckRegex(expression, isExtended: true) is { } reason)
            {
                context.Report(LookupDiagnostics.BadTableExpression(span, expression, reason));
                isGood = false;
            }
        }

        return isGood;
    }
}

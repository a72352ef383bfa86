using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Comparisons of facility and severity: as numbers with names, as names with other names.</summary>
internal sealed class PriorityWarnings(BindingContext context)
{
    private const string TextSuffix = "-text";

    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    /// <summary>Looks at <c>$property operator value</c>.</summary>
    public void Check(BinarySyntax comparison, PropertySyntax property)
    {
        if (Find(property.Name) is not { } kind)
        {
            return;
        }

        IEnumerable<(string Value, TextSpan Span)> values = comparison.Right switch
        {
            StringSyntax text => [(text.Text.Value, text.Span)],
            ArraySyntax array => array.Items.Select(item => (item.Text.Value, item.Span)),
            NumberSyntax number when kind.IsText => [(number.Value.ToString(CultureInfo.InvariantCulture), number.Span)],
            _ => [],
        };
        var sign = Show(comparison.OperatorSpan);
        var isOrder = comparison.Operator is >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual;
        foreach (var (value, span) in values)
        {
            var place = comparison.Right is ArraySyntax ? span : comparison.Span;
            if (Explain(kind, value, isOrder, comparison.Operator, sign, Show(property.Span), place, span) is { } warning)
            {
                context.Report(warning);
                return;
            }
        }
    }

    /// <summary>Looks at <c>:property, operation, "value"</c>.</summary>
    public void Check(PropertyFilterRuleSyntax filter)
    {
        if (filter.Operation.Is("isequal") && Find(filter.Property.Text) is { } kind)
        {
            var value = filter.Value.Value;
            var isNumber = IsNumber(value);
            if (!kind.IsText && !isNumber)
            {
                context.Report(RuleWarnings.NumberComparedWithName(
                    filter.Property.Span, filter.Property.Text, $"\"{value}\"", kind.TextName));
            }
            else if (kind.IsText && !kind.Names.Contains(value))
            {
                context.Report(RuleWarnings.NameComparedWithOther(
                    filter.Value.Span, filter.Property.Text, $"\"{value}\"", Canonical(kind, value)));
            }
        }
    }

    private static Diagnostic? Explain(
        Kind kind, string value, bool isOrder, BinaryOperator operation, string sign, string property, TextSpan place, TextSpan valueSpan)
    {
        var isNumber = IsNumber(value);
        if (!kind.IsText)
        {
            if (isNumber)
            {
                return null;
            }

            var number = GetNumber(kind, value);
            var meant = isOrder && number >= 0
                ? $"{property} {sign} {number}"
                : $"${kind.TextName} {sign} '{Canonical(kind, value) ?? value}'";
            return RuleWarnings.NumberComparedWithName(place, property, $"'{value}'", meant);
        }

        if (isOrder)
        {
            var number = isNumber ? value : GetNumber(kind, value) is >= 0 and var known ? $"{known}" : value;
            return RuleWarnings.NamesHaveNoOrder(place, property, $"${kind.NumberName} {sign} {number}");
        }

        return operation is BinaryOperator.Equal or BinaryOperator.NotEqual && !kind.Names.Contains(value)
            ? RuleWarnings.NameComparedWithOther(
                valueSpan, property, $"'{value}'",
                isNumber ? $"${kind.NumberName} {sign} {value}" : Canonical(kind, value) is { } name ? $"'{name}'" : null)
            : null;
    }

    private static bool IsNumber(string value) => value.Length > 0 && value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static int GetNumber(Kind kind, string value) => kind.IsSeverity
        ? ValueReader.TryReadSeverity(value, out var severity) ? severity : -1
        : Messages.Properties.PriorityNames.TryGetFacility(value, out var facility) ? facility : -1;

    /// <summary>The name that the property has for what was written: error is err there.</summary>
    private static string? Canonical(Kind kind, string value)
    {
        var number = GetNumber(kind, value);
        return number >= 0 && number < kind.Names.Length ? kind.Names[number] : Suggestions.Nearest(value, kind.Names);
    }

    private static Kind? Find(string property)
    {
        var name = property.ToLowerInvariant();
        var isText = name.EndsWith(TextSuffix, StringComparison.Ordinal);
        return (isText ? name[..^TextSuffix.Length] : name) switch
        {
            "syslogseverity" or "syslogpriority" => new Kind(true, isText, "syslogseverity", Severities),
            "syslogfacility" => new Kind(false, isText, "syslogfacility", PropertyFacilities),
            _ => null,
        };
    }

    private static readonly string[] PropertyFacilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit",
        "alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7", "invld",
    ];

    private static string Show(TextSpan span) => span.Source.Content.Substring(span.Start, span.Length);

    private sealed record Kind(bool IsSeverity, bool IsText, string NumberName, string[] Names)
    {
        public string TextName => NumberName + TextSuffix;
    }
}

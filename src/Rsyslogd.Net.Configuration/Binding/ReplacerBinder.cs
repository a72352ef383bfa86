using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>The property replacer: <c>%property:from:to:options%</c> and property() in a list.</summary>
internal sealed class ReplacerBinder(BindingContext context)
{
    /// <summary>Null: not usable, which has been said.</summary>
    public BoundReplacer? Bind(ReplacerSegmentSyntax syntax)
    {
        var property = PropertyBinder.Bind(syntax.Property, context);
        var options = ReplacerOptions.None;
        var isGood = true;
        foreach (var option in syntax.Options)
        {
            if (ReplacerNames.Options.TryGetValue(option.Text, out var apply))
            {
                options = apply(options);
            }
            else
            {
                isGood = false;
                context.Report(RuleDiagnostics.UnknownPropertyOption(
                    option.Span, option.Text, Suggestions.Nearest(option.Text, ReplacerNames.Options.Keys)));
            }
        }

        options = BindPositions(
            options, syntax.From ?? syntax.Field?.From, syntax.IsToEnd ? int.MaxValue : syntax.To ?? syntax.Field?.To, isScript: false);
        if (syntax is { From: > 1 and var position, To: null, IsToEnd: false })
        {
            context.Report(RuleWarnings.OnePosition(syntax.Span, syntax.Property.Text, position));
        }

        if (syntax.Field is { } field)
        {
            options = options with
            {
                Field = new FieldSelection(field.Number, [(byte)field.Delimiter]) { IsRunOneDelimiter = field.IsRunOneDelimiter },
            };
        }

        if (syntax.Regex is { } regex)
        {
            isGood &= BindRegex(regex, ref options);
        }

        return property is null || !isGood
            ? null
            : new BoundReplacer(property, options)
            {
                OutName = syntax.OutName?.Text,
                WrittenName = WrittenName(syntax.Property.Text),
            };
    }

    /// <summary>property(…)</summary>
    public BoundReplacer? Bind(ObjectSyntax syntax)
    {
        var owner = new ParameterOwner("property()", ObjectParameters.Property);
        var (given, isGood) = context.Parameters.Bind(syntax, owner);
        var written = syntax.Find("name");
        var name = written?.Value.Value;
        var property = written is null ? null : PropertyBinder.Bind(written.Value.ToName(), context);
        var parameters = context.Parameters.Complete(given, owner.Rows, null);
        var options = BindPositions(
            ReadFormats(parameters), ToInt(parameters.GetNumber("position.from")), ToInt(parameters.GetNumber("position.to")),
            isScript: true);
        isGood &= CheckPositions(syntax, parameters);
        isGood &= BindExtractions(syntax, parameters, ref options);
        return property is null || !isGood
            ? null
            : new BoundReplacer(property, options)
            {
                OutName = parameters.GetText("outname"),
                WrittenName = name is null ? null : name.StartsWith("$!", StringComparison.Ordinal) ? name[2..] : name,
            };
    }

    // 8.2302 takes the root away from $!a!b and $.a, but not from $/a; property() keeps $.a, too.
    private static string WrittenName(string property) =>
        property is ['$', '!' or '.', .. var path] && !PropertyNames.TryGet(property, out _) ? path : property;

    private static ReplacerOptions ReadFormats(BoundParameters given) => new()
    {
        Date = Named(given, "dateFormat", ReplacerNames.Dates),
        IsUtc = given.GetSwitch("date.inUTC"),
        Case = given.GetText("caseConversion") switch
        {
            "lower" => CaseConversion.Lower,
            "upper" => CaseConversion.Upper,
            _ => CaseConversion.None,
        },
        ControlCharacters = given.GetText("controlCharacters") switch
        {
            "escape" => ControlCharacters.Escape,
            "space" => ControlCharacters.Space,
            "drop" => ControlCharacters.Drop,
            _ => ControlCharacters.Keep,
        },
        SecurePath = given.GetText("securePath") switch
        {
            "drop" => SecurePath.Drop,
            "replace" => SecurePath.Replace,
            _ => SecurePath.Keep,
        },
        Encoding = Named(given, "format", ReplacerNames.Encodings),
        IsRelativeToEnd = given.GetSwitch("position.relativeToEnd"),
        IsFixedWidth = given.GetSwitch("fixedWidth"),
        CompressSpace = given.GetSwitch("compressSpace"),
        DropLastLineFeed = given.GetSwitch("dropLastLf"),
        IsMandatory = given.GetSwitch("mandatory"),
        SpaceIfNoFirstSpace = given.GetSwitch("spIfNo1stSp"),
        DataType = Named(given, "dataType", ReplacerNames.DataTypes),
        OnEmpty = Named(given, "onEmpty", ReplacerNames.OnEmptyModes),
        OmitIfZero = given.GetSwitch("omitIfZero"),
    };

    private bool BindExtractions(ObjectSyntax syntax, BoundParameters given, ref ReplacerOptions options)
    {
        if (given.IsGiven("field.number") || given.IsGiven("field.delimiter"))
        {
            options = options with
            {
                Field = new FieldSelection(
                    (int)given.GetNumber("field.number", 0), [(byte)given.GetNumber("field.delimiter", '\t')]),
            };
        }

        if (syntax.Find("regex.expression") is not { } expression)
        {
            return true;
        }

        var regex = new RegexSyntax(
            given.GetText("regex.type") == "ERE", (int)given.GetNumber("regex.subMatch", 0),
            null, (int)given.GetNumber("regex.match", 0), expression.Value);
        var isGood = BindRegex(regex, ref options);
        if (options.Regex is { } bound)
        {
            options = options with
            {
                Regex = bound with { NoMatch = Named(given, "regex.noMatchMode", ReplacerNames.NoMatchModes) },
            };
        }

        return isGood;
    }

    // As 8.2302 does it: a position that is not given is 0 in template strings, so that %msg:2% is %msg:1:2%; 5:3 means 3:5,
    // 0 counts as 1, but two of them as none; and in template strings a negative position switches both off. The manual's
    // position.to="-n" of property() leaves out the last n characters.
    private static ReplacerOptions BindPositions(ReplacerOptions options, int? from, int? to, bool isScript)
    {
        if (from < 0 || (to < 0 && !isScript))
        {
            return options;
        }

        if (to < 0)
        {
            return options with { From = Math.Max(1, from ?? 1), To = to.Value };
        }

        if ((from ?? 0) == 0 && (to ?? 0) == 0)
        {
            return options;
        }

        // property() goes on to the end of the text, which for positions from the end lies at 1.
        var isToEnd = isScript ? to is null && !options.IsRelativeToEnd : to == int.MaxValue;
        var first = Math.Max(1, from ?? 0);
        var last = Math.Max(1, to ?? 0);
        return isToEnd ? options with { From = first, To = 0 }
            : options with { From = Math.Min(first, last), To = Math.Max(first, last) };
    }

    private bool CheckPositions(ObjectSyntax syntax, BoundParameters given)
    {
        const string From = "position.from";
        const string To = "position.to";
        if (given.GetNumber(To) is not (>= 0 and var to) || given.GetNumber(From) is not { } from
            || to >= from || given.GetSwitch("position.relativeToEnd"))
        {
            return true;
        }

        context.Report(RuleDiagnostics.PositionsSwapped(
            syntax.Find(To)!.Value.Span, syntax.Find(From)!.Value.Value, syntax.Find(To)!.Value.Value));
        return false;
    }

    private bool BindRegex(RegexSyntax regex, ref ReplacerOptions options)
    {
        var noMatch = NoMatch.Default;
        var isGood = context.Expressions.CheckRegex(regex.Expression, regex.IsExtended);
        if (regex.NoMatch is { } mode && !ReplacerNames.NoMatchModes.TryGetValue(mode.Text, out noMatch))
        {
            isGood = false;
            context.Report(RuleDiagnostics.UnknownNoMatchMode(
                mode.Span, mode.Text, Suggestions.Nearest(mode.Text, ReplacerNames.NoMatchModes.Keys)));
        }

        options = options with
        {
            Regex = new RegexSelection(
                regex.Expression.Value, regex.IsExtended, regex.Submatch, noMatch, regex.MatchToUse),
        };
        return isGood;
    }

    private static int? ToInt(long? number) => number is null ? null : (int)Math.Clamp(number.Value, int.MinValue, int.MaxValue);

    private static T Named<T>(BoundParameters given, string name, IReadOnlyDictionary<string, T> table)
        where T : struct =>
        given.GetText(name) is { } word && table.TryGetValue(word, out var value) ? value : default;
}

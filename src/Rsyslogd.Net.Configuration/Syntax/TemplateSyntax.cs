using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary><c>$template NAME,"text",OPTIONS</c> or <c>$template NAME,=plugin</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Segments">Parts of the text.</param>
/// <param name="Options">Behind the text: SQL, STDSQL, JSON, CASESENSITIVE; the binder resolves them.</param>
/// <param name="Span">The line.</param>
public sealed record LegacyTemplateSyntax(
    NameSyntax Name, ImmutableArray<TemplateSegmentSyntax> Segments, ImmutableArray<NameSyntax> Options, TextSpan Span)
    : StatementSyntax(Span)
{
    /// <summary>The string generator behind <c>=</c>; null: a text was given.</summary>
    public NameSyntax? Plugin { get; init; }
}

/// <summary>A part of a template string.</summary>
/// <param name="Span">Where; a replacer with its percent signs.</param>
public abstract record TemplateSegmentSyntax(TextSpan Span);

/// <summary>Text as it is; escapes have been resolved.</summary>
/// <param name="Value">Use <see cref="ByteText.GetBytes"/> for its bytes.</param>
/// <param name="Span">Where.</param>
public sealed record ConstantSegmentSyntax(string Value, TextSpan Span) : TemplateSegmentSyntax(Span);

/// <summary><c>%property:from:to:options:fieldname%</c></summary>
/// <param name="Property">As written; variables with their <c>$</c>: <c>$!a!b</c>, <c>$.x</c>, <c>$now</c>.</param>
/// <param name="Span">With the percent signs.</param>
public sealed record ReplacerSegmentSyntax(NameSyntax Property, TextSpan Span) : TemplateSegmentSyntax(Span)
{
    /// <summary>From this position, from 1; null: not given. May be negative, which switches positions off.</summary>
    public int? From { get; init; }

    /// <summary>To this position; null: not given, or <c>$</c>.</summary>
    public int? To { get; init; }

    /// <summary><c>$</c> was given for "to". Without it and without <see cref="To"/>, rsyslog takes 0 for "to", so that
    /// <c>%msg:2%</c> is the same as <c>%msg:1:2%</c>.</summary>
    public bool IsToEnd { get; init; }

    /// <summary>F; null: not given.</summary>
    public FieldSyntax? Field { get; init; }

    /// <summary>R; null: not given.</summary>
    public RegexSyntax? Regex { get; init; }

    /// <summary>Names of options, as written; the binder resolves them.</summary>
    public ImmutableArray<NameSyntax> Options { get; init; } = [];

    /// <summary>The fourth part, <c>%msg:::jsonf:message%</c>: the name of the member in JSON; null: not given.</summary>
    public NameSyntax? OutName { get; init; }
}

/// <summary><c>F,delimiter:number</c>, <c>F,44+:2</c>, and <c>F,44,from:number,to</c> for a part of the field.</summary>
/// <param name="Delimiter">Code of the delimiter, 9 (tab) when not given.</param>
/// <param name="IsRunOneDelimiter"><c>+</c></param>
/// <param name="Number">From 1.</param>
/// <param name="From">First character in the field, from 1; null: not given.</param>
/// <param name="To">Last character in the field; null: not given.</param>
public sealed record FieldSyntax(int Delimiter, bool IsRunOneDelimiter, int Number, int? From, int? To);

/// <summary><c>R,ERE,1,DFLT,0:expression--end</c></summary>
/// <param name="IsExtended">ERE; false: BRE.</param>
/// <param name="Submatch">0 is the whole match.</param>
/// <param name="NoMatch">DFLT, BLANK, ZERO or FIELD; null: not given.</param>
/// <param name="MatchToUse">From 0.</param>
/// <param name="Expression">The expression, escapes resolved; compile it to check it.</param>
public sealed record RegexSyntax(bool IsExtended, int Submatch, NameSyntax? NoMatch, int MatchToUse, TextSyntax Expression);

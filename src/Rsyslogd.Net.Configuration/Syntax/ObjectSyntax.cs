using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>
/// <c>keyword(name="value" …)</c>: module, input, action, template, ruleset, global, main_queue, parser, lookup_table,
/// timezone, dyn_stats, ratelimit, and whatever else is written that way (the binder knows which exist). include() is
/// <see cref="IncludeSyntax"/>.
/// </summary>
/// <param name="Keyword">As written; compare with <see cref="NameSyntax.Is"/>.</param>
/// <param name="Parameters">In order, duplicates included.</param>
/// <param name="Span">Keyword to closing parenthesis (brace, if there is a body).</param>
public sealed record ObjectSyntax(NameSyntax Keyword, ImmutableArray<ParameterSyntax> Parameters, TextSpan Span)
    : StatementSyntax(Span)
{
    /// <summary>template(type="list") { property(…) constant(…) }; null: no body.</summary>
    public ImmutableArray<ObjectSyntax>? Parts { get; init; }

    /// <summary>ruleset(…) { statements }; null: no body.</summary>
    public ImmutableArray<StatementSyntax>? Body { get; init; }

    /// <summary>For template(… string="…"): the parts of that string. Empty otherwise.</summary>
    public ImmutableArray<TemplateSegmentSyntax> Segments { get; init; } = [];

    /// <summary>Something in its parentheses was told and read as what was meant: it is checked, and left out.</summary>
    public bool IsMended { get; init; }

    /// <summary>The first parameter of that name (without case); null: not given.</summary>
    public ParameterSyntax? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name.Is(name));
}

/// <summary><c>name="value"</c> or <c>name=["value", …]</c>.</summary>
/// <param name="Name">As written.</param>
/// <param name="Values">One, or those of the array (which may be empty).</param>
/// <param name="IsArray">Whether it was written in brackets.</param>
/// <param name="ValueSpan">The value with its quotes or brackets.</param>
public sealed record ParameterSyntax(NameSyntax Name, ImmutableArray<TextSyntax> Values, bool IsArray, TextSpan ValueSpan)
{
    /// <summary>The value, of an array the first one; empty text for an empty array.</summary>
    public TextSyntax Value => Values.IsEmpty ? new TextSyntax("", ValueSpan) : Values[0];

    /// <summary>Name to value.</summary>
    public TextSpan Span => new(Name.Span.Source, Name.Span.Start, ValueSpan.End - Name.Span.Start);
}

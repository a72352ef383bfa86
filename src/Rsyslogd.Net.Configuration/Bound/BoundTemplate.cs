using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>How a template escapes for its target, or joins its parts (option.*).</summary>
public enum TemplateFormat
{
    /// <summary>As it is.</summary>
    Plain,
    /// <summary>option.sql: <c>'</c> and <c>\</c> get a backslash.</summary>
    Sql,
    /// <summary>option.stdsql: <c>'</c> is doubled.</summary>
    StdSql,
    /// <summary>option.json: values are JSON-escaped.</summary>
    Json,
    /// <summary>option.jsonf: the parts are members of one object.</summary>
    JsonF,
    /// <summary>option.jsonftree: the same, dotted names nest.</summary>
    JsonFTree,
}

/// <summary>A template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Segments">In order; empty for a subtree template.</param>
public sealed record BoundTemplate(string Name, ImmutableArray<BoundSegment> Segments)
{
    /// <summary>option.*.</summary>
    public TemplateFormat Format { get; init; }

    /// <summary>option.caseSensitive: names of variables stay as written, and are not made lower-case. It matters only together with
    /// global(variables.caseSensitive="on").</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>type="subtree": the tree it prints; null for the others.</summary>
    public VariablePath? Subtree { get; init; }

    /// <summary>Where it was defined; null for the built-in ones.</summary>
    public TextSpan? Span { get; init; }
}

/// <summary>A part of a template.</summary>
public abstract record BoundSegment
{
    /// <summary>outname: the member name in JSON output; null: none given (constants) or derived (properties).</summary>
    public string? OutName { get; init; }
}

/// <summary>Text as it is; escapes have been resolved.</summary>
public sealed record BoundConstant(byte[] Value) : BoundSegment
{
    /// <summary>constant(format="jsonf"): a member of its own in JSON, <c>"outname": "value"</c>.</summary>
    public bool IsJsonField { get; init; }
}

/// <summary>A property through the property replacer.</summary>
public sealed record BoundReplacer(PropertyReference Property, ReplacerOptions Options) : BoundSegment
{
    /// <summary>The member name in JSON where no outname is given: the property as it was written, of a variable the path. Null:
    /// the template was not written by anybody, and the name of the property will do.</summary>
    public string? WrittenName { get; init; }
}

/// <summary>Letter case options.</summary>
public enum CaseConversion
{
    /// <summary>As it is.</summary>
    None,
    /// <summary>lowercase (ASCII only)</summary>
    Lower,
    /// <summary>uppercase (ASCII only)</summary>
    Upper,
}

/// <summary>Control character options.</summary>
public enum ControlCharacters
{
    /// <summary>As they are.</summary>
    Keep,
    /// <summary>escape-cc</summary>
    Escape,
    /// <summary>space-cc</summary>
    Space,
    /// <summary>drop-cc</summary>
    Drop,
}

/// <summary>secpath options.</summary>
public enum SecurePath
{
    /// <summary>Slashes stay.</summary>
    Keep,
    /// <summary>secpath-drop</summary>
    Drop,
    /// <summary>secpath-replace</summary>
    Replace,
}

/// <summary>How the value is encoded.</summary>
public enum ValueEncoding
{
    /// <summary>As it is.</summary>
    Plain,
    /// <summary>json</summary>
    Json,
    /// <summary>jsonf: <c>"name":"value"</c></summary>
    JsonField,
    /// <summary>jsonr: json, but escapes already there stay</summary>
    JsonRaw,
    /// <summary>jsonfr</summary>
    JsonFieldRaw,
    /// <summary>csv</summary>
    Csv,
}

/// <summary>What an unmatched regular expression gives.</summary>
public enum NoMatch
{
    /// <summary>DFLT: <c>**NO MATCH**</c></summary>
    Default,
    /// <summary>BLANK: nothing</summary>
    Blank,
    /// <summary>ZERO: <c>0</c></summary>
    Zero,
    /// <summary>FIELD: the whole value</summary>
    Field,
}

/// <summary>datatype of a JSON member.</summary>
public enum JsonDataType
{
    /// <summary>string</summary>
    Text,
    /// <summary>number</summary>
    Number,
    /// <summary>bool</summary>
    Bool,
    /// <summary>auto</summary>
    Auto,
}

/// <summary>onEmpty of a JSON member.</summary>
public enum OnEmpty
{
    /// <summary>keep</summary>
    Keep,
    /// <summary>skip</summary>
    Skip,
    /// <summary>null</summary>
    Null,
}

/// <summary>Field extraction: <c>F,44:2</c>, field.number/field.delimiter.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Delimiter">One character, or a text (field.delimiter as string by the legacy <c>F</c> with code 0 to 255).</param>
public sealed record FieldSelection(int Number, byte[] Delimiter)
{
    /// <summary><c>F,44+:2</c>: runs of the delimiter count as one.</summary>
    public bool IsRunOneDelimiter { get; init; }
}

/// <summary>Regular expression extraction: <c>R,ERE,1,DFLT,0:…--end</c>, regex.*.</summary>
/// <param name="Expression">POSIX.</param>
/// <param name="IsExtended">ERE, not BRE.</param>
/// <param name="Submatch">Which group, 0 the whole match.</param>
/// <param name="NoMatch">What to print without a match.</param>
/// <param name="MatchToUse">Which match, from 0.</param>
public sealed record RegexSelection(string Expression, bool IsExtended, int Submatch, NoMatch NoMatch, int MatchToUse);

/// <summary>All options of the property replacer; defaults change nothing.</summary>
public sealed record ReplacerOptions
{
    /// <summary>No option given.</summary>
    public static ReplacerOptions None { get; } = new();

    /// <summary>position.from, from 1; 0: not given.</summary>
    public int From { get; init; }

    /// <summary>position.to, from 1; 0: not given (to the end, also <c>$</c>); -n: up to the last but n characters.</summary>
    public int To { get; init; }

    /// <summary>position.relativeToEnd.</summary>
    public bool IsRelativeToEnd { get; init; }

    /// <summary>fixed-width: pad with blanks up to <see cref="To"/>.</summary>
    public bool IsFixedWidth { get; init; }

    /// <summary>field.*; null: not given.</summary>
    public FieldSelection? Field { get; init; }

    /// <summary>regex.*; null: not given.</summary>
    public RegexSelection? Regex { get; init; }

    /// <summary>dateFormat.</summary>
    public TimestampFormat Date { get; init; }

    /// <summary>date-utc, date.inUTC.</summary>
    public bool IsUtc { get; init; }

    /// <summary>caseConversion.</summary>
    public CaseConversion Case { get; init; }

    /// <summary>controlcharacters.</summary>
    public ControlCharacters ControlCharacters { get; init; }

    /// <summary>securepath.</summary>
    public SecurePath SecurePath { get; init; }

    /// <summary>format.</summary>
    public ValueEncoding Encoding { get; init; }

    /// <summary>drop-last-lf.</summary>
    public bool DropLastLineFeed { get; init; }

    /// <summary>sp-if-no-1st-sp: prints only a space, or nothing.</summary>
    public bool SpaceIfNoFirstSpace { get; init; }

    /// <summary>compressSpace.</summary>
    public bool CompressSpace { get; init; }

    /// <summary>mandatory: a JSON member also when it is empty.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>datatype.</summary>
    public JsonDataType DataType { get; init; }

    /// <summary>onEmpty.</summary>
    public OnEmpty OnEmpty { get; init; }

    /// <summary>omitIfZero.</summary>
    public bool OmitIfZero { get; init; }
}

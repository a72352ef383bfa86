using System.Collections.Immutable;

namespace Rsyslogd.Net.Configuration.Modules;

/// <summary>What a module is for.</summary>
public enum ModuleKind
{
    /// <summary>im…: brings messages in.</summary>
    Input,

    /// <summary>om…: takes messages out.</summary>
    Output,

    /// <summary>mm…: changes messages; used like an action.</summary>
    MessageModification,

    /// <summary>pm…: a parser.</summary>
    Parser,

    /// <summary>fm…: functions, and everything else that only has to be loaded.</summary>
    Library,
}

/// <summary>Where a parameter may stand.</summary>
[Flags]
public enum ParameterPlace
{
    /// <summary>In module(load="…" …).</summary>
    Module = 1,

    /// <summary>In input(type="…" …).</summary>
    Input = 2,

    /// <summary>In action(type="…" …).</summary>
    Action = 4,

    /// <summary>In an object that is no module: global, main_queue, ruleset, template, …</summary>
    Object = 8,

    /// <summary>In parser(type="…" …).</summary>
    Parser = 16,
}

/// <summary>How the value of a parameter is read and checked.</summary>
public enum ParameterKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A list of texts: one value or <c>["a","b"]</c>.</summary>
    TextList,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number, not negative.</summary>
    PositiveNumber,

    /// <summary>A size in bytes with rsyslog's units (k, m, g = 1024; K, M, G = 1000, …).</summary>
    Size,

    /// <summary>on/off, yes/no, 1/0.</summary>
    Switch,

    /// <summary>An octal file mode of four digits.</summary>
    FileMode,

    /// <summary>A user name, resolved to its id at load.</summary>
    User,

    /// <summary>A group name, resolved to its id at load.</summary>
    Group,

    /// <summary>A TCP or UDP port: a number or a service name.</summary>
    Port,

    /// <summary>The offset of a time zone: <c>+01:00</c>.</summary>
    ZoneOffset,

    /// <summary>The name of a template that is defined before.</summary>
    Template,

    /// <summary>The name of a ruleset (may be defined later).</summary>
    Ruleset,

    /// <summary>One of <see cref="ParameterDescriptor.Choices"/>.</summary>
    Choice,

    /// <summary>A single character.</summary>
    Character,

    /// <summary>A severity by name or number.</summary>
    Severity,

    /// <summary>A facility by name or number.</summary>
    Facility,

    /// <summary>A POSIX extended regular expression, compiled at load to check it.</summary>
    Regex,

    /// <summary>The name of a variable: <c>$!path</c>, <c>$.path</c> or <c>$/path</c>; the <c>$</c> may be left out.</summary>
    Variable,
}

/// <summary>How long the value of a legacy directive lasts.</summary>
public enum DirectiveScope
{
    /// <summary>For everything that follows, until set again or <c>$ResetConfigVariables</c>.</summary>
    Following,

    /// <summary>For the next instance only: <c>$Action…</c>, <c>$InputFile…</c>.</summary>
    Next,
}

/// <summary>One parameter of a module or object.</summary>
/// <param name="Name">As the manual writes it; compared without case.</param>
/// <param name="Kind">How its value is read.</param>
/// <param name="Places">Where it may stand.</param>
public sealed record ParameterDescriptor(string Name, ParameterKind Kind, ParameterPlace Places)
{
    /// <summary>The default as it would be written; null: none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>For <see cref="ParameterKind.PositiveNumber"/>: the smallest number that is allowed.</summary>
    public long Minimum { get; init; }

    /// <summary>For <see cref="ParameterKind.PositiveNumber"/>: the largest number that is allowed.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    /// <summary>A wrong value is an error, and the default serves all the same: leaving the whole object out would do more harm
    /// (addresses that are not made anonymous, for example).</summary>
    public bool FallsBack { get; init; }

    /// <summary>For <see cref="ParameterKind.Choice"/>.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Another default for inputs that directives make, or, for a parameter of module(), when <c>$ModLoad</c> loads it;
    /// null: the same.</summary>
    public string? LegacyDefault { get; init; }

    /// <summary>The legacy directive that sets it, without <c>$</c>; null: none.</summary>
    public string? Directive { get; init; }

    /// <summary>How long that directive lasts.</summary>
    public DirectiveScope DirectiveScope { get; init; }

    /// <summary>The directive says the opposite: <c>$OmitLocalLogging on</c> is <c>SysSock.Use="off"</c>.</summary>
    public bool IsDirectiveInverted { get; init; }

    /// <summary>Other names of the parameter that rsyslog takes.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>For <see cref="ParameterKind.TextList"/>: a value may hold several, separated by commas.</summary>
    public bool IsCommaSeparated { get; init; }

    /// <summary>A list of values makes one instance of the object for each: imudp's <c>port=["514","1514"]</c>.</summary>
    public bool OneInstanceEach { get; init; }

    /// <summary>The manual documents it and we don't do it yet: using it is a warning that says so, and what is written has no
    /// effect.</summary>
    public bool NotYet { get; init; }

    /// <summary>What asks for it and can't have it must not run without it, which would send in clear what was to be encrypted,
    /// or take binary data for text: as long as we don't do it yet, asking for it is an error.</summary>
    public bool IsVital { get; init; }

    /// <summary>For <see cref="ParameterKind.Choice"/>: values that the manual documents and we don't do yet.</summary>
    public ImmutableArray<string> ChoicesNotYet { get; init; } = [];

    /// <summary>What one of <see cref="ChoicesNotYet"/> means until then; null: as if nothing had been written.</summary>
    public string? ChoiceInstead { get; init; }

    /// <summary>Whether a value is one of <see cref="ChoicesNotYet"/>.</summary>
    public bool IsChoiceNotYet(string value) => ChoicesNotYet.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>It is accepted and does less than the manual says: the sentence of the warning. Null: nothing to warn of.</summary>
    public string? Limitation { get; init; }

    /// <summary>Accepted for compatibility and without effect here by design (for example queue tuning of a thread pool
    /// that we don't have); the text says why. Null: it has its effect.</summary>
    public string? NoEffect { get; init; }
}

/// <summary>
/// A legacy directive that makes an instance: <c>$UDPServerRun 514</c> makes an input of imudp whose parameter "port" is 514,
/// with the values that other directives have set.
/// </summary>
/// <param name="Directive">Its name without <c>$</c>.</param>
/// <param name="Parameter">The parameter that takes its value; null: the value is ignored.</param>
public sealed record InstanceDirective(string Directive, string? Parameter);

/// <summary>The forms of a legacy action line.</summary>
public enum ActionLineForm
{
    /// <summary><c>/path</c>, <c>-/path</c></summary>
    File,

    /// <summary><c>?Template</c>, <c>-?Template</c></summary>
    DynamicFile,

    /// <summary><c>@host</c>, <c>@@host</c></summary>
    Forward,

    /// <summary><c>*</c>, <c>user,user</c>, <c>:omusrmsg:user</c></summary>
    Users,

    /// <summary><c>|/path</c></summary>
    Pipe,

    /// <summary><c>^program</c></summary>
    Shell,

    /// <summary><c>:module:argument</c>, when the module's name stands there</summary>
    Named,
}

/// <summary>A form of legacy action line that a module serves.</summary>
/// <param name="Form">Which.</param>
/// <param name="Parameter">The parameter that takes what is written: a path, a template, a host, users.</param>
public sealed record ActionLine(ActionLineForm Form, string Parameter)
{
    /// <summary>The template of the message when none is written behind <c>;</c>; null: the module's default.</summary>
    public string? DefaultTemplate { get; init; }
}

/// <summary>A default template that depends on a parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Value">The value that makes the difference.</param>
/// <param name="Template">The template then.</param>
public sealed record ConditionalTemplate(string Parameter, string Value, string Template);

/// <summary>Everything the binder knows of a module: each module owns one such table.</summary>
/// <param name="Name">For example <c>imudp</c>.</param>
/// <param name="Kind">What it is for.</param>
public sealed record ModuleDescriptor(string Name, ModuleKind Kind)
{
    /// <summary>Its parameters.</summary>
    public ImmutableArray<ParameterDescriptor> Parameters { get; init; } = [];

    /// <summary>Legacy directives that make an input.</summary>
    public ImmutableArray<InstanceDirective> InstanceDirectives { get; init; } = [];

    /// <summary>The forms of legacy action lines that mean this module.</summary>
    public ImmutableArray<ActionLine> ActionLines { get; init; } = [];

    /// <summary>The template of actions that name none (neither themselves nor by the module's "template"); null: the module
    /// needs none.</summary>
    public string? DefaultTemplate { get; init; }

    /// <summary>Another default template for a special value of a parameter: omusrmsg's for <c>users="*"</c>.</summary>
    public ConditionalTemplate? DefaultTemplateWhen { get; init; }

    /// <summary>The parameter that names a second template: omfile's dynaFile. Null: there is none.</summary>
    public string? NameTemplateParameter { get; init; }

    /// <summary>Sets of parameters of which an action needs one: omfile's file or dynaFile.</summary>
    public ImmutableArray<ImmutableArray<string>> RequiredOneOf { get; init; } = [];

    /// <summary>Sets of parameters of which an input may have one: imfile's readMode or startmsg.regex.</summary>
    public ImmutableArray<ImmutableArray<string>> AtMostOneOf { get; init; } = [];

    /// <summary>For <see cref="ModuleKind.Parser"/>: the name of the parser that exists because the module is loaded, for example
    /// <c>rsyslog.rfc3164</c>.</summary>
    public string? ParserName { get; init; }

    /// <summary>True for what ends the processing of a message instead of taking it: omdiscard.</summary>
    public bool IsDiscard { get; init; }

    /// <summary>Whether its directives may follow module(load=…), which others' may not: imdiag's in rsyslog's own tests.</summary>
    public bool TakesDirectivesAfterLoad { get; init; }

    /// <summary>True for modules that need no module(load=…): omfile, omfwd, omusrmsg, ompipe, omshell, omdiscard.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>rsyslog's manual documents it, we don't have it yet: loading it is a diagnostic that says so.</summary>
    public bool NotYet { get; init; }
}

namespace Rsyslogd.Net.Configuration.Modules;

/// <summary>Short forms for the rows of descriptor tables: <c>Parameter.Size("queue.size", Action)</c>. What is rarer than
/// name, place, directive and default is added by <c>with { … }</c>.</summary>
public static class Parameter
{
    /// <summary>A row of <see cref="ParameterKind.Text"/>.</summary>
    public static ParameterDescriptor Text(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Text, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.TextList"/>.</summary>
    public static ParameterDescriptor TextList(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.TextList, name, at, directive, null);

    /// <summary>A row of <see cref="ParameterKind.Number"/>.</summary>
    public static ParameterDescriptor Number(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Number, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.PositiveNumber"/>.</summary>
    public static ParameterDescriptor Positive(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.PositiveNumber, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Size"/>.</summary>
    public static ParameterDescriptor Size(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Size, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Switch"/>.</summary>
    public static ParameterDescriptor Switch(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Switch, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.FileMode"/>.</summary>
    public static ParameterDescriptor Mode(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.FileMode, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.User"/>.</summary>
    public static ParameterDescriptor User(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.User, name, at, directive, null);

    /// <summary>A row of <see cref="ParameterKind.Group"/>.</summary>
    public static ParameterDescriptor Group(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.Group, name, at, directive, null);

    /// <summary>A row of <see cref="ParameterKind.Port"/>.</summary>
    public static ParameterDescriptor Port(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Port, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.ZoneOffset"/>.</summary>
    public static ParameterDescriptor ZoneOffset(string name, ParameterPlace at) => Of(ParameterKind.ZoneOffset, name, at, null, null);

    /// <summary>A row of <see cref="ParameterKind.Template"/>.</summary>
    public static ParameterDescriptor Template(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.Template, name, at, directive, null);

    /// <summary>A row of <see cref="ParameterKind.Ruleset"/>.</summary>
    public static ParameterDescriptor Ruleset(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.Ruleset, name, at, directive, null);

    /// <summary>A row of <see cref="ParameterKind.Severity"/>.</summary>
    public static ParameterDescriptor Severity(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Severity, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Facility"/>.</summary>
    public static ParameterDescriptor Facility(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Facility, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Regex"/>.</summary>
    public static ParameterDescriptor Regex(string name, ParameterPlace at) => Of(ParameterKind.Regex, name, at, null, null);

    /// <summary>A row of <see cref="ParameterKind.Character"/>.</summary>
    public static ParameterDescriptor Character(string name, ParameterPlace at, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Character, name, at, directive, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Variable"/>.</summary>
    public static ParameterDescriptor Variable(string name, ParameterPlace at, string? otherwise = null) =>
        Of(ParameterKind.Variable, name, at, null, otherwise);

    /// <summary>A row of <see cref="ParameterKind.Choice"/>.</summary>
    public static ParameterDescriptor Choice(
        string name, ParameterPlace at, string[] choices, string? directive = null, string? otherwise = null) =>
        Of(ParameterKind.Choice, name, at, directive, otherwise) with { Choices = [.. choices] };

    /// <summary>A row that the manual has and we don't do yet.</summary>
    public static ParameterDescriptor NotYet(string name, ParameterPlace at, string? directive = null) =>
        Of(ParameterKind.TextList, name, at, directive, null) with { NotYet = true };

    /// <summary>A row that is accepted without effect, by design.</summary>
    public static ParameterDescriptor NoEffect(string name, ParameterPlace at, string reason, string? directive = null) =>
        Of(ParameterKind.TextList, name, at, directive, null) with { NoEffect = reason };

    private static ParameterDescriptor Of(
        ParameterKind kind, string name, ParameterPlace at, string? directive, string? otherwise) =>
        new(name, kind, at) { Directive = directive, Default = otherwise };
}

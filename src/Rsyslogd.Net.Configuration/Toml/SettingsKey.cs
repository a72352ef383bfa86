namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>What kind of value a key of netsyslogd.toml takes.</summary>
public enum SettingsKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>An array of strings.</summary>
    TextList,

    /// <summary>A whole number from <see cref="SettingsKey.Minimum"/> on.</summary>
    Number,

    /// <summary>true or false.</summary>
    Switch,

    /// <summary>A string of three or four octal digits.</summary>
    FileMode,

    /// <summary>An array of ports (numbers) and <c>"address:port"</c> strings.</summary>
    ListenList,
}

/// <summary>One key of netsyslogd.toml.</summary>
/// <param name="Table">The table it stands in; empty for those above all tables.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">The default as TOML.</param>
public sealed record SettingsKey(string Table, string Name, SettingsKind Kind, string Default)
{
    /// <summary>The smallest number that makes sense.</summary>
    public long Minimum { get; init; }

    /// <summary>The name with its table, as in diagnostics: <c>files.owner</c>.</summary>
    public string FullName => Table.Length == 0 ? Name : $"{Table}.{Name}";
}

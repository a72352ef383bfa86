using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Rsyslogd.Net.Configuration.Toml;

/// <summary>Reads netsyslogd.toml. Every mistake of the file is reported at its place; a wrong key keeps its default.</summary>
public sealed class DaemonSettingsReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<SettingsKey, (ValueSyntax Value, TextSpan Key)> _given = [];

    private DaemonSettingsReader(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="source">Its text; empty for the defaults.</param>
    /// <param name="diagnostics">Takes the mistakes.</param>
    public static DaemonSettings Read(SourceText source, DiagnosticBag diagnostics)
    {
        var reader = new DaemonSettingsReader(source, diagnostics);
        reader.ReadDocument();
        return new SettingsValues(source, diagnostics, reader._given).ToSettings();
    }

    /// <summary>The settings that hold without a file.</summary>
    public static DaemonSettings ReadDefaults() => Read(new SourceText("netsyslogd.toml", ""), new DiagnosticBag());

    private void ReadDocument()
    {
        var document = SyntaxParser.Parse(_source.Content, _source.Path, validate: false);
        foreach (var message in document.Diagnostics)
        {
            _diagnostics.Add(SettingsDiagnostics.NotToml(SettingsSpans.Get(_source, message.Span), message.Message));
        }

        ReadKeys(document.KeyValues, "");
        foreach (var table in document.Tables)
        {
            ReadTable(table);
        }
    }

    private void ReadTable(TableSyntaxBase table)
    {
        var name = table.Name is null ? "" : GetName(table.Name);
        if (table is TableArraySyntax || !SettingsKeys.All.Any(k => k.Table == name && name.Length > 0))
        {
            var nearest = Suggestions.Nearest(name, SettingsKeys.All.Select(k => k.Table).Where(t => t.Length > 0).Distinct());
            var span = SettingsSpans.Get(_source, table.Name is null ? table.Span : table.Name.Span);
            _diagnostics.Add(SettingsDiagnostics.UnknownTable(span, name, nearest));
            return;
        }

        ReadKeys(table.Items, name);
    }

    private void ReadKeys(IEnumerable<KeyValueSyntax> items, string table)
    {
        foreach (var item in items)
        {
            if (item.Key is null || item.Value is null)
            {
                // The parser has said so.
                continue;
            }

            var name = GetName(item.Key);
            ReadKey(item, table.Length == 0 ? name : $"{table}.{name}", table);
        }
    }

    private void ReadKey(KeyValueSyntax item, string fullName, string table)
    {
        if (item.Value is InlineTableSyntax inline && SettingsKeys.All.Any(k => k.Table == fullName))
        {
            ReadKeys(inline.Items.Select(i => i.KeyValue!), fullName);
            return;
        }

        var span = SettingsSpans.Get(_source, item.Key!.Span);
        if (SettingsKeys.All.FirstOrDefault(k => k.FullName == fullName) is not { } key)
        {
            var nearest = FindNearest(fullName, table);
            _diagnostics.Add(SettingsDiagnostics.UnknownKey(span, fullName, nearest));
        }
        else if (!_given.TryAdd(key, (item.Value!, span)))
        {
            _diagnostics.Add(SettingsDiagnostics.GivenTwice(span, fullName, _given[key].Key));
        }
    }

    /// <summary>A misspelt name of the same table, else the right name in another table.</summary>
    private static string? FindNearest(string fullName, string table)
    {
        var name = table.Length == 0 ? fullName : fullName[(table.Length + 1)..];
        return Suggestions.Nearest(name, SettingsKeys.All.Where(k => k.Table == table).Select(k => k.Name))
            ?? SettingsKeys.All.FirstOrDefault(k => k.Name == name)?.FullName
            ?? Suggestions.Nearest(fullName, SettingsKeys.All.Select(k => k.FullName));
    }

    private static string GetName(KeySyntax key)
    {
        var name = GetPart(key.Key);
        foreach (var part in key.DotKeys)
        {
            name = $"{name}.{GetPart(part.Key)}";
        }

        return name;
    }

    private static string GetPart(BareKeyOrStringValueSyntax? part) => part switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => "",
    };
}

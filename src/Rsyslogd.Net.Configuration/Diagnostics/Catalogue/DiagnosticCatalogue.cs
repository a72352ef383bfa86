using System.Collections.Immutable;

namespace Rsyslogd.Net.Configuration.Diagnostics.Catalogue;

/// <summary>
/// All codes with their explanations: the one table from which <c>netsyslogd explain</c> and the manual
/// (netsyslogd-diagnostics(7)) are made. It stands in <c>codes.txt</c>: a line with code and meaning, the wrong lines behind
/// <c>-</c>, the right ones behind <c>+</c>, and an empty line.
/// </summary>
public static class DiagnosticCatalogue
{
    private const string Resource = "codes.txt";

    private static readonly Lazy<ImmutableArray<DiagnosticExplanation>> Read = new(ReadAll);

    /// <summary>All, in the order of their codes.</summary>
    public static ImmutableArray<DiagnosticExplanation> All => Read.Value;

    /// <summary>The explanation of a code (without case); null: there is none.</summary>
    public static DiagnosticExplanation? Find(string code) =>
        All.FirstOrDefault(explanation => explanation.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static ImmutableArray<DiagnosticExplanation> ReadAll()
    {
        using var stream = typeof(DiagnosticCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is missing in this assembly");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];
    }

    private static DiagnosticExplanation ReadOne(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var code = lines[0].Split(' ')[0];
        return new DiagnosticExplanation(code, lines[0][(code.Length + 1)..], GetLines(lines, '-'), GetLines(lines, '+'));
    }

    private static string GetLines(IEnumerable<string> lines, char mark) =>
        string.Join('\n', lines.Where(line => line.StartsWith(mark)).Select(line => line[2..]));
}

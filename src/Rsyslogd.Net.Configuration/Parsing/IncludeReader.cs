using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>Reads included files, each with a parser of its own, so that a block must end in the file where it began.</summary>
internal sealed class IncludeReader(IConfigurationFiles files, DiagnosticBag diagnostics)
{
    private static readonly ImmutableArray<string> ParameterNames = ["file", "text", "mode"];

    private static readonly ImmutableArray<string> Modes = ["required", "optional", "abort-if-missing"];

    private readonly List<string> _open = [];

    /// <summary><c>$IncludeConfig</c>: a missing file is an error, a pattern or a directory without files is fine.</summary>
    public StatementSyntax ReadLegacy(TextSyntax pattern, TextSpan statement) =>
        Expand(pattern, pattern.Span, statement, isRequired: true);

    /// <summary><c>include(file= text= mode=)</c>.</summary>
    public StatementSyntax Read(ImmutableArray<ParameterSyntax> parameters, TextSpan statement)
    {
        if (CheckParameters(parameters, statement) is { } mistake)
        {
            diagnostics.Add(mistake);
            return new ErrorSyntax(statement);
        }

        var text = Find(parameters, "text");
        if (text is not null)
        {
            var source = new SourceText($"{statement.Source.Path} (text of include)", text.Value.Value, statement);
            return new IncludeSyntax([Parse(source)], statement);
        }

        var isOptional = Find(parameters, "mode")?.Value.Value == "optional";
        return Find(parameters, "file") is { } file
            ? Expand(file.Value, file.ValueSpan, statement, !isOptional)
            : new ErrorSyntax(statement);
    }

    /// <summary>Reads one file that is known to be there.</summary>
    /// <returns>Null when it cannot be read, or is being read already; that has been reported.</returns>
    public ConfigurationSyntax? ReadFile(string path, TextSpan? includedAt)
    {
        if (_open.Contains(path))
        {
            diagnostics.Add(SyntaxDiagnostics.IncludeCycle(includedAt, path));
            return null;
        }

        byte[] bytes;
        try
        {
            bytes = files.ReadBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SyntaxDiagnostics.UnreadableFile(includedAt, path, failure.Message));
            return null;
        }

        var isMarked = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        _open.Add(path);
        var syntax = Parse(new SourceText(path, ByteText.GetString(bytes.AsSpan(isMarked ? 3 : 0)), includedAt));
        _open.RemoveAt(_open.Count - 1);
        return syntax;
    }

    private ConfigurationSyntax Parse(SourceText source) => new ConfigurationParser(source, files, this, diagnostics).Parse();

    private StatementSyntax Expand(TextSyntax pattern, TextSpan place, TextSpan statement, bool isRequired)
    {
        var path = pattern.Value;
        IReadOnlyList<string> paths;
        if (Glob.IsPattern(path))
        {
            paths = Glob.Expand(path, files);
        }
        else if (files.DirectoryExists(path))
        {
            paths = Glob.Expand(path.TrimEnd('/') + "/*", files);
        }
        else if (files.FileExists(path))
        {
            paths = [path];
        }
        else if (!isRequired)
        {
            paths = [];
        }
        else
        {
            diagnostics.Add(SyntaxDiagnostics.MissingInclude(place, path));
            return new ErrorSyntax(statement);
        }

        var read = ImmutableArray.CreateBuilder<ConfigurationSyntax>();
        foreach (var file in paths)
        {
            if (ReadFile(file, place) is { } syntax)
            {
                read.Add(syntax);
            }
        }

        return new IncludeSyntax(read.ToImmutable(), statement);
    }

    private static ParameterSyntax? Find(ImmutableArray<ParameterSyntax> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name.Is(name));

    private static Diagnostic? CheckParameters(ImmutableArray<ParameterSyntax> parameters, TextSpan statement)
    {
        var unknown = parameters.FirstOrDefault(
            parameter => !ParameterNames.Contains(parameter.Name.Text, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            return SyntaxDiagnostics.UnknownIncludeParameter(
                unknown.Name.Span, unknown.Name.Text, Suggestions.Nearest(unknown.Name.Text, ParameterNames));
        }

        var (file, text, mode) = (Find(parameters, "file"), Find(parameters, "text"), Find(parameters, "mode"));
        return file is null && text is null ? SyntaxDiagnostics.IncludeWithoutFile(statement)
            : file is not null && text is not null ? SyntaxDiagnostics.IncludeFileAndText(text.Name.Span)
            : mode is not null && !Modes.Contains(mode.Value.Value)
                ? SyntaxDiagnostics.UnknownIncludeMode(
                    mode.ValueSpan, mode.Value.Value, Suggestions.Nearest(mode.Value.Value, Modes))
                : null;
    }
}

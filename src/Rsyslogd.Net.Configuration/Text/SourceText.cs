namespace Rsyslogd.Net.Configuration.Text;

/// <summary>One configuration file (or a text given inline) with its line starts. Immutable.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Takes the text of a file.</summary>
    /// <param name="path">The name shown in diagnostics, as the operator wrote it.</param>
    /// <param name="content">The complete text; a leading BOM has been taken away.</param>
    /// <param name="includedAt">Where it was included; null for the main file.</param>
    public SourceText(string path, string content, TextSpan? includedAt = null)
    {
        Path = path;
        Content = content;
        IncludedAt = includedAt;
        var starts = new List<int> { 0 };
        for (var i = content.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = content.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        _lineStarts = [.. starts];
    }

    /// <summary>The name shown in diagnostics.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Content { get; }

    /// <summary>The statement that included this file, if any.</summary>
    public TextSpan? IncludedAt { get; }

    /// <summary>Line and column of a place, both from 1; the column counts characters.</summary>
    public (int Line, int Column) GetPosition(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        var column = 1;
        for (var i = _lineStarts[line]; i < offset; i++)
        {
            column += char.IsLowSurrogate(Content[i]) && i > 0 && char.IsHighSurrogate(Content[i - 1]) ? 0 : 1;
        }

        return (line + 1, column);
    }

    /// <summary>Where in its line an offset is, in UTF-16 units from 0.</summary>
    public int GetIndexInLine(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, offset);
        return offset - _lineStarts[index >= 0 ? index : ~index - 1];
    }

    /// <summary>The text of a line (from 1) without its end.</summary>
    public string GetLine(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Content.Length;
        return Content[start..end].TrimEnd('\r');
    }
}

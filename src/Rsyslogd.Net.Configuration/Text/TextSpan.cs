namespace Rsyslogd.Net.Configuration.Text;

/// <summary>A run of characters in a source: what a diagnostic points at.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters; 0 is a place between two.</param>
public readonly record struct TextSpan(SourceText Source, int Start, int Length)
{
    /// <summary>The offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary><c>file:line:column</c>, from 1.</summary>
    public override string ToString()
    {
        var (line, column) = Source.GetPosition(Start);
        return $"{Source.Path}:{line}:{column}";
    }
}

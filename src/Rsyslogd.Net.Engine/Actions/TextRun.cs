namespace Rsyslogd.Net.Engine.Actions;

/// <summary>Some texts of a list that follow each other.</summary>
/// <param name="Texts">The list.</param>
/// <param name="First">The first one.</param>
/// <param name="Count">How many.</param>
public readonly record struct TextRun(TextList Texts, int First, int Count)
{
    /// <summary>All of them, in one piece.</summary>
    public ReadOnlySpan<byte> Text => Texts.Range(First, Count);

    /// <summary>One of them.</summary>
    public ReadOnlySpan<byte> this[int index] => Texts[First + index];
}

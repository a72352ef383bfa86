using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The last <c>yyyy-mm-ddThh:mm:ss</c> that was read and what it meant: busy senders write many messages a second, and
/// comparing 19 bytes is cheaper than reading them. Hot.</summary>
internal struct SecondMemo
{
    /// <summary>The length of the text.</summary>
    public const int TextBytes = 19;

    private const int SecondBlock = TextBytes - 16;

    // Two blocks that overlap.
    private Vector128<byte> _first;
    private Vector128<byte> _second;
    private Timestamp _time;

    /// <summary>Gives date and time of day if the text is the same; fraction and zone are those of an earlier message.</summary>
    /// <param name="text">At least <see cref="TextBytes"/>.</param>
    /// <param name="time">Filled, or left alone.</param>
    public readonly bool TryGet(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        if (Vector128.Create(text) != _first || Vector128.Create(text[SecondBlock..]) != _second || _time.Month == 0)
        {
            return false;
        }

        time = _time;
        return true;
    }

    /// <summary>Remembers a text and its time.</summary>
    public void Set(ReadOnlySpan<byte> text, in Timestamp time)
    {
        _first = Vector128.Create(text);
        _second = Vector128.Create(text[SecondBlock..]);
        _time = time;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The last <c>Mmm dd hh:mm:ss </c> that was read and what it meant: a busy sender writes the same one again and again, and
/// comparing 16 bytes is cheaper than reading them. Hot. What it meant holds as long as the local zone and year do: see
/// <see cref="Message.TimestampMemo"/>.</summary>
internal struct TimestampMemo
{
    /// <summary>The length of the text, its final space included.</summary>
    public const int TextBytes = 16;

    private Vector128<byte> _text;
    private Timestamp _time;

    /// <summary>Whether printing the time gives the very text.</summary>
    public bool IsPrinted { get; private set; }

    /// <summary>Gives the time if the text is the same.</summary>
    /// <param name="text">At least <see cref="TextBytes"/>.</param>
    /// <param name="time">Filled, or left alone.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryGet(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        if (Vector128.Create(text) != _text || _time.Month == 0)
        {
            return false;
        }

        time = _time;
        return true;
    }

    /// <summary>Remembers a text and its time.</summary>
    public void Set(ReadOnlySpan<byte> text, in Timestamp time)
    {
        Span<byte> printed = stackalloc byte[TimestampFormatter.MaxBytes];
        var length = TimestampFormatter.Format(in time, TimestampFormat.Rfc3164, printed);
        IsPrinted = text[TextBytes - 1] == ' ' && text[..(TextBytes - 1)].SequenceEqual(printed[..length]);
        _text = Vector128.Create(text);
        _time = time;
    }
}

using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The last <c>Mmm dd hh:mm:ss </c> that was read and what it meant: a busy sender writes the same one again and again, and
/// comparing 16 bytes is cheaper than reading them. Hot.</summary>
internal struct TimestampMemo
{
    /// <summary>The length of the text, its final space included.</summary>
    public const int TextBytes = 16;

    private Vector128<byte> _text;
    private Timestamp _time;
    private long _quarter;
    private bool _isSet;

    /// <summary>Gives the time if the text is the same and the local zone and year still are.</summary>
    public readonly bool TryGet(ReadOnlySpan<byte> text, long quarter, ref Timestamp time)
    {
        if (!_isSet || quarter != _quarter || Vector128.Create(text) != _text)
        {
            return false;
        }

        time = _time;
        return true;
    }

    /// <summary>Remembers a text and its time.</summary>
    public void Set(ReadOnlySpan<byte> text, long quarter, in Timestamp time)
    {
        _text = Vector128.Create(text);
        _quarter = quarter;
        _time = time;
        _isSet = true;
    }
}

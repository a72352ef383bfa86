using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>The last <c>yyyy-mm-ddThh:mm:ss</c> that was read and what it meant: busy senders write many messages a second, and
/// comparing 19 bytes is cheaper than reading them. The last zone as well. Hot.</summary>
internal struct SecondMemo
{
    /// <summary>The length of the text.</summary>
    public const int TextBytes = 19;

    private const int SecondBlock = TextBytes - 16;

    // +hh:mm
    private const ulong ZoneMask = 0xFFFFFFFFFFFF;

    // Two blocks that overlap.
    private Vector128<byte> _first;
    private Vector128<byte> _second;
    private Timestamp _time;
    private ulong _zoneText;
    private short _offsetMinutes;
    private bool _isOffsetUnknown;

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

    /// <summary>Gives the zone if the text begins with the last one.</summary>
    /// <param name="text">What follows the fraction.</param>
    /// <param name="time">Its zone is filled, or left alone.</param>
    public readonly bool TryGetZone(ReadOnlySpan<byte> text, ref Timestamp time)
    {
        if (text.Length < sizeof(ulong) || ZoneOf(text) != _zoneText || _zoneText == 0)
        {
            return false;
        }

        time.OffsetMinutes = _offsetMinutes;
        time.IsZulu = false;
        time.IsOffsetUnknown = _isOffsetUnknown;
        return true;
    }

    /// <summary>Remembers a zone of the form <c>+hh:mm</c>, and what it meant.</summary>
    public void SetZone(ReadOnlySpan<byte> text, in Timestamp time)
    {
        if (text.Length >= sizeof(ulong))
        {
            _zoneText = ZoneOf(text);
            _offsetMinutes = time.OffsetMinutes;
            _isOffsetUnknown = time.IsOffsetUnknown;
        }
    }

    private static ulong ZoneOf(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text) & ZoneMask;
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The text of a message's time; that of the last one is kept, which in a burst is nearly always the next one's. Hot. One
/// thread.</summary>
/// <param name="property">Which time: <see cref="PropertyId.TimeReported"/>, else <see cref="PropertyId.TimeGenerated"/>.</param>
/// <param name="format">How it is written.</param>
/// <param name="isUtc">date-utc.</param>
internal sealed class TimestampText(PropertyId property, TimestampFormat format, bool isUtc)
{
    private readonly byte[] _text = new byte[TimestampFormatter.MaxBytes];
    private int _length;
    private Timestamp _time;

    /// <summary>The text; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(Message message)
    {
        Move(message);
        return _text.AsSpan(0, _length);
    }

    /// <summary>Writes the text.</summary>
    /// <param name="message">Whose time.</param>
    /// <param name="room">At least <see cref="TimestampFormatter.MaxBytes"/>; what stands behind the text is undefined.</param>
    /// <returns>How many bytes were written.</returns>
    public int CopyTo(Message message, Span<byte> room)
    {
        Move(message);

        // Copying a fixed number is cheaper than copying the right one.
        Vector128.Create(_text).CopyTo(room);
        Vector128.Create(_text, Vector128<byte>.Count).CopyTo(room[Vector128<byte>.Count..]);
        if (_length > 2 * Vector128<byte>.Count)
        {
            _text.CopyTo(room);
        }

        return _length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(Message message)
    {
        ref readonly var time = ref property == PropertyId.TimeReported ? ref message.EffectiveReported : ref message.Generated;

        // Comparing 16 bytes at once; should the padding differ, the same text is just made again.
        if (_length == 0 || !Bytes(in time).SequenceEqual(Bytes(in _time)))
        {
            Format(in time);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Format(in Timestamp time)
    {
        _time = time;
        _length = isUtc
            ? TimestampFormatter.Format(TimestampFormatter.ToUtc(in time), format, _text)
            : TimestampFormatter.Format(in time, format, _text);
    }

    private static ReadOnlySpan<byte> Bytes(in Timestamp time) => MemoryMarshal.AsBytes(new ReadOnlySpan<Timestamp>(in time));
}

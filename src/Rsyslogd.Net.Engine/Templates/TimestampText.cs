using System.Runtime.InteropServices;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The text of the last timestamp that was asked for. Hot. One thread.</summary>
internal sealed class TimestampText(TimestampFormat format, bool isUtc)
{
    private readonly byte[] _text = new byte[TimestampFormatter.MaxBytes];
    private int _length;
    private Timestamp _time;

    /// <summary>The text of a time; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(in Timestamp time)
    {
        // Comparing 16 bytes at once; should the padding differ, the same text is just made again.
        if (_length == 0 || !Bytes(in time).SequenceEqual(Bytes(in _time)))
        {
            _time = time;
            _length = isUtc
                ? TimestampFormatter.Format(TimestampFormatter.ToUtc(in time), format, _text)
                : TimestampFormatter.Format(in time, format, _text);
        }

        return _text.AsSpan(0, _length);
    }

    private static ReadOnlySpan<byte> Bytes(in Timestamp time) => MemoryMarshal.AsBytes(new ReadOnlySpan<Timestamp>(in time));
}

using System.Runtime.CompilerServices;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>
/// The clean-up on reception: cuts at the maximum size, drops one trailing NUL and LF, escapes control characters (manual, global
/// parameters parser.*). Hot: a clean frame is only looked at, in place; one that changes is written to the message's own room.
/// </summary>
internal static class FrameCleaner
{
    // The longest escape. A frame with something to escape ends where one wouldn't fit any more, whatever stands there.
    private const int EscapeBytes = 4;

    /// <summary>Cleans a frame and points the message's buffer and raw range at the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clean(Message message, byte[] slab, in Frame frame, ParserSettings settings)
    {
        var length = Math.Min(frame.Length, settings.MaxMessageSizeBytes);
        if (frame.Clean)
        {
            message.Load(slab, frame.Start, length);
        }
        else
        {
            CleanUp(message, slab, frame.Start, length, settings);
        }
    }

    private static void CleanUp(Message message, byte[] slab, int start, int length, ParserSettings settings)
    {
        if (length > 0 && slab[start + length - 1] == 0)
        {
            length--;
        }

        if (settings.DropTrailingLineFeed && length > 0 && slab[start + length - 1] == '\n')
        {
            length--;
        }

        if (IndexOfDirty(slab.AsSpan(start, length), settings) < 0)
        {
            message.Load(slab, start, length);
        }
        else
        {
            Rewrite(message, slab.AsSpan(start, length), settings);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfDirty(ReadOnlySpan<byte> text, ParserSettings settings)
    {
        if (!settings.EscapeControlCharacters)
        {
            // rsyslog never lets a NUL through.
            return settings.SpaceLineFeed ? text.IndexOfAny((byte)'\n', (byte)0) : text.IndexOf((byte)0);
        }

        return settings.Escape8Bit
            ? text.IndexOfAnyExceptInRange((byte)32, (byte)127)
            : ControlBytes.IndexOf(text);
    }

    private static void Rewrite(Message message, ReadOnlySpan<byte> text, ParserSettings settings)
    {
        var capacity = (int)Math.Min(settings.MaxMessageSizeBytes, (long)text.Length * EscapeBytes);
        var limit = capacity - EscapeBytes + 1;
        var room = message.CleaningRoom(capacity);
        var written = 0;
        while (true)
        {
            // What was escaped takes room from what follows.
            text = text[..Math.Clamp(limit - written, 0, text.Length)];
            var dirty = IndexOfDirty(text, settings);
            if (dirty < 0)
            {
                break;
            }

            text[..dirty].CopyTo(room.AsSpan(written));
            written += dirty;
            var value = text[dirty];
            text = text[(dirty + 1)..];
            if (IsKept(value, settings))
            {
                room[written++] = value == '\n' && settings.SpaceLineFeed ? (byte)' ' : value;
            }
            else
            {
                written += Escape(value, room.AsSpan(written), settings);
            }
        }

        text.CopyTo(room.AsSpan(written));
        written += text.Length;
        message.Load(room, 0, written);
    }

    private static bool IsKept(byte value, ParserSettings settings) =>
        (value == '\n' && settings.SpaceLineFeed) || (value == '\t' && !settings.EscapeTab);

    private static int Escape(byte value, Span<byte> room, ParserSettings settings)
    {
        if (settings.EscapeCStyle)
        {
            return EscapeCStyle(value, room);
        }

        room[0] = settings.EscapePrefix;
        room[1] = (byte)('0' + (value >> 6));
        room[2] = (byte)('0' + ((value >> 3) & 7));
        room[3] = (byte)('0' + (value & 7));
        return EscapeBytes;
    }

    private static int EscapeCStyle(byte value, Span<byte> room)
    {
        room[0] = (byte)'\\';
        var letter = value switch
        {
            0 => (byte)'0',
            7 => (byte)'a',
            8 => (byte)'b',
            9 => (byte)'t',
            10 => (byte)'n',
            11 => (byte)'v',
            12 => (byte)'f',
            13 => (byte)'r',
            27 => (byte)'e',
            _ => (byte)'x',
        };
        room[1] = letter;
        if (letter != 'x')
        {
            return 2;
        }

        room[2] = "0123456789ABCDEF"u8[value >> 4];
        room[3] = "0123456789ABCDEF"u8[value & 15];
        return EscapeBytes;
    }
}

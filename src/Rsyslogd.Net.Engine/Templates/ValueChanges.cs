using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The options of the property replacer that change bytes: fixed-width, compressspace, case, control characters,
/// sp-if-no-1st-sp, secpath; in this order. Hot where a file name is made.</summary>
internal static class ValueChanges
{
    /// <summary>Copies the value into a room and changes it there.</summary>
    /// <returns>The changed value, in the room.</returns>
    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> value, ReplacerOptions options, ByteBuffer room)
    {
        room.Clear();
        room.Append(value);
        if (options is { IsFixedWidth: true, IsRelativeToEnd: false })
        {
            Pad(room, options);
        }

        if (options.CompressSpace)
        {
            CompressSpace(room);
        }

        ChangeCase(Span(room), options.Case);
        ChangeControls(room, options.ControlCharacters);
        if (options.SpaceIfNoFirstSpace)
        {
            var hasOther = room.Length > 0 && room.Bytes[0] != (byte)' ';
            room.Clear();
            room.Append(hasOther ? " "u8 : default);
        }

        SecurePaths(room, options.SecurePath);
        return room.Written;
    }

    private static Span<byte> Span(ByteBuffer room) => room.Bytes.AsSpan(0, room.Length);

    private static void CompressSpace(ByteBuffer room)
    {
        var bytes = Span(room);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)' ' || i == 0 || bytes[i - 1] != (byte)' ')
            {
                bytes[length++] = bytes[i];
            }
        }

        room.Truncate(length);
    }

    private static void Pad(ByteBuffer room, ReplacerOptions options)
    {
        if (room.Length == 0 || options.To <= 0)
        {
            return;
        }

        var width = Math.Abs(options.To - Math.Max(options.From, 1)) + 1;
        var missing = width - room.Length;
        if (missing > 0)
        {
            room.GetSpan(missing)[..missing].Fill((byte)' ');
            room.Advance(missing);
        }
    }

    private static void ChangeCase(Span<byte> text, CaseConversion conversion)
    {
        switch (conversion)
        {
            case CaseConversion.None:
                break;
            case CaseConversion.Lower:
                foreach (ref var value in text)
                {
                    value = value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
                }

                break;
            case CaseConversion.Upper:
                foreach (ref var value in text)
                {
                    value = value is >= (byte)'a' and <= (byte)'z' ? (byte)(value & 0xDF) : value;
                }

                break;
        }
    }

    private static void ChangeControls(ByteBuffer room, ControlCharacters option)
    {
        if (option == ControlCharacters.Keep || IndexOfControl(room.Written) < 0)
        {
            return;
        }

        if (option == ControlCharacters.Escape)
        {
            EscapeControls(room);
            return;
        }

        var text = Span(room);
        var kept = 0;
        foreach (var value in text)
        {
            if (value is >= 32 and not 127)
            {
                text[kept++] = value;
            }
            else if (option == ControlCharacters.Space)
            {
                text[kept++] = (byte)' ';
            }
        }

        room.Truncate(kept);
    }

    /// <summary>escape-cc writes the code in decimal, other than the escapes of reception.</summary>
    private static void EscapeControls(ByteBuffer room)
    {
        // Every control character grows by three bytes; written from behind, nothing is overwritten that is still to be read.
        var controls = 0;
        foreach (var value in room.Written)
        {
            controls += value is < 32 or 127 ? 1 : 0;
        }

        var from = room.Length - 1;
        var growth = controls * 3;
        _ = room.GetSpan(growth);
        room.Advance(growth);
        var text = Span(room);
        var to = text.Length - 1;
        for (; from >= 0; from--)
        {
            var value = text[from];
            if (value is >= 32 and not 127)
            {
                text[to--] = value;
                continue;
            }

            text[to--] = (byte)('0' + (value % 10));
            text[to--] = (byte)('0' + (value / 10 % 10));
            text[to--] = (byte)('0' + (value / 100));
            text[to--] = (byte)'#';
        }
    }

    private static int IndexOfControl(ReadOnlySpan<byte> text)
    {
        var low = text.IndexOfAnyInRange((byte)0, (byte)31);
        return low >= 0 ? low : text.IndexOf((byte)127);
    }

    /// <summary>secpath: no slash remains, and what would name the directory itself or the one above gets an underscore.</summary>
    private static void SecurePaths(ByteBuffer room, SecurePath option)
    {
        if (option == SecurePath.Keep)
        {
            return;
        }

        var text = Span(room);
        if (option == SecurePath.Replace)
        {
            text.Replace((byte)'/', (byte)'_');
        }
        else if (text.Contains((byte)'/'))
        {
            var kept = 0;
            foreach (var value in text)
            {
                if (value != '/')
                {
                    text[kept++] = value;
                }
            }

            room.Truncate(kept);
            text = Span(room);
        }

        if (text.Length == 0)
        {
            room.Append((byte)'_');
        }
        else if (text.SequenceEqual("."u8) || text.SequenceEqual(".."u8))
        {
            text[0] = (byte)'_';
        }
    }
}

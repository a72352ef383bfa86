using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>
/// Constants and simple properties in one piece: what the stock formats, and most others, are made of. Neighbours in the template
/// mostly are neighbours in the frame as well (<c>hostname tag msg</c>), so ranges are put together as long as the constants between
/// them are the very bytes of the frame, and copied at once. Hot. One thread.
/// </summary>
/// <param name="parts">What it is made of.</param>
/// <param name="tail">The constant behind the last part.</param>
internal sealed class LineSegment(LinePart[] parts, byte[] tail) : TemplateSegment
{
    // No range begins just behind this place.
    private const int Nowhere = int.MinValue / 2;

    private readonly ByteBuffer _scratch = new();

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        // What is to be copied next: a constant, and bytes of the message's buffer.
        byte[] constant = [];
        var start = Nowhere;
        var end = Nowhere;
        var buffer = message.Buffer;
        foreach (ref readonly var part in parts.AsSpan())
        {
            var before = part.Before;
            if (!part.TryGetRange(message, out var from, out var length))
            {
                if (start >= 0)
                {
                    Copy(constant, buffer.AsSpan(start, end - start), output);
                    start = end = Nowhere;
                }

                AppendText(message, in part, output);
            }
            else if (from - end == before.Length && IsNext(buffer, end, before))
            {
                end = from + length;
            }
            else
            {
                if (start >= 0)
                {
                    Copy(constant, buffer.AsSpan(start, end - start), output);
                }

                constant = before;
                start = from;
                end = from + length;
            }
        }

        if (start >= 0)
        {
            Copy(constant, buffer.AsSpan(start, end - start), output);
        }

        output.Append(tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNext(byte[] buffer, int at, byte[] text) => text.Length switch
    {
        0 => true,
        1 => buffer[at] == text[0],
        _ => buffer.AsSpan(at, text.Length).SequenceEqual(text),
    };

    private static void Copy(byte[] constant, ReadOnlySpan<byte> text, ByteBuffer output)
    {
        var room = output.GetSpan(constant.Length + text.Length);
        if (constant.Length == 1)
        {
            room[0] = constant[0];
        }
        else
        {
            constant.CopyTo(room);
        }

        text.CopyTo(room[constant.Length..]);
        output.Advance(constant.Length + text.Length);
    }

    /// <summary>Adds a part that does not stand in the message's buffer. (Texts are added where they are got: one that is chosen from several goes through
    /// memory.)</summary>
    private void AppendText(Message message, in LinePart part, ByteBuffer output)
    {
        switch (part.Kind)
        {
            case LinePartKind.Property:
                AppendProperty(message, in part, output);
                break;
            case LinePartKind.Time:
                Copy(part.Before, part.Time!.Of(message), output);
                break;
            case LinePartKind.MsgSpace:
                Copy(part.Before, " "u8, output);
                break;
        }
    }

    private void AppendProperty(Message message, in LinePart part, ByteBuffer output)
    {
        var text = PropertyReader.Get(message, part.Property, _scratch);
        text = text[..Math.Min(text.Length, part.MaxBytes)];
        if (part.DropsLineFeed && text.Length > 0 && text[^1] == '\n')
        {
            text = text[..^1];
        }

        Copy(part.Before, text, output);
    }
}

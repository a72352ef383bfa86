using System.Globalization;
using System.Text;
using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests;

/// <summary>Bytes as text (Latin-1), messages made of them, and what properties show.</summary>
internal static class Samples
{
    /// <summary>2026-11-22T17:53:00.5Z</summary>
    public const long ReceivedAt = 1_795_369_980_500_000;

    public static readonly Peer Peer = new("127.0.0.1"u8.ToArray(), "127.0.0.1"u8.ToArray(), "514"u8.ToArray());

    public static InputSource Source(FrameDialect dialect = FrameDialect.ParserChain) =>
        new("test"u8.ToArray(), dialect) { DefaultZone = TimeSpan.Zero };

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Turns <c>\xNN</c> into the byte.</summary>
    public static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x')
            {
                result.Append((char)int.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    public static Batch BatchOf(InputSource source, params string[] frames)
    {
        var batch = new Batch(1024) { Source = source, ReceivedAt = ReceivedAt };
        foreach (var frame in frames)
        {
            var bytes = Bytes(frame);
            batch.EnsureRoom(bytes.Length);
            bytes.CopyTo(batch.Slab.AsSpan(batch.Used));
            batch.Add(batch.Used, bytes.Length, Peer, clean: false);
            batch.Used += bytes.Length;
        }

        return batch;
    }

    public static Message Parse(string frame, ParserSettings? settings = null, InputSource? source = null)
    {
        var message = new Message();
        Assert.True(MessageParser.Parse(message, BatchOf(source ?? Source(), frame), 0, settings ?? new ParserSettings()));
        return message;
    }

    public static string Get(Message message, PropertyId property) =>
        Text(PropertyReader.Get(message, property, new ByteBuffer()));

    public static string Time(in Timestamp time, TimestampFormat format)
    {
        var text = new byte[TimestampFormatter.MaxBytes];
        return Text(text.AsSpan(0, TimestampFormatter.Format(in time, format, text)));
    }

    public static IEnumerable<(string Frame, string Expected)> Recorded(string resource)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var frame = string.Empty;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                frame = Unescape(line[2..]);
            }
            else if (line.StartsWith("< ", StringComparison.Ordinal))
            {
                yield return (frame, Unescape(line[2..]));
            }
        }
    }
}

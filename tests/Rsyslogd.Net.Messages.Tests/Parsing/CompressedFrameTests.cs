using System.IO.Compression;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>Frames that begin with z; expectations seen in rsyslogd 8.2302.0.</summary>
public sealed class CompressedFrameTests
{
    [Theory]
    [InlineData("<13>Oct 11 22:14:15 host tag: text")]
    [InlineData("<13>Oct 11 22:14:15 host tag: text\n")]
    [InlineData("<13>1 2003-10-11T22:14:15Z h a 1 I - text\0")]
    public void A_compressed_frame_is_what_it_was_before(string text)
    {
        var message = Samples.Parse(Compress(text));
        Assert.Equal(text.TrimEnd('\n', '\0'), Samples.Get(message, PropertyId.RawMsg));
        Assert.EndsWith("text", Samples.Get(message, PropertyId.Msg));
    }

    [Fact]
    public void What_follows_the_stream_is_dropped() =>
        Assert.Equal("<13>tag: a", Samples.Get(Samples.Parse(Compress("<13>tag: a") + "\n"), PropertyId.RawMsg));

    [Fact]
    public void Control_characters_are_escaped_after_expanding() =>
        Assert.Equal("<13>tag: a#001b", Samples.Get(Samples.Parse(Compress("<13>tag: a\u0001b")), PropertyId.RawMsg));

    [Fact]
    public void What_would_be_too_long_stays_as_it_came()
    {
        var settings = new ParserSettings { MaxMessageSizeBytes = 1000 };
        var longest = "<13>tag: ".PadRight(1000, 'x');
        Assert.Equal(longest, Samples.Get(Samples.Parse(Compress(longest), settings), PropertyId.RawMsg));
        Assert.StartsWith("z", Samples.Get(Samples.Parse(Compress(longest + "x"), settings), PropertyId.RawMsg));
    }

    [Fact]
    public void Text_and_damaged_streams_stay_as_they_came()
    {
        var frame = Compress("<13>tag: some text");
        for (var length = 1; length < frame.Length; length++)
        {
            Assert.StartsWith("z", Samples.Get(Samples.Parse(frame[..length]), PropertyId.RawMsg));
        }

        Assert.StartsWith("z", Samples.Get(Samples.Parse(frame[..10] + '!' + frame[11..]), PropertyId.RawMsg));
        Assert.Equal("zebra: x", Samples.Get(Samples.Parse("zebra: x"), PropertyId.RawMsg));
        var settings = new ParserSettings { SupportCompression = false };
        Assert.StartsWith("z", Samples.Get(Samples.Parse(frame, settings), PropertyId.RawMsg));
    }

    private static string Compress(string text)
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Optimal))
        {
            stream.Write(Samples.Bytes(text));
        }

        return "z" + Samples.Text(target.ToArray());
    }
}

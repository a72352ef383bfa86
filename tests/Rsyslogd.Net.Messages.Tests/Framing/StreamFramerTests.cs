using CsCheck;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Messages.Tests.Framing;

/// <summary>Every case is fed whole, cut at each byte, and one byte at a time: the frames are the same. Expectations recorded from
/// rsyslogd 8.2302.0 (imtcp).</summary>
public sealed class StreamFramerTests
{
    private static readonly StreamFramingSettings Small = new() { MaxMessageSizeBytes = 10, MaxFrameSizeBytes = 50 };

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("\n\na\n\nb\n", "a|b")]
    [InlineData("a\r\n", "a\r")]
    [InlineData("a\nrest", "a|rest")]
    [InlineData("  \n\0\n", "  |\0")]
    public void Line_feeds_end_frames(string stream, string frames) => AssertFrames(stream, frames, new());

    [Theory]
    [InlineData("3 one4 two!", "one|two!")]
    [InlineData("4 a\nbc2 xy", "a\nbc|xy")]
    [InlineData("7 counted<13>lf\n5 again", "counted|<13>lf|again")]
    [InlineData("5\nabcdefg\n", "abcde|fg")]
    [InlineData("5 ab\ncd\n\nz", "ab\ncd|z")]
    [InlineData("00000000000000000000000000000000000005 abcdetail\n", "abcde|tail")]
    public void Frames_that_begin_with_a_digit_are_counted(string stream, string frames) => AssertFrames(stream, frames, new());

    [Theory]
    [InlineData("12:30 not a frame\nb\n", "30 not a fra|me|b", FramingErrors.DelimiterNotSpace)]
    [InlineData("0 <13>zero\nnext\n", "<13>zero|next", FramingErrors.InvalidCount)]
    [InlineData("000 a\nb\n", "a|b", FramingErrors.InvalidCount)]
    [InlineData("99999999999 huge\nb\n", "99999999999huge|b", FramingErrors.CountTooLarge)]
    [InlineData("200001 x\nb\n", "200001x|b", FramingErrors.CountTooLarge)]
    [InlineData("123", "", FramingErrors.Incomplete)]
    [InlineData("5 ab", "", FramingErrors.Incomplete)]
    public void Bad_counts_are_told_and_cost_no_other_frame(string stream, string frames, FramingErrors errors) =>
        Assert.Equal(errors, AssertFrames(stream, frames, new()));

    [Theory]
    [InlineData("AAAAAAAAAA\nX\n", "AAAAAAAAAA|X", FramingErrors.None)]
    [InlineData("AAAAAAAAAAb\nX\n", "AAAAAAAAAA|X", FramingErrors.MessageTooLong)]
    [InlineData("AAAAAAAAAAbc\nX\n", "AAAAAAAAAA|c|X", FramingErrors.MessageTooLong)]
    [InlineData("10 AAAAAAAAAAX\n", "AAAAAAAAAA|X", FramingErrors.None)]
    [InlineData("11 AAAAAAAAAAbX\n", "AAAAAAAAAA|X", FramingErrors.MessageTooLong)]
    [InlineData("12 AAAAAAAAAAbcX\n", "AAAAAAAAAA|c|X", FramingErrors.MessageTooLong)]
    [InlineData("25 AAAAAAAAAAbCCCCCCCCCCdEEEX\n", "AAAAAAAAAA|CCCCCCCCCC|EEE|X", FramingErrors.MessageTooLong)]
    [InlineData("51 huge\n", "51huge", FramingErrors.CountTooLarge)]
    public void Too_long_messages_become_several_and_lose_the_byte_between(string stream, string frames, FramingErrors errors) =>
        Assert.Equal(errors, AssertFrames(stream, frames, Small));

    [Theory]
    [InlineData("AAAAAAAAAAbcdefghijklmnop\nX\n", "AAAAAAAAAA|X")]
    [InlineData("20 AAAAAAAAAAbbbbbbbbbbX\nN\n", "AAAAAAAAAA|X|N")]
    [InlineData("11 AAAAAAAAAAbX\nN\n", "AAAAAAAAAA|X|N")]
    [InlineData("AAAAAAAAAAb", "AAAAAAAAAA")]
    public void The_rest_of_a_too_long_message_can_be_dropped(string stream, string frames) =>
        AssertFrames(stream, frames, Small with { DiscardTruncated = true });

    [Fact]
    public void An_additional_delimiter_ends_frames_like_line_feed()
    {
        AssertFrames("a;b\nc;", "a|b|c", new() { AdditionalDelimiter = ';' });
        AssertFrames("a\0b\nc\0", "a|b|c", new() { AdditionalDelimiter = 0 });
        AssertFrames("5 ab;cdx;", "ab;cd|x", new() { AdditionalDelimiter = ';' });
    }

    [Fact]
    public void Line_feed_is_text_when_it_is_no_delimiter()
    {
        AssertFrames("a;b\n;c;\n\n;d", "a|b\n|c|\n\n|d", new() { AdditionalDelimiter = ';', DisableLineFeedDelimiter = true });
        AssertFrames("a\nb", "a\nb", new() { DisableLineFeedDelimiter = true });
    }

    [Fact]
    public void Counts_are_text_when_counting_is_off() =>
        AssertFrames("33 x\n5 ab\n", "33 x|5 ab", new() { SupportOctetCounting = false });

    [Theory]
    [InlineData("abc\n", true, true)]
    [InlineData("a\tc\n", false, false)]
    [InlineData("a\u00e9c\n", true, false)]
    [InlineData("3 abc", true, true)]
    [InlineData("3 a\nc", false, false)]
    public void A_frame_is_clean_when_no_byte_needs_escaping(string stream, bool isClean, bool isCleanWith8BitEscapes)
    {
        Assert.Equal(isClean, Frame(new StreamFramingSettings()).Clean);
        Assert.Equal(isCleanWith8BitEscapes, Frame(new StreamFramingSettings { Escape8Bit = true }).Clean);

        Frame Frame(StreamFramingSettings settings)
        {
            var bytes = Samples.Bytes(stream);
            var batch = new Batch(bytes.Length);
            bytes.CopyTo(batch.Slab, 0);
            var state = default(StreamFramingState);
            new StreamFramer(settings).Scan(ref state, batch, 0, bytes.Length, Samples.Peer, out _);
            return batch.Frames[0];
        }
    }

    [Fact]
    public void Unfinished_bytes_stay_within_the_largest_message()
    {
        foreach (var start in new[] { "", "9", "49 ", "<13>", "99999999999 " })
        {
            var connection = new Connection(Small);
            connection.Feed(Samples.Bytes(start));
            for (var i = 0; i < 200; i++)
            {
                connection.Feed("7"u8.ToArray());
                Assert.InRange(connection.Unfinished, 0, Small.MaxMessageSizeBytes + 12);
            }
        }
    }

    [Fact]
    public void Any_bytes_give_the_same_frames_however_they_are_cut() =>
        Gen.Byte[0, 14].Select(b => (byte)"0123 \n;\0<13>AZ\xff"[b]).Array[0, 60].Sample(
            bytes =>
            {
                var whole = new Connection(Small);
                whole.Feed(bytes);
                whole.Close();
                var single = new Connection(Small);
                foreach (var value in bytes)
                {
                    single.Feed([value]);
                }

                single.Close();
                Assert.Equal(whole.Frames, single.Frames);
                Assert.All(whole.Frames, frame => Assert.InRange(frame.Length, 1, Small.MaxMessageSizeBytes));
            },
            iter: 20000);

    [Fact]
    public void Lines_are_cut_alike_in_blocks_and_one_by_one() =>
        Gen.Select(Gen.Int[0, 99].Select(i => (byte)"\n\n\t7 abcdefghijklmnopqrstuvwxyz\xff<>"[Math.Min(i, 33)]).Array[0, 700], Gen.Int[1, 200]).Sample(
            (bytes, longest) =>
            {
                // The additional delimiter, which isn't there, keeps it from looking at blocks.
                var settings = new StreamFramingSettings { MaxMessageSizeBytes = longest, SupportOctetCounting = longest % 2 == 0 };
                var blocks = Cut(settings, bytes);
                Assert.Equal(Cut(settings with { AdditionalDelimiter = 200 }, bytes), blocks);
            },
            iter: 5000);

    private static List<(int Start, int Length, bool Clean)> Cut(StreamFramingSettings settings, byte[] bytes)
    {
        // Bytes of earlier receives stand behind the region.
        var batch = new Batch(bytes.Length + 40);
        batch.Slab.AsSpan().Fill((byte)'\n');
        bytes.CopyTo(batch.Slab, 0);
        var state = default(StreamFramingState);
        new StreamFramer(settings).Scan(ref state, batch, 0, bytes.Length, Samples.Peer, out var unfinished);
        var frames = batch.Frames.ToArray().Select(f => (f.Start, f.Length, f.Clean)).ToList();
        frames.Add((unfinished, 0, false));
        return frames;
    }

    [Fact]
    public void Digits_longer_than_a_message_are_text_with_what_ends_them()
    {
        var digits = new string('7', Small.MaxMessageSizeBytes + 1);
        AssertFrames($"{digits} x\n", string.Join('|', digits[..^1], " x"), Small);
    }

    [Fact]
    public void A_good_frame_behind_any_line_arrives() =>
        Gen.Byte.Array[0, 40].Sample(
            bytes =>
            {
                // A line that begins with a digit may count the good frame in: that is what counting means.
                byte[] line = [(byte)'x', .. bytes.Where(b => b != '\n'), (byte)'\n', .. "good\n"u8];
                var connection = new Connection(new StreamFramingSettings());
                connection.Feed(line);
                Assert.Equal("good", connection.Frames[^1]);
            },
            iter: 3000);

    private static FramingErrors AssertFrames(string stream, string frames, StreamFramingSettings settings)
    {
        var bytes = Samples.Bytes(stream);
        var whole = Run(settings, bytes);
        Assert.Equal(frames, string.Join('|', whole.Frames));
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(frames, string.Join('|', Run(settings, bytes[..cut], bytes[cut..]).Frames));
        }

        var single = Run(settings, [.. bytes.Select(b => new[] { b })]);
        Assert.Equal(frames, string.Join('|', single.Frames));
        Assert.Equal(whole.Errors, single.Errors);
        return whole.Errors;
    }

    private static Connection Run(StreamFramingSettings settings, params byte[][] pieces)
    {
        var connection = new Connection(settings);
        foreach (var piece in pieces)
        {
            connection.Feed(piece);
        }

        connection.Close();
        return connection;
    }

    /// <summary>What an input does: keeps the unfinished bytes and puts them before what is received next.</summary>
    private sealed class Connection(StreamFramingSettings settings)
    {
        private readonly StreamFramer _framer = new(settings);
        private readonly Batch _batch = new(4096);
        private StreamFramingState _state;
        private byte[] _tail = [];

        public List<string> Frames { get; } = [];

        public FramingErrors Errors { get; private set; }

        public int Unfinished => _tail.Length;

        public void Feed(byte[] received)
        {
            byte[] region = [.. _tail, .. received];
            Load(region);
            Errors |= _framer.Scan(ref _state, _batch, 3, region.Length, Samples.Peer, out var unfinished);
            Take();
            _tail = _batch.Slab[(3 + region.Length - unfinished)..(3 + region.Length)];
        }

        public void Close()
        {
            Load(_tail);
            Errors |= _framer.Finish(ref _state, _batch, 3, _tail.Length, Samples.Peer);
            Take();
        }

        private void Load(byte[] region)
        {
            _batch.Reset();
            region.CopyTo(_batch.Slab, 3);
        }

        private void Take()
        {
            foreach (var frame in _batch.Frames)
            {
                Frames.Add(Samples.Text(_batch.Slab.AsSpan(frame.Start, frame.Length)));
            }
        }
    }
}

using CsCheck;
using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>The clean-up on reception (manual, global parameters parser.*).</summary>
public sealed class CleaningTests
{
    [Theory]
    [InlineData("x\n", "x")]
    [InlineData("x\0", "x")]
    [InlineData("x\n\0", "x")]
    [InlineData("x\0\n", "x#000")]
    [InlineData("x\n\n", "x#012")]
    [InlineData("x\0\0", "x#000")]
    [InlineData("\n", "")]
    [InlineData("a\u007fb\u0080\u00ff", "a\u007fb\u0080\u00ff")]
    [InlineData("a\tb\rc\u001b", "a#011b#015c#033")]
    public void Control_characters_are_escaped_and_one_end_mark_goes(string frame, string raw) =>
        AssertCleaned(frame, raw, new ParserSettings());

    [Fact]
    public void Options_change_what_is_escaped_and_how()
    {
        const string Frame = "\u0001\t\n\u007f\u0080\u00ffx\n";
        var settings = new ParserSettings();
        AssertCleaned(Frame, "#001\t#012\u007f#200#377x", settings with { Escape8Bit = true, EscapeTab = false });
        AssertCleaned(Frame, "\u0001\t \u007f\u0080\u00ffx", settings with { EscapeControlCharacters = false, SpaceLineFeed = true });
        AssertCleaned(
            Frame,
            "\u0001\t\n\u007f\u0080\u00ffx\n",
            settings with { EscapeControlCharacters = false, DropTrailingLineFeed = false });
        AssertCleaned(
            Frame,
            "\\001\\011\\012\u007f\u0080\u00ffx\\012",
            settings with { EscapePrefix = (byte)'\\', DropTrailingLineFeed = false });
        AssertCleaned(
            "\0\a\b\t\n\v\f\r\u000e\u001b\u001fx",
            "\\0\\a\\b\\t\\n\\v\\f\\r\\x0E\\e\\x1Fx",
            settings with { EscapeCStyle = true });
    }

    [Fact]
    public void A_frame_is_cut_at_the_largest_message_and_one_with_escapes_where_another_would_not_fit()
    {
        var settings = new ParserSettings { MaxMessageSizeBytes = 20 };
        AssertCleaned(new string('A', 30), new string('A', 20), settings);
        AssertCleaned(new string('A', 12) + "\u0001\u0001\u0001\u0001", new string('A', 12) + "#001#001", settings);
        AssertCleaned("\u0001" + new string('A', 30), "#001" + new string('A', 13), settings);
        AssertCleaned(new string('A', 18) + "\u0001", new string('A', 17), settings);
    }

    [Fact]
    public void A_NUL_is_escaped_even_where_control_characters_are_not()
    {
        var settings = new ParserSettings { EscapeControlCharacters = false };
        AssertCleaned("a\0b\nc\td", "a#000b\nc\td", settings);
        AssertCleaned("a\0b\nc\td", "a#000b c\td", settings with { SpaceLineFeed = true });
    }

    [Fact]
    public void An_empty_frame_gives_no_message() =>
        Assert.False(MessageParser.Parse(new Message(), Samples.BatchOf(Samples.Source(), ""), 0, new ParserSettings()));

    [Fact]
    public void Any_bytes_parse_and_every_property_can_be_read()
    {
        var message = new Message();
        var scratch = new ByteBuffer();
        var settings = new[]
        {
            new ParserSettings(),
            new ParserSettings { Escape8Bit = true, MaxMessageSizeBytes = 40 },
            new ParserSettings { EscapeControlCharacters = false, SpaceLineFeed = true },
        };
        var heads = new[] { "", "<13>", "<13>1 ", "<13>Oct 11 22:14:15 ", "<13>1 2003-10-11T22:14:15Z ", "<13>1 - h a p i [" };
        Gen.Select(Gen.Int[0, heads.Length - 1], Gen.Byte.Array[0, 60], Gen.Int[0, 2], Gen.Int[0, 2]).Sample(
            (head, bytes, setting, dialect) =>
            {
                var frame = heads[head] + Samples.Text(bytes);
                var batch = Samples.BatchOf(Samples.Source((FrameDialect)dialect), "before", frame, "after");
                if (!MessageParser.Parse(message, batch, 1, settings[setting]))
                {
                    Assert.Empty(frame);
                    return;
                }

                Assert.InRange(message.Raw.Length, 0, settings[setting].MaxMessageSizeBytes);
                Assert.InRange(message.MsgRange.Start, message.Raw.Start, message.Raw.End);
                Assert.InRange(message.MsgRange.End, message.Raw.Start, message.Raw.End);
                foreach (var (_, property) in PropertyNames.All)
                {
                    _ = PropertyReader.Get(message, property, scratch);
                }
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void Prepared_frames_have_their_priority_and_tag_given()
    {
        var batch = Samples.BatchOf(Samples.Source(FrameDialect.Prepared));
        "kernel: text\tx"u8.CopyTo(batch.Slab);
        ref var frame = ref batch.Add(Samples.Peer);
        frame.Start = 0;
        frame.Length = 14;
        frame.Priority = 6;
        frame.TagLength = 7;
        var message = new Message();
        Assert.True(MessageParser.Parse(message, batch, 0, new ParserSettings()));
        Assert.Equal("kern.info", Samples.Get(message, PropertyId.PriText));
        Assert.Equal("kernel:", Samples.Get(message, PropertyId.SyslogTag));
        Assert.Equal(" text#011x", Samples.Get(message, PropertyId.Msg));
    }

    [Fact]
    public void Fractions_finer_than_a_microsecond_are_cut()
    {
        var message = Samples.Parse("<34>1 2003-10-11T22:14:15.123456789Z h a p i - m");
        Assert.Equal("2003-10-11T22:14:15.123456Z", Samples.Time(in message.Reported, TimestampFormat.Rfc3339));
    }

    [Fact]
    public void The_zone_of_the_sender_is_the_one_of_its_input_when_it_gives_none()
    {
        var source = Samples.Source() with { DefaultZone = TimeSpan.FromHours(2) };
        var message = Samples.Parse("<13>Oct 11 22:14:15 h t: a", source: source);
        Assert.Equal("2026-10-11T22:14:15+02:00", Samples.Time(in message.Reported, TimestampFormat.Rfc3339));
    }

    [Fact]
    public void Repeated_times_of_the_local_zone_are_remembered_rightly()
    {
        var source = Samples.Source() with { DefaultZone = null };
        var batch = Samples.BatchOf(
            source,
            "<13>Oct 11 22:14:15 h t: a",
            "<13>Oct 11 22:14:15 h t: b",
            "<13>Oct 11 22:14:16 h t: c",
            "<13>Oct 11 22:14:15: h t: d",
            "<13>Oct 11 22:14:15 h t: e");
        var message = new Message();
        var seconds = new List<string>();
        for (var i = 0; i < batch.Count; i++)
        {
            MessageParser.Parse(message, batch, i, new ParserSettings());
            seconds.Add(Samples.Time(in message.Reported, TimestampFormat.Second) + Samples.Text(message.Msg));
        }

        Assert.Equal(["15 a", "15 b", "16 c", "15 d", "15 e"], seconds);
    }

    [Fact]
    public void Slashes_may_be_allowed_in_program_names()
    {
        var message = Samples.Parse("<13>h /a/t/u[1]: x", new ParserSettings { PermitSlashInProgramName = true });
        Assert.Equal("/a/t/u", Samples.Get(message, PropertyId.ProgramName));
    }

    private static void AssertCleaned(string frame, string raw, ParserSettings settings) =>
        Assert.Equal(raw, Samples.Text(Samples.Parse(frame, settings).RawMsg));
}

using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>A message object that knows the time of the frame before reads the next one in one look; it must read what one that knows nothing does.</summary>
public sealed class PlainLineTests
{
    private const int Frames = 20_000;

    private static readonly InputSource Source = new("test"u8.ToArray(), FrameDialect.ParserChain);

    private static readonly string[] Priorities =
        ["<0>", "<7>", "<13>", "<34>", "<013>", "<191>", "<192>", "<999>", "<0191>", "<>", "<a>", "<1a>", "<13", "13>", "<<3>", "<1>>", "< 1>", ""];

    private static readonly string[] Times =
    [
        "Oct 11 22:14:15 ", "Oct  1 22:14:15 ", "Oct 01 22:14:15 ", "oct 11 22:14:15 ", "Oct 11 22:14:16 ", "Oct 11 22:14:15: ", "Oct 11 22:14:15", " Oct 11 22:14:15 ",
        "2026-01-02T03:04:05.123+02:00 ", "2026-01-02T03:04:05.123+02:30 ", "2026-01-02T03:04:05.1234567+02:00 ", "2026-01-02T03:04:05-00:00 ", "2026-01-02T03:04:05+02:001 ",
        "1 2026-01-02T03:04:05.5+02:00 ", "1 2026-01-02T03:04:05.5-02:00 ", "1 2026-01-02T03:04:05Z ", "1 - ", "1 2026-01-02T03:04:05.5+2:00 ", "",
    ];

    private static readonly PropertyId[] Properties =
    [
        PropertyId.Msg, PropertyId.RawMsg, PropertyId.RawMsgAfterPri, PropertyId.Hostname, PropertyId.SyslogTag, PropertyId.ProgramName, PropertyId.PriText, PropertyId.TimeReported,
        PropertyId.ProtocolVersion, PropertyId.StructuredData, PropertyId.AppName, PropertyId.ProcId, PropertyId.MsgId,
    ];

    [Fact]
    public void What_is_known_of_the_frame_before_changes_nothing()
    {
        var random = new Random(7);
        var batch = new Batch(64 * 1024) { Source = Source, ReceivedAt = Samples.ReceivedAt };
        var settings = new ParserSettings();
        var knowing = new Message();
        var lines = 0;
        for (var done = 0; done < Frames;)
        {
            batch.Reset();
            for (var i = 0; i < 100; i++)
            {
                var bytes = Samples.Bytes(MakeFrame(random));
                bytes.CopyTo(batch.Slab.AsSpan(batch.Used));
                batch.Add(batch.Used, bytes.Length, Samples.Peer, clean: true);
                batch.Used += bytes.Length + random.Next(2);
            }

            for (var i = 0; i < batch.Count; i++, done++)
            {
                var fresh = new Message();
                Assert.Equal(MessageParser.Parse(fresh, batch, i, settings), MessageParser.Parse(knowing, batch, i, settings));
                if (batch.Frames[i].Length == 0)
                {
                    continue;
                }

                foreach (var property in Properties)
                {
                    Assert.Equal(Samples.Get(fresh, property), Samples.Get(knowing, property));
                }

                Assert.Equal(fresh.Reported.Month == 0 ? default : fresh.Reported, knowing.Reported.Month == 0 ? default : knowing.Reported);
                Assert.Equal((fresh.HasHostname, fresh.MsgRange), (knowing.HasHostname, knowing.MsgRange));
                lines += AssertLine(knowing) ? 1 : 0;
            }
        }

        // Both formats, again and again.
        Assert.InRange(lines, Frames / 50, Frames);
    }

    [Fact]
    public void A_year_later_the_same_time_is_another_one()
    {
        var batch = Samples.BatchOf(Source, "<13>Oct 11 22:14:15 host tag: text, long enough for a block of sixty-four bytes and more");
        var message = new Message();
        var settings = new ParserSettings();
        Assert.True(MessageParser.Parse(message, batch, 0, settings));
        Assert.Equal(2026, message.Reported.Year);
        batch.ReceivedAt += 366L * 86_400 * 1_000_000;
        Assert.True(MessageParser.Parse(message, batch, 0, settings));
        Assert.Equal(2027, message.Reported.Year);
    }

    [Fact]
    public void What_changes_a_message_ends_its_line()
    {
        var batch = Samples.BatchOf(Source, [.. Enumerable.Repeat("<13>Oct 11 22:14:15 host tag: text, long enough for a block of sixty-four bytes and more", 2)]);
        var message = new Message();
        var settings = new ParserSettings();
        AssertEnds(() => message.RewriteMsg("other"u8));
        AssertEnds(() => message.RewriteHeader(HeaderParts.Hostname, "other"u8));
        AssertEnds(() => message.RewriteHeader(HeaderParts.Tag, "other"u8));
        AssertEnds(() => message.RewriteRaw("other"u8));
        AssertEnds(message.ForgetReported);

        void AssertEnds(Action change)
        {
            Assert.True(MessageParser.Parse(message, batch, 0, settings));
            Assert.True(MessageParser.Parse(message, batch, 0, settings));
            Assert.Equal(batch.Frames[0].Length - 4, message.Line.Length);
            change();
            Assert.Equal(0, message.Line.Length);
        }
    }

    private static bool AssertLine(Message message)
    {
        if (message.Line.Length == 0)
        {
            return false;
        }

        var expected = message.IsRfc5424
            ? $"{Samples.Time(message.Reported, TimestampFormat.Rfc3339)} {Get(PropertyId.Hostname)} {Get(PropertyId.AppName)} {Get(PropertyId.ProcId)} {Get(PropertyId.MsgId)} {Get(PropertyId.StructuredData)} {Get(PropertyId.Msg)}"
            : $"{Get(PropertyId.TimeReported)} {Get(PropertyId.Hostname)} {Get(PropertyId.SyslogTag)}{Get(PropertyId.Msg)}";
        Assert.Equal(expected, Samples.Text(message.Slice(message.Line)));
        return true;

        string Get(PropertyId property) => Samples.Get(message, property);
    }

    private static string MakeFrame(Random random)
    {
        // Mostly the commonest, so that something is known.
        var priority = random.Next(3) == 0 ? Pick(Priorities) : $"<{random.Next(192)}>";
        var time = random.Next(2) == 0 ? Pick(Times) : Times[0];
        var words = "";
        for (var i = random.Next(8); i > 0; i--)
        {
            words += Word() + (random.Next(6) == 0 ? ": " : " ");
        }

        return priority + time + words + (random.Next(3) == 0 ? "" : new string('x', random.Next(80)));

        string Pick(string[] from) => from[random.Next(from.Length)];

        string Word()
        {
            var length = random.Next(4) == 0 ? random.Next(40) : random.Next(1, 12);
            return string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(12) == 0 ? "-[]:/ \\.@_\u00e4"[random.Next(11)] : (char)random.Next('a', 'z' + 1)));
        }
    }
}

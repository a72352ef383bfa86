using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Templates;

/// <summary>Templates that are printed in one piece give what their parts give one by one, whatever the frame.</summary>
public sealed class LineTests
{
    private static readonly ReplacerOptions Rfc3339 = new() { Date = TimestampFormat.Rfc3339 };
    private static readonly ReplacerOptions DropLineFeed = new() { DropLastLineFeed = true };
    private static readonly ReplacerOptions SpaceIfNone = new() { SpaceIfNoFirstSpace = true };

    private static readonly string[] Frames =
    [
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su 12 ID47 - BOM'su root' failed\n",
        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - [a b=\"c\\]\"][d] %% It's time to make the do-nuts.",
        "<191>1 2026-01-02T03:04:05+00:00 h a - - [x]",
        "<0>1 2026-01-02T03:04:05.1234567Z h a p m - msg",
        "<1>1 2026-01-02T03:04:05.Z h a p m - msg",
        "<1>1 2026-01-02T03:04:05.120000-00:00 h a p m - ",
        "<1>1 2026-01-02T03:04:05.1+001:0 h a p m - msg",
        "<1>1 2026-1-2T3:4:5Z h a p m - msg",
        "<1>1 - h a p m - msg",
        "<1>1 2026-01-02T03:04:05Z h  p m - msg",
        "<1>1 2026-01-02T03:04:05Z  a  m -msg",
        "<1>1 2026-01-02T03:04:05Z h a p m x msg",
        "<1>1 2026-01-02T03:04:05Z h a p",
        "<1>1 2026-01-02T03:04:05Z h a p m [x msg",
        "<013>1 2026-01-02T03:04:05Z h a p m - msg",
        "<13>Oct 11 22:14:15 host tag[12]: text\n",
        "<13>Oct 11 22:14:15 host tag:text",
        "<13>Oct  1 22:14:15 host a-tag-that-is-longer-than-thirty-two-bytes[1234]: text",
        "<13>2026-01-02T03:04:05.123456+02:00 host tag: text",
        "<13>2026-01-02T03:04:05.123+02:00 2021 host tag: text",
        "<13>Oct 11 22:14:15 host tag",
        "<13>Oct 11 22:14:15 host",
        "<13>tag: text",
        "<13> text",
        "<999>Oct 11 22:14:15 host tag: text",
        "no header at all",
        "<13>Oct 11 22:14:15 host tag: a \"quoted\" \\ / text\twith a tab and \u00e4\u00f6\u00fc, longer than a block\"",
    ];

    [Fact]
    public void Stock_formats_print_their_parts()
    {
        BoundSegment[] ending = [Property(PropertyId.SyslogTag), Property(PropertyId.Msg, SpaceIfNone), Property(PropertyId.Msg, DropLineFeed), Text("\n")];
        BoundSegment[] forwarded =
        [
            Property(PropertyId.Hostname), Text(" "), Property(PropertyId.SyslogTag, new ReplacerOptions { From = 1, To = 32 }),
            Property(PropertyId.Msg, SpaceIfNone), Property(PropertyId.Msg),
        ];
        BoundSegment[] protocol =
        [
            Text("<"), Property(PropertyId.Pri), Text(">1 "), Property(PropertyId.TimeReported, Rfc3339), Text(" "), Property(PropertyId.Hostname),
            Text(" "), Property(PropertyId.AppName), Text(" "), Property(PropertyId.ProcId), Text(" "), Property(PropertyId.MsgId), Text(" "),
            Property(PropertyId.StructuredData), Text(" "), Property(PropertyId.Msg),
        ];
        AssertParts([Property(PropertyId.TimeReported), Text(" "), Property(PropertyId.Hostname), Text(" "), .. ending]);
        AssertParts([Property(PropertyId.TimeGenerated, Rfc3339), Text(" "), Property(PropertyId.Hostname), Text(" "), .. ending]);
        AssertParts([Property(PropertyId.TimeReported, Rfc3339), Text(" "), Property(PropertyId.Hostname), Text(" "), .. ending[..^1]]);
        AssertParts([Text("<"), Property(PropertyId.Pri), Text(">"), Property(PropertyId.TimeReported), Text(" "), .. forwarded]);
        AssertParts([Text("<"), Property(PropertyId.Pri), Text(">"), Property(PropertyId.TimeReported, Rfc3339), Text(" "), .. forwarded]);
        AssertParts(protocol);
        AssertParts([.. protocol, Text("\n")]);
    }

    [Fact]
    public void Neighbours_in_the_frame_print_what_they_print_apart()
    {
        AssertParts([Property(PropertyId.Hostname), Text("  "), Property(PropertyId.SyslogTag), Text("::"), Property(PropertyId.Msg, DropLineFeed)]);
        AssertParts([Property(PropertyId.ProgramName), Text("["), Property(PropertyId.ProcId), Text("]: "), Property(PropertyId.Msg), Text("\n\n")]);
        AssertParts([Property(PropertyId.AppName), Property(PropertyId.AppName), Property(PropertyId.ProcId), Text(" "), Property(PropertyId.MsgId)]);
        AssertParts([Text("a"), Property(PropertyId.RawMsg, DropLineFeed), Property(PropertyId.RawMsgAfterPri), Property(PropertyId.FromHost)]);
        AssertParts([Property(PropertyId.Msg, SpaceIfNone), Property(PropertyId.Msg, new ReplacerOptions { To = 3 }), Property(PropertyId.InputName)]);
    }

    [Fact]
    public void A_rewritten_header_or_text_is_printed()
    {
        BoundSegment[] line =
        [
            Text("<"), Property(PropertyId.Pri), Text(">1 "), Property(PropertyId.TimeReported, Rfc3339), Text(" "), Property(PropertyId.Hostname),
            Text(" "), Property(PropertyId.AppName), Text(" "), Property(PropertyId.ProcId), Text(" "), Property(PropertyId.MsgId), Text(" "),
            Property(PropertyId.StructuredData), Text(" "), Property(PropertyId.Msg),
        ];
        var message = Parse(Frames[0]);
        message.RewriteHeader(HeaderParts.Hostname, "other"u8);
        message.RewriteMsg("text"u8);
        Assert.Equal("<34>1 2003-10-11T22:14:15.003Z other su 12 ID47 - text", Print(line, message));

        var copy = new Message();
        copy.CopyFrom(message);
        Assert.Equal("<34>1 2003-10-11T22:14:15.003Z other su 12 ID47 - text", Print(line, copy));
    }

    [Fact]
    public void Members_print_what_they_print_apart()
    {
        var jsonf = new ReplacerOptions { Encoding = ValueEncoding.JsonField };
        BoundSegment[] members =
        [
            Property(PropertyId.TimeReported, jsonf with { Date = TimestampFormat.Rfc3339 }), Property(PropertyId.Hostname, jsonf),
            Property(PropertyId.SyslogSeverityText, jsonf), Property(PropertyId.Msg, jsonf with { OnEmpty = OnEmpty.Skip }),
            Property(PropertyId.SyslogTag, jsonf), Property(PropertyId.ProgramName, jsonf), Property(PropertyId.Msg, jsonf),
        ];
        foreach (var frame in Frames)
        {
            var message = Parse(frame);
            var apart = string.Join(", ", members.Select(member => Print([member], message)).Where(text => text.Length > 0));
            var program = TemplateCompiler.Compile(
                new BoundTemplate("t", [.. members]) { Format = TemplateFormat.JsonF }, new EngineSettings());
            var output = new ByteBuffer();
            program.Append(message, output);
            Assert.Equal("{" + apart + "}\n", Encoding.UTF8.GetString(output.Written));
        }
    }

    /// <summary>Escapes at each place of texts of each length up to some blocks.</summary>
    [Fact]
    public void Escapes_are_found_wherever_they_stand()
    {
        var json = new ReplacerOptions { Encoding = ValueEncoding.Json };
        for (var length = 1; length <= 50; length++)
        {
            for (var at = 0; at < length; at++)
            {
                var text = new string('a', at) + "/" + new string('b', length - at - 1);
                Assert.Equal(text.Replace("/", "\\/", StringComparison.Ordinal), Print([Property(PropertyId.Msg, json)], Parse("<13>Oct 11 22:14:15 h t:" + text)));
            }
        }
    }

    /// <summary>Actions that share the texts of a template get what one alone would, and what a rule changes in between.</summary>
    [Fact]
    public void Copies_for_several_actions_are_the_same_text()
    {
        BoundSegment[] segments =
        [
            Property(PropertyId.TimeReported, Rfc3339), Text(" "), Property(PropertyId.Hostname), Text(" "), Property(PropertyId.SyslogTag),
            Property(PropertyId.Msg, SpaceIfNone), Property(PropertyId.Msg, DropLineFeed), Text("\n"),
        ];
        var template = new BoundTemplate("t", [.. segments]);
        var cache = new TemplateCache(bound => TemplateCompiler.Compile(bound, new EngineSettings()));
        var shared = cache.Share(template)!;
        Assert.Same(shared, cache.Share(template));
        var texts = new SharedTexts();
        OutputBlock[] blocks = [.. Enumerable.Range(0, 3).Select(_ => new OutputBlock())];
        var expected = "";
        var expectedOfSome = "";
        foreach (var frame in Frames)
        {
            var message = Parse(frame);
            Give(message, blocks);
            var text = Print(segments, message);
            message.RewriteMsg("changed"u8);
            Give(message, blocks[1..]);
            expected += text;
            expectedOfSome += text + Print(segments, message);
        }

        Assert.Equal(expected, TextOf(blocks[0]));
        Assert.Equal(expectedOfSome, TextOf(blocks[1]));
        Assert.Equal(expectedOfSome, TextOf(blocks[2]));
        Assert.Equal(2 * Frames.Length, texts.Texts.Count);
        Assert.Equal(Frames.Length, blocks[0].Count);
        Assert.Equal(1, blocks[1].Runs.Length);

        void Give(Message message, OutputBlock[] to)
        {
            foreach (var block in to)
            {
                texts.Add(shared, message);
                block.AddLast(texts.Texts);
            }
        }
    }

    [Fact]
    public void Texts_of_its_own_and_shared_ones_stand_in_a_block_as_they_came()
    {
        var (one, other) = (new TextList(), new TextList());
        var block = new OutputBlock();
        Add(one, "a");
        block.AddLast(one);
        AddOwn("b");
        AddOwn("c");
        Add(other, "not for this one");
        Add(other, "d");
        block.AddLast(other);
        Add(one, "e");
        block.AddLast(one);
        Assert.Equal("abcde", TextOf(block));
        Assert.Equal(5, block.Count);
        Assert.Equal("b|c", string.Join('|', Enumerable.Range(0, 2).Select(i => Encoding.UTF8.GetString(block.Runs[1][i]))));

        block.Clear();
        Assert.Equal(0, block.Runs.Length);
        AddOwn("f");
        Assert.Equal("f", TextOf(block));

        static void Add(TextList list, string text)
        {
            list.Text.Append(Encoding.UTF8.GetBytes(text));
            list.End();
        }

        void AddOwn(string text)
        {
            block.Own.Text.Append(Encoding.UTF8.GetBytes(text));
            block.EndOwn();
        }
    }

    private static string TextOf(OutputBlock block)
    {
        var text = "";
        foreach (ref readonly var run in block.Runs)
        {
            text += Encoding.UTF8.GetString(run.Text);
        }

        return text;
    }

    private static void AssertParts(BoundSegment[] segments)
    {
        foreach (var frame in Frames)
        {
            var message = Parse(frame);
            var apart = string.Concat(segments.Select(segment => PrintApart(segment, message)));
            Assert.Equal(apart, Print(segments, message));
        }
    }

    private static string PrintApart(BoundSegment segment, Message message)
    {
        if (segment is not BoundReplacer { Property.Id: PropertyId.TimeReported } replacer)
        {
            return Print([segment], message);
        }

        // Not the text of the frame, but what is printed from the parsed time.
        var target = new byte[TimestampFormatter.MaxBytes];
        return Encoding.UTF8.GetString(target, 0, TimestampFormatter.Format(in message.EffectiveReported, replacer.Options.Date, target));
    }

    private static string Print(BoundSegment[] segments, Message message)
    {
        var output = new ByteBuffer(1);
        TemplateCompiler.Compile(new BoundTemplate("t", [.. segments]), new EngineSettings()).Append(message, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static Message Parse(string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var batch = new Batch(4096) { Source = new InputSource("imtcp"u8.ToArray(), FrameDialect.ParserChain), ReceivedAt = 1_795_369_980_500_000 };
        bytes.CopyTo(batch.Slab, 3);
        batch.Add(3, bytes.Length, new Peer("peer"u8.ToArray(), "10.0.0.1"u8.ToArray(), []), clean: false);
        var message = new Message();
        var settings = new ParserSettings
        {
            EscapeControlCharacters = false,
            DropTrailingLineFeed = false,
            Rfc3164 = new Rfc3164Options { DetectYearAfterTimestamp = true },
        };
        Assert.True(MessageParser.Parse(message, batch, 0, settings));
        return message;
    }

    private static BoundConstant Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static BoundReplacer Property(PropertyId property, ReplacerOptions? options = null) =>
        new(new PropertyReference(property), options ?? ReplacerOptions.None);
}

using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>Parsers that rulesets name; expectations seen in rsyslogd 8.2302.0, but for pmnull, which Debian leaves out.</summary>
public sealed class ParserChainTests
{
    [Theory]
    [InlineData("148269: Oct 11 22:14:15.313: %LINK-3-UPDOWN: Interface up", "127.0.0.1|%LINK-3-UPDOWN:| Interface up")]
    [InlineData(": *Oct 11 22:14:15: %S-5-C: x", "127.0.0.1|%S-5-C:| x")]
    [InlineData("12: .Oct 11 22:14:15 : %S-5-C:  x", "127.0.0.1|%S-5-C:|  x")]
    [InlineData("12: 2015 Oct 11 22:14:15 EST: %S-5-C: ", "127.0.0.1|%S-5-C:| ")]
    [InlineData("12: Oct 11 22:14:15: %S-5-C:x", null)]
    [InlineData("12: Oct 11 22:14:15: %S 5: x", null)]
    [InlineData("12: Oct 11 22:14:15:  %S-5-C: x", null)]
    [InlineData("12: Oct 11 22:14:15 %S-5-C: x", null)]
    [InlineData("12: Oct 11 22:14:15 +02:00: %S-5-C: x", null)]
    [InlineData("12: **Oct 11 22:14:15: %S-5-C: x", null)]
    [InlineData("12:Oct 11 22:14:15: %S-5-C: x", null)]
    [InlineData("Oct 11 22:14:15: %S-5-C: x", null)]
    [InlineData("12: host: Oct 11 22:14:15: %S-5-C: x", null)]
    [InlineData("12: ", null)]
    [InlineData("", null)]
    public void Cisco_IOS_has_a_number_a_time_and_a_tag(string text, string? expected) =>
        AssertParsed("<187>" + text, expected, new CiscoIosParser(new()));

    [Theory]
    [InlineData("12: host: Oct 11 22:14:15: %S-5-C: x", "host|%S-5-C:| x")]
    [InlineData("12: fe80::1: *Oct 11 22:14:15: %S-5-C: x", "fe80::1|%S-5-C:| x")]
    [InlineData("12: a: b: Oct 11 22:14:15: %S-5-C: x", null)]
    [InlineData("12: Oct 11 22:14:15: %S-5-C: x", null)]
    public void Cisco_IOS_may_be_told_of_an_origin(string text, string? expected) =>
        AssertParsed("<187>" + text, expected, new CiscoIosParser(new() { HasOrigin = true }));

    [Theory]
    [InlineData("12: RP/0/CPU0:Oct 11 22:14:15.1 UTC: ifmgr[227]: %PKT-3-U : x", "127.0.0.1|%PKT-3-U:| x")]
    [InlineData("12: RP/0/CPU0:*Oct 11 22:14:15 : %PKT-3-U : x", "127.0.0.1|%PKT-3-U:| x")]
    [InlineData("12: RP/0/CPU0:Oct 11 22:14:15: if: %PKT-3-U: x", null)]
    [InlineData("12: RP/0/CPU0: Oct 11 22:14:15: if: %PKT-3-U : x", null)]
    [InlineData("12: RP/0/CPU0:Oct 11 22:14:15: if: %PKT-3-U :x", null)]
    public void Cisco_IOS_XR_has_a_component_and_a_process(string text, string? expected) =>
        AssertParsed("<187>" + text, expected, new CiscoIosParser(new() { IsXr = true }));

    [Fact]
    public void A_Cisco_zone_that_is_configured_shifts_the_time()
    {
        var parser = new CiscoIosParser(new() { TimeZones = [("EST"u8.ToArray(), -300)] });
        var message = Samples.Parse("<187>12: Oct 11 22:14:15.5 EST: %S-5-C: x", new ParserSettings { Chain = [parser] });
        Assert.Equal("2026-10-11T22:14:15.5-05:00", Samples.Time(message.Reported, TimestampFormat.Rfc3339));
    }

    [Theory]
    [InlineData("<13>last message repeated 5 times", "127.0.0.1||last message repeated 5 times")]
    [InlineData("<13>  LAST Message repeated 12345678901 times", "127.0.0.1||  LAST Message repeated 12345678901 times")]
    [InlineData("last message repeated 5 times", "127.0.0.1||last message repeated 5 times")]
    [InlineData("<13>last message repeated 5 times!", null)]
    [InlineData("<13>last message repeated  5 times", null)]
    [InlineData("<13>last message repeated times", null)]
    [InlineData("<13>last", null)]
    public void A_last_message_line_is_all_msg(string frame, string? expected) =>
        AssertParsed(frame, expected, FrameParser.LastMessage);

    [Theory]
    [InlineData("Message forwarded from host1: tag: x", "host1 tag: x")]
    [InlineData("FROM host1: tag: x", "host1 tag: x")]
    [InlineData("From host1 tag: x", "host1 tag: x")]
    [InlineData("From host1:tag: x", "host1tag: x")]
    [InlineData("From  host1: x", " host1: x")]
    [InlineData("Forwarded from host1: x", "Forwarded from host1: x")]
    [InlineData("From ab", "From ab")]
    [InlineData("", "")]
    public void What_AIX_adds_is_taken_away_for_the_next_parser(string rest, string expected)
    {
        var settings = new ParserSettings { Chain = [FrameParser.AixForwarded, FrameParser.Rfc3164] };
        var message = Samples.Parse("<13>Oct 11 22:14:15 " + rest, settings);
        Assert.Equal("<13>Oct 11 22:14:15 " + expected, Samples.Get(message, PropertyId.RawMsg));
        Assert.Equal("Oct 11 22:14:15 " + expected, Samples.Get(message, PropertyId.RawMsgAfterPri));
        var plain = Samples.Parse("<13>Oct 11 22:14:15 " + expected);
        Assert.Equal(Show(plain), Show(message));
    }

    [Fact]
    public void The_null_parser_leaves_rawmsg_alone()
    {
        var settings = new ParserSettings { Chain = [new NullParser("mytag"u8.ToArray(), 25), FrameParser.Rfc3164] };
        var message = Samples.Parse("<13>Oct 11 22:14:15 host tag: x", settings);
        Assert.Equal("|mytag|", Show(message));
        Assert.Equal("<13>Oct 11 22:14:15 host tag: x", Samples.Get(message, PropertyId.RawMsg));
        Assert.Equal("25", Samples.Get(message, PropertyId.Pri));
    }

    [Fact]
    public void The_first_parser_that_knows_a_frame_reads_it()
    {
        var settings = new ParserSettings { Chain = [new CiscoIosParser(new()), FrameParser.LastMessage, FrameParser.Rfc5424] };
        Assert.Equal("127.0.0.1|%S-5-C:| x", Show(Samples.Parse("<187>1: Oct 11 22:14:15: %S-5-C: x", settings)));
        Assert.Equal("127.0.0.1||last message repeated 2 times", Show(Samples.Parse("<9>last message repeated 2 times", settings)));
        Assert.Equal("h|a[1]|m", Show(Samples.Parse("<9>1 2003-10-11T22:14:15Z h a 1 - - m", settings)));
        Assert.False(Samples.Parse("<9>Oct 11 22:14:15 h t: m", settings).IsParsed);
    }

    [Fact]
    public void A_tag_that_a_parser_made_survives_copying_and_rewriting()
    {
        var settings = new ParserSettings { Chain = [new CiscoIosParser(new() { IsXr = true, HasOrigin = true })] };
        var message = Samples.Parse("<187>12: host: RP/0:Oct 11 22:14:15: if: %PKT-3-U : some text", settings);
        var copy = new Message();
        copy.CopyFrom(message);
        Assert.Equal(Samples.Get(message, PropertyId.RawMsg), Samples.Get(copy, PropertyId.RawMsg));
        Assert.Equal("host|%PKT-3-U:| some text", Show(copy));
        copy.ReplaceMsg(" other"u8);
        Assert.Equal("host|%PKT-3-U:| other", Show(copy));
        message.RewriteMsg(" much longer than the text before it was"u8);
        Assert.Equal("host|%PKT-3-U:| much longer than the text before it was", Show(message));
        Assert.EndsWith("%PKT-3-U : much longer than the text before it was", Samples.Get(message, PropertyId.RawMsg));
    }

    [Fact]
    public void Any_cut_of_any_frame_is_read_without_a_fault()
    {
        FrameParser[] parsers =
        [
            FrameParser.AixForwarded, FrameParser.LastMessage, new CiscoIosParser(new() { IsXr = true, HasOrigin = true }),
            new CiscoIosParser(new()), new CiscoIosParser(new() { HasOrigin = true }), FrameParser.Rfc5424,
        ];
        string[] frames =
        [
            "<187>12: host: RP/0:*Oct 11 22:14:15.5 EST: if[1]: %P-3-U : x", "<187>12: Oct 11 22:14:15: %P-3-U: x",
            "<13>Oct 11 22:14:15 Message forwarded from host: tag: x", "<13>  last message repeated 12 times",
        ];
        foreach (var frame in frames)
        {
            for (var length = 1; length <= frame.Length; length++)
            {
                var message = Samples.Parse(frame[..length], new ParserSettings { Chain = parsers });
                Assert.NotEmpty(Show(message));
            }
        }
    }

    private static void AssertParsed(string frame, string? expected, FrameParser parser)
    {
        var message = Samples.Parse(frame, new ParserSettings { Chain = [parser] });
        Assert.Equal(expected is not null, message.IsParsed);
        Assert.Equal(expected ?? "127.0.0.1||" + frame, Show(message));
    }

    private static string Show(Message message) => string.Join(
        '|', Samples.Get(message, PropertyId.Hostname), Samples.Get(message, PropertyId.SyslogTag), Samples.Get(message, PropertyId.Msg));
}

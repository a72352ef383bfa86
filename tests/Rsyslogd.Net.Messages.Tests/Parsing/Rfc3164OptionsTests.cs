using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>The parameters of pmrfc3164; expectations seen in rsyslogd 8.2302.0.</summary>
public sealed class Rfc3164OptionsTests
{
    [Theory]
    [InlineData("[h] t: a", "[h]|t:| a")]
    [InlineData("[h] [x]: a", "[h]|[x]:| a")]
    [InlineData("h[1] t: a", "127.0.0.1|h[1]| t: a")]
    [InlineData("[fe80::1] t: a", "127.0.0.1|[fe80:|:1] t: a")]
    [InlineData("[h]", "127.0.0.1|[h]|")]
    [InlineData("[h]: a", "127.0.0.1|[h]:| a")]
    public void Brackets_around_a_hostname_are_permitted(string rest, string expected) =>
        AssertParsedAs(rest, expected, new Rfc3164Options { PermitSquareBracketsInHostname = true });

    [Theory]
    [InlineData("a/b t: a", "a/b|t:| a")]
    [InlineData("a/ t: a", "127.0.0.1|a/| t: a")]
    [InlineData("a@b t: a", "127.0.0.1|a@b| t: a")]
    public void Slashes_in_a_hostname_are_permitted(string rest, string expected) =>
        AssertParsedAs(rest, expected, new Rfc3164Options { PermitSlashesInHostname = true });

    [Theory]
    [InlineData("a@b t: a", "a@b|t:| a")]
    [InlineData("a@ t: a", "127.0.0.1|a@| t: a")]
    public void At_signs_in_a_hostname_are_permitted(string rest, string expected) =>
        AssertParsedAs(rest, expected, new Rfc3164Options { PermitAtSignsInHostname = true });

    [Theory]
    [InlineData("h t: a", "h|t:| a")]
    [InlineData("h t a", "h|-| t a")]
    [InlineData("h t[1] b: c", "h|-| t[1] b: c")]
    [InlineData("h :x y", "h|:|x y")]
    [InlineData("h", "h|-|h")]
    [InlineData("h ", "h|-| ")]
    public void A_tag_must_end_in_a_colon_when_forced(string rest, string expected) =>
        AssertParsedAs(rest, expected, new Rfc3164Options { ForceTagEndingByColon = true });

    [Theory]
    [InlineData("h t: a", "h|t:|a")]
    [InlineData("h t:  a", "h|t:| a")]
    [InlineData("h t:a", "h|t:|a")]
    [InlineData("h t:", "h|t:|")]
    public void The_first_space_of_msg_can_be_removed(string rest, string expected) =>
        AssertParsedAs(rest, expected, new Rfc3164Options { RemoveMsgFirstSpace = true });

    [Theory]
    [InlineData("2019 h t: a", "h|t:| a", 2019)]
    [InlineData("2019: h t: a", "127.0.0.1|2019:| h t: a", 2026)]
    [InlineData("20199 h t: a", "20199|h| t: a", 2026)]
    [InlineData("1969 h t: a", "1969|h| t: a", 2026)]
    [InlineData("2019", "2019||", 2026)]
    public void A_year_behind_the_time_is_detected(string rest, string expected, int year)
    {
        var message = AssertParsedAs(rest, expected, new Rfc3164Options { DetectYearAfterTimestamp = true });
        Assert.Equal(year, message.Reported.Year);
    }

    [Fact]
    public void A_chain_of_one_parser_takes_only_its_format()
    {
        const string Frame = "<34>1 2003-10-11T22:14:15Z host app 1 ID - new";
        var old = Samples.Parse(Frame, new ParserSettings { Chain = [FrameParser.Rfc3164] });
        Assert.Equal("1|2003-10-11T22:|14:15Z host app 1 ID - new", Show(old));
        var unparsed = Samples.Parse("<34>Oct 11 22:14:15 h t: a", new ParserSettings { Chain = [FrameParser.Rfc5424] });
        Assert.False(unparsed.IsParsed);
        Assert.Equal("127.0.0.1||<34>Oct 11 22:14:15 h t: a", Show(unparsed));
    }

    [Fact]
    public void A_byte_is_part_of_hostnames_whatever_their_length()
    {
        for (var value = 32; value < 256; value++)
        {
            var isPart = value < 128 && (char.IsAsciiLetterOrDigit((char)value) || value is '.' or '-' or '_');
            foreach (var length in new[] { 1, 2, 13, 14, 15, 16, 31, 40, 600 })
            {
                var name = $"{(char)value}{new string('h', length - 1)}";
                var message = Samples.Parse($"<13>Oct 11 22:14:15 {name} t: enough text for a block");
                var isHostname = isPart && length < 512 && (length > 1 || char.IsAsciiLetterOrDigit((char)value));
                Assert.Equal((isHostname, value, length), (message.HasHostname, value, length));
                if (isHostname)
                {
                    Assert.Equal(name, Samples.Text(message.Slice(message.HostnameRange)));
                    Assert.Equal("t:", Samples.Text(message.Slice(message.TagRange)));
                }
            }
        }
    }

    [Fact]
    public void A_tag_ends_alike_at_any_length()
    {
        for (var length = 1; length < 520; length++)
        {
            var name = new string('t', length);
            var taken = Math.Min(length, 510);
            AssertTag($"{name}: enough text", taken < length || length > 510 ? name[..510] : name + ':');
            AssertTag($"{name} enough: text", name[..taken]);
            AssertTag($"{name}:", length > 510 ? name[..510] : name + ':');
            AssertTag(name + '=', length > 509 ? name[..Math.Min(length, 510)] + (length < 510 ? "=" : "") : name + '=');
        }

        static void AssertTag(string rest, string tag) =>
            Assert.Equal(tag, Samples.Text(Tag(Samples.Parse($"<13>Oct 11 22:14:15 host {rest}"))));

        static ReadOnlySpan<byte> Tag(Message message) => message.Slice(message.TagRange);
    }

    private static Message AssertParsedAs(string rest, string expected, Rfc3164Options options)
    {
        var message = Samples.Parse("<13>Oct 11 22:14:15 " + rest, new ParserSettings { Rfc3164 = options });
        Assert.Equal(expected, Show(message));
        return message;
    }

    private static string Show(Message message) => string.Join(
        '|', Samples.Get(message, PropertyId.Hostname), Samples.Get(message, PropertyId.SyslogTag), Samples.Get(message, PropertyId.Msg));
}

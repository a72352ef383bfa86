using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class TemplateTests
{
    private static ReplacerSegmentSyntax ReadReplacer(string replacer) => Assert.IsType<ReplacerSegmentSyntax>(
        Assert.Single(ReadOne<LegacyTemplateSyntax>($"$template t,\"{replacer}\"\n").Segments));

    [Theory]
    [InlineData("%msg%", null, null, false)]
    [InlineData("%msg:2:$%", 2, null, true)]
    [InlineData("%msg:2:5%", 2, 5, false)]
    [InlineData("%msg:::lowercase%", null, null, false)]
    [InlineData("%msg::3%", null, 3, false)]
    [InlineData("%msg:-5:-1%", -5, -1, false)]
    public void Positions(string replacer, int? from, int? to, bool isToEnd)
    {
        var segment = ReadReplacer(replacer);
        Assert.Equal((from, to, isToEnd), (segment.From, segment.To, segment.IsToEnd));
    }

    [Theory]
    [InlineData("%msg:F:2%", 9, false, 2, null, null)]
    [InlineData("%msg:F,44:3:uppercase%", 44, false, 3, null, null)]
    [InlineData("%msg:F,32+:2%", 32, true, 2, null, null)]
    [InlineData("%msg:F,59,5:3,9%", 59, false, 3, 5, 9)]
    public void Fields(string replacer, int delimiter, bool isRun, int number, int? from, int? to) =>
        Assert.Equal(new FieldSyntax(delimiter, isRun, number, from, to), ReadReplacer(replacer).Field);

    [Theory]
    [InlineData("%msg:R:a.*--end%", false, 0, null, 0, "a.*")]
    [InlineData("%msg:R,ERE:[0-9]+--end%", true, 0, null, 0, "[0-9]+")]
    [InlineData("%msg:R,ERE,1,BLANK:(vlan:[0-9]*):--end%", true, 1, "BLANK", 0, "(vlan:[0-9]*):")]
    [InlineData("%msg:R,BRE,2,FIELD,3:\\(x%\\)--end:lowercase%", false, 2, "FIELD", 3, "\\(x%\\)")]
    public void Regular_expressions(string replacer, bool isExtended, int submatch, string? noMatch, int match, string expression)
    {
        var regex = ReadReplacer(replacer).Regex;
        Assert.NotNull(regex);
        Assert.Equal(
            (isExtended, submatch, noMatch, match, expression),
            (regex.IsExtended, regex.Submatch, regex.NoMatch?.Text, regex.MatchToUse, regex.Expression.Value));
    }

    [Fact]
    public void Options_and_the_outname_keep_their_places()
    {
        var segment = ReadReplacer("%timereported:::date-rfc3339,date-utc:when%");
        Assert.Equal(["date-rfc3339", "date-utc"], segment.Options.Select(option => option.Text));
        Assert.Equal("when", segment.OutName?.Text);
        Assert.Equal("test.conf:1:43", segment.Options[1].Span.ToString());
    }

    /// <summary>What Debian's rsyslogd prints; <c>\101</c> is decimal in this format.</summary>
    [Fact]
    public void Escapes_of_the_old_format()
    {
        var template = ReadOne<LegacyTemplateSyntax>("$template t,\"a\\n\\\\\\\"\\%\\t\\101%msg%\", sql\n");
        Assert.Equal("a\n\\\"%te", Assert.IsType<ConstantSegmentSyntax>(template.Segments[0]).Value);
        Assert.Equal("sql", Assert.Single(template.Options).Text);
    }

    [Fact]
    public void A_modern_string_keeps_places_behind_its_escapes()
    {
        var template = ReadOne<ObjectSyntax>("template(name=\"t\" type=\"string\" string=\"\\n\\t%msg:::json%\\n\")\n");
        var replacer = Assert.IsType<ReplacerSegmentSyntax>(template.Segments[1]);
        Assert.Equal("test.conf:1:46", replacer.Property.Span.ToString());
        Assert.Equal("\n\t", Assert.IsType<ConstantSegmentSyntax>(template.Segments[0]).Value);
    }

    [Fact]
    public void A_string_generator_takes_the_place_of_the_text() =>
        Assert.Equal("RSYSLOG_FileFormat", ReadOne<LegacyTemplateSyntax>("$template t,=RSYSLOG_FileFormat").Plugin?.Text);

    [Theory]
    [InlineData("$template t \"x\"", "1:12 NS1252")]
    [InlineData("$template", "1:10 NS1251")]
    [InlineData("$template t,x", "1:13 NS1253")]
    [InlineData("$template t,\"x", "1:13 NS1001")]
    [InlineData("$template t,\"x\" y", "1:17 NS1254")]
    [InlineData("$template t,“x”", "1:13 NS1007")]
    [InlineData("$template t,\"%msg\"", "1:14 NS1261")]
    [InlineData("$template t,\"%msg and %hostname%\"", "1:14 NS1261")]
    [InlineData("$template t,\"100% of %msg%\"", "1:17 NS1261")]
    [InlineData("$template t,\"a%%b\"", "1:15 NS1262")]
    [InlineData("$template t,\"%msg:R,ERE,0,DFLT:foo%\"", "1:19 NS1263")]
    [InlineData("$template t,\"%msg:R,PCRE:foo--end%\"", "1:21 NS1264")]
    [InlineData("$template t,\"%msg:F,a:2%\"", "1:21 NS1265")]
    [InlineData("$template t,\"%msg:f,44:2%\"", "1:19 NS1266")]
    [InlineData("$template t,\"%msg:x:2%\"", "1:19 NS1267")]
    [InlineData("$template t,\"%msg:F,999:2%\"", "1:14 NS1268")]
    public void A_wrong_template_gives_one_diagnostic_at_its_cause(string text, string expected) =>
        Assert.Equal(expected, ReadMistake(text + "\n"));
}

using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class ObjectTests
{
    [Fact]
    public void Parameters_keep_order_names_and_places()
    {
        var action = ReadOne<ObjectSyntax>("Action (type=\"omfile\"\n  # comment\n  File = \"/x\" /* more */ a=[\"b\", \"c\"])\n");
        Assert.Equal("Action", action.Keyword.Text);
        Assert.Equal(["type", "File", "a"], action.Parameters.Select(parameter => parameter.Name.Text));
        Assert.Equal("/x", action.Find("file")?.Value.Value);
        Assert.Equal("test.conf:3:10", action.Find("file")?.ValueSpan.ToString());
        Assert.Equal(["b", "c"], action.Parameters[2].Values.Select(value => value.Value));
        Assert.True(action.Parameters[2].IsArray);
    }

    [Fact]
    public void A_dollar_is_an_ordinary_character_in_a_value() =>
        Assert.Equal("%$!%", ReadOne<ObjectSyntax>("template(name=\"x\" type=\"string\" string=\"%$!%\")").Find("string")?.Value.Value);

    [Fact]
    public void A_ruleset_has_statements()
    {
        var ruleset = ReadOne<ObjectSyntax>("ruleset(name=\"r\"\n queue.type=\"direct\") {\n  *.* /x\n  & stop\n}\n");
        Assert.IsType<SelectorRuleSyntax>(Assert.Single(ruleset.Body ?? []));
    }

    /// <summary>Debian's rsyslogd prints a line feed for <c>constant(value="a\\n")</c>.</summary>
    [Fact]
    public void A_list_template_has_parts_and_its_constants_are_unescaped_twice()
    {
        var template = ReadOne<ObjectSyntax>(
            "template(name=\"t\" type=\"list\") {\n property(name=\"msg\")\n constant(value=\"a\\\\n\\\\d\")\n}\n");
        Assert.Equal(["property", "constant"], template.Parts?.Select(part => part.Keyword.Text));
        Assert.Equal("a\n\\d", template.Parts?[1].Find("value")?.Value.Value);
    }

    [Fact]
    public void Objects_may_share_a_line() =>
        Assert.Equal(2, ReadAll("module(load=\"imudp\") input(type=\"imudp\" port=\"514\")\n").Count);

    [Theory]
    [InlineData("action(type=omfile)", "1:13 NS1131")]
    [InlineData("action(type='omfile')", "1:13 NS1132")]
    [InlineData("action(type \"omfile\")", "1:12 NS1133")]
    [InlineData("action(type=\"omfile\", file=\"/x\")", "1:21 NS1134")]
    [InlineData("action(\"omfile\")", "1:8 NS1135")]
    [InlineData("action(port=514)", "1:13 NS1131")]
    [InlineData("action(a=[\"x\" \"y\"])", "1:15 NS1112")]
    [InlineData("action(type=\"omfile\"\n*.* /x", "1:7 NS1002")]
    [InlineData("action(type=\"omfile\" file=\"/x)\n*.* /x", "1:27 NS1001")]
    [InlineData("action(type=\"omfile\"\n  file=\"/x\n  template=\"y\")\n*.* /x", "2:8 NS1001")]
    [InlineData("action(file=\"a\\qb\")", "1:15 NS1009")]
    [InlineData("actoin(type=\"omfile\" port=514)", "1:1 NS1017")]
    [InlineData("action(type=“omfile” file=“/x”)", "1:13 NS1007")]
    [InlineData("ruleset(name=\"r\")\n*.* /x", "1:18 NS1137")]
    [InlineData("template(name=\"t\" type=\"list\")\n constant(value=\"x\")\n property(name=\"msg\")\n}", "1:31 NS1139")]
    [InlineData("constant(value=\"x\")\nproperty(name=\"msg\")\n}", "1:1 NS1140")]
    [InlineData("template(name=\"t\" type=\"list\") {\n constant(value=\"x\") + property(name=\"msg\")\n}", "2:22 NS1138")]
    [InlineData("template(name=\"t\" type=\"list\") {\n constnat(value=\"x\")\n}\n", "2:2 NS1138")]
    [InlineData("template(name=\"t\" type=\"list\") {\n constant(value=\"x\")\n*.* /x", "1:32 NS1003")]
    public void A_wrong_object_gives_one_diagnostic_at_its_cause(string text, string expected) =>
        Assert.Equal(expected, ReadMistake(text + "\n"));
}

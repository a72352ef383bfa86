namespace Rsyslogd.Net.Configuration.Tests.Binding;

/// <summary>parser() and the parsers that rulesets list.</summary>
public sealed class ParserBindingTests
{
    [Fact]
    public void A_ruleset_keeps_the_order_of_its_parsers()
    {
        var bound = Compiled.Good(
            "module(load=\"pmlastmsg\")",
            "parser(name=\"mine\" type=\"pmrfc3164\" permit.slashesInHostname=\"on\")",
            "ruleset(name=\"r\" parser=[\"rsyslog.lastline\", \"rsyslog.rfc5424\", \"mine\"]) { action(type=\"omfile\" file=\"/a\") }");
        Assert.Equal(["rsyslog.lastline", "rsyslog.rfc5424", "mine"], bound.Rulesets[1].Parsers.AsEnumerable());
        var parser = Assert.Single(bound.Objects);
        Assert.Equal(("parser", "mine"), (parser.Keyword, parser.Name));
        Assert.Equal("pmrfc3164", parser.Parameters.GetText("type"));
        Assert.True(parser.Parameters.GetSwitch("permit.slashesinhostname"));
    }

    [Fact]
    public void RulesetParser_adds_to_the_ruleset_it_stands_in()
    {
        var bound = Compiled.Good(
            "$ModLoad pmciscoios", "$RulesetParser rsyslog.ciscoios", "$RulesetParser rsyslog.rfc3164", "*.* /a");
        Assert.Equal(["rsyslog.ciscoios", "rsyslog.rfc3164"], bound.Rulesets[0].Parsers.AsEnumerable());
    }

    [Fact]
    public void Mistakes_with_parsers_are_told_once_where_they_are()
    {
        Assert.Equal(
            ["NS2004@1:27", "NS2303@1:47"],
            Compiled.Mistakes("ruleset(name=\"r\" parser=[\"rsyslog.lastline\", \"rsyslog.rfc3146\"]) { action(type=\"omfile\" file=\"/a\") }"));
        Assert.Equal(
            ["NS2313@2:14"],
            Compiled.Mistakes("parser(name=\"p\" type=\"pmrfc3164\")", "parser(name=\"p\" type=\"pmrfc5424\")", "*.* /a"));
        Assert.Single(Compiled.Mistakes("parser(name=\"p\" type=\"pmrfc3164\" permit.slashInHostname=\"on\")", "$RulesetParser p", "*.* /a"));
        Assert.Single(Compiled.Mistakes("parser(name=\"p\")", "$RulesetParser p", "*.* /a"));
        Assert.Single(Compiled.Mistakes("parser(type=\"pmrfc3164\")", "*.* /a"));
        Assert.Single(Compiled.Mistakes("parser(name=\"p\" type=\"imudp\")", "$RulesetParser p", "*.* /a"));
    }

    [Fact]
    public void An_input_of_imptcp_needs_a_port_or_a_path()
    {
        const string Load = "module(load=\"imptcp\" maxSessions=\"5\")";
        Compiled.Good(Load, "input(type=\"imptcp\" port=\"514\")", "input(type=\"imptcp\" path=\"/s\")", "*.* /a");
        Assert.Single(Compiled.Mistakes(Load, "input(type=\"imptcp\" name=\"x\")", "*.* /a"));
    }
}

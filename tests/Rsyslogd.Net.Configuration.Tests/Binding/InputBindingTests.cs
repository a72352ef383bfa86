namespace Rsyslogd.Net.Configuration.Tests.Binding;

public sealed class InputBindingTests
{
    [Fact]
    public void Server_directives_make_inputs_with_the_values_set_before()
    {
        var configuration = Compiled.Good(
            "$ModLoad imudp", "$UDPServerAddress 127.0.0.1", "$UDPServerRun 1514", "$UDPServerRun 1515", "$RuleSet remote",
            "*.* /b", "$InputUDPServerBindRuleset remote", "$UDPServerRun 1516", "$RuleSet RSYSLOG_DefaultRuleset", "*.* /a");
        Assert.Equal(["1514", "1515", "1516"], configuration.Inputs.Select(input => input.Parameters.GetText("port")!));
        Assert.All(configuration.Inputs, input => Assert.Equal("127.0.0.1", input.Parameters.GetText("address")));
        Assert.Equal([null, null, "remote"], configuration.Inputs.Select(input => input.Ruleset));
    }

    [Fact]
    public void A_list_of_ports_makes_an_input_for_each()
    {
        var inputs = Compiled.Good(
            "module(load=\"imudp\")", "input(type=\"imudp\" port=[\"1514\",\"1515\"] address=\"::1\")", "*.* /a").Inputs;
        Assert.Equal(["1514", "1515"], inputs.Select(input => input.Parameters.GetText("port")!));
        Assert.All(inputs, input => Assert.Equal("::1", input.Parameters.GetText("address")));
    }

    [Fact]
    public void Parameters_of_module_are_defaults_of_its_inputs()
    {
        var inputs = Compiled.Good(
            "module(load=\"/usr/lib/rsyslog/imtcp.so\" maxFrameSize=\"1000\" keepAlive=\"on\")",
            "input(type=\"imtcp\" port=\"1\")", "input(type=\"imtcp\" port=\"2\" maxFrameSize=\"99\")", "*.* /a").Inputs;
        Assert.Equal([1000, 99], inputs.Select(input => input.Parameters.GetNumber("maxFrameSize", 0)));
        Assert.All(inputs, input => Assert.True(input.Parameters.GetSwitch("keepAlive")));
    }

    [Fact]
    public void An_input_with_an_unknown_ruleset_takes_the_default_one()
    {
        var result = Compiled.Text(
            "module(load=\"imudp\")", "input(type=\"imudp\" port=\"1514\" ruleset=\"nix\")", "*.* /a");
        Assert.Equal("NS2301", Assert.Single(result.Diagnostics).Code);
        Assert.Null(Assert.Single(result.Configuration.Inputs).Ruleset);
    }

    [Fact]
    public void Inputs_without_a_ruleset_follow_the_DefaultRuleset_directive()
    {
        var inputs = Compiled.Good(
            "module(load=\"imudp\")", "input(type=\"imudp\" port=\"1514\")", "ruleset(name=\"r\") { action(type=\"omfile\" file=\"/a\") }",
            "$DefaultRuleset r").Inputs;
        Assert.Equal("r", Assert.Single(inputs).Ruleset);
    }

    [Fact]
    public void Local_logging_can_be_omitted_and_the_socket_named()
    {
        var module = Assert.Single(Compiled.Good(
            "$ModLoad imuxsock", "$OmitLocalLogging on", "$SystemLogSocketName /run/x", "*.* /a").Modules, module => module.Name == "imuxsock");
        Assert.False(module.Parameters.GetSwitch("sysSock.use"));
        Assert.Equal("/run/x", module.Parameters.GetText("sysSock.name"));
    }

    [Fact]
    public void Allowed_senders_are_gathered_with_their_protocol()
    {
        var globals = Compiled.Good("$AllowedSender UDP, 127.0.0.1, 192.0.2.0/24", "$AllowedSender TCP,[::1]", "*.* /a").Globals;
        Assert.Equal(["UDP,127.0.0.1", "UDP,192.0.2.0/24", "TCP,[::1]"], globals.GetList("allowedSender").AsEnumerable());
    }
}

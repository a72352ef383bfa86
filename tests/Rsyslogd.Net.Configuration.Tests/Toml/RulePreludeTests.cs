using Rsyslogd.Net.Configuration.Tests.Binding;
using Rsyslogd.Net.Configuration.Tests.Parsing;
using Rsyslogd.Net.Configuration.Toml;

namespace Rsyslogd.Net.Configuration.Tests.Toml;

public sealed class RulePreludeTests
{
    [Fact]
    public void Defaults_become_rules_without_mistakes()
    {
        var bound = Compiled.Good([.. RulePrelude.Write(DaemonSettingsReader.ReadDefaults(), []).Split('\n'), "*.* /var/log/x"]);
        Assert.Equal("/var/spool/netsyslog", bound.Globals.GetText("workDirectory"));
        Assert.Equal(["imuxsock", "imklog"], bound.Modules.Select(module => module.Name).Where(name => name.StartsWith("im", StringComparison.Ordinal)));
        var action = Assert.Single(bound.Actions());
        Assert.Equal(0x1A0, action.Parameters.GetNumber("fileCreateMode"));
        Assert.Equal(0, action.Parameters.GetNumber("fileOwner"));
        Assert.Equal(4, action.Parameters.GetNumber("fileGroup"));
    }

    [Fact]
    public void Listeners_become_inputs_and_identity_becomes_privileges()
    {
        var settings = DaemonSettingsReader.ReadDefaults() with
        {
            ListenUdp = [new ListenAddress(null, 514)],
            ListenTcp = [new ListenAddress("2001:db8::1", 601)],
            User = "syslog",
            Group = "adm",
            EnableDns = false,
        };
        var bound = Compiled.Good([.. RulePrelude.Write(settings, []).Split('\n'), "*.* /var/log/x"]);
        Assert.Equal(["imudp", "imtcp"], bound.Inputs.Select(input => input.Module));
        Assert.Equal("2001:db8::1", bound.Inputs[1].Parameters.GetText("address"));
        Assert.Equal(101, bound.Globals.GetNumber("privdrop.user.name"));
        Assert.Equal(4, bound.Globals.GetNumber("privdrop.group.name"));
        Assert.False(bound.Globals.GetSwitch("net.enableDNS"));
    }

    [Fact]
    public void File_that_is_named_alone_is_read_there_and_not_with_the_wildcard()
    {
        var files = new FakeFiles { ["/d/50-default.conf"] = "", ["/d/tmp.conf"] = "", ["/d/10.conf"] = "", ["/d/note.txt"] = "" };
        Assert.Equal(
            ["/d/10.conf", "/d/tmp.conf", "/d/50-default.conf"],
            RuleFiles.Resolve(["/d/*.conf", "/d/50-default.conf", "/d/missing.conf"], files));
    }
}

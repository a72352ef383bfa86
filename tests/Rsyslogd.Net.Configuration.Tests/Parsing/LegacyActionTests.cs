using Rsyslogd.Net.Configuration.Syntax;
using static Rsyslogd.Net.Configuration.Tests.Parsing.Reading;

namespace Rsyslogd.Net.Configuration.Tests.Parsing;

public sealed class LegacyActionTests
{
    private static T ReadAction<T>(string action)
        where T : StatementSyntax => Assert.IsType<T>(Assert.Single(ReadOne<SelectorRuleSyntax>($"*.* {action}\n").Actions));

    [Theory]
    [InlineData("/var/log/x", "/var/log/x", false, false, null)]
    [InlineData("-/var/log/x;Fmt", "/var/log/x", false, true, "Fmt")]
    [InlineData("?Dyn ; Fmt  # comment", "Dyn", true, false, "Fmt")]
    [InlineData("-?Dyn", "Dyn", true, true, null)]
    [InlineData("/var/log/x#y", "/var/log/x#y", false, false, null)]
    [InlineData(":omfile:-/x;Fmt", "/x", false, true, "Fmt")]
    public void Files(string action, string target, bool isDynamic, bool isUnsynced, string? template)
    {
        var file = ReadAction<FileActionSyntax>(action);
        Assert.Equal((target, isDynamic, isUnsynced, template), (file.Target.Value, file.IsDynamic, file.IsUnsynced, file.Template?.Text));
    }

    [Theory]
    [InlineData("@host", false, "", "host", null)]
    [InlineData("@@host:514;Fmt", true, "", "host", "514")]
    [InlineData("@@(o,z9)host:syslog", true, "o z9", "host", "syslog")]
    [InlineData("@[::1]:514", false, "", "::1", "514")]
    [InlineData("@[2001:db8::1]", false, "", "2001:db8::1", null)]
    public void Forwarding(string action, bool isTcp, string options, string host, string? port)
    {
        var forward = ReadAction<ForwardActionSyntax>(action);
        Assert.Equal(
            (isTcp, options, host, port),
            (forward.IsTcp, string.Join(' ', forward.Options), forward.Host.Value, forward.Port?.Value));
    }

    [Theory]
    [InlineData(":omusrmsg:root, bob", "root bob")]
    [InlineData(":omusrmsg:*;Fmt", "*")]
    [InlineData("root,bob", "root bob")]
    [InlineData("*", "*")]
    public void Users(string action, string users) =>
        Assert.Equal(users, string.Join(' ', ReadAction<UsersActionSyntax>(action).Users));

    [Fact]
    public void Pipes_programs_outchannels_modules_and_discard()
    {
        Assert.Equal("/dev/xconsole", ReadAction<PipeActionSyntax>("|/dev/xconsole").Path.Value);
        Assert.Equal("/bin/true -x", ReadAction<ShellActionSyntax>("^/bin/true -x ;Fmt").Program.Value);
        Assert.Equal("ch", ReadAction<OutchannelActionSyntax>(":omfile:$ch;Fmt").Outchannel.Text);
        var module = ReadAction<ModuleActionSyntax>(":omfoo:a b;Fmt");
        Assert.Equal(("omfoo", "a b", "Fmt"), (module.Module.Text, module.Argument.Value, module.Template?.Text));
        ReadAction<StopSyntax>("~");
        ReadAction<StopSyntax>(":omdiscard:");
    }

    [Fact]
    public void An_action_without_a_filter_is_a_statement() => Assert.Equal("/x", ReadOne<FileActionSyntax>("/x\n").Target.Value);

    [Theory]
    [InlineData("/var/log/x y", "1:16 NS1221")]
    [InlineData("@", "1:6 NS1228")]
    [InlineData("@@(o host", "1:7 NS1230")]
    [InlineData("@[::1", "1:6 NS1230")]
    [InlineData("\"/var/log/x\"", "1:5 NS1224")]
    [InlineData("var/log/x", "1:5 NS1223")]
    [InlineData("?", "1:5 NS1225")]
    [InlineData("|", "1:5 NS1226")]
    [InlineData("^", "1:5 NS1227")]
    [InlineData(":omusrmsg:", "1:5 NS1229")]
    public void A_wrong_action_gives_one_diagnostic_at_its_cause(string action, string expected) =>
        Assert.Equal(expected, ReadMistake($"*.* {action}\n"));
}

using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.OmFile;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public class DynamicNameTests
{
    [Theory]
    [InlineData("/var/log/", "host/x.log", "/var/log/host/x.log")]
    [InlineData("/var/log/", "../x", "/var/log/__/x")]
    [InlineData("/var/log/", "a/../..", "/var/log/a/__/__")]
    [InlineData("/var/log/", "..", "/var/log/__")]
    [InlineData("/var/log/", "...", "/var/log/...")]
    [InlineData("/var/log/", "./x", "/var/log/./x")]
    [InlineData("/var/log/.", "./x", "/var/log/__/x")]
    [InlineData("/var/log/x", "../y", "/var/log/x../y")]
    [InlineData("/var/../log/", "x", "/var/../log/x")]
    [InlineData("/var/log/", "a\0b", "/var/log/a_b")]
    [InlineData("/var/log/", "..\0", "/var/log/.._")]
    [InlineData("", "/etc/passwd", "_etc/passwd")]
    [InlineData("", "host.log", "host.log")]
    public void Components_from_messages_are_made_harmless(string prefix, string text, string path) =>
        Assert.Equal(path, Make(prefix, text));

    [Fact]
    public void Long_components_are_cut_between_characters()
    {
        var made = Make("/v/", new string('x', 254) + "é" + ".log")!;
        Assert.Equal("/v/" + new string('x', 254), made);
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public void Empty_names_and_those_beyond_the_kernel_cannot_be_used(string kind) =>
        Assert.Null(Make("", kind == "long" ? string.Concat(Enumerable.Repeat("abcdefg/", 600)) : ""));

    [Fact]
    public void A_rule_may_choose_an_absolute_path_by_a_local_variable()
    {
        var template = new BoundTemplate(
            "n", [new BoundReplacer(new PropertyReference(PropertyId.Msg, new VariablePath('.', ["path"])), ReplacerOptions.None)]);
        Assert.Equal("/srv/__/x", Make(template, "/srv/../x"));
    }

    private static string? Make(string prefix, string text)
    {
        var property = new BoundReplacer(new PropertyReference(PropertyId.Hostname), ReplacerOptions.None);
        return Make(
            new BoundTemplate("n", prefix.Length == 0 ? [property] : [new BoundConstant(Encoding.UTF8.GetBytes(prefix)), property]),
            prefix + text);
    }

    private static string? Make(BoundTemplate template, string name)
    {
        var path = new ByteBuffer();
        return new DynamicName(template).TryMakePath(Encoding.UTF8.GetBytes(name), path, out _)
            ? Encoding.UTF8.GetString(path.Written[..^1])
            : null;
    }
}

using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Tests.Binding;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>The lines that rsyslogd 8.2302 -N1 names for the same files.</summary>
public sealed class RsyslogdLineTests
{
    [Theory]
    [InlineData("action(type=\"omfile\"\n  fil=\"/x\"\n  template=\"RSYSLOG_FileFormat\")", 3)]
    [InlineData("action(type=\"omnothing\")", 1)]
    [InlineData("if $msg == then stop", 1)]
    [InlineData("if $msg contains 'x' then {\n  action(type=\"omfile\" file=\"/x\")\n", 4)]
    [InlineData("action(type=\"omfile\" file=\"/x\"\n*.* /y", 2)]
    [InlineData("template(name=\"t\" type=\"string\" string=\"%nosuch%\")\n*.* /y", 2)]
    [InlineData("template(name=\"t\" type=\"list\") {\n  property(name=\"nosuch\")\n}", 3)]
    [InlineData(":nosuch, contains, \"a\" /x\n*.* /y", 2)]
    [InlineData("call nosuch\n*.* /y", 3)]
    public void Names_where_its_parser_notices(string text, int line) =>
        Assert.Equal(line, Assert.Single(Find(text)));

    [Theory]
    [InlineData("module(load=\"nosuch\")")]
    [InlineData("$ModLoad nosuch")]
    [InlineData("$NoSuchDirective on")]
    [InlineData("$FileCreateMode 640")]
    [InlineData("nofac.info /x")]
    [InlineData("mail.loud /x")]
    [InlineData("action(type=\"omfile\" file=\"/x\" fileOwner=\"nobody-such\")")]
    [InlineData("mail.none /x")]
    public void Names_none_where_it_knows_none(string text) => Assert.Null(Assert.Single(Find(text)));

    private static IEnumerable<int?> Find(string text) => Compiled.Text(text).Diagnostics.Select(RsyslogdLine.Find);
}

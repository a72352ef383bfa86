using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class MarkInputTests
{
    [Fact]
    public void Marks_come_in_every_interval_until_the_input_stops()
    {
        using var fixture = new InputFixture();
        var input = Open(fixture, ("interval", 1L), ("use.syslogCall", false), ("markMessageText", "still here"));
        var marks = fixture.Receive(2);
        Assert.All(marks, mark => Assert.Equal(("still here", 1L), (mark.Text, mark.Source.MarkIntervalSeconds)));
        Assert.Equal("immark"u8.ToArray(), marks[0].Source.Name);
        input.Stop();
    }

    [Fact]
    public void By_default_they_are_messages_of_the_daemon()
    {
        using var fixture = new InputFixture(new EngineSettings { EnableDns = false, ProcessInternalMessages = true });
        Open(fixture, ("interval", 1L), ("use.markFlag", false));
        var mark = fixture.Receive(1)[0];
        Assert.Equal(("-- MARK --", 0L), (mark.Text, mark.Source.MarkIntervalSeconds));
        Assert.Equal("rsyslogd"u8.ToArray(), mark.Source.Name);
    }

    [Fact]
    public void A_ruleset_is_entered_also_without_processInternalMessages()
    {
        using var fixture = new InputFixture();
        Open(fixture, ("interval", 1L), ("ruleset", "r"));
        Assert.Equal("r", fixture.Receive(1)[0].Source.Ruleset);
        Assert.Contains("ruleset specified", fixture.Log.ToString(), StringComparison.Ordinal);
    }

    private static InputListener Open(InputFixture fixture, params (string Name, object Value)[] parameters)
    {
        var module = new BoundModule("immark", InputFixture.Parameters(parameters), default!);
        var input = InputFactory.CreateForModule(module, fixture.Context)!;
        fixture.Keep(input);
        Assert.True(input.Start());
        return input;
    }
}

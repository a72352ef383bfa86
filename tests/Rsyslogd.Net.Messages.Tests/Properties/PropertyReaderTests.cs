using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Properties;

public sealed class PropertyReaderTests
{
    [Fact]
    public void Names_are_found_in_any_case_and_with_their_aliases()
    {
        Assert.True(PropertyNames.TryGet("MSG", out var property));
        Assert.Equal(PropertyId.Msg, property);
        Assert.True(PropertyNames.TryGet("source", out property));
        Assert.Equal(PropertyId.Hostname, property);
        Assert.True(PropertyNames.TryGet("$Now-UTC", out property));
        Assert.Equal(PropertyId.NowUtc, property);
        Assert.False(PropertyNames.TryGet("now", out _));
        Assert.True(PropertyNames.TryGetInExpression("now", out property));
        Assert.Equal(PropertyId.Now, property);
        Assert.False(PropertyNames.TryGet("hostnam", out _));
    }

    [Theory]
    [InlineData(0, "kern.emerg")]
    [InlineData(13, "user.notice")]
    [InlineData(86, "authpriv.info")]
    [InlineData(191, "local7.debug")]
    [InlineData(Message.InvalidPriority, "invld.debug")]
    public void Priorities_have_their_texts(int priority, string text) =>
        Assert.Equal(text, Samples.Text(PriorityNames.Text(priority)));

    [Fact]
    public void Facilities_and_severities_are_found_by_keyword()
    {
        Assert.True(PriorityNames.TryGetFacility("Security", out var facility));
        Assert.Equal(4, facility);
        Assert.True(PriorityNames.TryGetFacility("local7", out facility));
        Assert.Equal(23, facility);
        Assert.False(PriorityNames.TryGetFacility("local8", out _));
        Assert.True(PriorityNames.TryGetSeverity("panic", out var severity));
        Assert.Equal(0, severity);
        Assert.False(PriorityNames.TryGetSeverity("fatal", out _));
    }

    [Fact]
    public void The_json_message_has_all_members_in_rsyslogs_order()
    {
        var message = Samples.Parse("<165>1 2003-10-11T22:14:15.003Z web1 app 321 - - say \"hi\"");
        var json = Samples.Get(message, PropertyId.JsonMesg);
        Assert.StartsWith("{ \"msg\": \"say \\\"hi\\\"\", \"rawmsg\": \"<165>1 ", json, StringComparison.Ordinal);
        Assert.Contains("\"timereported\": \"2003-10-11T22:14:15.003Z\", \"hostname\": \"web1\"", json, StringComparison.Ordinal);
        Assert.EndsWith("\"msgid\": \"-\", \"uuid\": null, \"$!\": null }", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Uuid_is_the_same_for_one_message_and_another_for_the_next()
    {
        var message = Samples.Parse("<13>a: b");
        var uuid = Samples.Get(message, PropertyId.Uuid);
        Assert.Matches("^[0-9A-F]{32}$", uuid);
        Assert.Equal(uuid, Samples.Get(message, PropertyId.Uuid));
        Assert.NotEqual(uuid, Samples.Get(Samples.Parse("<13>a: b"), PropertyId.Uuid));
    }

    [Fact]
    public void System_properties_show_the_time_of_processing()
    {
        var message = Samples.Parse("<13>a: b");
        message.TimeProvider = new FixedTime();
        var shown = string.Join('|', new[]
        {
            PropertyId.NowUtc, PropertyId.YearUtc, PropertyId.MonthUtc, PropertyId.DayUtc, PropertyId.WdayUtc, PropertyId.HourUtc,
            PropertyId.HalfHourUtc, PropertyId.QuarterHourUtc, PropertyId.MinuteUtc, PropertyId.NowUnixTimestamp,
        }.Select(p => Samples.Get(message, p)));
        Assert.Equal("2026-11-22|2026|11|22|0|17|01|03|59|1795370368", shown);
    }

    [Fact]
    public void A_message_without_json_shows_an_empty_object()
    {
        var message = Samples.Parse("<13>a: b");
        Assert.Equal("{}", Samples.Get(message, PropertyId.AllJson));
        Assert.Equal("{}", Samples.Get(message, PropertyId.AllJsonPlain));
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1795370368);
    }
}

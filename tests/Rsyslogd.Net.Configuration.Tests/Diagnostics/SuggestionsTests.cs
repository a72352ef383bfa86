using Rsyslogd.Net.Configuration.Diagnostics;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

public sealed class SuggestionsTests
{
    private static readonly string[] Known = ["action", "input", "template", "stop", "startswith", "contains"];

    [Theory]
    [InlineData("actoin", "action")]
    [InlineData("ACTION2", "action")]
    [InlineData("imput", "input")]
    [InlineData("templates", "template")]
    [InlineData("contians", "contains")]
    [InlineData("startwith", "startswith")]
    [InlineData("sotp", "stop")]
    [InlineData("foreach", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_suggested_when_it_is_near_enough(string written, string? expected) =>
        Assert.Equal(expected, Suggestions.Nearest(written, Known));

    [Fact]
    public void The_first_of_equally_near_names_wins() => Assert.Equal("cat", Suggestions.Nearest("bat", ["cat", "hat"]));
}

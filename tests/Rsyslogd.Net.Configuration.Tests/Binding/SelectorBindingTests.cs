using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

public sealed class SelectorBindingTests
{
    private const int User = 1;
    private const int Mail = 2;
    private const int Auth = 4;
    private const int AuthPriv = 10;

    [Theory]
    [InlineData("mail.info", Mail, 0b0111_1111)]
    [InlineData("mail.info", User, 0)]
    [InlineData("mail.=info", Mail, 0b0100_0000)]
    [InlineData("mail.*", Mail, 0b1111_1111)]
    [InlineData("mail.=*", Mail, 0)]
    [InlineData("mail.!info", Mail, 0)]
    [InlineData("mail.!none", Mail, 0b1111_1111)]
    [InlineData("*.*;mail.!err", Mail, 0b1111_0000)]
    [InlineData("*.*;mail.!=err", Mail, 0b1111_0111)]
    [InlineData("*.*;mail.!*", Mail, 0)]
    [InlineData("mail.info;mail.err", Mail, 0b0111_1111)]
    [InlineData("*.none;mail.*", Mail, 0b1111_1111)]
    [InlineData("mail.*;*.none", Mail, 0)]
    [InlineData("user,mail.err", User, 0b0000_1111)]
    [InlineData("mail.4", Mail, 0b0001_1111)]
    [InlineData("MAIL.PANIC", Mail, 0b0000_0001)]
    [InlineData("mail.warn", Mail, 0b0001_1111)]
    public void Parts_take_effect_from_left_to_right(string selector, int facility, byte mask) =>
        Assert.Equal(mask, Bind(selector).Masks[facility]);

    [Fact]
    public void A_later_none_takes_only_its_own_facilities()
    {
        var filter = Bind("*.*;auth,authpriv.none");
        Assert.Equal(0, filter.Masks[Auth]);
        Assert.Equal(0, filter.Masks[AuthPriv]);
        Assert.Equal(0xff, filter.Masks[Mail]);
    }

    [Theory]
    [InlineData("*.*", true)]
    [InlineData("*.debug", true)]
    [InlineData("*.info", false)]
    [InlineData("user.*", false)]
    [InlineData("*.*;mail.none", true)]
    public void Messages_with_an_invalid_PRI_are_debug_of_no_facility(string selector, bool matches) =>
        Assert.Equal(matches, Bind(selector).MatchesInvalid);

    [Fact]
    public void A_rule_with_an_unknown_name_is_left_out_and_each_name_reported()
    {
        var result = Compiled.Text("nofac,mail.loud /a", "*.* /b");
        Assert.Equal(["NS2201", "NS2202"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal("/b", Assert.Single(result.Configuration.Actions()).Parameters.GetText("file"));
    }

    private static BoundPriorityFilter Bind(string selector) =>
        Assert.IsType<BoundPriorityFilter>(Compiled.Usable(selector + " /var/log/x").Condition());
}

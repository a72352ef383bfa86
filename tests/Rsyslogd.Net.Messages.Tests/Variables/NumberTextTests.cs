using System.Text;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages.Tests.Variables;

public class NumberTextTests
{
    [Theory]
    [InlineData("", 0, true)]
    [InlineData("42", 42, true)]
    [InlineData("-5", -5, true)]
    [InlineData("12x", 12, false)]
    [InlineData("abc", 0, false)]
    [InlineData(" 5", 0, false)]
    [InlineData("+5", 0, false)]
    [InlineData("-", 0, true)]
    public void Decimal_text_counts_as_far_as_it_is_a_number(string text, long number, bool isComplete) =>
        AssertRead(text, number, isComplete);

    [Theory]
    [InlineData("010", 8, true)]
    [InlineData("08", 0, false)]
    [InlineData("-010", -10, true)]
    public void A_leading_zero_means_octal_but_not_behind_a_sign(string text, long number, bool isComplete) =>
        AssertRead(text, number, isComplete);

    [Theory]
    [InlineData("0x10", 16, true)]
    [InlineData("0x1f", 21, true)]
    [InlineData("0X1F", 0, false)]
    [InlineData("0x", 0, false)]
    public void Hexadecimal_letters_count_from_zero_as_rsyslog_counts_them(string text, long number, bool isComplete) =>
        AssertRead(text, number, isComplete);

    private static void AssertRead(string text, long number, bool isComplete)
    {
        Assert.Equal(number, NumberText.Read(Encoding.ASCII.GetBytes(text), out var complete));
        Assert.Equal(isComplete, complete);
    }
}

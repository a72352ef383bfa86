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
    [InlineData("010", 10, true)]
    [InlineData("08", 8, true)]
    [InlineData("0x10", 0, false)]
    [InlineData("9223372036854775808", long.MinValue, true)]
    public void Text_of_a_message_is_always_decimal_and_wraps(string text, long number, bool isComplete) =>
        AssertRead(text, number, isComplete);

    [Theory]
    [InlineData("010", 8)]
    [InlineData("08", 0)]
    [InlineData("-010", -10)]
    [InlineData("42", 42)]
    public void In_a_constant_a_leading_zero_means_octal_but_not_behind_a_sign(string text, long number) =>
        Assert.Equal(number, NumberText.ReadConstant(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("0x10", 16)]
    [InlineData("0x1f", 21)]
    [InlineData("0X1F", 0)]
    [InlineData("0x", 0)]
    public void Hexadecimal_letters_of_a_constant_count_from_zero_as_rsyslog_counts_them(string text, long number) =>
        Assert.Equal(number, NumberText.ReadConstant(Encoding.ASCII.GetBytes(text)));

    private static void AssertRead(string text, long number, bool isComplete)
    {
        Assert.Equal(number, NumberText.Read(Encoding.ASCII.GetBytes(text), out var complete));
        Assert.Equal(isComplete, complete);
    }
}

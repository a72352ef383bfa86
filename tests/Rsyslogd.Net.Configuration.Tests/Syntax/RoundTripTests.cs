using CsCheck;
using Rsyslogd.Net.Configuration.Tests.Parsing;

namespace Rsyslogd.Net.Configuration.Tests.Syntax;

public class RoundTripTests
{
    [Fact]
    public void What_is_printed_of_a_configuration_reads_as_the_same_configuration() =>
        RandomConfiguration.File.Sample(
            static text =>
            {
                var printed = SyntaxPrinter.Print(Reading.ReadAll(text));
                Assert.Equal(printed, SyntaxPrinter.Print(Reading.ReadAll(printed)));
            },
            iter: 2000,
            threads: 1);

    [Theory]
    [InlineData("1 + 2 * 3", "(1 + (2 * 3))")]
    [InlineData("1 - 2 - 3", "((1 - 2) - 3)")]
    [InlineData("not $msg contains 'x'", "((not $msg) contains 'x')")]
    [InlineData("$msg == 'a' or $msg == 'b' and 1", "((($msg == 'a') or ($msg == 'b')) and 1)")]
    [InlineData("'a' & 1 + 2", "(('a' & 1) + 2)")]
    public void Printing_shows_how_an_expression_was_read(string expression, string printed) =>
        Assert.Equal(printed, SyntaxPrinter.Print(Reading.ReadCondition(expression)));
}

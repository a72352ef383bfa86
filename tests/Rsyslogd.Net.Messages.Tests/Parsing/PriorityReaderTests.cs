using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

public sealed class PriorityReaderTests
{
    [Fact]
    public void A_short_frame_and_a_long_one_with_the_same_start_have_the_same_priority()
    {
        // Every text of up to three characters of these kinds between the brackets, and what may follow.
        const string kinds = "0129/:<> \u00ff";
        foreach (var first in kinds)
        {
            foreach (var second in kinds)
            {
                foreach (var third in kinds)
                {
                    foreach (var text in (string[])[$"<{first}>", $"<{first}{second}>", $"<{first}{second}{third}>", $"{first}{second}{third}>", $"<{first}{second}{third}9>"])
                    {
                        var expected = PriorityReader.Read(Samples.Bytes(text));
                        Assert.Equal(expected, PriorityReader.Read(Samples.Bytes(text + " host tag: text")));
                    }
                }
            }
        }
    }

    [Fact]
    public void All_numbers_up_to_three_digits_are_read()
    {
        for (var number = 0; number < 1000; number++)
        {
            foreach (var digits in (string[])[$"{number}", $"{number:D2}", $"{number:D3}"])
            {
                var expected = number < Message.InvalidPriority ? (number, digits.Length + 2) : (Message.InvalidPriority, 0);
                Assert.Equal(expected, PriorityReader.Read(Samples.Bytes($"<{digits}>Oct 11")));
            }
        }
    }
}

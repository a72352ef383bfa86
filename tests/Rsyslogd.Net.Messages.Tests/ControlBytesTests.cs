namespace Rsyslogd.Net.Messages.Tests;

public sealed class ControlBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(31)]
    public void The_first_byte_below_32_is_found_wherever_it_stands(byte control)
    {
        for (var length = 0; length < 200; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(32 + (i * 7 % 224)))];
            Assert.Equal(-1, ControlBytes.IndexOf(bytes));
            for (var at = 0; at < length; at++)
            {
                byte[] marked = [.. bytes];
                marked[at] = marked[^1] = control;
                Assert.Equal(at, ControlBytes.IndexOf(marked));
            }
        }
    }
}

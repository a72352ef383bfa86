using System.ComponentModel;

namespace Rsyslogd.Net.Interop.Tests;

public class EntropyTests
{
    [Fact]
    public void Nobody_gets_the_same_bytes_twice()
    {
        var first = new byte[Entropy.MaxBytes];
        var second = new byte[Entropy.MaxBytes];
        Entropy.Fill(first);
        Entropy.Fill(second);
        Assert.NotEqual(first, second);
        Assert.InRange(first.Distinct().Count(), 64, 256);
    }

    [Fact]
    public void More_than_the_kernel_gives_at_once_is_refused() =>
        Assert.Throws<Win32Exception>(() => Entropy.Fill(new byte[Entropy.MaxBytes + 1]));
}

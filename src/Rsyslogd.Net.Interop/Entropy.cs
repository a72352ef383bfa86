using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>Random bytes of the kernel's (getentropy(3)). The framework's generator would load OpenSSL for them: 4 MB and some
/// milliseconds.</summary>
public static unsafe class Entropy
{
    /// <summary>The most bytes of one call.</summary>
    public const int MaxBytes = 256;

    /// <summary>Fills a span with bytes that nobody can guess.</summary>
    /// <param name="bytes">At most <see cref="MaxBytes"/>.</param>
    /// <exception cref="Win32Exception">The kernel has none, or there are too many.</exception>
    public static void Fill(Span<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            if (Libc.GetEntropy(start, (nuint)bytes.Length) != 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }
        }
    }
}

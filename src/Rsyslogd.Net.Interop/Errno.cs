using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>Error numbers of Linux (errno(3)), as far as somebody decides by them.</summary>
public static class Errno
{
    /// <summary>ENOENT.</summary>
    public const int NoEntry = 2;

    /// <summary>EINTR.</summary>
    public const int Interrupted = 4;

    /// <summary>EIO.</summary>
    public const int InputOutput = 5;

    /// <summary>EAGAIN.</summary>
    public const int TryAgain = 11;

    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    /// <summary>EINVAL.</summary>
    public const int InvalidArgument = 22;

    /// <summary>ENFILE: the system has no descriptor left.</summary>
    public const int SystemOutOfDescriptors = 23;

    /// <summary>EMFILE: this process has no descriptor left.</summary>
    public const int OutOfDescriptors = 24;

    /// <summary>EFBIG.</summary>
    public const int FileTooBig = 27;

    /// <summary>ENOSPC.</summary>
    public const int NoSpace = 28;

    /// <summary>EPIPE.</summary>
    public const int BrokenPipe = 32;

    /// <summary>EMSGSIZE.</summary>
    public const int MessageTooLong = 90;

    /// <summary>EOPNOTSUPP.</summary>
    public const int NotSupported = 95;

    /// <summary>ENOBUFS.</summary>
    public const int NoBufferSpace = 105;

    /// <summary>ETIMEDOUT.</summary>
    public const int TimedOut = 110;

    /// <summary>ECONNREFUSED.</summary>
    public const int ConnectionRefused = 111;

    /// <summary>EINPROGRESS.</summary>
    public const int InProgress = 115;

    /// <summary>EDQUOT.</summary>
    public const int QuotaExceeded = 122;

    /// <summary>What it means, for example <c>No space left on device</c>.</summary>
    /// <param name="number">Positive.</param>
    public static string Describe(int number) => Marshal.GetPInvokeErrorMessage(number);

    internal static int Result(nint result) => result < 0 ? -Marshal.GetLastPInvokeError() : (int)result;
}

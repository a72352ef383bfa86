using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rsyslogd.Net.Interop;

/// <summary>This process as the system sees it: session, mask, limits, identity, signals. Every failure is a
/// <see cref="Win32Exception"/> with the system's own words.</summary>
public static unsafe class DaemonProcess
{
    /// <summary>SIGHUP.</summary>
    public const int SigHup = 1;

    /// <summary>SIGUSR1.</summary>
    public const int SigUsr1 = 10;

    /// <summary>SIGUSR2.</summary>
    public const int SigUsr2 = 12;

    /// <summary>SIGPIPE.</summary>
    public const int SigPipe = 13;

    /// <summary>Becomes the leader of a session without terminal (setsid(2)). Not possible for a group leader; nothing
    /// happens then.</summary>
    public static void StartSession() => _ = Libc.StartSession();

    /// <summary>Who we are at this moment (geteuid(2)).</summary>
    public static uint UserId => Libc.GetEffectiveUser();

    /// <summary>Our group at this moment (getegid(2)).</summary>
    public static uint GroupId => Libc.GetEffectiveGroup();

    /// <summary>Sets the file mode creation mask.</summary>
    public static void SetUmask(int mask) => _ = Libc.SetUmask(mask);

    /// <summary>Raises the number of open files to a wish, or as far as it is allowed (RLIMIT_NOFILE). Never lowers it.</summary>
    /// <returns>The number now.</returns>
    public static long RaiseOpenFileLimit(long wanted)
    {
        Libc.ResourceLimit limit;
        Check(Libc.GetResourceLimit(Libc.RlimitOpenFiles, &limit), "getrlimit");
        if (limit.Current >= (ulong)wanted)
        {
            return (long)Math.Min(limit.Current, long.MaxValue);
        }

        var raised = new Libc.ResourceLimit { Current = (ulong)wanted, Maximum = Math.Max(limit.Maximum, (ulong)wanted) };
        if (Libc.SetResourceLimit(Libc.RlimitOpenFiles, &raised) != 0)
        {
            // Only root may raise the hard limit.
            raised = limit with { Current = Math.Min((ulong)wanted, limit.Maximum) };
            Check(Libc.SetResourceLimit(Libc.RlimitOpenFiles, &raised), "setrlimit");
        }

        return (long)raised.Current;
    }

    /// <summary>Takes another group and gives up the supplementary ones (setgroups(2), setgid(2)). All threads change.</summary>
    /// <param name="group">Its id.</param>
    /// <param name="keepSupplementary">Leaves the supplementary groups as they are.</param>
    public static void BecomeGroup(long group, bool keepSupplementary)
    {
        if (!keepSupplementary)
        {
            Check(Libc.SetSupplementaryGroups(0, null), "setgroups");
        }

        Check(Libc.SetGroupId((uint)group), "setgid");
    }

    /// <summary>Takes another user and the supplementary groups that it is a member of, for good (initgroups(3), setuid(2)). All
    /// threads change.</summary>
    /// <param name="user">Its id.</param>
    public static void BecomeUser(long user)
    {
        var entry = Libc.FindUserById((uint)user);
        if (entry != null)
        {
            Check(Libc.InitialiseGroups(*entry, Libc.GetGroupId()), "initgroups");
        }

        Check(Libc.SetUserId((uint)user), "setuid");
    }

    /// <summary>Sends a signal to a process.</summary>
    public static void SendSignal(int process, int signal) => Check(Libc.SendSignal(process, signal), "kill");

    /// <summary>Whether a process exists, ours or not.</summary>
    public static bool Exists(int process) =>
        Libc.SendSignal(process, 0) == 0 || Marshal.GetLastPInvokeError() == Libc.Eperm;

    /// <summary>Ignores a signal from now on.</summary>
    public static void IgnoreSignal(int signal) => _ = Libc.SetSignalDisposition(signal, Libc.SigIgnore);

    /// <summary>Gives a signal its default effect, whatever the process that started this one has set.</summary>
    public static void RestoreSignal(int signal) => _ = Libc.SetSignalDisposition(signal, Libc.SigDefault);

    /// <summary>Makes a directory the root (chroot(2)) and goes there.</summary>
    public static void ChangeRoot(string directory)
    {
        Check(Libc.ChangeRoot(directory), "chroot");
        Environment.CurrentDirectory = "/";
    }

    /// <summary>Turns standard input, output and error to /dev/null: the terminal may go.</summary>
    public static void DetachStandardStreams()
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            Check(Libc.DuplicateOnto((int)nothing.DangerousGetHandle(), descriptor), "dup2");
        }
    }

    /// <summary>Whether standard error is a terminal.</summary>
    public static bool IsErrorTerminal => Libc.IsTerminal(2) == 1;

    private static void Check(int result, string call)
    {
        if (result < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new Win32Exception(error, $"{call}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }
}

using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Rsyslogd.Net.Interop;

/// <summary>A program that was started (posix_spawn(3)). Owned by one thread. The child has the signal handling of a fresh
/// process, our environment and no descriptor but 0, 1 and 2.</summary>
public sealed unsafe class ChildProcess
{
    /// <summary>SIGHUP.</summary>
    public const int SignalHangUp = 1;

    /// <summary>SIGINT.</summary>
    public const int SignalInterrupt = 2;

    /// <summary>SIGKILL.</summary>
    public const int SignalKill = 9;

    /// <summary>SIGUSR1.</summary>
    public const int SignalUser1 = 10;

    /// <summary>SIGUSR2.</summary>
    public const int SignalUser2 = 12;

    /// <summary>SIGTERM.</summary>
    public const int SignalTerminate = 15;

    // Larger than posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t of glibc and musl.
    private const int OpaqueBytes = 512;

    private static readonly byte[][] Environment = MakeEnvironment();

    private bool _ended;

    private ChildProcess(int id) => Id = id;

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>How it ended, as waitpid(2) gives it; meaningful after <see cref="HasEnded"/> was true.</summary>
    public int Status { get; private set; }

    /// <summary>Starts a program.</summary>
    /// <param name="arguments">The first one is its path; each ends in NUL.</param>
    /// <param name="input">Becomes descriptor 0; -1: /dev/null.</param>
    /// <param name="output">Becomes descriptor 1; -1: /dev/null.</param>
    /// <param name="error">Becomes descriptor 2; -1: /dev/null.</param>
    /// <param name="errno">Why it could not be started.</param>
    public static ChildProcess? Start(IReadOnlyList<byte[]> arguments, int input, int output, int error, out int errno)
    {
        var actions = stackalloc byte[OpaqueBytes];
        var attributes = stackalloc byte[OpaqueBytes];
        var signals = stackalloc byte[OpaqueBytes];
        _ = Libc.FileActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        Redirect(actions, 0, input);
        Redirect(actions, 1, output);
        Redirect(actions, 2, error);

        new Span<byte>(signals, OpaqueBytes).Clear();
        _ = Libc.AttributesSetSignalMask(attributes, signals);
        new Span<byte>(signals, OpaqueBytes).Fill(0xFF);
        _ = Libc.AttributesSetSignalDefaults(attributes, signals);
        _ = Libc.AttributesSetFlags(attributes, Libc.SpawnSetSignalMask | Libc.SpawnSetSignalDefaults);

        var argumentTable = Pin(arguments);
        var environmentTable = Pin(Environment);
        int id;
        errno = Libc.Spawn(&id, argumentTable[0], actions, attributes, argumentTable, environmentTable);
        Unpin(argumentTable, arguments.Count);
        Unpin(environmentTable, Environment.Length);
        _ = Libc.FileActionsDestroy(actions);
        _ = Libc.AttributesDestroy(attributes);
        return errno == 0 ? new ChildProcess(id) : null;
    }

    /// <summary>pipe2(2), both ends closed on exec; the end that is not the child's does not block.</summary>
    /// <param name="weWrite">Whether our end is the writing one.</param>
    /// <param name="ours">Our end, or a negative errno.</param>
    /// <param name="theirs">The child's end.</param>
    public static bool MakePipe(bool weWrite, out int ours, out int theirs)
    {
        const int setFlags = 4;
        const int brokenPipe = 13;
        const int ignore = 1;

        // A write to a program that has ended is to fail, not to end us.
        _ = Libc.SetSignalDisposition(brokenPipe, ignore);
        var ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OpenCloseOnExec) < 0)
        {
            ours = -Marshal.GetLastPInvokeError();
            theirs = -1;
            return false;
        }

        ours = ends[weWrite ? 1 : 0];
        theirs = ends[weWrite ? 0 : 1];
        _ = Libc.FileControl(ours, setFlags, Libc.OpenNonBlocking);
        return true;
    }

    /// <summary>Whether it is no longer there; never waits.</summary>
    public bool HasEnded()
    {
        if (!_ended)
        {
            int status;
            var result = Libc.WaitForProcess(Id, &status, Libc.WaitNoHang);
            if (result != 0)
            {
                _ended = true;
                Status = result == Id ? status : 0;
            }
        }

        return _ended;
    }

    /// <summary>Waits for its end, in steps of some milliseconds. False: it is still there.</summary>
    public bool WaitForEnd(long milliseconds)
    {
        const int step = 2;
        var until = System.Environment.TickCount64 + milliseconds;
        while (!HasEnded())
        {
            if (System.Environment.TickCount64 >= until)
            {
                return false;
            }

            _ = Libc.Poll(null, 0, step);
        }

        return true;
    }

    /// <summary>Sends a signal, if it is still there.</summary>
    public void Signal(int signal)
    {
        if (!HasEnded())
        {
            _ = Libc.SendSignal(Id, signal);
        }
    }

    /// <summary>The end in words: <c>exit status 1</c>, <c>signal 9</c>.</summary>
    public string DescribeEnd() => (Status & 0x7f) == 0 ? $"exit status {(Status >> 8) & 0xff}" : $"signal {Status & 0x7f}";

    private static void Redirect(byte* actions, int target, int source)
    {
        if (source >= 0)
        {
            _ = Libc.FileActionsDuplicate(actions, source, target);
            return;
        }

        fixed (byte* nothing = "/dev/null\0"u8)
        {
            _ = Libc.FileActionsOpen(actions, target, nothing, target == 0 ? 0 : Libc.OpenWriteOnly, 0);
        }
    }

    private static byte** Pin(IReadOnlyList<byte[]> texts)
    {
        var table = (byte**)NativeMemory.Alloc((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
        {
            table[i] = (byte*)NativeMemory.Alloc((nuint)texts[i].Length);
            texts[i].CopyTo(new Span<byte>(table[i], texts[i].Length));
        }

        table[texts.Count] = null;
        return table;
    }

    private static void Unpin(byte** table, int count)
    {
        for (var i = 0; i < count; i++)
        {
            NativeMemory.Free(table[i]);
        }

        NativeMemory.Free(table);
    }

    private static byte[][] MakeEnvironment()
    {
        var texts = new List<byte[]>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            texts.Add(Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}\0"));
        }

        return [.. texts];
    }
}

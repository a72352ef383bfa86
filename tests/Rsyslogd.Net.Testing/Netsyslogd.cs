using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Testing;

/// <summary>What a finished program has left.</summary>
public sealed record ProgramResult(int Status, string Output, string Errors);

/// <summary>The native binary: NETSYSLOGD, or out/netsyslogd of this repository.</summary>
public sealed partial class Netsyslogd : IDisposable
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigTerm = 15;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly List<string> _errors = [];

    private Netsyslogd(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => AddError(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Where the binary is.</summary>
    public static string Binary { get; } = Environment.GetEnvironmentVariable("NETSYSLOGD") ?? FindBinary();

    /// <summary>Whether we are root.</summary>
    public static bool IsRoot => Environment.IsPrivilegedProcess;

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has said on standard error until now.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    /// <summary>Waits until it has said something on standard error; what it writes takes its time to arrive here.</summary>
    public Task Says(string text) => Eventually.True(() => Errors.Contains(text, StringComparison.Ordinal), () => $"not said: {text}\n{Errors}");

    /// <summary>Starts the daemon with -n -f -i in a directory, and waits until its pid file is there.</summary>
    public static Task<Netsyslogd> Start(TempDirectory directory, string configuration, params string[] more) =>
        StartFile(directory, directory.Write("rsyslog.conf", configuration), "pid", more);

    /// <summary>The same for a configuration file and a pid file of a given name.</summary>
    public static async Task<Netsyslogd> StartFile(
        TempDirectory directory, string path, string pidFile, params string[] more)
    {
        var daemon = Launch(Binary, directory, [], ["-n", "-f", path, "-i", directory[pidFile], .. more]);
        await daemon.WaitForPidFile(directory[pidFile]);
        return daemon;
    }

    /// <summary>Starts a program without waiting.</summary>
    public static Netsyslogd Launch(
        string program, TempDirectory directory, IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> arguments)
    {
        var start = Prepare(program, directory, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Netsyslogd(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    public static ProgramResult Run(string program, TempDirectory directory, params string[] arguments)
    {
        using var process = Process.Start(Prepare(program, directory, arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit) || !Task.WaitAll([errors, output], Limit))
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} does not end, or something holds its output open");
        }

        return new ProgramResult(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Waits until the pid file holds this process.</summary>
    public Task WaitForPidFile(string path) => Eventually.True(
        () => (File.Exists(path) && File.ReadAllText(path) == ProcessId.ToString(CultureInfo.InvariantCulture))
            || (HasExited ? throw new InvalidOperationException($"it ended with {_process.ExitCode}: {Errors}") : false),
        () => $"no pid file. {Errors}");

    /// <summary>Sends a signal.</summary>
    public void Signal(int number) => _ = Kill(ProcessId, number);

    /// <summary>Sends SIGTERM (or another signal) and waits for the end.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> Stop(int signal = SigTerm)
    {
        Signal(signal);
        return await WaitForEnd();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> WaitForEnd()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>A figure of /proc/PID/status in KiB, such as VmHWM.</summary>
    public long GetMemory(string name)
    {
        var line = File.ReadLines($"/proc/{ProcessId}/status").First(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Sends a signal to any process.</summary>
    public static void SendSignal(int process, int signal) => _ = Kill(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static ProcessStartInfo Prepare(string program, TempDirectory directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["TZ"] = "UTC";
        start.Environment.Remove("NOTIFY_SOCKET");
        start.Environment.Remove("JOURNAL_STREAM");
        return start;
    }

    private static string FindBinary()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rsyslogd.Net.sln")))
            {
                return Path.Combine(folder.FullName, "out", "netsyslogd");
            }
        }

        throw new FileNotFoundException("out/netsyslogd: make build makes it");
    }

    private void AddError(string? line)
    {
        if (line is not null)
        {
            lock (_errors)
            {
                _errors.Add(line);
            }
        }
    }
}

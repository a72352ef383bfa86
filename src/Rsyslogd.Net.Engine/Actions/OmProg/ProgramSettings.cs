using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Programs;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmProg;

/// <summary>The parameters of omprog.</summary>
internal sealed record ProgramSettings(IReadOnlyList<byte[]> Arguments, string Binary)
{
    /// <summary>confirmMessages: the program answers each line.</summary>
    public bool ConfirmMessages { get; init; }

    /// <summary>confirmTimeout in milliseconds.</summary>
    public long ConfirmTimeout { get; init; } = 10_000;

    /// <summary>reportFailures.</summary>
    public bool ReportFailures { get; init; }

    /// <summary>useTransactions.</summary>
    public bool UseTransactions { get; init; }

    /// <summary>beginTransactionMark with its line end.</summary>
    public byte[] BeginMark { get; init; } = [];

    /// <summary>commitTransactionMark with its line end.</summary>
    public byte[] CommitMark { get; init; } = [];

    /// <summary>output; null: /dev/null.</summary>
    public string? Output { get; init; }

    /// <summary>fileCreateMode of the output file.</summary>
    public int OutputMode { get; init; } = 0b110_000_000;

    /// <summary>hup.signal; 0: none.</summary>
    public int HangUpSignal { get; init; }

    /// <summary>signalOnClose: SIGTERM before its input is closed.</summary>
    public bool SignalOnClose { get; init; }

    /// <summary>closeTimeout in milliseconds.</summary>
    public long CloseTimeout { get; init; } = 5_000;

    /// <summary>killUnresponsive: SIGKILL after that.</summary>
    public bool KillUnresponsive { get; init; }

    /// <summary>action.resumeInterval in milliseconds: the pause after a refusal.</summary>
    public long ResumeInterval { get; init; } = 30_000;

    /// <summary>action.resumeRetryCount: how often a refused message is tried again; -1: for ever.</summary>
    public long RetryCount { get; init; }

    /// <summary>reportChildProcessExits of global(): none, errors or all.</summary>
    public string ReportedExits { get; init; } = "errors";

    /// <summary>Reads them.</summary>
    public static ProgramSettings Read(BoundParameters parameters, BoundParameters globals)
    {
        var binary = parameters.RequireText("binary");
        var signalOnClose = parameters.GetSwitch("signalOnClose");
        return new(CommandLine.Split(binary), binary)
        {
            ReportedExits = globals.GetText("reportChildProcessExits") ?? "errors",
            ConfirmMessages = parameters.GetSwitch("confirmMessages"),
            ConfirmTimeout = Math.Max(1, parameters.GetNumber("confirmTimeout", 10_000)),
            ReportFailures = parameters.GetSwitch("reportFailures"),
            UseTransactions = parameters.GetSwitch("useTransactions"),
            BeginMark = Line(parameters.GetText("beginTransactionMark") ?? "BEGIN TRANSACTION"),
            CommitMark = Line(parameters.GetText("commitTransactionMark") ?? "COMMIT TRANSACTION"),
            Output = parameters.GetText("output"),
            OutputMode = (int)parameters.GetNumber("fileCreateMode", 0b110_000_000),
            HangUpSignal = Signal(parameters.GetText("hup.signal")),
            SignalOnClose = signalOnClose,
            CloseTimeout = Math.Max(0, parameters.GetNumber("closeTimeout", 5_000)),
            KillUnresponsive = parameters.IsGiven("killUnresponsive")
                ? parameters.GetSwitch("killUnresponsive")
                : signalOnClose,
            ResumeInterval = Math.Max(1, parameters.GetNumber("action.resumeInterval", 30)) * 1000,
            RetryCount = parameters.GetNumber("action.resumeRetryCount", 0),
        };
    }

    private static byte[] Line(string text) => System.Text.Encoding.UTF8.GetBytes(text + '\n');

    private static int Signal(string? name) => name?.ToUpperInvariant() switch
    {
        "HUP" => ChildProcess.SignalHangUp,
        "USR1" => ChildProcess.SignalUser1,
        "USR2" => ChildProcess.SignalUser2,
        "INT" => ChildProcess.SignalInterrupt,
        "TERM" => ChildProcess.SignalTerminate,
        _ => 0,
    };
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>Whose number stands in the tag (usePid).</summary>
internal enum ProcessIdSource
{
    /// <summary>SYSLOG_PID or, without one, _PID.</summary>
    Both,

    /// <summary>What the sender says: SYSLOG_PID.</summary>
    Syslog,

    /// <summary>What the system knows: _PID.</summary>
    System,
}

/// <summary>module(load="imjournal"); names follow rsyslog's manual, "imjournal".</summary>
internal sealed record JournalSettings
{
    /// <summary>stateFile, with the work directory in front unless it is absolute; null: the position is not kept.</summary>
    public string? StateFile { get; init; }

    /// <summary>fileCreateMode: permissions of the state file.</summary>
    public UnixFileMode StateFileMode { get; init; } = (UnixFileMode)0b110_100_100;

    /// <summary>persistStateInterval: messages.</summary>
    public long PersistStateInterval { get; init; } = 10;

    /// <summary>rateLimit.interval: seconds; 0: no limit.</summary>
    public int RateLimitInterval { get; init; } = 600;

    /// <summary>rateLimit.burst: messages in that interval.</summary>
    public int RateLimitBurst { get; init; } = 20_000;

    /// <summary>ignorePreviousMessages: without a state, begin with what comes from now on.</summary>
    public bool IgnoresPrevious { get; init; }

    /// <summary>defaultSeverity.</summary>
    public int DefaultSeverity { get; init; } = 5;

    /// <summary>defaultFacility.</summary>
    public int DefaultFacility { get; init; } = 1;

    /// <summary>usePid.</summary>
    public ProcessIdSource UsePid { get; init; }

    /// <summary>ignoreNonValidStatefile: a state that is none is the same as no state.</summary>
    public bool IgnoresInvalidState { get; init; } = true;

    /// <summary>fsync: states reach the disk at once.</summary>
    public bool SyncsState { get; init; }

    /// <summary>remote: entries of other machines as well.</summary>
    public bool WithRemote { get; init; }

    /// <summary>Longer fields are cut.</summary>
    public int MaxFieldBytes { get; init; } = 8192;

    /// <summary>Of the module's parameters.</summary>
    public static JournalSettings Read(BoundParameters parameters, EngineSettings engine) => new()
    {
        StateFile = parameters.GetText("stateFile") is { Length: > 0 } name
            ? Path.Combine(engine.WorkDirectory ?? ".", name)
            : null,
        StateFileMode = (UnixFileMode)(parameters.GetNumber("fileCreateMode", 0b110_100_100) & 0b111_111_111),
        PersistStateInterval = parameters.GetNumber("persistStateInterval", 10),
        RateLimitInterval = (int)Math.Min(parameters.GetNumber("rateLimit.interval", 600), int.MaxValue),
        RateLimitBurst = (int)Math.Min(parameters.GetNumber("rateLimit.burst", 20_000), int.MaxValue),
        IgnoresPrevious = parameters.GetSwitch("ignorePreviousMessages"),
        DefaultSeverity = (int)parameters.GetNumber("defaultSeverity", 5),
        DefaultFacility = (int)parameters.GetNumber("defaultFacility", 1),
        UsePid = parameters.GetSwitch("usePidFromSystem")
            ? ProcessIdSource.System
            : Enum.Parse<ProcessIdSource>(parameters.GetText("usePid") ?? "both", ignoreCase: true),
        IgnoresInvalidState = parameters.GetSwitch("ignoreNonValidStatefile", true),
        SyncsState = parameters.GetSwitch("fsync"),
        WithRemote = parameters.GetSwitch("remote"),
        MaxFieldBytes = engine.Parser.MaxMessageSizeBytes,
    };
}

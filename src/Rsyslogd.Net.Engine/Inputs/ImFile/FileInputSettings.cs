using System.Text;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>How lines become messages.</summary>
internal enum LineGrouping
{
    /// <summary>readMode 0: each line is one.</summary>
    None,

    /// <summary>readMode 1: a blank line ends one.</summary>
    Paragraph,

    /// <summary>readMode 2: a line that begins with a blank belongs to the one before.</summary>
    Indented,

    /// <summary>startmsg.regex: a line that matches begins one.</summary>
    StartExpression,

    /// <summary>endmsg.regex: a line that matches ends one.</summary>
    EndExpression,
}

/// <summary>One input(type="imfile"); names follow rsyslog's manual, "imfile".</summary>
internal sealed record FileInputSettings
{
    /// <summary>file: a path, perhaps with wildcards.</summary>
    public required string Pattern { get; init; }

    /// <summary>tag, as it is: no colon is added.</summary>
    public required byte[] Tag { get; init; }

    /// <summary>facility * 8 + severity.</summary>
    public byte Priority { get; init; }

    /// <summary>mode: whether to ask again and again instead of being told.</summary>
    public bool IsPolling { get; init; }

    /// <summary>pollingInterval.</summary>
    public TimeSpan PollingInterval { get; init; }

    /// <summary>readMode, startmsg.regex, endmsg.regex.</summary>
    public LineGrouping Grouping { get; init; }

    /// <summary>startmsg.regex or endmsg.regex.</summary>
    public string? Expression { get; init; }

    /// <summary>What stands between joined lines (escapeLF, escapeLF.replacement).</summary>
    public required byte[] LineFeed { get; init; }

    /// <summary>escapeLF.</summary>
    public bool EscapesLineFeed { get; init; }

    /// <summary>readTimeout; zero: none.</summary>
    public TimeSpan ReadTimeout { get; init; }

    /// <summary>timeoutGranularity.</summary>
    public TimeSpan TimeoutGranularity { get; init; }

    /// <summary>addMetadata.</summary>
    public bool AddsMetadata { get; init; }

    /// <summary>addCeeTag.</summary>
    public bool AddsCeeTag { get; init; }

    /// <summary>needParse.</summary>
    public bool NeedsParse { get; init; }

    /// <summary>reopenOnTruncate.</summary>
    public bool ReopensOnTruncate { get; init; }

    /// <summary>freshStartTail.</summary>
    public bool StartsAtTail { get; init; }

    /// <summary>ignoreOlderThan in seconds; 0: none is too old.</summary>
    public long IgnoreOlderThanSeconds { get; init; }

    /// <summary>maxLinesAtOnce of polling mode; 0: all.</summary>
    public long MaxLinesAtOnce { get; init; }

    /// <summary>maxSubmitAtOnce: messages in one batch.</summary>
    public int MaxSubmitAtOnce { get; init; }

    /// <summary>maxLinesPerMinute; 0: no limit.</summary>
    public long MaxLinesPerMinute { get; init; }

    /// <summary>maxBytesPerMinute; 0: no limit.</summary>
    public long MaxBytesPerMinute { get; init; }

    /// <summary>trimLineOverBytes; 0: lines stay whole.</summary>
    public int TrimLineOverBytes { get; init; }

    /// <summary>discardTruncatedMsg.</summary>
    public bool DiscardsTruncated { get; init; }

    /// <summary>msgDiscardingError.</summary>
    public bool ReportsTruncated { get; init; }

    /// <summary>maxMessageSize.</summary>
    public int MaxMessageBytes { get; init; }

    /// <summary>persistStateInterval in messages; 0: from time to time.</summary>
    public long PersistStateInterval { get; init; }

    /// <summary>persistStateAfterSubmission.</summary>
    public bool PersistsAfterSubmission { get; init; }

    /// <summary>deleteStateOnFileDelete.</summary>
    public bool DeletesState { get; init; }

    /// <summary>statefile.directory, workDirectory, or else where the daemon is.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Reads the parameters of an input and of its module.</summary>
    public static FileInputSettings Read(BoundInput input, BoundParameters module, Topology.EngineSettings engine)
    {
        var parameters = input.Parameters;
        var (grouping, expression) = ReadGrouping(parameters);
        var escapes = parameters.GetSwitch("escapeLF", true);
        var isModern = grouping is LineGrouping.StartExpression or LineGrouping.EndExpression;
        var replacement = !escapes ? "\n" : parameters.GetText("escapeLF.replacement") ?? (isModern ? "\\n" : "#012");
        var isPolling = "polling".Equals(module.GetText("mode"), StringComparison.OrdinalIgnoreCase);
        return new FileInputSettings
        {
            Pattern = parameters.RequireText("file"),
            Tag = Encoding.UTF8.GetBytes(parameters.RequireText("tag")),
            Priority = (byte)((parameters.GetNumber("facility", 16) << 3) | parameters.GetNumber("severity", 5)),
            IsPolling = isPolling,
            PollingInterval = Seconds(Math.Max(1, module.GetNumber("pollingInterval", 10))),
            Grouping = grouping,
            Expression = expression,
            EscapesLineFeed = escapes,
            LineFeed = Encoding.UTF8.GetBytes(replacement),
            ReadTimeout = Seconds(parameters.GetNumber("readTimeout") ?? module.GetNumber("readTimeout", 0)),
            TimeoutGranularity = Seconds(Math.Max(1, module.GetNumber("timeoutGranularity", 1))),
            AddsMetadata = parameters.GetSwitch("addMetadata", true),
            AddsCeeTag = parameters.GetSwitch("addCeeTag"),
            NeedsParse = parameters.GetSwitch("needParse"),
            ReopensOnTruncate = parameters.GetSwitch("reopenOnTruncate"),
            StartsAtTail = parameters.GetSwitch("freshStartTail"),
            IgnoreOlderThanSeconds = parameters.GetNumber("ignoreOlderThan", 0),
            MaxLinesAtOnce = isPolling ? parameters.GetNumber("maxLinesAtOnce", 0) : 0,
            MaxSubmitAtOnce = (int)Math.Clamp(parameters.GetNumber("maxSubmitAtOnce", 1024), 1, BatchWriter.MaxFrames),
            MaxLinesPerMinute = parameters.GetNumber("maxLinesPerMinute", 0),
            MaxBytesPerMinute = parameters.GetNumber("maxBytesPerMinute", 0),
            TrimLineOverBytes = (int)Math.Min(parameters.GetNumber("trimLineOverBytes", 0), int.MaxValue),
            DiscardsTruncated = parameters.GetSwitch("discardTruncatedMsg"),
            ReportsTruncated = parameters.GetSwitch("msgDiscardingError", true),
            MaxMessageBytes = engine.Parser.MaxMessageSizeBytes,
            PersistStateInterval = parameters.GetNumber("persistStateInterval", 0),
            PersistsAfterSubmission = parameters.GetSwitch("persistStateAfterSubmission"),
            DeletesState = parameters.GetSwitch("deleteStateOnFileDelete", true),
            StateDirectory = module.GetText("statefile.directory") ?? engine.WorkDirectory ?? ".",
        };
    }

    private static (LineGrouping Grouping, string? Expression) ReadGrouping(BoundParameters parameters)
    {
        if (parameters.GetText("startmsg.regex") is { } start)
        {
            return (LineGrouping.StartExpression, start);
        }

        if (parameters.GetText("endmsg.regex") is { } end)
        {
            return (LineGrouping.EndExpression, end);
        }

        return parameters.GetText("readMode") switch
        {
            "1" => (LineGrouping.Paragraph, null),
            "2" => (LineGrouping.Indented, null),
            _ => (LineGrouping.None, null),
        };
    }

    private static TimeSpan Seconds(long seconds) => TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue / 1000));
}

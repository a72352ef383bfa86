using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>The parameters of omfile. What module(load="builtin:omfile") gives is among the defaults of action(), and by
/// rsyslog's rules not of action lines: the binder has seen to it.</summary>
internal sealed record FileSettings
{
    /// <summary>fileCreateMode, before the umask.</summary>
    public int FileMode { get; init; } = 0b110_100_100;

    /// <summary>dirCreateMode, before the umask.</summary>
    public int DirectoryMode { get; init; } = 0b111_000_000;

    /// <summary>fileOwner, fileOwnerNum; -1: ours.</summary>
    public long FileOwner { get; init; } = -1;

    /// <summary>fileGroup, fileGroupNum; -1: ours.</summary>
    public long FileGroup { get; init; } = -1;

    /// <summary>dirOwner, dirOwnerNum; -1: ours.</summary>
    public long DirectoryOwner { get; init; } = -1;

    /// <summary>dirGroup, dirGroupNum; -1: ours.</summary>
    public long DirectoryGroup { get; init; } = -1;

    /// <summary>createDirs.</summary>
    public bool CreateDirectories { get; init; } = true;

    /// <summary>failOnChownFailure: what can't get its owner isn't written.</summary>
    public bool FailOnChownFailure { get; init; } = true;

    /// <summary>sync: fdatasync after each flush.</summary>
    public bool Sync { get; init; }

    /// <summary>addLF.</summary>
    public bool AddLineFeed { get; init; }

    /// <summary>flushOnTXEnd off: written when the buffer is full, after <see cref="FlushInterval"/>, and at the end.</summary>
    public bool FlushOnBatchEnd { get; init; } = true;

    /// <summary>flushInterval in seconds; counts only while <see cref="FlushOnBatchEnd"/> is off.</summary>
    public long FlushInterval { get; init; } = 1;

    /// <summary>rotation.sizeLimit in bytes; 0: none.</summary>
    public long SizeLimit { get; init; }

    /// <summary>rotation.sizeLimitCommand; null: none.</summary>
    public string? SizeLimitCommand { get; init; }

    /// <summary>dynaFileCacheSize.</summary>
    public int CacheSize { get; init; } = 10;

    /// <summary>dynafile.doNotSuspend="off": a file name that can't be used suspends the action instead of costing one message.</summary>
    public bool SuspendsOnBadName { get; init; }

    /// <summary>closeTimeout in minutes; 0: files stay open.</summary>
    public long CloseTimeout { get; init; }

    /// <summary>Reads them.</summary>
    public static FileSettings Read(BoundParameters action)
    {
        var isDynamic = action.GetText("dynaFile") is not null;
        return new FileSettings
        {
            FileMode = (int)(Number("fileCreateMode") ?? 0b110_100_100),
            DirectoryMode = (int)(Number("dirCreateMode") ?? 0b111_000_000),
            FileOwner = Number("fileOwner") ?? Number("fileOwnerNum") ?? -1,
            FileGroup = Number("fileGroup") ?? Number("fileGroupNum") ?? -1,
            DirectoryOwner = Number("dirOwner") ?? Number("dirOwnerNum") ?? -1,
            DirectoryGroup = Number("dirGroup") ?? Number("dirGroupNum") ?? -1,
            CreateDirectories = action.GetSwitch("createDirs", true),
            FailOnChownFailure = action.GetSwitch("failOnChownFailure", true),
            Sync = action.GetSwitch("sync"),
            AddLineFeed = action.GetSwitch("addLF"),
            FlushOnBatchEnd = action.GetSwitch("flushOnTXEnd", true),
            FlushInterval = Math.Max(1, action.GetNumber("flushInterval", 1)),
            SuspendsOnBadName = !action.GetSwitch("dynafile.doNotSuspend", true),
            SizeLimit = action.GetNumber("rotation.sizeLimit", 0),
            SizeLimitCommand = action.GetText("rotation.sizeLimitCommand"),
            CacheSize = (int)Math.Clamp(action.GetNumber("dynaFileCacheSize", 10), 1, 100_000),
            CloseTimeout = action.IsGiven("closeTimeout") ? action.GetNumber("closeTimeout", 0) : isDynamic ? 10 : 0,
        };

        long? Number(string name) => action.GetNumber(name);
    }
}

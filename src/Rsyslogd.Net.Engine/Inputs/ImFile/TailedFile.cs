using System.Text;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// One file that is followed. Hot. Where lines are records, they are read straight into the batch; the unfinished line at
/// the end is left and read again with its rest. Reactor's thread only.
/// </summary>
internal sealed class TailedFile : IFileObserver, IDisposable
{
    /// <summary>How much is read at once: a file's share of a turn.</summary>
    public const int ChunkBytes = 128 * 1024;

    // Joining lines costs more than cutting them: fewer in a turn.
    private const int JoinedLinesPerTurn = 4096;

    private readonly FileInput _input;
    private readonly FileInputSettings _settings;
    private readonly RecordAssembler? _assembler;
    private readonly int _descriptor;
    private readonly RewriteGuard _guard;
    private byte[] _name;
    private bool _skipsLine;
    private bool _hasFailed;
    private long? _undelivered;

    /// <param name="input">Whose it is.</param>
    /// <param name="path">As it was matched.</param>
    /// <param name="descriptor">Open for reading; owned from now on.</param>
    /// <param name="identity">Which file.</param>
    /// <param name="offset">Where to begin.</param>
    public TailedFile(FileInput input, string path, int descriptor, FileIdentity identity, long offset)
    {
        _input = input;
        _settings = input.Settings;
        _descriptor = descriptor;
        _guard = new RewriteGuard(descriptor);
        _name = Encoding.UTF8.GetBytes(path);
        Path = path;
        Identity = identity;
        ReadOffset = offset;
        SavedOffset = -1;
        _assembler = MakeAssembler();
    }

    /// <summary>Its name, as it was matched last.</summary>
    public string Path { get; private set; }

    /// <summary>Which file it is.</summary>
    public FileIdentity Identity { get; }

    /// <summary>The number of the inotify watch; negative: none.</summary>
    public int Watch { get; set; } = -1;

    /// <summary>Whether it is among those to be read in the next turn.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether the scan that is going on has found it.</summary>
    public bool IsFound { get; set; }

    /// <summary>Where its state is kept.</summary>
    public required string StateName { get; init; }

    /// <summary>The first byte that has not been read.</summary>
    public long ReadOffset { get; private set; }

    /// <summary>The offset in its state file; -1: there is none.</summary>
    public long SavedOffset { get; set; }

    /// <summary>The offset that is to be saved once the messages up to there have come out.</summary>
    public long MarkedOffset { get; set; }

    /// <summary>Milliseconds (Environment.TickCount64) of the last read that brought something.</summary>
    public long LastRead { get; private set; } = Environment.TickCount64;

    /// <summary>The first byte of the first record that has not been given to the queue.</summary>
    public long RecordOffset =>
        _undelivered ?? (_assembler is { IsOpen: true } assembler ? assembler.OpenOffset : ReadOffset);

    /// <summary>Whether it is no longer followed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether a record has begun whose end hasn't come yet.</summary>
    public bool HasOpenRecord => _assembler is { IsOpen: true };

    /// <inheritdoc/>
    public void OnChanged() => _input.MarkReady(this);

    /// <summary>It has got another name that matches.</summary>
    public void Rename(string path)
    {
        Path = path;
        _name = Encoding.UTF8.GetBytes(path);
    }

    /// <summary>Size, links and so on.</summary>
    public FileDescription Describe()
    {
        _ = NativeFile.Describe(_descriptor, out var description);
        return description;
    }

    /// <summary>Watches what is written to it.</summary>
    public void StartWatch(FileWatcher watcher) => Watch = watcher.WatchContent(_descriptor, this);

    /// <summary>Bytes at a place, for the state's fingerprint.</summary>
    public int ReadAt(Span<byte> room, long offset) => NativeFile.ReadAt(_descriptor, room, offset);

    /// <summary>Reads once. True: there is more to read at once.</summary>
    public bool ReadTurn()
    {
        if (_settings.ReopensOnTruncate && _guard.IsRewritten(ReadOffset))
        {
            StartOver();
        }

        Batch? batch = null;
        var start = 0;
        Span<byte> room = _input.Chunk;
        if (_assembler is null)
        {
            batch = _input.Records.Room(Math.Max(ChunkBytes / 2, _settings.MaxMessageBytes + 1));
            if (batch is null)
            {
                return false;
            }

            start = batch.Used;
            room = batch.Slab.AsSpan(start, Math.Min(batch.Slab.Length - start, Math.Max(ChunkBytes, _settings.MaxMessageBytes + 1)));
        }

        var read = NativeFile.ReadAt(_descriptor, room, ReadOffset);
        if (read <= 0)
        {
            return read == 0 ? IsTruncated() : Fail(read);
        }

        LastRead = Environment.TickCount64;
        var taken = Cut(room[..read], batch, start, isWholeRoom: read == room.Length, out var isLimited);
        ReadOffset += taken;
        if (_settings.ReopensOnTruncate && taken > 0)
        {
            _guard.Remember(ReadOffset);
        }

        if (batch is not null)
        {
            batch.Used += taken;
            if (_input.Records.IsFull(batch))
            {
                _input.Records.HandOver();
            }
        }

        return isLimited || read == room.Length;
    }

    /// <summary>No further line will come, or none has come for long: the record that has begun is complete.</summary>
    public void Finish() => _assembler?.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        (_assembler as IDisposable)?.Dispose();
        NativeFile.Close(_descriptor);
        IsClosed = true;
    }

    private RecordAssembler? MakeAssembler() => _settings.Grouping switch
    {
        LineGrouping.None => _settings.AddsCeeTag ? new LineAssembler(_settings, Output) : null,
        LineGrouping.Paragraph => new ParagraphAssembler(_settings, Output),
        LineGrouping.Indented => new IndentedAssembler(_settings, Output),
        LineGrouping.StartExpression or LineGrouping.EndExpression =>
            new ExpressionAssembler(_settings, Output, _input.Complain),
        _ => throw new InvalidOperationException($"no grouping {_settings.Grouping}"),
    };

    /// <summary>Cuts what was read into lines; gives how many bytes that took.</summary>
    private int Cut(Span<byte> chunk, Batch? batch, int start, bool isWholeRoom, out bool isLimited)
    {
        var limit = _settings.MaxLinesAtOnce > 0 ? _settings.MaxLinesAtOnce
            : batch is null ? JoinedLinesPerTurn : long.MaxValue;
        var (at, lines) = (0, 0L);
        isLimited = false;
        while (!isLimited)
        {
            var length = chunk[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            if (_skipsLine)
            {
                _skipsLine = false;
            }
            else
            {
                Take(chunk.Slice(at, length), batch, start + at, ReadOffset + at);
            }

            at += length + 1;
            isLimited = ++lines >= limit || (batch is not null && _input.Records.IsFull(batch));
        }

        return _skipsLine || (at == 0 && isWholeRoom) ? SkipLine(chunk, batch, start) : at;
    }

    // A line that is longer than anything that could come of it: its beginning is the record, the rest is passed over.
    private int SkipLine(Span<byte> chunk, Batch? batch, int start)
    {
        if (!_skipsLine)
        {
            var length = Math.Min(chunk.Length - 1, _settings.MaxMessageBytes);
            Take(chunk[..length], batch, start, ReadOffset);
            _skipsLine = true;
        }

        return chunk.Length;
    }

    private void Take(Span<byte> line, Batch? batch, int start, long offset)
    {
        if (batch is null)
        {
            _assembler!.Add(line, offset);
            return;
        }

        var length = line.Length;
        if (_settings.TrimLineOverBytes > 0 && length > _settings.TrimLineOverBytes)
        {
            // As in rsyslog, a cut line ends in a line feed.
            length = _settings.TrimLineOverBytes;
            line[length++] = (byte)'\n';
        }

        _input.Records.AddInPlace(batch, start, length, new FrameOrigin(_name, offset));
    }

    private bool Output(ReadOnlySpan<byte> text, long offset)
    {
        var isTaken = _input.Records.Add(text, new FrameOrigin(_name, offset));
        if (!isTaken)
        {
            _undelivered ??= offset;
        }

        return isTaken;
    }

    /// <summary>At the end: whether the file has become shorter than what was read, and is to be read again (reopenOnTruncate).</summary>
    private bool IsTruncated()
    {
        if (!_settings.ReopensOnTruncate || Describe().Size >= ReadOffset)
        {
            return false;
        }

        StartOver();
        return true;
    }

    private void StartOver()
    {
        ReadOffset = 0;
        _skipsLine = false;
        _guard.Forget();
        _assembler?.Reset();
    }

    private bool Fail(int errno)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            _input.Complain($"imfile: cannot read '{Path}': {Errno.Describe(-errno)}");
        }

        return false;
    }
}

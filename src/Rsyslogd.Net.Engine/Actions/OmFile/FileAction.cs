using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// omfile: appends messages to a file, or to files whose names a template makes. Hot: a message is formatted straight into
/// its file's buffer, which is written when it is full or the batch ends; for dynamic files see <see cref="PendingText"/>.
/// </summary>
public sealed partial class FileAction : OutputAction
{
    /// <summary>What waits for a file is written when it has that many bytes.</summary>
    internal const int FlushAtBytes = 64 * 1024;

    private const int MaxBufferedBytes = 4 << 20;

    private readonly BoundAction _bound;
    private readonly EngineServices _services;
    private readonly FileSettings _settings;
    private readonly TemplateProgram _template;
    private readonly FileOpener _opener;
    private readonly List<LogFile> _dirty = [];
    private readonly LogFile? _static;
    private readonly DynamicFiles? _dynamic;
    private readonly FileRotation? _rotation;
    private readonly Counter _processed;
    private readonly Counter _failed;

    private long _bufferedBytes;
    private long _seconds;
    private long _flushedAt;

    /// <summary>Makes the action; nothing is opened before the first message.</summary>
    public FileAction(BoundAction action, EngineServices services)
    {
        _bound = action;
        _services = services;
        _settings = FileSettings.Read(action.Parameters);
        _template = CompileTemplate(new TemplateCache(services.CompileTemplate));
        _opener = new FileOpener(_settings);
        _troubles = new FileTroubles(services.Log);
        var target = action.NameTemplate?.Name ?? action.Parameters.GetText("file") ?? action.Parameters.GetText("dynaFile");
        var counters = services.Statistics.Register(action.Name ?? $"omfile({target})", "omfile");
        _processed = counters.Add("processed");
        _failed = counters.Add("failed");
        if (action.NameTemplate is null)
        {
            _static = new LogFile(NativeFile.Path(action.Parameters.RequireText("file")));
        }
        else
        {
            _dynamic = new DynamicFiles(action.NameTemplate, _settings, services, counters);
            _pending = new PendingText();
        }

        _rotation = _settings.SizeLimit > 0 ? new FileRotation(_settings, services.Log) : null;
    }

    private BoundTemplate BoundTemplate => ActionTemplates.Of(_bound, _services, "RSYSLOG_FileFormat");

    /// <inheritdoc/>
    public override bool IsDirty => _dirty.Count > 0 && _settings.FlushOnBatchEnd;

    /// <inheritdoc/>
    public override DeliveryResult Deliver(Message message)
    {
        var file = _static ?? _dynamic!.Find(message, this, _seconds);
        if (file is null)
        {
            _failed.Add(1);
            return _settings.SuspendsOnBadName ? DeliveryResult.Suspended : DeliveryResult.Rejected;
        }

        if (NeedsOutcome && !IsUsable(file))
        {
            return DeliveryResult.Suspended;
        }

        _processed.Add(1);
        if (WaitsTogether(file))
        {
            _template.Append(message, _pending!.Begin(file));
            _pending.End(file);
            WriteIfMuch(file);
            return DeliveryResult.Done;
        }

        var buffer = Begin(file);
        var start = buffer.Length;
        _template.Append(message, buffer);
        End(file, start);
        return DeliveryResult.Done;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_settings.FlushOnBatchEnd)
        {
            FlushAll();
        }
    }

    /// <inheritdoc/>
    public override void Reopen()
    {
        FlushAll();
        RetryTroubled(always: true);
        _static?.Close();
        _dynamic?.CloseAll();
    }

    /// <inheritdoc/>
    public override void Tick()
    {
        _seconds++;
        if (_settings.FlushOnBatchEnd || _seconds - _flushedAt >= _settings.FlushInterval)
        {
            FlushAll();
        }

        RetryTroubled(always: false);
        if (_settings.CloseTimeout > 0)
        {
            var oldest = _seconds - (_settings.CloseTimeout * 60);
            _dynamic?.CloseUnused(oldest, this);
            if (_static is { Descriptor: >= 0 } && _static.UsedAt < oldest)
            {
                _static.Close();
            }
        }
    }

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline)
    {
        FlushAll();
        RetryTroubled(always: true);
        foreach (var file in _troubled.ToArray())
        {
            GiveUp(file);
        }

        if (_rotation is not null && _static is not null)
        {
            _rotation.AtEnd(_static);
        }

        _static?.Close();
        _dynamic?.CloseAll();
    }

    /// <summary>Writes what waits for a file, and forgets what can't be written: it is about to leave the cache.</summary>
    internal void Release(LogFile file)
    {
        if (file.PendingBytes > 0)
        {
            WritePending(file, []);
        }
        else if (file.Buffer is not null)
        {
            Write(file);
        }

        if (file.Trouble != 0)
        {
            GiveUp(file);
        }

        file.Close();
    }

    private TemplateProgram CompileTemplate(TemplateCache templates)
    {
        var template = templates.Get(BoundTemplate);
        return _settings.AddLineFeed ? new LineFeedAtEnd(template) : template;
    }

    /// <summary>Where a message for a static file, or for one in trouble, is to be written.</summary>
    private ByteBuffer Begin(LogFile file)
    {
        if (!file.IsListed)
        {
            Prepare(file);
        }

        return file.Buffer ??= new ByteBuffer();
    }

    /// <summary>The message that begins at <paramref name="start"/> has been written.</summary>
    private void End(LogFile file, int start)
    {
        var buffer = file.Buffer!;
        _bufferedBytes += buffer.Length - start;
        if (file.Trouble != 0)
        {
            DeliverInTrouble(file, start);
        }
        else if (buffer.Length >= FlushAtBytes)
        {
            Write(file);
        }
    }

    private void Open(LogFile file)
    {
        var isOpen = file.EnsureOpen(_opener);
        if (!isOpen && file.Trouble is Errno.OutOfDescriptors or Errno.SystemOutOfDescriptors && _dynamic is not null)
        {
            _dynamic.ReleaseSome(this);
            isOpen = file.TryRecover(_opener);
        }

        if (!isOpen)
        {
            EnterTrouble(file);
        }
    }

    private void Prepare(LogFile file)
    {
        file.UsedAt = _seconds;
        if (file is { Descriptor: < 0, Trouble: 0 })
        {
            Open(file);
        }

        if (file.Trouble == 0)
        {
            file.IsListed = true;
            _dirty.Add(file);
        }
    }

    private void FlushAll()
    {
        _flushedAt = _seconds;
        _filesFlushed = _dirty.Count;
        for (var i = 0; i < _dirty.Count; i++)
        {
            var file = _dirty[i];
            file.IsListed = false;
            if (file.PendingBytes > 0)
            {
                WritePending(file, []);
            }
            else if (file.Buffer is not null && file.Trouble == 0)
            {
                Write(file);
            }
        }

        _dirty.Clear();
        _pending?.Clear();
    }

    private void Write(LogFile file)
    {
        var waiting = file.Buffer?.Length ?? 0;
        if (waiting > 0)
        {
            _rotation?.BeforeWrite(file);
        }

        var isWritten = waiting > 0 ? file.TryWrite(_opener) : file.TryRecover(_opener);
        _bufferedBytes -= waiting - (file.Buffer?.Length ?? 0);
        if (!isWritten)
        {
            EnterTrouble(file);
            return;
        }

        EndWrite(file);

        // The buffer of a static file stays with it: it is dirty again at once under load, and idle costs one buffer.
        if (_dynamic is not null)
        {
            file.Buffer = null;
        }
    }

    /// <summary>Writes a text that is in nobody's buffer to a file for which nothing waits; what can't be written waits then.</summary>
    private void WriteThrough(LogFile file, ReadOnlySpan<byte> text)
    {
        if (file.TryWrite(_opener, text))
        {
            EndWrite(file);
            return;
        }

        _bufferedBytes += file.Buffer!.Length;
        EnterTrouble(file);
    }

    private void EndWrite(LogFile file)
    {
        LeaveTrouble(file);
        if (_settings.Sync && file.IsRegular)
        {
            NativeFile.Sync(file.Descriptor);
        }
    }
}

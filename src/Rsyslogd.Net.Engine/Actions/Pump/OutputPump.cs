using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.Pump;

/// <summary>What is known of the far end.</summary>
internal enum TargetState
{
    /// <summary>Nobody has tried yet.</summary>
    Unknown,

    /// <summary>Open.</summary>
    Ready,

    /// <summary>The last attempt failed, or the connection was lost.</summary>
    Down,
}

/// <summary>
/// A bounded first-in-first-out buffer between the worker and a target that may block, with the thread that empties it. Hot
/// on the worker's side: a copy of the message and no lock.
/// When it is full, the worker waits as long as the target makes progress, so that one which is merely slow gets everything.
/// Once a target has taken nothing for <see cref="PumpSettings.Patience"/> it counts as hung (one that is down at
/// once), and what finds no room is dropped and counted without waiting, until a quarter of the buffer is free again.
/// </summary>
internal sealed class OutputPump
{
    private readonly PumpSettings _settings;
    private readonly IInternalLog _log;
    private readonly string _name;
    private readonly PumpSender _sender;
    private readonly Counter _dropped;
    private readonly Counter _discarded;

    // Worker side.
    private PumpChunk? _tail;
    private long _messages;
    private long _bytes;
    private bool _isDirty;
    private bool _isHung;
    private long _droppedNow;

    /// <summary>A pump that starts its thread with the first message.</summary>
    public OutputPump(string name, PumpTarget target, PumpSettings settings, IInternalLog log, CounterSet counters)
    {
        _name = name;
        _settings = settings;
        _log = log;
        _dropped = counters.Add("discarded.full");
        _discarded = counters.Add("discarded.nf");
        _sender = new PumpSender(name, target, settings, log, counters);
    }

    /// <summary>Whether messages have been added that the sender has not been told of.</summary>
    public bool IsDirty => _isDirty;

    /// <summary>Where messages go that are dropped, refused or left at the end; null: nowhere. Set before the first message.</summary>
    public ErrorFile? ErrorFile
    {
        get => _sender.ErrorFile;
        set => _sender.ErrorFile = value;
    }

    /// <summary>What is known of the target.</summary>
    public TargetState State => _sender.Watch.State;

    /// <summary>How many messages wait.</summary>
    public long Waiting => _messages - _sender.MessagesDone;

    /// <summary>Whether so many messages wait already that this one is not to be kept (queue.discardMark).</summary>
    public bool Discards(Message message)
    {
        if (_settings.Discard is not { } mark || !mark.Discards(message, Waiting))
        {
            return false;
        }

        _discarded.Add(1);
        return true;
    }

    /// <summary>Takes a message, made of up to three parts. False: it was dropped.</summary>
    public bool TryEnqueue(ReadOnlySpan<byte> head, ReadOnlySpan<byte> message, ReadOnlySpan<byte> tail)
    {
        var length = head.Length + message.Length + tail.Length;
        if (length == 0)
        {
            return true;
        }

        if (_isHung ? !HasEndedToHang(length) : !HasRoom(length) && !WaitForRoom(length))
        {
            ErrorFile?.Write(message, _droppedNow == 0 ? ErrorFile.Suspended : ErrorFile.StillSuspended);
            _droppedNow++;
            _dropped.Add(1);
            return false;
        }

        var chunk = _tail;
        if (chunk is null || !chunk.HasRoom(length))
        {
            chunk = NextChunk(length);
        }

        chunk.Add(head, message, tail);
        _messages++;
        _bytes += length;
        _isDirty = true;
        return true;
    }

    /// <summary>Takes a message.</summary>
    public bool TryEnqueue(ReadOnlySpan<byte> message) => TryEnqueue(default, message, default);

    /// <summary>Lets the sender have everything.</summary>
    public void Flush()
    {
        if (_isDirty)
        {
            _isDirty = false;
            _tail!.Publish();
            _sender.Wake();
        }
    }

    /// <summary>Makes sure that somebody has tried to open the target, and waits for the outcome for a short time.</summary>
    public TargetState Probe(TimeSpan patience, TimeSpan age) => _sender.Probe(patience, age);

    /// <summary>SIGHUP.</summary>
    public void Reopen() => _sender.RequestReopen();

    /// <summary>Sends what it can before the deadline, then ends.</summary>
    public void Close(TimeSpan deadline)
    {
        Flush();
        _sender.Close(deadline);
        if (_isHung)
        {
            SayRecovered();
        }

        if (Waiting > 0)
        {
            _log.Report(Severity.Warning, $"{_name}: {Waiting} messages could not be delivered before the end and are lost");
        }
    }

    private bool HasRoom(int length) =>
        _bytes - _sender.BytesDone + length <= _settings.MaxBytes && Waiting < _settings.MaxMessages;

    /// <summary>Whether one part in <paramref name="parts"/> of the buffer is free: no waking up for every message.</summary>
    private bool HasFree(int parts, int length) =>
        HasRoom(length)
        && _bytes - _sender.BytesDone <= _settings.MaxBytes - (_settings.MaxBytes / parts)
        && Waiting <= _settings.MaxMessages - (_settings.MaxMessages / parts);

    private bool HasEndedToHang(int length)
    {
        if (!HasFree(4, length))
        {
            return false;
        }

        SayRecovered();
        return true;
    }

    private PumpChunk NextChunk(int length)
    {
        var next = _sender.Rent(length);
        if (_tail is null)
        {
            _sender.Start(next);
        }
        else
        {
            _tail.Seal(next);
            _sender.Wake();
        }

        return _tail = next;
    }

    private bool WaitForRoom(int length)
    {
        if (length > _settings.MaxBytes)
        {
            return false;
        }

        Flush();
        var progress = _sender.Watch.Progress;
        var patience = (long)_settings.Patience.TotalMilliseconds;
        var until = Environment.TickCount64 + patience;
        while (true)
        {
            _sender.Watch.AnnounceWait();
            if (HasFree(16, length))
            {
                return true;
            }

            if (_sender.Watch.State == TargetState.Down || Environment.TickCount64 >= until)
            {
                SayHung();
                return false;
            }

            _sender.Watch.WaitForChange(20_000);
            if (_sender.Watch.Progress != progress)
            {
                progress = _sender.Watch.Progress;
                until = Environment.TickCount64 + patience;
            }
        }
    }

    private void SayHung()
    {
        _isHung = true;
        var what = _sender.Watch.State == TargetState.Down ? "is not reachable" : "does not take anything";
        _log.Report(Severity.Warning, $"{_name}: the target {what} and {Waiting} messages wait; further ones are dropped");
    }

    private void SayRecovered()
    {
        _isHung = false;
        _log.Report(Severity.Warning, $"{_name}: {_droppedNow} messages were dropped while the target took nothing");
        _droppedNow = 0;
    }
}

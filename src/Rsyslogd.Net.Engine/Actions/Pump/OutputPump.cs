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
/// on the worker's side: messages are written where they are sent from, without a lock.
/// When it is full, the worker waits as long as the target makes progress, so that one which is merely slow gets everything.
/// It doesn't run far ahead of one that does: see <see cref="PumpSettings.MaxHealthyBytes"/>.
/// Once a target has taken nothing for <see cref="PumpSettings.Patience"/> it counts as hung (one that is down at
/// once), and what finds no room is dropped and counted without waiting, until a quarter of the buffer is free again.
/// </summary>
internal sealed class OutputPump
{
    // So much goes out in one go that waking the sender costs little, and so little that both sides work at the same time.
    private const int WakeBytes = 4 * PumpChunk.NormalBytes;

    // How long a healthy target may pause before the worker runs ahead of it after all, and for how much then at once.
    private const int PauseMilliseconds = 20;
    private const int StepBytes = PumpChunk.NormalBytes;

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
    private long _wokenAt;
    private bool _isDirty;
    private bool _isHung;
    private long _droppedNow;

    // Up to here there is room for certain.
    private long _bytesUntil;
    private long _messagesUntil;
    private long _progressAtPause = -1;

    /// <summary>A pump that starts its thread with the first message.</summary>
    public OutputPump(string name, PumpTarget target, PumpSettings settings, IInternalLog log, CounterSet counters)
    {
        _name = name;
        _settings = settings;
        MayDiscard = settings.Discard is not null;
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

    /// <summary>Whether <see cref="Discards"/> is ever true.</summary>
    public bool MayDiscard { get; }

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

    /// <summary>Where the next message is to be written, at the end; <see cref="EndMessage"/> makes it one.</summary>
    public ByteBuffer BeginMessage()
    {
        var chunk = _tail is { IsFull: false } ? _tail : NextChunk();

        if (chunk.Text.Length != chunk.Used)
        {
            // It was begun and given up.
            chunk.Text.Truncate(chunk.Used);
        }

        return chunk.Text;
    }

    /// <summary>Takes what was written since <see cref="BeginMessage"/>, if anything. False: it was dropped.</summary>
    /// <param name="head">How much of it is a frame in front of the message,</param>
    /// <param name="tail">and how much behind: the error file doesn't get that.</param>
    public bool EndMessage(int head, int tail)
    {
        var chunk = _tail!;
        var length = chunk.Text.Length - chunk.Used;
        if (length == 0)
        {
            return true;
        }

        if ((_bytes + length > _bytesUntil || _messages >= _messagesUntil) && !MakeRoom(length))
        {
            ErrorFile?.Write(
                chunk.Text.Written[(chunk.Used + head)..^tail], _droppedNow == 0 ? ErrorFile.Suspended : ErrorFile.StillSuspended);
            chunk.Text.Truncate(chunk.Used);
            _droppedNow++;
            _dropped.Add(1);
            return false;
        }

        chunk.EndMessage();
        _messages++;
        _bytes += length;
        _isDirty = true;
        return true;
    }

    /// <summary>Takes messages, framed, that stand one behind the other; those without room are dropped.</summary>
    /// <param name="text">The messages.</param>
    /// <param name="ends">Where each ends in <paramref name="text"/>.</param>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends)
    {
        var at = 0;
        while (ends.Length > 0)
        {
            var room = BeginMessage();
            var count = CountFitting(ends, at);
            if (count == 0)
            {
                count = 1;
                room.Append(text[at..ends[0]]);
                EndMessage(0, 0);
            }
            else
            {
                var end = ends[count - 1];
                _messages += _tail!.Add(text[at..end], ends[..count], at);
                _bytes += end - at;
                _isDirty |= end > at;
            }

            at = ends[count - 1];
            ends = ends[count..];
        }
    }

    /// <summary>Lets the sender have everything.</summary>
    public void Flush()
    {
        if (_isDirty)
        {
            _isDirty = false;
            _tail!.Publish();
            Wake();
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

    private PumpChunk NextChunk()
    {
        var next = _sender.Rent();
        if (_tail is null)
        {
            _sender.Start(next);
        }
        else
        {
            _tail.Seal(next);
            if (_bytes - _wokenAt >= WakeBytes)
            {
                Wake();
            }
        }

        return _tail = next;
    }

    private void Wake()
    {
        _wokenAt = _bytes;
        _sender.Wake();
    }

    /// <summary>How many of the messages go into the last chunk, for certain.</summary>
    private int CountFitting(ReadOnlySpan<int> ends, int at)
    {
        var most = (int)Math.Min(ends.Length, _messagesUntil - _messages);
        var bytes = Math.Min(PumpChunk.NormalBytes - _tail!.Used, _bytesUntil - _bytes);
        if (most <= 0 || ends[most - 1] - at <= bytes)
        {
            return Math.Max(most, 0);
        }

        var place = ends[..most].BinarySearch((int)(at + bytes));
        return place < 0 ? ~place : place + 1;
    }

    /// <summary>What is to be done when it isn't certain that there is room. False: there is none.</summary>
    private bool MakeRoom(int length)
    {
        if (_isHung ? !HasEndedToHang(length) : !HasRoom(length) && !WaitForRoom(length))
        {
            _bytesUntil = 0;
            return false;
        }

        var healthy = Math.Min(_settings.MaxHealthyBytes, _settings.MaxBytes);
        if (_bytes - _sender.BytesDone + length > healthy)
        {
            WaitWhileHealthy(healthy / 2);
        }

        var done = _sender.BytesDone;
        _bytesUntil = Math.Max(done + healthy, Math.Min(done + _settings.MaxBytes, _bytes + length + StepBytes));
        _messagesUntil = _settings.MaxMessages == long.MaxValue ? long.MaxValue : _sender.MessagesDone + _settings.MaxMessages;
        return true;
    }

    /// <summary>Waits until no more than so many bytes wait, or the target pauses. During that pause it doesn't wait again.</summary>
    private void WaitWhileHealthy(long waiting)
    {
        var progress = _sender.Watch.Progress;
        if (progress == _progressAtPause)
        {
            return;
        }

        Flush();
        var wanted = _bytes - waiting;
        var until = Environment.TickCount64 + PauseMilliseconds;
        while (true)
        {
            _sender.Watch.AnnounceWait(wanted);
            if (_sender.BytesDone >= wanted || _sender.Watch.State == TargetState.Down)
            {
                return;
            }

            _sender.Watch.WaitForChange(PauseMilliseconds * 1000);
            if (_sender.Watch.Progress != progress)
            {
                progress = _sender.Watch.Progress;
                until = Environment.TickCount64 + PauseMilliseconds;
            }
            else if (Environment.TickCount64 >= until)
            {
                _progressAtPause = progress;
                return;
            }
        }
    }

    private bool WaitForRoom(int length)
    {
        if (length > _settings.MaxBytes)
        {
            return false;
        }

        Flush();
        var wanted = _settings.MaxMessages == long.MaxValue ? _bytes - _settings.MaxBytes + Math.Max(length, _settings.MaxBytes / 16) : 0;
        var progress = _sender.Watch.Progress;
        var patience = (long)_settings.Patience.TotalMilliseconds;
        var until = Environment.TickCount64 + patience;
        while (true)
        {
            _sender.Watch.AnnounceWait(wanted);
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

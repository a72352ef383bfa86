using System.Text;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>
/// One connection of a stream input. Hot. What comes is read straight into the batch that all connections of the input fill
/// together, behind what the last read left unfinished; between reads only an unfinished frame is kept, so an idle
/// connection is hardly more than its descriptor.
/// </summary>
internal sealed class StreamConnection : PolledDescriptor
{
    // With less room than this behind the unfinished bytes a read would be too small to be worth its system call.
    private const int MinReadBytes = 16 * 1024;

    // One connection's share of a turn.
    private const int MaxReadBytes = 128 * 1024;

    // Frames are cut in steps, so that a flood of the tiniest ones can't blow up one batch.
    private const int StepBytes = 16 * 1024;

    // Hardly more than what it costs to be woken up for it.
    private const int SmallReadBytes = 4096;

    // At the end: what the peer has already been told is delivered, is taken.
    private const int ReadsAtEnd = 64;

    private readonly StreamInput _input;
    private StreamFramingState _state;
    private byte[]? _tail;
    private int _tailLength;
    private FramingErrors _reported;

    /// <summary>Takes over an accepted connection.</summary>
    public StreamConnection(StreamInput input, int descriptor, Peer peer)
    {
        _input = input;
        Descriptor = descriptor;
        Peer = peer;
    }

    /// <summary>Who is at the other end.</summary>
    public Peer Peer { get; }

    /// <summary>Where the input keeps it.</summary>
    public int Index { get; set; }

    /// <inheritdoc/>
    public override void OnReadable() => _ = Receive();

    /// <summary>Ends it from our side: takes what has arrived so far.</summary>
    public void End()
    {
        for (var i = 0; i < ReadsAtEnd && Receive(); i++)
        {
        }

        if (Descriptor >= 0)
        {
            Finish(isClosedByPeer: false);
        }
    }

    /// <summary>Reads once. False when nothing was there (any more).</summary>
    private bool Receive()
    {
        var batch = _input.Writer.Room(_tailLength + MinReadBytes);
        if (batch is null)
        {
            return false;
        }

        var start = batch.Used;
        var room = Math.Min(batch.Slab.Length - start - _tailLength, MaxReadBytes);
        var read = NativeSocket.Read(Descriptor, batch.Slab.AsSpan(start + _tailLength, room));
        if (read is NativeSocket.WouldBlock or NativeSocket.Interrupted)
        {
            return false;
        }

        if (read <= 0)
        {
            // A reset connection ends as a closed one does: what came before is complete or it isn't.
            Finish(isClosedByPeer: true);
            return false;
        }

        if (read <= SmallReadBytes)
        {
            _input.OnSmallRead(this);
        }

        _tail.AsSpan(0, _tailLength).CopyTo(batch.Slab.AsSpan(start));
        Cut(batch, start, _tailLength, read);
        return true;
    }

    /// <summary>Cuts the region that begins with <paramref name="tail"/> bytes of earlier reads into frames.</summary>
    private void Cut(Batch batch, int start, int tail, int read)
    {
        var firstFrame = batch.Count;
        var errors = FramingErrors.None;
        while (true)
        {
            var step = Math.Min(read, StepBytes);
            errors |= _input.Framer.Scan(ref _state, batch, start, tail + step, Peer, out var unfinished, step == read);
            start += tail + step - unfinished;
            tail = unfinished;
            read -= step;
            batch.Used = start;
            if (read == 0)
            {
                break;
            }

            if (batch.Count >= BatchWriter.MaxFrames)
            {
                _input.Limit(batch, firstFrame, Peer);
                var next = MoveOn(batch, start, tail + read);
                if (next is null)
                {
                    // The reactor is to stop although the rules don't take what there is: this connection ends here.
                    (_state, _tailLength) = (default, 0);
                    return;
                }

                (batch, start, firstFrame) = (next, next.Used, 0);
            }
        }

        _input.Limit(batch, firstFrame, Peer);
        KeepTail(batch, start, tail);
        if (errors != FramingErrors.None)
        {
            Report(errors);
        }
    }

    /// <summary>Takes what is not cut yet to another batch, since this one has enough frames.</summary>
    private Batch? MoveOn(Batch full, int start, int length)
    {
        // The full batch is not ours any more once there is another one.
        var rest = _input.CopyAside(full.Slab.AsSpan(start, length));
        var next = _input.Writer.Room(length + MinReadBytes);
        if (next is not null)
        {
            rest.CopyTo(next.Slab.AsSpan(next.Used));
        }

        return next;
    }

    private void KeepTail(Batch batch, int start, int length)
    {
        if (length == 0)
        {
            if (_tail is not null)
            {
                _input.ReturnTail(_tail);
                _tail = null;
            }
        }
        else
        {
            if (_tail is null || _tail.Length < length)
            {
                if (_tail is not null)
                {
                    _input.ReturnTail(_tail);
                }

                _tail = _input.BorrowTail(length);
            }

            batch.Slab.AsSpan(start, length).CopyTo(_tail);
        }

        _tailLength = length;
    }

    private void Finish(bool isClosedByPeer)
    {
        var length = _tailLength;
        if (_input.Writer.Room(length) is { } batch)
        {
            var firstFrame = batch.Count;
            _tail.AsSpan(0, length).CopyTo(batch.Slab.AsSpan(batch.Used));
            var errors = _input.Finish(ref _state, batch, batch.Used, length, Peer, isClosedByPeer);
            batch.Used += length;
            _input.Limit(batch, firstFrame, Peer);
            if (errors != FramingErrors.None)
            {
                Report(errors);
            }

            KeepTail(batch, 0, 0);
        }

        _input.Close(this);
        Descriptor = -1;
    }

    /// <summary>Says what was wrong, each kind once for each connection.</summary>
    private void Report(FramingErrors errors)
    {
        var fresh = errors & ~_reported;
        _reported |= errors;
        for (var kind = FramingErrors.DelimiterNotSpace; kind <= FramingErrors.Incomplete; kind = (FramingErrors)((int)kind << 1))
        {
            if ((fresh & kind) != 0)
            {
                _input.ReportFraming(kind, Encoding.UTF8.GetString(Peer.Name), Encoding.UTF8.GetString(Peer.Address));
            }
        }
    }
}

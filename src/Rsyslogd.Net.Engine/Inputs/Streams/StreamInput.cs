using System.Numerics;
using System.Text;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Framing;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>
/// The connections of one stream input (imtcp, imptcp, a unix stream socket): accepts, cuts into frames, ends. Reactor's thread only.
/// </summary>
/// <param name="context">Services and reactor.</param>
/// <param name="title">The input's name in the log.</param>
/// <param name="settings">Its parameters.</param>
/// <param name="writer">Its batches.</param>
internal sealed class StreamInput(InputContext context, string title, StreamInputSettings settings, BatchWriter writer)
{
    private const int LinesPerMinute = 30;
    private const int IdleTails = 32;
    private const int LargestPooledTailBytes = 16 * 1024;

    private readonly List<StreamConnection> _connections = [];
    private readonly Stack<byte[]> _tails = new();
    private readonly ByteBuffer _aside = new();
    private readonly int _tailBytes = Math.Min(settings.Framing.MaxMessageSizeBytes + 1, LargestPooledTailBytes);
    private readonly LogThrottle _throttle = new(context.Services.Log, LinesPerMinute);
    private readonly RateLimit? _limit = settings.RateLimitInterval > 0
        ? new RateLimit(
            title, settings.RateLimitInterval, settings.RateLimitBurst,
            text => context.Services.Log.Report(Severity.Warning, text))
        : null;

    private bool _isFull;

    /// <summary>The batch being filled.</summary>
    public BatchWriter Writer { get; } = writer;

    /// <summary>Cuts bytes into frames.</summary>
    public StreamFramer Framer { get; } = new(settings.Framing);

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <summary>Takes over an accepted connection, or refuses it.</summary>
    public void Add(int descriptor, Peer peer)
    {
        if (_connections.Count >= settings.MaxSessions)
        {
            // Said first: whoever sees the connection end can find the reason.
            if (!_isFull && _throttle.TryTake())
            {
                context.Complain(
                    $"{title}: too many tcp sessions - dropping incoming request (maxSessions is {settings.MaxSessions})");
            }

            NativeSocket.Close(descriptor);
            _isFull = true;
            return;
        }

        var connection = new StreamConnection(this, descriptor, peer) { Index = _connections.Count };
        if (!context.Reactor.TryWatch(connection, out var reason))
        {
            NativeSocket.Close(descriptor);
            context.Complain($"{title}: cannot watch a connection: {reason}");
            return;
        }

        _connections.Add(connection);
        if (settings.NotifyOnOpen && _throttle.TryTake())
        {
            Inform($"{title}: connection established with host: {Encoding.UTF8.GetString(peer.Name)}");
        }
    }

    /// <summary>Ends all connections.</summary>
    public void EndAll()
    {
        while (_connections.Count > 0)
        {
            _connections[^1].End();
        }

        Writer.HandOver();
        _limit?.TellLost();
    }

    /// <summary>A connection had only a little to read.</summary>
    public void OnSmallRead(StreamConnection connection) => context.Reactor.CoalesceSmall(connection);

    /// <summary>Closes a connection that has ended.</summary>
    public void Close(StreamConnection connection)
    {
        context.Reactor.Forget(connection);
        NativeSocket.Close(connection.Descriptor);
        var last = _connections[^1];
        _connections[connection.Index] = last;
        last.Index = connection.Index;
        _connections.RemoveAt(_connections.Count - 1);
        _isFull = false;
        if (settings.NotifyOnClose && _throttle.TryTake())
        {
            Inform($"{title}: session closed by remote peer {Encoding.UTF8.GetString(connection.Peer.Name)}");
        }
    }

    /// <summary>Ends the frames of a connection, as this kind of input does.</summary>
    public FramingErrors Finish(
        ref StreamFramingState state, Batch batch, int start, int length, Peer peer, bool isClosedByPeer)
    {
        var before = batch.Count;
        var errors = Framer.Finish(ref state, batch, start, length, peer);
        if (batch.Count > before && !DeliversUnterminated(isClosedByPeer))
        {
            batch.Truncate(before);
        }

        // As rsyslog has it: nobody is to blame for what the daemon's end cuts, and imptcp never says.
        return isClosedByPeer && settings.Unterminated != UnterminatedFrames.Drop ? errors : FramingErrors.None;
    }

    /// <summary>Takes away what is beyond the rate limit of the frames from <paramref name="first"/> on.</summary>
    public void Limit(Batch batch, int first, Peer peer)
    {
        if (_limit is null)
        {
            return;
        }

        for (var i = first; i < batch.Count; i++)
        {
            if (!_limit.Allow(batch.ReceivedAt, peer))
            {
                // Nothing that follows in this batch is earlier than this one, so it is beyond the limit as well.
                var kept = i;
                while (++i < batch.Count)
                {
                    _ = _limit.Allow(batch.ReceivedAt, peer);
                }

                batch.Truncate(kept);
                return;
            }
        }
    }

    /// <summary>Room for unfinished bytes.</summary>
    public byte[] BorrowTail(int length)
    {
        if (length <= _tailBytes && _tails.TryPop(out var tail))
        {
            return tail;
        }

        return new byte[length <= _tailBytes ? _tailBytes : (int)BitOperations.RoundUpToPowerOf2((uint)length)];
    }

    /// <summary>Takes that room back.</summary>
    public void ReturnTail(byte[] tail)
    {
        if (tail.Length == _tailBytes && _tails.Count < IdleTails)
        {
            _tails.Push(tail);
        }
    }

    /// <summary>Copies bytes that move from one batch to the next.</summary>
    /// <returns>The copy, valid until the next call.</returns>
    public ReadOnlySpan<byte> CopyAside(ReadOnlySpan<byte> bytes)
    {
        _aside.Clear();
        _aside.Append(bytes);
        return _aside.Written;
    }

    /// <summary>Says what was wrong with the bytes of a connection.</summary>
    public void ReportFraming(FramingErrors kind, string host, string address)
    {
        if ((kind == FramingErrors.MessageTooLong && !context.Services.Settings.ReportsOversize) || !_throttle.TryTake())
        {
            return;
        }

        var from = $"from peer: (hostname) {host}, (ip) {address}";
        var text = kind switch
        {
            FramingErrors.DelimiterNotSpace => $"Framing Error in received TCP message {from}: delimiter is not SP",
            FramingErrors.InvalidCount => $"Framing Error in received TCP message {from}: invalid octet count 0",
            FramingErrors.CountTooLarge => $"Framing Error in received TCP message {from}: frame too large "
                + $"(maxFrameSize is {settings.Framing.MaxFrameSizeBytes}), change to octet stuffing",
            FramingErrors.MessageTooLong => $"received oversize message {from}: max msg size is "
                + $"{settings.Framing.MaxMessageSizeBytes}, truncating...",
            _ => $"Incomplete frame at end of stream {from} - ignoring extra data (a message may be lost).",
        };
        context.Services.Log.Report(Severity.Error, $"{title}: {text}");
    }

    private bool DeliversUnterminated(bool isClosedByPeer) => settings.Unterminated switch
    {
        UnterminatedFrames.DropAtStop => isClosedByPeer,
        UnterminatedFrames.Drop => false,
        UnterminatedFrames.Deliver => true,
    };

    private void Inform(string text) => context.Services.Log.Report(Severity.Informational, text);
}

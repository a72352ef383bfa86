using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>A syslog receiver over UDP (RFC 5426): a message is a datagram, and what doesn't fit is cut.</summary>
internal sealed class UdpTarget(ForwardSettings settings) : PumpTarget
{
    /// <summary>The most that UDP over IPv4 carries: 65,535 less the headers.</summary>
    private const int MaxDatagramBytes = 65507;

    /// <summary>A connected socket keeps the local address it began with; so that a new one is found when the network
    /// changes, sockets are made anew from time to time.</summary>
    private const int RenewAfterMilliseconds = 60_000;

    private readonly List<DatagramSender> _sockets = [];
    private IReadOnlyList<SocketTarget> _addresses = [];
    private long _renewAt;
    private long _untilRebind = settings.RebindInterval;
    private string _lossReason = "";

    public override string Description => settings.Description;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        _addresses = ClientSocket.Resolve(settings.Host, settings.Port, isTcp: false, out var problem);
        return Connect(problem ?? "no address", out reason);
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        if ((settings.RebindInterval > 0 && _untilRebind <= 0) || Environment.TickCount64 >= _renewAt)
        {
            Shut(control);
            if (!Connect("no address", out _lossReason))
            {
                return SendStatus.Lost;
            }
        }

        var ends = segment.Ends;
        if (settings.RebindInterval > 0)
        {
            ends = ends[..(int)Math.Min(ends.Length, _untilRebind)];
        }

        if (settings.SendDelay > 0)
        {
            ends = ends[..1];
            control.Nap(settings.SendDelay);
        }

        var count = SendTo(_sockets[0], segment, ends);
        if (count < 0)
        {
            return Explain(-count);
        }

        for (var i = 1; i < _sockets.Count; i++)
        {
            SendRest(_sockets[i], segment, ends[..count]);
        }

        _untilRebind -= count;
        sent = ends[count - 1] - segment.Origin;
        return SendStatus.Sent;
    }

    public override bool WaitForRoom() => NativeFile.Wait(_sockets[0].Descriptor, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        foreach (var socket in _sockets)
        {
            socket.Close();
        }

        _sockets.Clear();
    }

    private bool Connect(string problem, out string reason)
    {
        reason = problem;
        foreach (var address in _addresses)
        {
            var descriptor = ClientSocket.Connect(address, isTcp: false, settings.Socket);
            if (descriptor < 0)
            {
                reason = Errno.Describe(-descriptor);
                continue;
            }

            _sockets.Add(new DatagramSender(descriptor, MaxDatagramBytes, isUdp: true));
            if (!settings.SendToAll)
            {
                break;
            }
        }

        _untilRebind = settings.RebindInterval;
        _renewAt = Environment.TickCount64 + RenewAfterMilliseconds;
        return _sockets.Count > 0;
    }

    /// <summary>How many were sent. ECONNREFUSED tells of an earlier datagram, and its being told clears it.</summary>
    private static int SendTo(DatagramSender socket, PumpSegment segment, ReadOnlySpan<int> ends)
    {
        int count;
        var attempts = 0;
        do
        {
            count = socket.Send(segment.Bytes, ends, segment.Origin);
        }
        while (count is -Errno.ConnectionRefused or -Errno.Interrupted && ++attempts < 4);
        return count;
    }

    /// <summary>The further addresses get the same; one that fails doesn't hold up the others.</summary>
    private static void SendRest(DatagramSender socket, PumpSegment segment, ReadOnlySpan<int> ends)
    {
        var at = segment.Origin;
        while (ends.Length > 0)
        {
            var part = new PumpSegment(segment.Bytes[(at - segment.Origin)..], ends, at);
            var count = SendTo(socket, part, ends);
            if (count == -Errno.TryAgain && NativeFile.Wait(socket.Descriptor, forWriting: true, SliceMilliseconds))
            {
                continue;
            }

            count = Math.Max(count, 1);
            at = ends[count - 1];
            ends = ends[count..];
        }
    }

    private SendStatus Explain(int errno)
    {
        const int notPermitted = 1;
        const int noAccess = 13;
        if (errno is Errno.TryAgain or Errno.Interrupted or Errno.NoBufferSpace)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(errno);
        return errno is Errno.MessageTooLong or Errno.ConnectionRefused or notPermitted or noAccess
                or Errno.InvalidArgument
            ? SendStatus.Refused
            : SendStatus.Lost;
    }
}

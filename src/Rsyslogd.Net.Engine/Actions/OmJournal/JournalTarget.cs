using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmJournal;

/// <summary>journald's socket: an entry is a datagram or, where it is too big for one, a sealed file in memory whose descriptor is
/// sent.</summary>
internal sealed class JournalTarget(string path) : PumpTarget
{
    private DatagramSender? _socket;
    private string _lossReason = "";

    public override string Description => path;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        var descriptor = ClientSocket.Connect(Address(), isTcp: false, new ClientSocketOptions());
        _socket = descriptor < 0 ? null : new DatagramSender(descriptor, int.MaxValue, isUdp: false);
        reason = descriptor < 0 ? Errno.Describe(-descriptor) : "";
        return _socket is not null;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        var result = _socket!.Send(segment.Bytes, segment.Ends, segment.Origin);
        if (result > 0)
        {
            sent = segment.Ends[result - 1] - segment.Origin;
            return SendStatus.Sent;
        }

        var isTooBig = -result is Errno.MessageTooLong;
        if (isTooBig)
        {
            result = MemoryFile.Send(_socket.Descriptor, segment.First);
            if (result >= 0)
            {
                sent = segment.First.Length;
                return SendStatus.Sent;
            }
        }

        if (-result is Errno.TryAgain or Errno.Interrupted or Errno.NoBufferSpace)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(-result);
        return isTooBig ? SendStatus.Refused : SendStatus.Lost;
    }

    public override bool WaitForRoom() => NativeFile.Wait(_socket!.Descriptor, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        _socket?.Close();
        _socket = null;
    }

    private SocketTarget Address()
    {
        // struct sockaddr_un: the family, then the path and a NUL.
        var name = Encoding.UTF8.GetBytes(path);
        var bytes = new byte[sizeof(ushort) + name.Length + 1];
        bytes[0] = NativeSocket.FamilyUnix;
        name.CopyTo(bytes, sizeof(ushort));
        return new SocketTarget(NativeSocket.FamilyUnix, bytes);
    }
}

using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmUxSock;

/// <summary>A local datagram socket (unix(7)). A reader that is slow holds the kernel's short queue up, and with it us.</summary>
internal sealed class UnixSocketTarget(string path) : PumpTarget
{
    private const int MaxDatagramBytes = 128 * 1024;

    private DatagramSender? _socket;
    private string _lossReason = "";

    public override string Description => path;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        var descriptor = ClientSocket.Connect(Address(), isTcp: false, new ClientSocketOptions());
        _socket = descriptor < 0 ? null : new DatagramSender(descriptor, MaxDatagramBytes, isUdp: false);
        reason = descriptor < 0 ? Errno.Describe(-descriptor) : "";
        return _socket is not null;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        var count = _socket!.Send(segment.Bytes, segment.Ends, segment.Origin);
        if (count > 0)
        {
            sent = segment.Ends[count - 1] - segment.Origin;
            return SendStatus.Sent;
        }

        var errno = -count;
        if (errno is Errno.TryAgain or Errno.Interrupted or Errno.NoBufferSpace)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(errno);
        return errno == Errno.MessageTooLong ? SendStatus.Refused : SendStatus.Lost;
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

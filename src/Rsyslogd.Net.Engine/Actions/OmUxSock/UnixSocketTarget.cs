using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmUxSock;

/// <summary>A local datagram socket (unix(7)). A reader that is slow holds the kernel's short queue up, and with it us.</summary>
internal sealed class UnixSocketTarget(string path) : PumpTarget
{
    private const int MaxDatagramBytes = 128 * 1024;

    private int _socket = -1;
    private string _lossReason = "";

    public override string Description => path;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        _socket = ClientSocket.Connect(Address(), isTcp: false, new ClientSocketOptions());
        reason = _socket < 0 ? Errno.Describe(-_socket) : "";
        return _socket >= 0;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        var count = ClientSocket.SendDatagrams(_socket, segment.Bytes, segment.Ends, segment.Origin, MaxDatagramBytes);
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

    public override bool WaitForRoom() => NativeFile.Wait(_socket, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        if (_socket >= 0)
        {
            NativeFile.Close(_socket);
            _socket = -1;
        }
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

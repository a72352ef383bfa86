using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmUxSock;

/// <summary>A local datagram socket (unix(7)). A reader that is slow holds the kernel's short queue up, and with it us.</summary>
/// <param name="path">Where it is.</param>
/// <param name="maxDatagramBytes">Longer messages are cut.</param>
internal class UnixSocketTarget(string path, int maxDatagramBytes = 128 * 1024) : PumpTarget
{
    private DatagramSender? _socket;
    private string _lossReason = "";

    public override string Description => path;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        var descriptor = ClientSocket.Connect(Address(), isTcp: false, new ClientSocketOptions());
        _socket = descriptor < 0 ? null : new DatagramSender(descriptor, maxDatagramBytes, isUdp: false);
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

        var isTooLong = -result == Errno.MessageTooLong;
        if (isTooLong)
        {
            result = SendTooLong(_socket.Descriptor, segment.First);
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
        return isTooLong ? SendStatus.Refused : SendStatus.Lost;
    }

    public override bool WaitForRoom() => NativeFile.Wait(_socket!.Descriptor, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        _socket?.Close();
        _socket = null;
    }

    /// <summary>Sends a message that is too long for a datagram in another way, if there is one.</summary>
    /// <returns>Negative: an errno, and nothing was sent.</returns>
    private protected virtual int SendTooLong(int descriptor, ReadOnlySpan<byte> message) => -Errno.MessageTooLong;

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

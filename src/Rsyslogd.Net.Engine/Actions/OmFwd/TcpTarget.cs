using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmFwd;

/// <summary>A syslog receiver over TCP (RFC 6587). Receivers never answer, so the end of the stream from there means that
/// the receiver is gone: that is looked for before each send, because what is sent into a closed connection is lost.</summary>
internal sealed class TcpTarget(ForwardSettings settings) : PumpTarget
{
    private const int ConnectTimeoutMilliseconds = 10_000;

    private int _socket = -1;
    private long _untilRebind = settings.RebindInterval;
    private string _lossReason = "";

    public override string Description => settings.Description;

    public override string LossReason => _lossReason;

    public override long Unacknowledged => _socket < 0 ? 0 : ClientSocket.UnacknowledgedBytes(_socket);

    public override bool IsBroken()
    {
        _lossReason = "the receiver closed the connection";
        return !ClientSocket.DrainInput(_socket);
    }

    public override bool TryOpen(PumpControl control, out string reason)
    {
        var addresses = ClientSocket.Resolve(settings.Host, settings.Port, isTcp: true, out var problem);
        reason = problem ?? "no address";
        foreach (var address in addresses)
        {
            var descriptor = ClientSocket.Connect(address, isTcp: true, settings.Socket);
            var outcome = descriptor < 0 ? descriptor : AwaitConnection(descriptor, control);
            if (outcome == 0)
            {
                _socket = descriptor;
                _untilRebind = settings.RebindInterval;
                return true;
            }

            reason = Errno.Describe(-outcome);
            if (descriptor >= 0)
            {
                NativeFile.Close(descriptor);
            }
        }

        return false;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        if (IsBroken())
        {
            return SendStatus.Lost;
        }

        var bytes = segment.Bytes;
        if (settings.RebindInterval > 0)
        {
            if (_untilRebind <= 0 && !Rebind(control))
            {
                return SendStatus.Lost;
            }

            var messages = (int)Math.Min(segment.Ends.Length, _untilRebind);
            bytes = bytes[..(segment.Ends[messages - 1] - segment.Origin)];
        }

        var result = ClientSocket.Send(_socket, bytes);
        if (result < 0)
        {
            return Explain(-result);
        }

        sent = result;
        CountForRebind(segment, sent);
        return SendStatus.Sent;
    }

    public override bool WaitForRoom() => NativeFile.Wait(_socket, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        if (_socket >= 0)
        {
            // Unread input would turn the close into a reset, and a reset throws away what is still on its way.
            ClientSocket.FinishSending(_socket);
            ClientSocket.DrainInput(_socket);
            NativeFile.Close(_socket);
            _socket = -1;
        }
    }

    private static int AwaitConnection(int descriptor, PumpControl control)
    {
        var until = Environment.TickCount64 + ConnectTimeoutMilliseconds;
        while (!NativeFile.Wait(descriptor, forWriting: true, SliceMilliseconds))
        {
            if (control.MustEnd || Environment.TickCount64 >= until)
            {
                return -Errno.TimedOut;
            }
        }

        return ClientSocket.PendingError(descriptor);
    }

    private SendStatus Explain(int errno)
    {
        if (errno is Errno.TryAgain or Errno.Interrupted or Errno.NoBufferSpace)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(errno);
        return SendStatus.Lost;
    }

    private void CountForRebind(PumpSegment segment, int sent)
    {
        if (settings.RebindInterval > 0)
        {
            foreach (var end in segment.Ends)
            {
                if (end - segment.Origin > sent)
                {
                    break;
                }

                _untilRebind--;
            }
        }
    }

    private bool Rebind(PumpControl control)
    {
        Shut(control);
        if (TryOpen(control, out var reason))
        {
            return true;
        }

        _lossReason = reason;
        return false;
    }
}

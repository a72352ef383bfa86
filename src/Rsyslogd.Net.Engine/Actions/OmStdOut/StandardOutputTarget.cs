using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmStdOut;

/// <summary>The daemon's standard output.</summary>
/// <param name="descriptor">1, but for tests.</param>
internal sealed class StandardOutputTarget(int descriptor) : PumpTarget
{
    public const int StandardOutput = 1;

    private string _lossReason = "";

    public override string Description => "stdout";

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        reason = "";
        return true;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        // Never more than a pipe takes at once, and only when it takes some: whoever shares it may have left it blocking.
        sent = 0;
        if (!NativeFile.Wait(descriptor, forWriting: true, 0))
        {
            return SendStatus.Full;
        }

        const int pipeBytes = 4096;
        var written = NativeFile.Write(descriptor, segment.Bytes[..Math.Min(segment.Bytes.Length, pipeBytes)]);
        if (written > 0)
        {
            sent = written;
            return SendStatus.Sent;
        }

        if (-written is Errno.TryAgain or Errno.Interrupted)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(-written);
        return SendStatus.Lost;
    }

    public override bool WaitForRoom() => NativeFile.Wait(descriptor, forWriting: true, SliceMilliseconds);

    public override void Shut(PumpControl control)
    {
        // Not ours to close.
    }
}

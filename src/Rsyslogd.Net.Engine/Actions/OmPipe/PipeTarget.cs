using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmPipe;

/// <summary>A named pipe (fifo(7)). Opened for both directions, so that it opens without a reader, and what is in it
/// survives a reader that goes away.</summary>
internal sealed class PipeTarget(string path) : PumpTarget
{
    private readonly byte[] _path = NativeFile.Path(path);
    private int _pipe = -1;
    private string _lossReason = "";

    public override string Description => path;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        var opened = Open();
        reason = opened < 0 ? Errno.Describe(-opened) : "";
        _pipe = Math.Max(opened, -1);
        return opened >= 0;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = NativeFile.Write(_pipe, segment.Bytes);
        if (sent > 0)
        {
            return SendStatus.Sent;
        }

        var errno = -sent;
        sent = 0;
        if (errno is Errno.TryAgain or Errno.Interrupted)
        {
            return SendStatus.Full;
        }

        _lossReason = Errno.Describe(errno);
        return SendStatus.Lost;
    }

    public override bool WaitForRoom() => NativeFile.Wait(_pipe, forWriting: true, SliceMilliseconds);

    public override void Reopen()
    {
        if (_pipe >= 0)
        {
            var opened = Open();
            if (opened >= 0)
            {
                NativeFile.Close(_pipe);
                _pipe = opened;
            }
        }
    }

    public override void Shut(PumpControl control)
    {
        if (_pipe >= 0)
        {
            NativeFile.Close(_pipe);
            _pipe = -1;
        }
    }

    private int Open()
    {
        var opened = NativeFile.Open(_path, FileOpening.ReadWrite, 0);
        if (opened >= 0 && NativeFile.TryDescribe(opened, out var isRegular, out _) && isRegular)
        {
            // Not a pipe after all: then at its end.
            NativeFile.Close(opened);
            opened = NativeFile.Open(_path, FileOpening.Append, 0);
        }

        return opened;
    }
}

using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmShell;

/// <summary>A program that is run once for each message, with its text as the only argument. One after the other; one that
/// takes longer than <see cref="PatienceMilliseconds"/> is left alone, but there are never more than
/// <see cref="MostRunning"/>.</summary>
internal sealed class ShellTarget(string program) : PumpTarget
{
    private const int PatienceMilliseconds = 10_000;
    private const int MostRunning = 8;

    /// <summary>The longest single argument that the kernel takes (MAX_ARG_STRLEN), less the NUL.</summary>
    private const int MaxArgumentBytes = (32 * 4096) - 1;

    private readonly byte[] _program = NativeFile.Path(program);
    private readonly List<ChildProcess> _running = [];
    private string _lossReason = "";

    public override string Description => program;

    public override string LossReason => _lossReason;

    public override bool TryOpen(PumpControl control, out string reason)
    {
        reason = "";
        return true;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        _running.RemoveAll(static child => child.HasEnded());
        if (_running.Count >= MostRunning)
        {
            return SendStatus.Full;
        }

        var message = segment.First;
        var text = message[..Math.Min(message.Length, MaxArgumentBytes)];
        var end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        var argument = new byte[text.Length + 1];
        text.CopyTo(argument);

        var child = ChildProcess.Start([_program, argument], -1, -1, -1, out var errno);
        if (child is null)
        {
            _lossReason = Errno.Describe(errno);
            return SendStatus.Refused;
        }

        if (!child.WaitForEnd(control.Remaining(PatienceMilliseconds)))
        {
            _running.Add(child);
        }

        sent = message.Length;
        return SendStatus.Sent;
    }

    public override bool WaitForRoom() => _running[0].WaitForEnd(SliceMilliseconds);

    public override void Shut(PumpControl control) => _running.Clear();
}

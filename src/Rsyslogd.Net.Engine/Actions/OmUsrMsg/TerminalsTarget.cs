using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmUsrMsg;

/// <summary>The terminals of users who are logged in. One that takes nothing (stopped by Ctrl-S) holds up the next one
/// for a moment only; a message that doesn't reach a terminal is not tried again.</summary>
internal sealed class TerminalsTarget(IReadOnlyCollection<string> users, string records, string devices) : PumpTarget
{
    private const int PatienceMilliseconds = 200;

    private readonly bool _isForAll = users.Contains("*");

    public override string Description => "terminals of " + string.Join(',', users);

    public override bool TryOpen(PumpControl control, out string reason)
    {
        reason = "";
        return true;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        var message = segment.First;
        foreach (var (user, terminal) in LoginRecords.Read(records))
        {
            if ((_isForAll || users.Contains(user)) && IsDeviceName(terminal))
            {
                Write(NativeFile.Path(devices + terminal), message);
            }
        }

        sent = message.Length;
        return SendStatus.Sent;
    }

    public override bool WaitForRoom() => true;

    public override void Shut(PumpControl control)
    {
    }

    // Records are written by whoever may write utmp; a display manager's ":0" is no device.
    private static bool IsDeviceName(string terminal) =>
        terminal.Length > 0 && terminal[0] is not ('/' or ':') && !terminal.Contains("..", StringComparison.Ordinal);

    private static void Write(ReadOnlySpan<byte> path, ReadOnlySpan<byte> message)
    {
        var terminal = NativeFile.Open(path, FileOpening.Append, 0);
        if (terminal < 0)
        {
            return;
        }

        if (NativeFile.TryDescribe(terminal, out var isRegular, out _) && !isRegular)
        {
            var until = Environment.TickCount64 + PatienceMilliseconds;
            while (message.Length > 0)
            {
                var written = NativeFile.Write(terminal, message);
                if (written > 0)
                {
                    message = message[written..];
                }
                else if (written != -Errno.TryAgain || Environment.TickCount64 >= until)
                {
                    break;
                }
                else
                {
                    NativeFile.Wait(terminal, forWriting: true, SliceMilliseconds);
                }
            }
        }

        NativeFile.Close(terminal);
    }
}

using System.Text;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>Says once when files can't be written for some reason, and once when the last of them can again, with the
/// number of messages that were lost. One action may have thousands of files on the same full disk.</summary>
internal sealed class FileTroubles(IInternalLog log)
{
    private readonly Dictionary<int, (int Files, long Lost)> _reasons = [];

    /// <summary>A file is in trouble.</summary>
    public void Begin(LogFile file)
    {
        file.ReportedTrouble = file.Trouble;
        _reasons.TryGetValue(file.Trouble, out var reason);
        _reasons[file.Trouble] = reason with { Files = reason.Files + 1 };
        if (reason.Files == 0)
        {
            log.Report(
                Severity.Error,
                $"omfile: {Name(file)} can't be written: {Errno.Describe(file.Trouble)}; a limited amount is kept, and tried again");
        }
    }

    /// <summary>It isn't any more, or has been given up.</summary>
    public void End(LogFile file)
    {
        var trouble = file.ReportedTrouble;
        file.ReportedTrouble = 0;
        var reason = _reasons[trouble];
        reason = (reason.Files - 1, reason.Lost + file.Lost);
        file.Lost = 0;
        _reasons[trouble] = reason;
        if (reason.Files == 0)
        {
            _reasons.Remove(trouble);
            var ending = file.Trouble == 0 ? "can be written again" : "was given up";
            log.Report(
                Severity.Notice,
                $"omfile: {Name(file)} {ending} (it was: {Errno.Describe(trouble)}); {reason.Lost} messages were lost");
        }
    }

    private static string Name(LogFile file)
    {
        const int longestShown = 200;
        var path = file.Path.AsSpan()[..^1];
        return Encoding.UTF8.GetString(path.Length > longestShown ? path[..longestShown] : path);
    }
}

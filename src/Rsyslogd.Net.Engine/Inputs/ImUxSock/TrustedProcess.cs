using System.Globalization;
using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImUxSock;

/// <summary>What the system knows of the process that sent a local message (rsyslog's manual, "imuxsock", trusted properties
/// and usePIDFromSystem).</summary>
internal static class TrustedProcess
{
    private const int LongestCommandLine = 2048;

    /// <summary>The text that annotate adds: <c> @[_PID=… _UID=… _GID=… _COMM=… _EXE=… _CMDLINE="…"]</c>.</summary>
    public static byte[] Annotation(SocketCredentials sender)
    {
        var text = new StringBuilder();
        var process = "/proc/" + sender.ProcessId.ToString(CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $" @[_PID={sender.ProcessId} _UID={sender.UserId} _GID={sender.GroupId}");
        if (Read(process + "/comm") is { Length: > 0 } command)
        {
            text.Append(" _COMM=").Append(command.TrimEnd('\n'));
        }

        if (Program(sender.ProcessId) is { } program)
        {
            text.Append(" _EXE=").Append(program);
        }

        if (Read(process + "/cmdline") is { Length: > 0 } line)
        {
            text.Append(" _CMDLINE=\"").Append(line.Replace('\0', ' ')).Append('"');
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    /// <summary>The program that a process runs; null when it is gone, or hidden from us.</summary>
    public static string? Program(int process)
    {
        try
        {
            return File.ResolveLinkTarget(
                $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/exe", returnFinalTarget: false)?.FullName;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Puts a local frame into <paramref name="target"/> with the sender's real process id in its tag: <c>app[1]: x</c>,
    /// <c>app: x</c> and <c>app x</c> all become <c>app[4711]: x</c>. Returns the length. The target needs 16 bytes more
    /// than the frame.
    /// </summary>
    public static int RewriteTag(ReadOnlySpan<byte> frame, int process, Span<byte> target)
    {
        var start = TagStart(frame);
        var tag = frame[start..];
        var space = tag.IndexOf((byte)' ');
        tag = space < 0 ? tag : tag[..space];
        var name = tag.IndexOfAny((byte)'[', (byte)':');
        var rest = start + tag.Length;
        if (name >= 0)
        {
            rest = start + name;
            if (tag[name] == '[')
            {
                var close = tag[name..].IndexOf((byte)']');
                rest = close < 0 ? start + tag.Length : rest + close + 1;
            }

            if (rest < frame.Length && frame[rest] == ':')
            {
                rest++;
            }

            tag = tag[..name];
        }

        frame[..(start + tag.Length)].CopyTo(target);
        var length = start + tag.Length;
        target[length++] = (byte)'[';
        process.TryFormat(target[length..], out var digits, provider: CultureInfo.InvariantCulture);
        length += digits;
        "]:"u8.CopyTo(target[length..]);
        length += 2;
        frame[rest..].CopyTo(target[length..]);
        return length + frame.Length - rest;
    }

    /// <summary>Behind <c>&lt;PRI&gt;</c> and <c>Mmm dd hh:mm:ss </c>, where they are there.</summary>
    private static int TagStart(ReadOnlySpan<byte> frame)
    {
        const int longestPriority = 6;
        var start = 0;
        if (!frame.IsEmpty && frame[0] == '<')
        {
            start = frame[..Math.Min(frame.Length, longestPriority)].IndexOf((byte)'>') + 1;
        }

        var time = frame[start..];
        var isTime = time.Length > 15 && time[3] == ' ' && time[6] == ' ' && time[9] == ':' && time[12] == ':' && time[15] == ' ';
        return isTime ? start + 16 : start;
    }

    private static string? Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return text.Length > LongestCommandLine ? text[..LongestCommandLine] : text;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

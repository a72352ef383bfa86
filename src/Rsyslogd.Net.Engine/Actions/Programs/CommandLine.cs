using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Programs;

/// <summary>The parameter binary: a program and its arguments.</summary>
internal static class CommandLine
{
    /// <summary>A double quote begins or ends a part in which blanks don't separate. As rsyslogd does it, it stays in the
    /// argument all the same.</summary>
    public static IReadOnlyList<byte[]> Split(string command)
    {
        var arguments = new List<byte[]>();
        var start = -1;
        var isQuoted = false;
        for (var i = 0; i <= command.Length; i++)
        {
            if (i == command.Length || (command[i] == ' ' && !isQuoted))
            {
                if (start >= 0)
                {
                    arguments.Add(NativeFile.Path(command[start..i]));
                    start = -1;
                }

                continue;
            }

            start = start < 0 ? i : start;
            isQuoted ^= command[i] == '"';
        }

        return arguments;
    }
}

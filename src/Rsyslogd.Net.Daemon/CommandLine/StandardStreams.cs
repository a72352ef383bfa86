using System.Text;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>Standard error: every line is written at once. It takes the stream alone, without what Console.Error would
/// load and set up for a terminal.</summary>
internal static class StandardError
{
    /// <summary>Callable from every thread.</summary>
    public static TextWriter Writer { get; } = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false), 512) { AutoFlush = true });

    /// <summary>Writes a line.</summary>
    public static void WriteLine(string line) => Writer.WriteLine(line);
}

/// <summary>Standard output.</summary>
internal static class StandardOutput
{
    /// <summary>Writes a text.</summary>
    public static void Write(string text)
    {
        using var stream = Console.OpenStandardOutput();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}

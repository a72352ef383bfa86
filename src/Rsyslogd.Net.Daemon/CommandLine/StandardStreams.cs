using System.Text;

namespace Rsyslogd.Net.Daemon.CommandLine;

/// <summary>Standard error: every line is written at once, on descriptor 2 itself, whatever that is at the moment. The
/// streams of System.Console keep a duplicate, which would hold the terminal after a daemon has let go of it.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    /// <summary>Callable from every thread.</summary>
    public static TextWriter Writer { get; } = TextWriter.Synchronized(
        new StreamWriter(new DescriptorStream(Descriptor), new UTF8Encoding(false), 512) { AutoFlush = true });

    /// <summary>Writes a line.</summary>
    public static void WriteLine(string line) => Writer.WriteLine(line);
}

/// <summary>Standard output.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>The stream.</summary>
    public static Stream Stream { get; } = new DescriptorStream(Descriptor);

    /// <summary>Writes a text.</summary>
    public static void Write(string text) => Stream.Write(Encoding.UTF8.GetBytes(text));
}

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>What a daemon has written.</summary>
internal static class OutputFiles
{
    private const int BufferBytes = 1 << 20;

    /// <summary>How many lines all files below a directory have together.</summary>
    public static long CountLines(string folder)
    {
        var buffer = new byte[BufferBytes];
        long lines = 0;
        foreach (var path in Files(folder))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
            }
        }

        return lines;
    }

    /// <summary>How many bytes they have.</summary>
    public static long CountBytes(string folder) => Files(folder).Sum(path => new FileInfo(path).Length);

    /// <summary>When the last of them was written.</summary>
    public static DateTime LastWrite(string folder) =>
        Files(folder).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty(DateTime.UnixEpoch).Max();

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
}

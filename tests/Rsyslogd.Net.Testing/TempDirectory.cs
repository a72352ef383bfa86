namespace Rsyslogd.Net.Testing;

/// <summary>A directory of its own for one test, gone at its end.</summary>
public sealed class TempDirectory : IDisposable
{
    public TempDirectory()
    {
        Path = Directory.CreateTempSubdirectory("nsl.").FullName;

        // Daemons that give up root must still get in.
        File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Its path. Short: the name of a unix socket has at most 107 bytes.</summary>
    public string Path { get; }

    /// <summary>The path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file; @DIR@ in its text is the directory.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text.Replace("@DIR@", Path, StringComparison.Ordinal));
        return this[name];
    }

    /// <summary>The text of a file; empty while there is none.</summary>
    public string Read(string name) => File.Exists(this[name]) ? File.ReadAllText(this[name]) : "";

    /// <summary>The lines of a file.</summary>
    public string[] ReadLines(string name) => Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>All that reading a configuration asks of the machine. Nothing is ever run.</summary>
public interface IConfigurationFiles
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="IOException">It is missing, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    byte[] ReadBytes(string path);

    /// <summary>Whether a file (no directory) of that name exists.</summary>
    bool FileExists(string path);

    /// <summary>Whether a directory of that name exists.</summary>
    bool DirectoryExists(string path);

    /// <summary>Names in a directory, without their path, unordered; empty when it is missing or may not be read.</summary>
    IReadOnlyList<string> ListDirectory(string path);

    /// <summary>A variable of the environment; null when it is not set.</summary>
    string? GetEnvironmentVariable(string name);
}

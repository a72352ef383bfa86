namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>The real file system and environment.</summary>
public sealed class SystemConfigurationFiles : IConfigurationFiles
{
    /// <inheritdoc/>
    public byte[] ReadBytes(string path) => File.ReadAllBytes(path);

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListDirectory(string path)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public string? GetEnvironmentVariable(string name) => Environment.GetEnvironmentVariable(name);
}

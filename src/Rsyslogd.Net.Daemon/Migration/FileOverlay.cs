using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Parsing;
using Rsyslogd.Net.Daemon.Loading;

namespace Rsyslogd.Net.Daemon.Migration;

/// <summary>The machine's files, some of them replaced by others or not written yet.</summary>
internal sealed class FileOverlay : IConfigurationFiles
{
    private readonly SystemConfigurationFiles _system = new();

    /// <summary>Contents by path.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>An environment for the compiler with these files.</summary>
    public ConfigurationEnvironment ToEnvironment() => new OverlaidEnvironment(this);

    /// <inheritdoc/>
    public byte[] ReadBytes(string path) => Files.TryGetValue(path, out var bytes) ? bytes : _system.ReadBytes(path);

    /// <inheritdoc/>
    public bool FileExists(string path) => Files.ContainsKey(path) || _system.FileExists(path);

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => NamesIn(path).Any() || _system.DirectoryExists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListDirectory(string path) => [.. _system.ListDirectory(path).Union(NamesIn(path))];

    /// <inheritdoc/>
    public string? GetEnvironmentVariable(string name) => _system.GetEnvironmentVariable(name);

    private IEnumerable<string> NamesIn(string directory)
    {
        var start = directory.TrimEnd('/') + "/";
        return Files.Keys.Where(path => path.StartsWith(start, StringComparison.Ordinal))
            .Select(path => path[start.Length..].Split('/')[0]).Distinct();
    }

    private sealed class OverlaidEnvironment(FileOverlay overlay) : ConfigurationEnvironment
    {
        private readonly SystemEnvironment _system = new();

        public override IConfigurationFiles Files => overlay;

        public override long? FindUser(string name) => _system.FindUser(name);

        public override long? FindGroup(string name) => _system.FindGroup(name);

        public override string? CheckRegex(string expression, bool isExtended) => _system.CheckRegex(expression, isExtended);

        public override bool IsService(string name) => _system.IsService(name);
    }
}

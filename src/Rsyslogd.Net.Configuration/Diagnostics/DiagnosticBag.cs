namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Gathers the diagnostics of one load, over all files and phases. Not for several threads.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>In the order of reporting.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Whether there is any error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Takes one.</summary>
    public void Add(Diagnostic diagnostic)
    {
        _items.Add(diagnostic);
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
    }
}

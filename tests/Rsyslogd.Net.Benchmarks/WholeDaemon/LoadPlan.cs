namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>What is sent, and how.</summary>
/// <param name="Messages">Are repeated for as long as it takes. ASCII.</param>
internal sealed record LoadPlan(string[] Messages)
{
    /// <summary>How many take turns.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>On streams.</summary>
    public int MessagesPerWrite { get; init; } = 500;

    /// <summary>RFC 6587, 3.4.1; otherwise each ends with a LF.</summary>
    public bool HasOctetCounts { get; init; }
}

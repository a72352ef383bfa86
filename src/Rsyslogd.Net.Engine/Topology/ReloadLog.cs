using System.Collections.Immutable;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>The log of objects that a reload makes. While it goes on, what they complain of is also kept for who asked for it.</summary>
internal sealed class ReloadLog(IInternalLog log) : IInternalLog
{
    private readonly Lock _lock = new();
    private ImmutableArray<string>.Builder? _complaints = ImmutableArray.CreateBuilder<string>();

    /// <inheritdoc/>
    public void Report(Severity severity, string text)
    {
        log.Report(severity, text);
        if (severity <= Severity.Warning)
        {
            lock (_lock)
            {
                _complaints?.Add(text);
            }
        }
    }

    /// <summary>The reload is over: what was complained of until now.</summary>
    public ImmutableArray<string> End()
    {
        lock (_lock)
        {
            var complaints = _complaints?.ToImmutable() ?? [];
            _complaints = null;
            return complaints;
        }
    }
}

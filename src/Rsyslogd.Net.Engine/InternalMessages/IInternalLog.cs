using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.InternalMessages;

/// <summary>Where the daemon says what happens to itself. Every call is one line; who calls makes sure that a lasting
/// condition is said once, and once again when it ends. Callable from every thread, never blocks.</summary>
public interface IInternalLog
{
    /// <summary>Says one line.</summary>
    /// <param name="severity">As in RFC 5424; the facility is syslog.</param>
    /// <param name="text">One line, without tag.</param>
    void Report(Severity severity, string text);
}

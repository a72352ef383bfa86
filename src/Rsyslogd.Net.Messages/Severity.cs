namespace Rsyslogd.Net.Messages;

/// <summary>RFC 5424 section 6.2.1, table 2.</summary>
public enum Severity : byte
{
    /// <summary>emerg, panic</summary>
    Emergency,
    /// <summary>alert</summary>
    Alert,
    /// <summary>crit</summary>
    Critical,
    /// <summary>err, error</summary>
    Error,
    /// <summary>warning, warn</summary>
    Warning,
    /// <summary>notice</summary>
    Notice,
    /// <summary>info</summary>
    Informational,
    /// <summary>debug</summary>
    Debug,
}

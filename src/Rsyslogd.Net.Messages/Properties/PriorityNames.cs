namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The texts and numbers of facilities and severities (RFC 5424 section 6.2.1; syslog.conf(5) for the keywords).</summary>
public static class PriorityNames
{
    /// <summary>What the properties show for the parts of a malformed PRI.</summary>
    public static ReadOnlySpan<byte> Invalid => "invld"u8;

    private static readonly byte[][] Facilities =
    [
        [.. "kern"u8], [.. "user"u8], [.. "mail"u8], [.. "daemon"u8], [.. "auth"u8], [.. "syslog"u8], [.. "lpr"u8],
        [.. "news"u8], [.. "uucp"u8], [.. "cron"u8], [.. "authpriv"u8], [.. "ftp"u8], [.. "ntp"u8], [.. "audit"u8],
        [.. "alert"u8], [.. "clock"u8], [.. "local0"u8], [.. "local1"u8], [.. "local2"u8], [.. "local3"u8],
        [.. "local4"u8], [.. "local5"u8], [.. "local6"u8], [.. "local7"u8], [.. "invld"u8],
    ];

    private static readonly byte[][] Severities =
    [
        [.. "emerg"u8], [.. "alert"u8], [.. "crit"u8], [.. "err"u8], [.. "warning"u8], [.. "notice"u8], [.. "info"u8],
        [.. "debug"u8],
    ];

    private static readonly byte[][] Numbers = MakeNumbers();
    private static readonly byte[][] Texts = MakeTexts();

    /// <summary>syslogfacility-text.</summary>
    /// <param name="priority">0 to 191, or <see cref="Message.InvalidPriority"/>.</param>
    public static ReadOnlySpan<byte> FacilityText(int priority) => Facilities[Math.Min(priority >> 3, 24)];

    /// <summary>syslogseverity-text.</summary>
    /// <param name="priority">0 to 191, or <see cref="Message.InvalidPriority"/>, whose severity is debug.</param>
    public static ReadOnlySpan<byte> SeverityText(int priority) => Severities[SeverityOf(priority)];

    /// <summary>syslogfacility: the number as text.</summary>
    public static ReadOnlySpan<byte> FacilityNumber(int priority) =>
        priority >= Message.InvalidPriority ? Invalid : Numbers[priority >> 3];

    /// <summary>syslogseverity: the number as text.</summary>
    public static ReadOnlySpan<byte> SeverityNumber(int priority) => Numbers[SeverityOf(priority)];

    /// <summary>pri: the number as text.</summary>
    public static ReadOnlySpan<byte> Number(int priority) =>
        priority >= Message.InvalidPriority ? Invalid : Numbers[priority];

    /// <summary>pri-text: <c>facility.severity</c>.</summary>
    public static ReadOnlySpan<byte> Text(int priority) => Texts[Math.Min(priority, Message.InvalidPriority)];

    /// <summary>The severity of a priority; that of a malformed PRI is debug.</summary>
    public static int SeverityOf(int priority) => priority >= Message.InvalidPriority ? 7 : priority & 7;

    /// <summary>The number of a facility keyword as selectors write it (<c>auth</c>, <c>security</c>, <c>local3</c>); case does
    /// not matter.</summary>
    public static bool TryGetFacility(string name, out int facility)
    {
        facility = name?.ToUpperInvariant() switch
        {
            "KERN" => 0,
            "USER" => 1,
            "MAIL" => 2,
            "DAEMON" => 3,
            "AUTH" or "SECURITY" => 4,
            "SYSLOG" => 5,
            "LPR" => 6,
            "NEWS" => 7,
            "UUCP" => 8,
            "CRON" => 9,
            "AUTHPRIV" => 10,
            "FTP" => 11,
            "NTP" => 12,
            "AUDIT" => 13,
            "ALERT" => 14,
            "CLOCK" => 15,
            { Length: 6 } local when local.StartsWith("LOCAL", StringComparison.Ordinal) && local[5] is >= '0' and <= '7' =>
                16 + (local[5] - '0'),
            _ => -1,
        };
        return facility >= 0;
    }

    /// <summary>The number of a severity keyword (<c>err</c>, <c>error</c>, <c>warn</c> …); case does not matter.</summary>
    public static bool TryGetSeverity(string name, out int severity)
    {
        severity = name?.ToUpperInvariant() switch
        {
            "EMERG" or "PANIC" => 0,
            "ALERT" => 1,
            "CRIT" => 2,
            "ERR" or "ERROR" => 3,
            "WARNING" or "WARN" => 4,
            "NOTICE" => 5,
            "INFO" => 6,
            "DEBUG" => 7,
            _ => -1,
        };
        return severity >= 0;
    }

    private static byte[][] MakeNumbers()
    {
        var numbers = new byte[Message.InvalidPriority][];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = System.Text.Encoding.ASCII.GetBytes(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    private static byte[][] MakeTexts()
    {
        var texts = new byte[Message.InvalidPriority + 1][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = [.. FacilityText(i), (byte)'.', .. SeverityText(i)];
        }

        return texts;
    }
}

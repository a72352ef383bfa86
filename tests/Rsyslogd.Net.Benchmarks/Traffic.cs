using System.Globalization;
using System.Text;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Benchmarks;

/// <summary>Messages as machines send them.</summary>
internal static class Traffic
{
    public const int Count = 1000;

    public static readonly Peer Peer = new("10.1.2.3"u8.ToArray(), "10.1.2.3"u8.ToArray(), "514"u8.ToArray());

    private static readonly string[] Programs = ["sshd", "postfix/smtpd", "systemd", "CRON", "nginx", "dhclient", "kernel-agent"];

    private static readonly string[] Texts =
    [
        "Accepted publickey for deploy from 192.0.2.17 port 51514 ssh2: ED25519 SHA256:abcdef",
        "connect from unknown[198.51.100.23]",
        "Started Session 4711 of user deploy.",
        "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
        "192.0.2.9 - - \"GET /index.html HTTP/1.1\" 200 5316 \"-\" \"curl/7.88.1\"",
        "DHCPACK of 10.0.0.42 from 10.0.0.1",
    ];

    public static string[] Rfc3164() => Make((i, program, text) =>
        $"<{30 + (i % 8)}>Oct 11 22:14:{15 + (i / 100):D2} web-{i % 20:D2} {program}[{1000 + i}]: {text}");

    public static string[] Rfc3164Iso() => Make((i, program, text) =>
        $"<{30 + (i % 8)}>2026-10-11T22:14:15.{i:D6}+02:00 web-{i % 20:D2} {program}[{1000 + i}]: {text}");

    public static string[] Rfc5424() => Make((i, program, text) =>
        $"<{30 + (i % 8)}>1 2026-10-11T22:14:15.{i:D6}Z web-{i % 20:D2}.example.com {program} {1000 + i} ID{i % 50} "
        + $"[meta@32473 sequence=\"{i}\" zone=\"a\"] {text}");

    public static string[] Local() => Make((i, program, text) =>
        $"<{30 + (i % 8)}>Oct 11 22:14:15 {program}[{1000 + i}]: {text}");

    public static string[] WithTab() => Make((i, program, text) =>
        $"<{30 + (i % 8)}>Oct 11 22:14:15 web-{i % 20:D2} {program}[{1000 + i}]: {text}\tend");

    /// <summary>A batch with the messages as frames.</summary>
    public static Batch Batch(string[] messages, FrameDialect dialect = FrameDialect.ParserChain)
    {
        var batch = new Batch(1 << 20)
        {
            Source = new InputSource("imtcp"u8.ToArray(), dialect),
            ReceivedAt = 1_795_369_980_500_000,
        };
        foreach (var text in messages)
        {
            var length = Encoding.UTF8.GetBytes(text, batch.Slab.AsSpan(batch.Used));
            batch.Add(batch.Used, length, Peer, clean: !text.Contains('\t', StringComparison.Ordinal));
            batch.Used += length;
        }

        return batch;
    }

    private static string[] Make(Func<int, string, string, string> message)
    {
        var messages = new string[Count];
        for (var i = 0; i < Count; i++)
        {
            messages[i] = message(i, Programs[i % Programs.Length], Texts[i % Texts.Length]);
        }

        return messages;
    }

    public static string Decimal(int value) => value.ToString(CultureInfo.InvariantCulture);
}

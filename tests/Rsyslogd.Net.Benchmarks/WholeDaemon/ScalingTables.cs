using System.Globalization;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>Does a message cost more where there is more of something? Rules, connections, dynamic files, bytes.</summary>
internal static class ScalingTables
{
    private const string AllToOneFile = "*.* action(type=\"omfile\" file=\"DIR/out/all.log\" template=\"RSYSLOG_TraditionalFileFormat\")";

    private static readonly int[] RuleCounts = [1, 10, 100, 1000];
    private static readonly int[] ConnectionCounts = [1, 200, 5000];
    private static readonly int[] FileCounts = [1, 100, 1000, 10_000];
    private static readonly int[] SizesBytes = [100, 1024, 4096, 8192, 16_384, 65_536];

    /// <summary>Rules of several kinds that match nothing, then one that writes all.</summary>
    public static void Rules(TestedPrograms programs)
    {
        MarkdownTable.Begin(
            "Rules", "Rules with a file each that match nothing, then one that writes all. TCP, 4 connections, 110 bytes.",
            ["processor time per message, messages/s, peak memory", .. RuleCounts.Select(count => Number(count))]);
        RulesOfKind("selector `local3.err`", i => $"local{i % 8}.err DIR/out/{i}.log");
        RulesOfKind("`:programname, isequal`", i => $":programname, isequal, \"program-{i}\" DIR/out/{i}.log");
        RulesOfKind("`:msg, contains`", i => $":msg, contains, \"needle-{i:D4}\" DIR/out/{i}.log");
        RulesOfKind("`if $programname ==`", i => $"if $programname == 'program-{i}' then DIR/out/{i}.log");
        RulesOfKind(
            "`if $hostname == … then … else if …`",
            i => $"{(i > 0 ? "else " : "")}if $hostname == 'host-{i}' then action(type=\"omfile\" file=\"DIR/out/{i}.log\")");
        RulesOfKind("`if $msg contains`", i => $"if $msg contains 'needle-{i:D4}' then DIR/out/{i}.log");
        RulesOfKind(
            "`if $syslogfacility-text == … and $syslogtag contains … then stop`",
            i => $"if $syslogfacility-text == 'daemon' and $syslogtag contains 'Server{i:D4}' then {{ action(type=\"omfile\" file=\"DIR/out/{i}.log\") stop }}");

        Row(
            "one `if $programname == … or $programname == … or …`",
            count => $"if {string.Join(" or ", Enumerable.Range(0, count).Select(i => $"$programname == 'program-{i}'"))} then DIR/out/0.log\n");

        void RulesOfKind(string kind, Func<int, string> rule) =>
            Row(kind, count => string.Concat(Enumerable.Range(0, count).Select(i => rule(i) + "\n")));

        void Row(string kind, Func<int, string> rules) => programs.Rows(kind, program => RuleCounts.Select(count =>
            Measurement.Take(program, rules(count) + AllToOneFile, new LoadPlan(Traffic.Rfc3164())).ToString()));
    }

    /// <summary>Connections that send in turn, many messages at a time or one.</summary>
    public static void Connections(TestedPrograms programs)
    {
        MarkdownTable.Begin(
            "Connections", "TCP connections that send in turn, to one file.",
            ["processor time per message, messages/s, peak memory", .. ConnectionCounts.Select(count => Number(count))]);
        foreach (var messages in (int[])[1, 20, 500])
        {
            programs.Rows($"{messages} in each write", program => ConnectionCounts.Select(count => Measurement.Take(
                program, AllToOneFile, new LoadPlan(Traffic.Rfc3164()) { Connections = count, MessagesPerWrite = messages }).ToString()));
        }
    }

    /// <summary>A file for each host.</summary>
    public static void Files(TestedPrograms programs)
    {
        MarkdownTable.Begin(
            "Dynamic files", "One file for each host, the hosts in random order. TCP, 4 connections, 110 bytes.",
            ["processor time per message, messages/s, peak memory", .. FileCounts.Select(count => Number(count))]);
        Row("as configured by default", "");
        Row("`dynaFileCacheSize` as large as needed", "dynaFileCacheSize=\"12000\"");

        void Row(string label, string parameter) => programs.Rows(label, program => FileCounts.Select(count => Measurement.Take(
            program,
            "template(name=\"name\" type=\"string\" string=\"DIR/out/%hostname%.log\")\n"
            + $"*.* action(type=\"omfile\" dynaFile=\"name\" template=\"RSYSLOG_TraditionalFileFormat\" {parameter})",
            new LoadPlan(FromHosts(count))).ToString()));
    }

    /// <summary>Short and long messages.</summary>
    public static void Sizes(TestedPrograms programs)
    {
        const int blockBytes = 65_536;
        const int messages = 64;
        MarkdownTable.Begin(
            "Message sizes", "`global(maxMessageSize=\"64k\")`, TCP, 4 connections, to one file.",
            "bytes", "µs per message", "µs per KiB", "messages/s, k", "MB/s", "peak memory, MB", "lost");
        foreach (var bytes in SizesBytes)
        {
            programs.Rows(Number(bytes), program =>
            {
                var plan = new LoadPlan([.. Enumerable.Repeat(Long(bytes), messages)])
                {
                    MessagesPerWrite = Math.Max(1, blockBytes / bytes),
                };
                var taken = Measurement.Take(program, AllToOneFile, plan, "maxMessageSize=\"64k\"");
                return
                [
                    Number(taken.Microseconds), Number(taken.Microseconds * 1024 / bytes), Number((int)(taken.PerSecond / 1000)),
                    Number((int)(taken.PerSecond * bytes / 1e6)), Number((int)taken.PeakMegabytes), Number((int)taken.Lost),
                ];
            });
        }
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // The order is the same in each run, and each host comes equally often.
    private static string[] FromHosts(int count)
    {
        const int seed = 4711;
        var texts = Traffic.Rfc3164();
        var hosts = Enumerable.Range(0, Math.Max(count, Traffic.Count)).ToArray();
        new Random(seed).Shuffle(hosts);
        return [.. hosts.Select(i => texts[i % texts.Length].Replace(
            $" web-{i % texts.Length % 20:D2} ", $" host-{i % count:D5} ", StringComparison.Ordinal))];
    }

    private static string Long(int bytes)
    {
        const string head = "<30>Oct 11 22:14:15 web-01 nginx[1234]: ";
        const string words = "192.0.2.9 - - \"GET /index.html HTTP/1.1\" 200 5316 \"-\" \"curl/7.88.1\" ";
        var text = string.Concat(Enumerable.Repeat(words, (bytes / words.Length) + 1));
        return head + text[..(bytes - head.Length)];
    }
}

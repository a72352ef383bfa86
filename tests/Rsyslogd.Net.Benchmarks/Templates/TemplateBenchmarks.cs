using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Benchmarks.Templates;

/// <summary>Parsing once, then printing many times; the figures are those of printing.</summary>
internal static class TemplateBenchmarks
{
    private static readonly BoundSegment Space = new BoundConstant(" "u8.ToArray());
    private static readonly BoundSegment NewLine = new BoundConstant("\n"u8.ToArray());

    public static void Run()
    {
        var date3339 = new ReplacerOptions { Date = TimestampFormat.Rfc3339 };
        BoundSegment[] ending =
        [
            Property(PropertyId.SyslogTag), Property(PropertyId.Msg, new ReplacerOptions { SpaceIfNoFirstSpace = true }),
            Property(PropertyId.Msg, new ReplacerOptions { DropLastLineFeed = true }), NewLine,
        ];
        var json = new ReplacerOptions { Encoding = ValueEncoding.JsonField };
        Measure("template, TraditionalFileFormat", TemplateFormat.Plain,
            [Property(PropertyId.TimeReported), Space, Property(PropertyId.Hostname), Space, .. ending]);
        Measure("template, FileFormat", TemplateFormat.Plain,
            [Property(PropertyId.TimeReported, date3339), Space, Property(PropertyId.Hostname), Space, .. ending]);
        Measure("template, TraditionalForwardFormat", TemplateFormat.Plain,
            [
                new BoundConstant("<"u8.ToArray()), Property(PropertyId.Pri), new BoundConstant(">"u8.ToArray()),
                Property(PropertyId.TimeReported), Space, Property(PropertyId.Hostname), Space,
                Property(PropertyId.SyslogTag, new ReplacerOptions { From = 1, To = 32 }), .. ending.AsSpan(1, 2),
            ]);
        Measure("template, SyslogProtocol23Format", TemplateFormat.Plain,
            [
                new BoundConstant("<"u8.ToArray()), Property(PropertyId.Pri), new BoundConstant(">1 "u8.ToArray()),
                Property(PropertyId.TimeReported, date3339), Space, Property(PropertyId.Hostname), Space, Property(PropertyId.AppName), Space,
                Property(PropertyId.ProcId), Space, Property(PropertyId.MsgId), Space, Property(PropertyId.StructuredData), Space,
                Property(PropertyId.Msg), NewLine,
            ],
            Traffic.Rfc5424());
        Measure("template, time programname procid: msg", TemplateFormat.Plain,
            [
                Property(PropertyId.TimeGenerated), Space, Property(PropertyId.ProgramName), Space, Property(PropertyId.ProcId),
                new BoundConstant(": "u8.ToArray()), Property(PropertyId.Msg), NewLine,
            ]);
        Measure("template, jsonf with five members", TemplateFormat.JsonF,
            [
                Property(PropertyId.TimeReported, json with { Date = TimestampFormat.Rfc3339 }), Property(PropertyId.Hostname, json),
                Property(PropertyId.ProgramName, json), Property(PropertyId.SyslogSeverity, json), Property(PropertyId.Msg, json),
            ]);
        Measure("template, jsonf with seven members", TemplateFormat.JsonF,
            [
                Property(PropertyId.TimeReported, json with { Date = TimestampFormat.Rfc3339 }), Property(PropertyId.Hostname, json),
                Property(PropertyId.SyslogSeverityText, json), Property(PropertyId.SyslogFacilityText, json),
                Property(PropertyId.SyslogTag, json), Property(PropertyId.ProgramName, json), Property(PropertyId.Msg, json),
            ]);
        Measure("template, file name with secpath", TemplateFormat.Plain,
            [
                new BoundConstant("/var/log/hosts/"u8.ToArray()), Property(PropertyId.Hostname), new BoundConstant("/"u8.ToArray()),
                Property(PropertyId.ProgramName, new ReplacerOptions { SecurePath = SecurePath.Replace }),
            ]);
    }

    private static void Measure(string name, TemplateFormat format, BoundSegment[] segments, string[]? traffic = null)
    {
        var program = TemplateCompiler.Compile(new BoundTemplate("t", [.. segments]) { Format = format }, new EngineSettings());
        var batch = Traffic.Batch(traffic ?? Traffic.Rfc3164());
        var settings = new ParserSettings();
        var messages = new Message[batch.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = new Message();
            MessageParser.Parse(messages[i], batch, i, settings);
        }

        var output = new ByteBuffer(1 << 20);
        Benchmark.Run(name, messages.Length, () =>
        {
            output.Clear();
            foreach (var message in messages)
            {
                program.Append(message, output);
            }
        });
    }

    private static BoundReplacer Property(PropertyId property, ReplacerOptions? options = null) =>
        new(new PropertyReference(property), options ?? ReplacerOptions.None);
}

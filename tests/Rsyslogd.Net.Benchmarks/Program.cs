using Rsyslogd.Net.Benchmarks;
using Rsyslogd.Net.Benchmarks.Framing;
using Rsyslogd.Net.Benchmarks.Parsing;
using Rsyslogd.Net.Benchmarks.Templates;
using Rsyslogd.Net.Benchmarks.WholeDaemon;

if (args is ["only", var filter])
{
    Benchmark.Filter = filter;
}
else if (args.Length > 0)
{
    return Tables.Run(args);
}

Benchmark.Begin();
FramingBenchmarks.Run();
ParsingBenchmarks.Run();
TemplateBenchmarks.Run();
return 0;

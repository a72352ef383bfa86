using Rsyslogd.Net.Benchmarks.Framing;
using Rsyslogd.Net.Benchmarks.Parsing;
using Rsyslogd.Net.Benchmarks.Templates;

Console.WriteLine($"{"per message, best round",-58} {"time",11} {"allocated",10}");
FramingBenchmarks.Run();
ParsingBenchmarks.Run();
TemplateBenchmarks.Run();

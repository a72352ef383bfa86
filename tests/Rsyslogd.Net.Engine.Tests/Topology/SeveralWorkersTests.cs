namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>A queue with several workers gives what one gives: each message once, in the order of arrival.</summary>
public sealed class SeveralWorkersTests
{
    private const int Messages = 40_000;

    // The expression finds nothing and takes its time, so that batches pile up.
    private const string Rules =
        "main_queue(queue.workerThreads=\"4\")\n"
        + "template(name=\"t\" type=\"string\" string=\"%msg:2:$%\\n\")\n"
        + "template(name=\"n\" type=\"string\" string=\"DIR/part-%$!part%\")\n"
        + "if re_match($msg, \"(a|b)*c[^x]*(d|e)+y{3}\") then stop\n"
        + "set $!part = field($msg, 32, 3);\n"
        + "action(type=\"omfile\" file=\"DIR/all\" template=\"t\")\n"
        + "action(type=\"omfile\" dynaFile=\"n\" template=\"t\")\n";

    [Fact]
    public void Files_and_dynamic_files_keep_the_order()
    {
        using var engine = new RunningEngine(Rules);
        var texts = Texts();
        for (var first = 0; first < Messages; first += 1000)
        {
            engine.Send(texts[first..(first + 1000)]);
        }

        engine.AwaitFile("all", Lines(texts));
        for (var part = 0; part < 7; part++)
        {
            engine.AwaitFile($"part-{part}", Lines(texts.Where((_, number) => number % 7 == part)));
        }
    }

    [Fact]
    public void Rotation_and_the_end_under_load_lose_and_double_nothing()
    {
        var texts = Texts();
        string all;
        using (var engine = new RunningEngine(Rules))
        {
            for (var first = 0; first < Messages; first += 1000)
            {
                engine.Send(texts[first..(first + 1000)]);
                if (first == Messages / 2)
                {
                    engine.Await(() => engine.Read("all").Length > 0, "it has begun");
                    File.Move(engine.Path("all"), engine.Path("all.1"));
                    engine.Reopen();
                }
            }

            engine.Await(() => engine.Read("all").Contains($" {Messages - 5000} ", StringComparison.Ordinal), "most is there");
            engine.Stop();
            all = engine.Read("all.1") + engine.Read("all");
        }

        // What was still in the socket at the end was not taken; what was is there once, in order.
        Assert.StartsWith(all, Lines(texts), StringComparison.Ordinal);
    }

    private static string[] Texts() =>
        [.. Enumerable.Range(0, Messages).Select(number => $"message {number % 7} {number} .")];

    private static string Lines(IEnumerable<string> texts) => string.Concat(texts.Select(text => text + "\n"));
}

using Rsyslogd.Net.Engine.Tests.Topology;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

/// <summary>imfile in a running configuration, with real files (rsyslog's manual, "imfile").</summary>
public sealed class FileInputTests
{
    [Fact]
    public void Lines_that_are_added_come_and_an_unfinished_one_waits()
    {
        using var engine = Follow("file=\"DIR/in.log\"");
        Append(engine, "in.log", "one\ntwo\n\nthr");
        engine.AwaitFile("out", "one\ntwo\n");

        Append(engine, "in.log", "ee\n");
        engine.AwaitFile("out", "one\ntwo\nthree\n");
    }

    [Fact]
    public void A_rotated_file_is_read_to_its_end_and_the_new_one_from_its_start()
    {
        using var engine = Follow("file=\"DIR/in.log\"");
        Append(engine, "in.log", "one\n");
        engine.AwaitFile("out", "one\n");

        File.Move(engine.Path("in.log"), engine.Path("in.log.1"));
        Append(engine, "in.log.1", "late\n");
        engine.AwaitFile("out", "one\nlate\n");
        Append(engine, "in.log", "new\n");
        engine.AwaitFile("out", "one\nlate\nnew\n");
    }

    [Fact]
    public void A_file_that_is_deleted_and_made_again_is_read_again()
    {
        using var engine = Follow("file=\"DIR/in.log\"");
        Append(engine, "in.log", "one\n");
        engine.AwaitFile("out", "one\n");

        File.Delete(engine.Path("in.log"));
        Append(engine, "in.log", "two\n");
        engine.AwaitFile("out", "one\ntwo\n");
    }

    [Fact]
    public void A_truncated_file_is_read_from_its_start_when_that_is_wanted()
    {
        using var engine = Follow("file=\"DIR/in.log\" reopenOnTruncate=\"on\"");
        Append(engine, "in.log", "one\ntwo\n");
        engine.AwaitFile("out", "one\ntwo\n");

        File.WriteAllText(engine.Path("in.log"), "3\n");
        engine.AwaitFile("out", "one\ntwo\n3\n");
    }

    [Fact]
    public void What_is_there_at_the_first_start_is_passed_over_with_freshStartTail()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        File.WriteAllText(Path.Combine(folder, "in.log"), "old\n");
        using var engine = Follow("file=\"DIR/in.log\" freshStartTail=\"on\"", folder: folder);

        // The state is there once the file has been opened.
        engine.Await(() => Directory.GetFiles(folder, "imfile-state:*").Length > 0, "no state");
        Append(engine, "in.log", "new\n");
        engine.AwaitFile("out", "new\n");
    }

    [Fact]
    public void Wildcards_match_names_of_files_and_of_directories_that_come_later()
    {
        using var engine = Follow("file=\"DIR/logs/*/app-?.log\"");
        Directory.CreateDirectory(engine.Path("logs/one"));
        Append(engine, "logs/one/app-1.log", "first\n");
        engine.AwaitFile("out", "first\n");

        Directory.CreateDirectory(engine.Path("logs/two"));
        Append(engine, "logs/two/app-2.log", "second\n");
        Append(engine, "logs/two/other.log", "not this\n");
        Append(engine, "logs/one/app-3.log", "third\n");
        engine.Await(() => engine.Read("out").Length == "first\nsecond\nthird\n".Length, engine.Read("out"));
        Assert.DoesNotContain("not this", engine.Read("out"));
    }

    [Theory]
    [InlineData("readMode=\"1\"", "one\ntwo\n\nthree\n\n", "one#012two\nthree\n")]
    [InlineData("readMode=\"2\"", "one\n  more\ntwo\nthree\n", "one#012  more\ntwo\n")]
    [InlineData("startmsg.regex=\"^[0-9]\"", "1 a\n b\n2 c\n3 d\n", "1 a\\n b\n2 c\n")]
    [InlineData("endmsg.regex=\"end$\"", "1 a\nb end\n2 end\n", "1 a\\nb end\n2 end\n")]
    [InlineData("startmsg.regex=\"^[0-9]\" readTimeout=\"1\"", "1 a\n b\n", "1 a\\n b\n")]
    public void Lines_are_joined(string parameters, string written, string expected)
    {
        using var engine = Follow($"file=\"DIR/in.log\" {parameters}");
        Append(engine, "in.log", written);
        engine.AwaitFile("out", expected);
    }

    [Theory]
    [InlineData("on", "one in.log 0\ntwo in.log 4\n")]
    [InlineData("off", "one  \ntwo  \n")]
    public void Metadata_is_added(string isWanted, string expected)
    {
        const string template = "%msg% %$!metadata!filename:R,ERE,1,BLANK:([^/]+)$--end% %$!metadata!fileoffset%\\n";
        using var engine = Follow($"file=\"DIR/in.log\" addMetadata=\"{isWanted}\"", template);
        Append(engine, "in.log", "one\ntwo\n");
        engine.AwaitFile("out", expected);
    }

    [Fact]
    public void Tag_severity_and_facility_are_those_of_the_input()
    {
        using var engine = Follow("file=\"DIR/in.log\" severity=\"error\" facility=\"local7\"", "%syslogtag%%pri-text%:%msg%\\n");
        Append(engine, "in.log", "one\n");
        engine.AwaitFile("out", "in:local7.err:one\n");
    }

    [Fact]
    public void The_next_run_goes_on_where_the_last_one_ended()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        File.WriteAllText(Path.Combine(folder, "in.log"), "one\ntwo\nunfin");
        var first = Follow("file=\"DIR/in.log\"", folder: folder);
        first.AwaitFile("out", "one\ntwo\n");
        first.Stop();
        Append(first, "in.log", "ished\nfour\n");

        using var second = Follow("file=\"DIR/in.log\"", folder: folder);
        second.AwaitFile("out", "one\ntwo\nunfinished\nfour\n");
    }

    [Fact]
    public void After_a_crash_nothing_is_missing()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        File.WriteAllText(Path.Combine(folder, "in.log"), "one\ntwo\n");
        string[] saved;
        using (var first = Follow("file=\"DIR/in.log\" persistStateInterval=\"1\" deleteStateOnFileDelete=\"off\"", folder: folder, keepsFolder: true))
        {
            first.AwaitFile("out", "one\ntwo\n");
            first.Await(() => Directory.GetFiles(folder, "imfile-state:*").Length == 1, "no state");

            // What a crash at this moment would leave: the state as it is now, and lines that came afterwards.
            saved = [.. Directory.GetFiles(folder, "imfile-state:*").Select(File.ReadAllText)];
            Append(first, "in.log", "three\n");
            first.AwaitFile("out", "one\ntwo\nthree\n");
        }

        File.WriteAllText(Directory.GetFiles(folder, "imfile-state:*").Single(), saved[0]);
        using var second = Follow("file=\"DIR/in.log\"", folder: folder);
        second.Await(() => second.Read("out").EndsWith("three\nthree\n", StringComparison.Ordinal), second.Read("out"));
        Assert.StartsWith("one\ntwo\n", second.Read("out"));
    }

    [Fact]
    public void A_half_written_state_is_no_state()
    {
        var folder = Directory.CreateTempSubdirectory("engine-").FullName;
        File.WriteAllText(Path.Combine(folder, "in.log"), "one\n");
        using (var first = Follow("file=\"DIR/in.log\"", folder: folder, keepsFolder: true))
        {
            first.AwaitFile("out", "one\n");
        }

        var state = Directory.GetFiles(folder, "imfile-state:*").Single();
        File.WriteAllText(state, File.ReadAllText(state)[..20]);
        using var second = Follow("file=\"DIR/in.log\"", folder: folder);
        second.AwaitFile("out", "one\none\n");
    }

    private static RunningEngine Follow(
        string parameters, string template = "%msg%\\n", string? folder = null, bool keepsFolder = false) => new(
        $"template(name=\"f\" type=\"string\" string=\"{template}\")\nmodule(load=\"imfile\")\n"
        + $"input(type=\"imfile\" tag=\"in:\" {parameters})\naction(type=\"omfile\" file=\"DIR/out\" template=\"f\")", folder)
        {
            KeepsFolder = keepsFolder,
        };

    private static void Append(RunningEngine engine, string name, string text) => File.AppendAllText(engine.Path(name), text);
}

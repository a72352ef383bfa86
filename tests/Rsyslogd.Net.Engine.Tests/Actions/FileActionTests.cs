using System.Diagnostics;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public sealed class FileActionTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Nothing_is_created_before_the_first_message()
    {
        var action = _fixture.Make("omfile", ("file", _fixture.Path("a.log")));
        action.Flush();
        action.Tick();
        Assert.False(File.Exists(_fixture.Path("a.log")));
        ActionFixture.SendAll(action, "one", "two");
        Assert.Equal("one\ntwo\n", _fixture.Read("a.log"));
    }

    [Fact]
    public void New_files_and_directories_get_their_modes_and_existing_files_keep_theirs()
    {
        File.WriteAllText(_fixture.Path("old.log"), "old\n");
        File.SetUnixFileMode(_fixture.Path("old.log"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var old = _fixture.Make("omfile", ("file", _fixture.Path("old.log")), ("fileCreateMode", 0b110_100_100L));
        var made = _fixture.Make(
            "omfile", ("file", _fixture.Path("d/e/new.log")), ("fileCreateMode", 0b110_000_000L), ("dirCreateMode", 0b111_101_000L));
        ActionFixture.SendAll(old, "x");
        ActionFixture.SendAll(made, "x");
        Assert.Equal("old\nx\n", _fixture.Read("old.log"));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(_fixture.Path("old.log")));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(_fixture.Path("d/e/new.log")));
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(_fixture.Path("d/e")));
    }

    [Fact]
    public void Without_createDirs_there_is_no_directory_and_it_is_said_once()
    {
        var action = _fixture.Make("omfile", ("file", _fixture.Path("d/a.log")), ("createDirs", false));
        ActionFixture.SendAll(action, "1", "2", "3");
        Assert.False(Directory.Exists(_fixture.Path("d")));
        Assert.Single(_fixture.Log.Lines);
    }

    [Fact]
    public void After_a_flush_of_many_files_the_next_may_wait_and_of_few_not()
    {
        var action = _fixture.MakeDynamic(_fixture.Path("hosts/"), ".log");
        SendToHosts(500);
        Assert.Equal(0, action.FlushPauseMicroseconds);
        SendToHosts(1000);
        Assert.Equal(4000, action.FlushPauseMicroseconds);
        SendToHosts(3);
        Assert.Equal(0, action.FlushPauseMicroseconds);
        Assert.Equal("text\ntext\ntext\n", _fixture.Read("hosts/host-2.log"));

        void SendToHosts(int count)
        {
            for (var i = 0; i < count; i++)
            {
                ActionFixture.Send(action, "text", $"host-{i}");
            }

            action.Flush();
        }
    }

    [Fact]
    public void Dynamic_files_say_when_too_much_waits_and_write_what_is_much_for_one_of_them()
    {
        var action = _fixture.MakeDynamic(_fixture.Path("hosts/"), ".log");
        var text = new string('x', 50_000);
        for (var i = 0; !action.IsFull; i++)
        {
            Assert.InRange(i, 0, 200);
            ActionFixture.Send(action, text, $"host-{i}");
        }

        Assert.Equal("", _fixture.Read("hosts/host-0.log"));
        ActionFixture.Send(action, text, "host-0");
        Assert.Equal(100_002, _fixture.Read("hosts/host-0.log").Length);
        action.Flush();
        Assert.False(action.IsFull);
        Assert.Equal(50_001, _fixture.Read("hosts/host-1.log").Length);
    }

    [Fact]
    public void What_could_not_be_written_comes_when_the_directory_is_back()
    {
        File.WriteAllText(_fixture.Path("d"), "a file where a directory should be");
        var action = _fixture.Make("omfile", ("file", _fixture.Path("d/a.log")));
        ActionFixture.SendAll(action, "1", "2");
        File.Delete(_fixture.Path("d"));
        ActionFixture.Await(
            () =>
            {
                action.Tick();
                return _fixture.Read("d/a.log") == "1\n2\n";
            },
            "kept messages are written");
        Assert.Equal(2, _fixture.Log.Lines.Length);
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(2000, 100)]
    public void Blocks_and_single_messages_give_one_file_in_order(int messages, int length)
    {
        var texts = Enumerable.Range(0, messages).Select(number => $"{number} {new string('x', length)}").ToArray();
        var action = _fixture.Make("omfile", ("file", _fixture.Path("a.log")));
        ActionFixture.Send(action, "first");
        Assert.Equal(0, ActionFixture.SendBlock(action, texts));
        ActionFixture.SendAll(action, "last");
        Assert.Equal(string.Concat(texts.Prepend("first").Append("last").Select(text => text + "\n")), _fixture.Read("a.log"));
    }

    [Fact]
    public void Blocks_for_dynamic_files_go_to_the_file_of_each_message()
    {
        var action = _fixture.MakeDynamic(_fixture.Folder + "/", ".log");
        Assert.Equal(0, ActionFixture.SendBlock(action, ["1", "2", "3"], ["a", "b", "a"]));
        Assert.Equal(1, ActionFixture.SendBlock(action, ["4", "5"], [new string('/', 5000), "b"]));
        Assert.Equal("1\n3\n", _fixture.Read("a.log"));
        Assert.Equal("2\n5\n", _fixture.Read("b.log"));
    }

    [Fact]
    public void Block_for_a_dynamic_file_whose_name_says_nothing_of_the_message_is_one_file()
    {
        var name = new BoundTemplate("name", [new BoundConstant(Encoding.UTF8.GetBytes(_fixture.Path("same.log")))]);
        var action = _fixture.Make("omfile", "\n", name, ("dynaFile", "name"));
        Assert.Equal(0, ActionFixture.SendBlock(action, ["1", "2", "3"], ["a", "b", "a"]));
        Assert.Equal(0, ActionFixture.SendBlock(action, ["4"], ["b"]));
        Assert.Equal("1\n2\n3\n4\n", File.ReadAllText(_fixture.Path("same.log")));
    }

    [Fact]
    public void A_block_that_could_not_be_written_comes_when_the_directory_is_back()
    {
        File.WriteAllText(_fixture.Path("d"), "a file where a directory should be");
        var texts = Enumerable.Range(0, 1000).Select(number => $"{number} {new string('x', 100)}").ToArray();
        var action = _fixture.Make("omfile", ("file", _fixture.Path("d/a.log")));
        ActionFixture.SendBlock(action, texts);
        ActionFixture.SendBlock(action, ["behind"]);
        File.Delete(_fixture.Path("d"));
        var expected = string.Concat(texts.Append("behind").Select(text => text + "\n"));
        ActionFixture.Await(
            () =>
            {
                action.Tick();
                return _fixture.Read("d/a.log") == expected;
            },
            "kept messages are written");
    }

    [Fact]
    public void An_unusable_file_suspends_the_action_only_if_somebody_depends_on_it()
    {
        File.WriteAllText(_fixture.Path("plain"), "");
        var action = _fixture.Make("omfile", ("file", _fixture.Path("plain/a.log")));
        action.NeedsOutcome = true;
        Assert.Equal(DeliveryResult.Suspended, ActionFixture.Send(action, "x"));
    }

    [Fact]
    public void A_renamed_file_keeps_receiving_until_the_action_is_told_to_reopen()
    {
        var action = _fixture.Make("omfile", ("file", _fixture.Path("a.log")));
        ActionFixture.SendAll(action, "1");
        File.Move(_fixture.Path("a.log"), _fixture.Path("a.log.1"));
        ActionFixture.SendAll(action, "2");
        action.Reopen();
        Assert.False(File.Exists(_fixture.Path("a.log")));
        ActionFixture.SendAll(action, "3");
        Assert.Equal("1\n2\n", _fixture.Read("a.log.1"));
        Assert.Equal("3\n", _fixture.Read("a.log"));
    }

    [Fact]
    public void Large_amounts_are_written_in_order_without_a_flush()
    {
        var action = _fixture.Make("omfile", ("file", _fixture.Path("a.log")));
        var expected = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            var text = $"message {i} of many";
            ActionFixture.Send(action, text);
            expected.Append(text).Append('\n');
        }

        Assert.True(new FileInfo(_fixture.Path("a.log")).Length > 300_000);
        action.Close(TimeSpan.FromSeconds(1));
        Assert.Equal(expected.ToString(), _fixture.Read("a.log"));
    }

    [Fact]
    public void Dynamic_names_make_files_of_their_own_in_order()
    {
        var action = _fixture.MakeDynamic(_fixture.Path("hosts/"), ".log", ("dynaFileCacheSize", 2L));
        for (var i = 0; i < 3000; i++)
        {
            ActionFixture.Send(action, $"{i}", $"host{i % 300}");
        }

        action.Flush();
        Assert.Equal(300, Directory.GetFiles(_fixture.Path("hosts")).Length);
        Assert.Equal(string.Concat(Enumerable.Range(0, 10).Select(i => $"{(i * 300) + 7}\n")), _fixture.Read("hosts/host7.log"));
    }

    [Fact]
    public void Dynamic_files_are_closed_and_opened_again_by_name()
    {
        var action = _fixture.MakeDynamic(_fixture.Path(""), "/x.log");
        ActionFixture.Send(action, "1", "/h");
        action.Reopen();
        File.Move(_fixture.Path("h/x.log"), _fixture.Path("h/y.log"));
        ActionFixture.Send(action, "2", "/h");
        action.Flush();
        Assert.Equal("1\n", _fixture.Read("h/y.log"));
        Assert.Equal("2\n", _fixture.Read("h/x.log"));
    }

    [Fact]
    public void No_name_from_a_message_leaves_the_directory_of_the_template()
    {
        Directory.CreateDirectory(_fixture.Path("deep/er/base"));
        var action = _fixture.MakeDynamic(_fixture.Path("deep/er/base/hosts/"), "/app.log");
        string[] evil =
        [
            "../evil", "../../evil", "..", ".", "/etc/evil", "a/../../../evil", "..\\evil", "%2e%2e/evil", "-rf",
            string.Concat(Enumerable.Repeat("../../../../", 9)) + "x", "....//....//evil", "..\0/evil", new string('x', 300),
        ];
        foreach (var name in evil)
        {
            Assert.Equal(DeliveryResult.Done, ActionFixture.Send(action, "x", name));
        }

        action.Flush();
        Assert.Equal(evil.Length, Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories)
            .Sum(file => File.ReadAllLines(file).Length));
        Assert.All(
            Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories),
            file => Assert.StartsWith(_fixture.Path("deep/er/base/hosts/"), file));
        Assert.Single(_fixture.Log.Lines);
        Assert.True(_fixture.Counter("names.neutralised") >= 5);
    }

    [Fact]
    public void A_device_that_takes_nothing_costs_one_message_and_bounded_memory()
    {
        var action = _fixture.Make("omfile", ("file", "/dev/full"));
        for (var i = 0; i < 30_000; i++)
        {
            ActionFixture.Send(action, new string('x', 100));
        }

        action.Flush();
        Assert.Single(_fixture.Log.Lines);
        Assert.True(_fixture.Counter("failed") > 15_000);
        action.Close(TimeSpan.Zero);
        Assert.Equal(2, _fixture.Log.Lines.Length);
        Assert.Contains("30000 messages were lost", _fixture.Log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_device_swallows_everything()
    {
        var action = _fixture.Make("omfile", ("file", "/dev/null"));
        ActionFixture.SendAll(action, "x", "y");
        Assert.Empty(_fixture.Log.Lines);
    }

    [Fact]
    public void A_full_file_system_tears_no_line_and_everything_that_was_kept_follows()
    {
        if (!ActionFixture.IsRoot || ActionFixture.Run("/bin/mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _fixture.Folder) != 0)
        {
            Console.WriteLine("skipped: a small tmpfs needs root");
            return;
        }

        try
        {
            FillAndFree();
        }
        finally
        {
            _ = ActionFixture.Run("/bin/umount", "-l", _fixture.Folder);
        }
    }

    [Fact]
    public void The_command_of_the_size_limit_runs_one_write_after_the_limit_and_at_the_end()
    {
        var script = _fixture.Script("rotate.sh", "mv -f \"$1\" \"$1.1\"\n");
        var action = _fixture.Make(
            "omfile", ("file", _fixture.Path("a.log")), ("rotation.sizeLimit", 60L),
            ("rotation.sizeLimitCommand", $"{script} {_fixture.Path("a.log")}"));
        ActionFixture.SendAll(action, new string('A', 40));
        ActionFixture.SendAll(action, new string('B', 40));
        ActionFixture.SendAll(action, "c");
        Assert.False(File.Exists(_fixture.Path("a.log.1")));
        ActionFixture.SendAll(action, "d");
        Assert.Equal($"{new string('A', 40)}\n{new string('B', 40)}\nc\n", _fixture.Read("a.log.1"));
        Assert.Equal("d\n", _fixture.Read("a.log"));
    }

    [Fact]
    public void Owner_and_group_are_set_on_what_is_created()
    {
        if (!ActionFixture.IsRoot)
        {
            Console.WriteLine("skipped: owners need root");
            return;
        }

        Assert.True(UserDatabase.TryFindUser("daemon", out var user, out var group));
        var action = _fixture.Make(
            "omfile", ("file", _fixture.Path("d/a.log")), ("fileOwner", user), ("fileGroupNum", group), ("dirOwner", user));
        ActionFixture.SendAll(action, "x");
        Assert.Equal(0, ActionFixture.Run(
            "/bin/sh", "-c", $"test $(stat -c %U:%G {_fixture.Path("d/a.log")}) = daemon:daemon && test $(stat -c %U {_fixture.Path("d")}) = daemon"));
    }

    private void FillAndFree()
    {
        File.WriteAllBytes(_fixture.Path("filler"), new byte[200 * 1024]);
        var action = _fixture.Make("omfile", ("file", _fixture.Path("a.log")));
        for (var i = 0; i < 1500; i++)
        {
            ActionFixture.Send(action, $"{i:d6}".PadRight(99, 'x'));
            if (i % 10 == 0)
            {
                action.Flush();
            }
        }

        Assert.EndsWith("\n", _fixture.Read("a.log"), StringComparison.Ordinal);
        File.Delete(_fixture.Path("filler"));
        ActionFixture.Await(
            () =>
            {
                action.Tick();
                return new FileInfo(_fixture.Path("a.log")).Length == 150_000;
            },
            "kept messages are written");
        var lines = _fixture.Read("a.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{i:d6}".PadRight(99, 'x')), lines);
        Assert.Equal(2, _fixture.Log.Lines.Length);
    }
}

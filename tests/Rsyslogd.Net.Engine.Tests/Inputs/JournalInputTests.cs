using System.Diagnostics;
using System.Text;
using Rsyslogd.Net.Engine.Inputs.ImJournal;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class JournalInputTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly InputFixture _fixture = new(batches: 32);
    private readonly FakeJournal _journal = new();
    private readonly List<string> _received = [];
    private readonly Message _message = new();

    private string StateFile => Path.Combine(_fixture.Directory, "state");

    private JournalSettings Kept => new() { StateFile = StateFile };

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("SYSLOG_IDENTIFIER=app|_COMM=sh|SYSLOG_PID=7|_PID=8", "app[7]:")]
    [InlineData("_COMM=sh|_PID=8", "sh[8]:")]
    [InlineData("SYSLOG_IDENTIFIER=has space", "has space:")]
    [InlineData("SYSLOG_IDENTIFIER=|_PID=8", "[8]:")]
    [InlineData("X=y", "journal:")]
    public void The_tag_is_who_sent_it(string fields, string tag)
    {
        _journal.Write(0, [.. fields.Split('|'), "MESSAGE=text"]);
        Start(new JournalSettings());
        Assert.Equal([$"13|{tag}|text"], Receive(1));
    }

    [Theory]
    [InlineData(ProcessIdSource.Syslog, "app[7]:", "app:")]
    [InlineData(ProcessIdSource.System, "app[8]:", "app[8]:")]
    [InlineData(ProcessIdSource.Both, "app[7]:", "app[8]:")]
    internal void The_number_of_the_process_comes_from_where_it_is_wanted(ProcessIdSource source, string both, string onlySystem)
    {
        _journal.Write(0, "SYSLOG_IDENTIFIER=app", "SYSLOG_PID=7", "_PID=8", "MESSAGE=1");
        _journal.Write(0, "SYSLOG_IDENTIFIER=app", "_PID=8", "MESSAGE=2");
        Start(new JournalSettings { UsePid = source });
        Assert.Equal([$"13|{both}|1", $"13|{onlySystem}|2"], Receive(2));
    }

    [Theory]
    [InlineData("PRIORITY=0|SYSLOG_FACILITY=0", 0)]
    [InlineData("PRIORITY=7|SYSLOG_FACILITY=23", 191)]
    [InlineData("PRIORITY=8|SYSLOG_FACILITY=24", 13)]
    [InlineData("PRIORITY=x|SYSLOG_FACILITY=-1", 13)]
    [InlineData("PRIORITY=|SYSLOG_FACILITY=", 13)]
    [InlineData("PRIORITY=12|SYSLOG_FACILITY=4x", 13)]
    [InlineData("X=y", 13)]
    public void Facility_and_severity_are_the_senders_or_the_defaults(string fields, int priority)
    {
        _journal.Write(0, [.. fields.Split('|'), "SYSLOG_IDENTIFIER=a", "MESSAGE=m"]);
        Start(new JournalSettings());
        Assert.Equal([$"{priority}|a:|m"], Receive(1));
    }

    [Fact]
    public void All_fields_are_variables_and_the_time_is_that_of_the_journal()
    {
        _journal.Write(1_795_395_184_568_776, [
            "MESSAGE=a\nb\0c"u8.ToArray(), "_PID=12"u8.ToArray(), "BIN=x\0\xff"u8.ToArray(), "SAME=1"u8.ToArray(), "SAME=2"u8.ToArray(),
            "no field"u8.ToArray(), "=nothing"u8.ToArray(), "_COMM=sh"u8.ToArray()]);
        Start(new JournalSettings());
        Assert.Equal(["13|sh[12]:|a#012b c"], Receive(1));
        Assert.Equal(1_795_395_184_568_776, _message.ReceivedAt);
        var root = _message.Variables!.Json.Root!;
        Assert.Equal(["MESSAGE", "_PID", "BIN", "SAME", "_COMM"], root.Members.Select(member => member.Key));
        Assert.Equal("2", Encoding.UTF8.GetString(root.Find("SAME")!.Text));
        Assert.Equal("x \xff"u8.ToArray(), root.Find("BIN")!.Text);
    }

    [Fact]
    public void An_entry_without_a_text_is_an_empty_message()
    {
        _journal.Write(0, "SYSLOG_IDENTIFIER=silent", "MESSAGE=");
        _journal.Write(0, "SYSLOG_IDENTIFIER=none");
        Start(new JournalSettings());
        Assert.Equal(["13|silent:|", "13|none:|"], Receive(2));
    }

    [Fact]
    public void Long_fields_are_cut()
    {
        _journal.Write(0, "SYSLOG_IDENTIFIER=a", "MESSAGE=" + new string('x', 500));
        Start(new JournalSettings { MaxFieldBytes = 100 });
        Assert.Equal(["13|a:|" + new string('x', 100)], Receive(1));
    }

    [Fact]
    public void What_comes_later_is_read_when_it_comes()
    {
        WriteNumbered(1);
        Start(new JournalSettings());
        Receive(1);
        WriteNumbered(2, 600);
        Assert.Equal(Numbered(1, 600), Receive(600));
        Assert.Equal(600, _fixture.Counter("read"));
        Assert.Equal(600, _fixture.Counter("submitted"));
        Assert.Equal(4096, _fixture.Counter("disk_usage_bytes"));
    }

    [Fact]
    public void A_restart_goes_on_where_the_last_run_ended()
    {
        WriteNumbered(1, 3);
        var first = Start(Kept);
        Receive(3);
        first.Stop();
        Assert.Equal(_journal.CursorOf(3), File.ReadAllText(StateFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(StateFile));
        WriteNumbered(4, 5);
        Start(Kept);
        Assert.Equal(Numbered(1, 5), Receive(5));
        Assert.Empty(_fixture.Log.Lines);
    }

    [Fact]
    public void The_state_is_kept_when_the_messages_have_come_out()
    {
        Start(Kept);
        WriteNumbered(1, 12);
        Receive(12);
        var clock = Stopwatch.StartNew();
        while (!File.Exists(StateFile) && clock.Elapsed < Patience)
        {
            _fixture.Settle();
            Assert.False(_fixture.Queue.Settled < _fixture.Queue.Enqueued && File.Exists(StateFile));
            _fixture.Queue.Settle(_fixture.Queue.Enqueued);
        }

        Assert.StartsWith("s=a1;i=", File.ReadAllText(StateFile));
    }

    [Fact]
    public void Only_new_messages_are_read_where_that_is_wanted_and_there_is_no_state()
    {
        WriteNumbered(1, 3);
        Start(Kept with { IgnoresPrevious = true });
        WaitUntil(() => _journal.Opened == 1);
        WriteNumbered(4);
        Assert.Equal(Numbered(4, 4), Receive(1));
        File.WriteAllText(StateFile, _journal.CursorOf(2));
        Start(Kept with { IgnoresPrevious = true });
        Assert.Equal(Numbered(4, 4).Concat(Numbered(3, 4)), Receive(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("s=nothing")]
    [InlineData("s=a1;i=1 and more")]
    public void An_invalid_state_is_ignored_or_ends_it(string state)
    {
        WriteNumbered(1, 2);
        File.WriteAllText(StateFile, state);
        Start(Kept with { IgnoresInvalidState = false });
        WaitUntil(() => _fixture.Log.Lines.Length == 1);
        Assert.Equal([$"imjournal: state file '{StateFile}' is invalid, the journal is not read"], _fixture.Log.Lines);
        Start(Kept);
        Assert.Equal(Numbered(1, 2), Receive(2));
        Assert.Equal($"imjournal: ignoring invalid state file {StateFile}", _fixture.Log.Lines[1]);
    }

    [Fact]
    public void Rotation_goes_unnoticed()
    {
        WriteNumbered(1, 5);
        Start(Kept);
        Receive(5);
        _journal.Vacuum(0);
        _journal.Vacuum(5);
        WriteNumbered(6, 7);
        Assert.Equal(Numbered(1, 7), Receive(7));
        Assert.Empty(_fixture.Log.Lines);
        Assert.InRange(_fixture.Counter("rotations"), 1, 2);
    }

    [Fact]
    public void Messages_that_were_removed_before_they_were_read_are_told_of_once()
    {
        WriteNumbered(1, 2);
        Start(Kept).Stop();
        Receive(2);
        WriteNumbered(3, 6);
        _journal.Vacuum(4);
        Start(Kept);
        Assert.Equal([.. Numbered(1, 2), .. Numbered(5, 6)], Receive(4));
        Assert.Equal(["imjournal: 2 messages were removed from the journal before they could be read"], _fixture.Log.Lines);
    }

    [Fact]
    public void Entries_that_got_other_numbers_are_recognised()
    {
        WriteNumbered(1, 2);
        Start(Kept).Stop();
        Receive(2);
        _journal.Numbering = "b2";
        WriteNumbered(3);
        var second = Start(Kept);
        Assert.Equal(Numbered(1, 3), Receive(3));
        Assert.Empty(_fixture.Log.Lines);
        second.Stop();
        _journal.Numbering = "c3";
        WriteNumbered(4);
        _journal.Vacuum(3);
        Start(Kept);
        Receive(4);
        Assert.Equal(
            ["imjournal: the message that was read last is no longer in the journal, others may have been removed before they could be read"],
            _fixture.Log.Lines);
    }

    [Theory]
    [InlineData("next", "imjournal: cannot read the journal: Input/output error; it is tried again from time to time")]
    [InlineData("open", "imjournal: cannot open the journal: Input/output error; it is tried again from time to time")]
    [InlineData("process", "imjournal: cannot learn what has changed in the journal: Input/output error; it is tried again from time to time")]
    public void After_an_error_the_journal_is_opened_anew(string what, string line)
    {
        _journal.Failures[what] = 1;
        Start(Kept);
        WaitUntil(() => _journal.Opened == 1);
        WriteNumbered(1, 3);
        Assert.Equal(Numbered(1, 3), Receive(3));
        Assert.Equal([line, "imjournal: the journal is read again"], _fixture.Log.Lines);
        Assert.Equal(2, _journal.Opened);
        Assert.Equal(1, _fixture.Counter("recovery_attempts"));
    }

    [Fact]
    public void More_than_the_limit_is_dropped_and_counted()
    {
        WriteNumbered(1, 9);
        var input = Start(new JournalSettings { RateLimitBurst = 4 });
        Assert.Equal(Numbered(1, 4), Receive(4));
        WaitUntil(() => _fixture.Counter("ratelimit_discarded_in_interval") == 5);
        Assert.Equal(5, _fixture.Counter("discarded"));
        Assert.Equal(9, _fixture.Counter("read"));
        input.Stop();
        Assert.Equal("imjournal: 5 messages lost due to rate-limiting (4 allowed within 600 seconds)", _fixture.Log.Lines[^1]);
    }

    [Fact]
    public void A_state_that_cannot_be_written_is_said_once()
    {
        WriteNumbered(1);
        var input = Start(new JournalSettings { StateFile = "/nonexistent/state", SyncsState = true });
        Receive(1);
        input.Stop();
        Assert.StartsWith("imjournal: cannot write state file '/nonexistent/state'", Assert.Single(_fixture.Log.Lines));
    }

    [Fact]
    public void A_directory_without_journals_is_an_empty_journal()
    {
        if (!Journal.TryOpen(_fixture.Directory, withRemote: false, 8192, out var journal, out var reason))
        {
            // A machine without systemd.
            Assert.StartsWith("libsystemd.so.0", reason);
            return;
        }

        using (journal)
        {
            Assert.Equal(0, journal.SeekTail());
            Assert.Equal(0, journal.Next());
            Assert.Equal(0, journal.SeekHead());
            Assert.Equal(0, journal.Next());
            Assert.True(journal.Descriptor >= 0);
            Assert.True(journal.IsDescriptorReliable);
            Assert.Equal(-Errno.InvalidArgument, journal.SeekCursor("garbage"));
            Assert.True(journal.Process() >= 0);
            Assert.Equal(0, journal.GetUsage(out var bytes));
            Assert.Equal(0, bytes);
            Assert.True(journal.GetCursor(out _) < 0);
            Assert.True(journal.GetRealtime(out _) < 0);
            journal.RestartFields();
            Assert.True(journal.NextField(out _) < 0);
        }

        Assert.Throws<ObjectDisposedException>(() => journal.Next());
    }

    private JournalInput Start(JournalSettings settings)
    {
        var input = new JournalInput(settings, _fixture.Context, (JournalSettings _, out string? reason) => _journal.Open(out reason));
        _fixture.Keep(input);
        Assert.True(input.Start());
        _fixture.Settle();
        _fixture.Settle();
        return input;
    }

    private void WriteNumbered(int first, int? last = null)
    {
        for (var i = first; i <= (last ?? first); i++)
        {
            _journal.Write(i, "SYSLOG_IDENTIFIER=t", $"MESSAGE={i}");
        }
    }

    private static IEnumerable<string> Numbered(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(i => $"13|t:|{i}");

    private List<string> Receive(int count)
    {
        var clock = Stopwatch.StartNew();
        while (_received.Count < count && clock.Elapsed < Patience)
        {
            if (!_fixture.Queue.TryDequeue(out var batch))
            {
                _fixture.Queue.WaitForWork(100_000);
                continue;
            }

            for (var i = 0; i < batch.Count; i++)
            {
                Assert.True(MessageParser.Parse(_message, batch, i, _fixture.Services.Settings.Parser));
                _received.Add(
                    $"{_message.Priority}|{Encoding.UTF8.GetString(_message.Slice(_message.TagRange))}|{Encoding.UTF8.GetString(_message.Msg)}");
            }

            _fixture.Queue.Pool.Return(batch);
        }

        Assert.True(count == _received.Count, $"{_received.Count} instead of {count} messages. {_fixture.Log}");
        return _received;
    }

    private void WaitUntil(Func<bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(clock.Elapsed < Patience, _fixture.Log.ToString());
            _fixture.Settle();
        }
    }
}

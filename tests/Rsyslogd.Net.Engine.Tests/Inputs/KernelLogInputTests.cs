using System.IO.Pipes;
using System.Text;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Engine.Inputs.ImKlog;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class KernelLogInputTests
{
    [Theory]
    [InlineData("6,339,5140900,-;NET: Registered protocol family 10\n", 6, 339, 5140900, "NET: Registered protocol family 10")]
    [InlineData("4,7,1,-,caller=T1;text\n SUBSYSTEM=pci\n DEVICE=+pci:0\n", 4, 7, 1, "text")]
    [InlineData("14,1,2,c;no line feed", 14, 1, 2, "no line feed")]
    [InlineData("4294967295,1,2,-;x\n", 111, 1, 2, "x")]
    public void Records_are_read(string bytes, int priority, long sequence, long microseconds, string text)
    {
        Assert.True(KernelRecord.TryParse(Encoding.ASCII.GetBytes(bytes), out var record));
        Assert.Equal(priority, record.Priority);
        Assert.Equal(sequence, record.Sequence);
        Assert.Equal(microseconds, record.Microseconds);
        Assert.Equal(text, Encoding.ASCII.GetString(record.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no record at all")]
    [InlineData(";text")]
    [InlineData("6,;x")]
    [InlineData("-1,2,3,-;x")]
    [InlineData("99999999999999999999,2,3,-;x")]
    public void What_is_no_record_is_none(string bytes) =>
        Assert.False(KernelRecord.TryParse(Encoding.ASCII.GetBytes(bytes), out _));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\\x09 and \\x5c and \\xc3\\xbc", "tab\t and \\ and ü")]
    [InlineData("\\", "\\")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\x4", "\\x4")]
    [InlineData("\\xzz\\x41", "\\xzzA")]
    public void The_kernels_escapes_become_what_they_stand_for(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = KernelRecord.Unescape(bytes);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, length));
    }

    [Fact]
    public void A_log_that_cannot_be_opened_is_said_once()
    {
        using var fixture = new InputFixture();
        var listener = new KernelLogInput(InputFixture.Parameters(("logPath", "/nonexistent")), fixture.Context);
        Assert.False(listener.Start());
        Assert.Equal(["imklog: cannot open kernel log (/nonexistent): No such file or directory."], fixture.Log.Lines);
        listener.Stop();
    }

    [Fact]
    public void Records_become_messages_with_the_kernels_priority()
    {
        using var fixture = new InputFixture();
        var source = new InputSource("imklog"u8.ToArray(), FrameDialect.Prepared);
        var counters = new CounterSet("imklog", "imklog");
        var device = new KernelLogDevice(
            fixture.Context.OpenWriter(source, counters.Add("submitted")), fixture.Context.LocalPeer(), counters.Add("lost"),
            text => fixture.Log.Report(Severity.Warning, text))
        { Next = 5 };
        fixture.Reactor.Invoke(() =>
        {
            device.Take("6,4,1000,-;read before the restart\n"u8);
            device.Take("3,5,5140900,-;oops\\x0atwo lines\n DEVICE=x\n"u8);
            device.Take("12,6,5140900,-;of a program\n"u8);
            device.Take("4,9,123456789012,-;later\n"u8);
            device.Take("garbage"u8);
            device.HandOver();
        });
        var all = fixture.Receive(3);
        Assert.All(all, message => Assert.StartsWith("kernel:", message.Text));
        Assert.EndsWith("oops", all[0].Text);
        Assert.EndsWith("two lines", all[1].Text);
        Assert.EndsWith("later", all[2].Text);
        if (File.Exists("/sys/module/printk/parameters/time") && File.ReadAllText("/sys/module/printk/parameters/time")[0] == 'Y')
        {
            Assert.Equal("kernel:[    5.140900] oops", all[0].Text);
            Assert.Equal("kernel:[123456.789012] later", all[2].Text);
        }

        Assert.Equal(10, device.Next);
        Assert.Equal(2, counters.Counters[1].Counter.Value);
        Assert.Equal(["imklog: 2 kernel messages were overwritten before they could be read"], fixture.Log.Lines);
    }

    [Fact]
    public void The_kernels_own_log_is_read_where_it_is_readable()
    {
        using var fixture = new InputFixture(batches: 64);
        var listener = new KernelLogInput(InputFixture.Parameters(), fixture.Context);
        fixture.Keep(listener);
        if (!listener.Start())
        {
            Assert.Single(fixture.Log.Lines, line => line.StartsWith("imklog: cannot open kernel log (/dev/kmsg)"));
            return;
        }

        listener.Stop();
        Assert.True(fixture.Queue.TryDequeue(out var batch), fixture.Log.ToString());
        Assert.InRange(batch.Frames[0].Priority, 0, 7);
        Assert.True(batch.Slab.AsSpan(batch.Frames[0].Start, 7).SequenceEqual("kernel:"u8));
        fixture.Queue.Pool.Return(batch);
    }

    [Fact]
    public void A_log_that_is_handed_over_is_read_on_where_an_earlier_input_has_stopped()
    {
        using var log = new AnonymousPipeServerStream(PipeDirection.Out);
        var descriptor = (int)log.ClientSafePipeHandle.DangerousGetHandle();
        NativeSocket.TakeOver(descriptor);
        var inherited = new Dictionary<string, int> { [InheritedSockets.KernelLog] = descriptor };
        using var fixture = new InputFixture(new() { EnableDns = false, InheritedSockets = inherited });
        log.Write("6,1,5140900,-;first\n"u8);
        var before = new KernelLogInput(InputFixture.Parameters(), fixture.Context);
        Assert.True(before.Start());
        Assert.EndsWith("first", fixture.Receive(1)[0].Text);
        before.Stop();
        log.Write("6,2,5140900,-;in between\n"u8);
        var after = new KernelLogInput(InputFixture.Parameters(), fixture.Context);
        fixture.Keep(after);
        Assert.True(after.Start());
        Assert.EndsWith("in between", fixture.Receive(2)[1].Text);
    }

    [Fact]
    public void A_log_that_is_handed_over_is_known_by_its_name()
    {
        var first = NativeSocket.OpenForReading("/dev/null");
        Assert.Equal(first, InheritedSockets.Collect("7", "1", ownPid: 7, first, "kmsg")[InheritedSockets.KernelLog]);
        Assert.Empty(InheritedSockets.Collect("7", "1", ownPid: 7, first, "syslog.socket:kmsg"));
        Assert.Empty(InheritedSockets.Collect("7", "1", ownPid: 7, first));
        NativeSocket.Close(first);
    }

    [Fact]
    public void The_position_is_remembered_in_the_work_directory_for_this_boot()
    {
        var directory = Directory.CreateTempSubdirectory("position").FullName;
        var position = new KernelLogPosition(directory);
        Assert.Equal(0, position.Load());
        position.Save(1234);
        Assert.Equal(1234, new KernelLogPosition(directory).Load());
        File.WriteAllText(Path.Combine(directory, "imklog-position"), "another-boot 1234");
        Assert.Equal(0, position.Load());
        Directory.Delete(directory, recursive: true);
        position.Save(1);
        Assert.Equal(0, new KernelLogPosition(null).Load());
    }
}

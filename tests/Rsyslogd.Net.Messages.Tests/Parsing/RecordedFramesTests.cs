using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Messages.Tests.Parsing;

/// <summary>Frames that were given to rsyslogd 8.2302.0, and what it showed of them.</summary>
public sealed class RecordedFramesTests
{
    [Fact]
    public void Frames_of_the_parser_chain_read_as_rsyslog_reads_them() =>
        AssertRecorded("frames.txt", Samples.Source());

    [Fact]
    public void Frames_of_the_local_socket_read_as_rsyslog_reads_them() =>
        AssertRecorded("local-frames.txt", Samples.Source(FrameDialect.Local) with { IgnoresSenderTime = true });

    [Theory]
    [InlineData("<13>1 2020-01-01T00:00:00Z h a p m - x", "a[p]", "x")]
    [InlineData("<13>Oct 11 22:14:15 h tag: x", "tag:", " x")]
    public void A_source_that_ignores_the_senders_time_keeps_the_rest(string frame, string tag, string msg)
    {
        var message = Samples.Parse(frame, source: Samples.Source() with { IgnoresSenderTime = true });
        Assert.Equal(0, message.Reported.Month);
        Assert.Equal(tag, Samples.Get(message, PropertyId.SyslogTag));
        Assert.Equal(msg, Samples.Get(message, PropertyId.Msg));
    }

    [Fact]
    public void A_message_object_keeps_nothing_of_the_message_before()
    {
        var settings = new ParserSettings();
        var recorded = Samples.Recorded("frames.txt").ToArray();
        var batch = Samples.BatchOf(Samples.Source(), [.. recorded.Select(r => r.Frame)]);
        var message = new Message();
        for (var i = recorded.Length - 1; i >= 0; i--)
        {
            Assert.True(MessageParser.Parse(message, batch, i, settings));
            Assert.Equal(recorded[i].Expected, Show(message));
        }
    }

    private static void AssertRecorded(string resource, InputSource source)
    {
        var wrong = new List<string>();
        foreach (var (frame, expected) in Samples.Recorded(resource))
        {
            var shown = Show(Samples.Parse(frame, source: source));
            if (shown != expected)
            {
                wrong.Add($"{frame}\n  expected {expected}\n  but got  {shown}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Show(Message message)
    {
        string P(PropertyId property) => Samples.Get(message, property);
        var time = message.Reported.Month == 0 ? "received" : Samples.Time(in message.Reported, TimestampFormat.Rfc3339);
        return $"pri={P(PropertyId.Pri)}|t={time}|h={P(PropertyId.Hostname)}|tag={P(PropertyId.SyslogTag)}"
            + $"|prog={P(PropertyId.ProgramName)}|app={P(PropertyId.AppName)}|pid={P(PropertyId.ProcId)}"
            + $"|id={P(PropertyId.MsgId)}|sd={P(PropertyId.StructuredData)}|v={P(PropertyId.ProtocolVersion)}"
            + $"|msg=[{P(PropertyId.Msg)}]|raw=[{P(PropertyId.RawMsg)}]|ap=[{P(PropertyId.RawMsgAfterPri)}]";
    }
}

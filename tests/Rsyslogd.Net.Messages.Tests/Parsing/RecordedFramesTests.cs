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
        AssertRecorded("local-frames.txt", Samples.Source(FrameDialect.Local));

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

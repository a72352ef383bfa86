namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>A parser of a ruleset's chain (manual, "Message parsers in rsyslog"). Hot where a ruleset names parsers. Immutable.</summary>
public abstract class FrameParser
{
    private protected FrameParser()
    {
    }

    /// <summary>pmrfc5424: takes what has the version 1.</summary>
    public static FrameParser Rfc5424 { get; } = new Rfc5424Link();

    /// <summary>pmrfc3164: takes any frame. Its options are those of <see cref="ParserSettings.Rfc3164"/>.</summary>
    public static FrameParser Rfc3164 { get; } = new Rfc3164Link();

    /// <summary>pmlastmsg.</summary>
    public static FrameParser LastMessage { get; } = new LastMessageParser();

    /// <summary>pmaixforwardedfrom.</summary>
    public static FrameParser AixForwarded { get; } = new AixForwardedParser();

    /// <summary>Reads a frame whose PRI is known.</summary>
    /// <param name="message">Buffer, raw range, AfterPri and priority are set; filled, or the frame changed for the parsers behind this one.</param>
    /// <param name="start">First byte behind the PRI, in the buffer.</param>
    /// <returns>False: the next parser is to try.</returns>
    internal abstract bool TryParse(Message message, int start);

    private sealed class Rfc5424Link : FrameParser
    {
        internal override bool TryParse(Message message, int start)
        {
            var end = message.Raw.End;
            if (!Rfc5424Parser.Recognises(message.Buffer.AsSpan(start, end - start)))
            {
                return false;
            }

            Rfc5424Parser.Parse(message, start + 2, end);
            return true;
        }
    }

    private sealed class Rfc3164Link : FrameParser
    {
        internal override bool TryParse(Message message, int start)
        {
            Rfc3164Parser.Parse(message, start, message.Raw.End);
            return true;
        }
    }
}

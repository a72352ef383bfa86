namespace Rsyslogd.Net.Messages.Framing;

/// <summary>What was wrong with the frames of a receive; the input logs each kind as it sees fit.</summary>
[Flags]
public enum FramingErrors
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An octet count was ended by something else than a space; it counts nevertheless.</summary>
    DelimiterNotSpace = 1,

    /// <summary>An octet count of zero; the frame is read up to its delimiter.</summary>
    InvalidCount = 2,

    /// <summary>An octet count above maxFrameSize; the frame is read up to its delimiter, the digits are part of it.</summary>
    CountTooLarge = 4,

    /// <summary>A message was longer than maxMessageSize and has been split or cut.</summary>
    MessageTooLong = 8,

    /// <summary>The connection ended inside a counted frame, which was dropped.</summary>
    Incomplete = 16,
}

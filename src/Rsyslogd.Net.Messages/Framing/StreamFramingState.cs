namespace Rsyslogd.Net.Messages.Framing;

/// <summary>What a stream connection remembers between two receives, beside its unfinished bytes. The default value is a new
/// connection. One owner.</summary>
public struct StreamFramingState
{
    internal FramingMode Mode;

    /// <summary>How many of the unfinished bytes have been searched without finding an end.</summary>
    internal int Scanned;

    /// <summary>Bytes of the counted frame that have not been consumed yet, carried-over ones included.</summary>
    internal int CountedRemaining;

    /// <summary>True when the searched bytes hold one that cleaning must look at.</summary>
    internal bool IsUnclean;
}

internal enum FramingMode : byte
{
    /// <summary>The next byte decides which framing the frame has.</summary>
    FrameStart,

    /// <summary>Inside a frame that a delimiter ends.</summary>
    Delimited,

    /// <summary>Inside a frame whose length is known.</summary>
    Counted,

    /// <summary>Dropping the rest of a delimited frame.</summary>
    DiscardDelimited,

    /// <summary>Dropping the rest of a counted frame.</summary>
    DiscardCounted,
}

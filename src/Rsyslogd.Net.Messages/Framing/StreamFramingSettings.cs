namespace Rsyslogd.Net.Messages.Framing;

/// <summary>How the bytes of a stream connection are cut into frames; names follow rsyslog's manual, "imtcp".</summary>
public sealed record StreamFramingSettings
{
    /// <summary>supportOctetCountedFraming: a frame that begins with a digit is octet-counted (RFC 6587 section 3.4.1).</summary>
    public bool SupportOctetCounting { get; init; } = true;

    /// <summary>addtlFrameDelimiter: a byte that ends a frame like LF does; -1: none.</summary>
    public int AdditionalDelimiter { get; init; } = -1;

    /// <summary>disableLFDelimiter: LF is text; only the additional delimiter ends a frame.</summary>
    public bool DisableLineFeedDelimiter { get; init; }

    /// <summary>maxFrameSize: the largest octet count that is believed, in bytes.</summary>
    public int MaxFrameSizeBytes { get; init; } = 200_000;

    /// <summary>maxMessageSize: what is longer becomes several messages.</summary>
    public int MaxMessageSizeBytes { get; init; } = 8096;

    /// <summary>discardTruncatedMsg: the rest of a frame that is too long is dropped instead of becoming another message.</summary>
    public bool DiscardTruncated { get; init; }

    /// <summary>Bytes above 127 make a frame unclean as well (parser.escape8BitCharactersOnReceive).</summary>
    public bool Escape8Bit { get; init; }

    /// <summary>The rest of a counted frame that is too long is dropped in any case, as imptcp does.</summary>
    public bool DiscardTruncatedCounted { get; init; }

    /// <summary>framingfix.cisco.asa: spaces before a frame are skipped.</summary>
    public bool SkipLeadingSpaces { get; init; }

    /// <summary>multiLine, framing.delimiter.regex: a delimiter ends a frame only when the next line begins one. Null: each
    /// delimiter does.</summary>
    public LineStart? LineStart { get; init; }
}

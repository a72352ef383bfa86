using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Messages;

/// <summary>The global() parameters that decide how a frame is cleaned and parsed. Names follow rsyslog's manual,
/// "global configuration object".</summary>
public sealed record ParserSettings
{
    /// <summary>maxMessageSize in bytes; the complete frame, header included.</summary>
    public int MaxMessageSizeBytes { get; init; } = 8096;

    /// <summary>parser.escapeControlCharactersOnReceive.</summary>
    public bool EscapeControlCharacters { get; init; } = true;

    /// <summary>parser.controlCharacterEscapePrefix.</summary>
    public byte EscapePrefix { get; init; } = (byte)'#';

    /// <summary>parser.escape8BitCharactersOnReceive.</summary>
    public bool Escape8Bit { get; init; }

    /// <summary>parser.escapeControlCharactersCStyle.</summary>
    public bool EscapeCStyle { get; init; }

    /// <summary>parser.spaceLFOnReceive.</summary>
    public bool SpaceLineFeed { get; init; }

    /// <summary>parser.escapeControlCharacterTab: on, tabs are escaped like the others.</summary>
    public bool EscapeTab { get; init; } = true;

    /// <summary>parser.dropTrailingLFOnReception.</summary>
    public bool DropTrailingLineFeed { get; init; } = true;

    /// <summary>parser.permitSlashInProgramName.</summary>
    public bool PermitSlashInProgramName { get; init; }

    /// <summary>parser.parseHostnameAndTag.</summary>
    public bool ParseHostnameAndTag { get; init; } = true;

    /// <summary>parser.supportCompressionExtension: frames that begin with <c>z</c> may be compressed.</summary>
    public bool SupportCompression { get; init; } = true;

    /// <summary>preserveFQDN.</summary>
    public bool PreserveFqdn { get; init; }

    /// <summary>The name of this machine as messages show it (localHostname or the system's).</summary>
    public byte[] LocalHostname { get; init; } = "localhost"u8.ToArray();

    /// <summary>The parsers of the ruleset, in order; null: the default chain, RFC 5424 and then RFC 3164. A ruleset with parsers of its own
    /// has settings of its own.</summary>
    public IReadOnlyList<FrameParser>? Chain { get; init; }

    /// <summary>The options of the pmrfc3164 parser in the chain.</summary>
    public Rfc3164Options Rfc3164 { get; init; } = new();
}

using System.Globalization;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages;

/// <summary>The place in a file that a frame was read from: imfile's metadata. It becomes <c>$!metadata!filename</c> and
/// <c>$!metadata!fileoffset</c> when a rule or template first asks for a variable of the message (manual, "imfile",
/// "Metadata"), so that rules without variables pay nothing.</summary>
/// <param name="FileName">The path as it was matched.</param>
/// <param name="Offset">Bytes from the start of the file to the start of the line.</param>
public readonly record struct FrameOrigin(byte[] FileName, long Offset)
{
    private static readonly string[] FileNamePath = ["metadata", "filename"];
    private static readonly string[] FileOffsetPath = ["metadata", "fileoffset"];

    /// <summary>Sets the variables. The offset is text, as in rsyslog.</summary>
    internal void Store(MessageVariables variables)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = Offset.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        variables.Json.Set(FileNamePath, JsonValue.From(FileName));
        variables.Json.Set(FileOffsetPath, JsonValue.From(digits[..length]));
    }
}

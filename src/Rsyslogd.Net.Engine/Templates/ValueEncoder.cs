using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The last step of the property replacer: how the value is written. Hot.</summary>
internal abstract class ValueEncoder
{
    /// <summary>Adds the encoded value.</summary>
    public abstract void Append(ReadOnlySpan<byte> value, ByteBuffer output);

    /// <summary>The encoder of a property's format option; null for plain.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">The member name for jsonf.</param>
    public static ValueEncoder? Create(ReplacerOptions options, string name) => options.Encoding switch
    {
        ValueEncoding.Plain => null,
        ValueEncoding.Json => new JsonEncoder(keepEscapes: false),
        ValueEncoding.JsonRaw => new JsonEncoder(keepEscapes: true),
        ValueEncoding.JsonField => new JsonMemberEncoder(name, options, keepEscapes: false),
        ValueEncoding.JsonFieldRaw => new JsonMemberEncoder(name, options, keepEscapes: true),
        ValueEncoding.Csv => new CsvEncoder(),
    };
}

/// <summary>json and jsonr: the escapes of a JSON string, without its quotes.</summary>
internal sealed class JsonEncoder(bool keepEscapes) : ValueEncoder
{
    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> value, ByteBuffer output) => JsonEscape.Append(value, keepEscapes, output);
}

/// <summary>csv: always in quotes, quotes inside doubled (RFC 4180).</summary>
internal sealed class CsvEncoder : ValueEncoder
{
    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> value, ByteBuffer output)
    {
        output.Append((byte)'"');
        while (true)
        {
            var at = value.IndexOf((byte)'"');
            if (at < 0)
            {
                break;
            }

            output.Append(value[..(at + 1)]);
            output.Append((byte)'"');
            value = value[(at + 1)..];
        }

        output.Append(value);
        output.Append((byte)'"');
    }
}

/// <summary>JSON escapes as the property replacer writes them: also <c>/</c>, control characters as <c>\u000B</c>.</summary>
internal static class JsonEscape
{
    /// <summary>Adds text with its escapes.</summary>
    /// <param name="text">Any bytes; what is not ASCII passes.</param>
    /// <param name="keepEscapes">Escapes that are there already stay (jsonr).</param>
    /// <param name="output">Where to.</param>
    public static void Append(ReadOnlySpan<byte> text, bool keepEscapes, ByteBuffer output) =>
        JsonText.AppendEscaped(text, output, "0123456789ABCDEF"u8, keepEscapes);
}

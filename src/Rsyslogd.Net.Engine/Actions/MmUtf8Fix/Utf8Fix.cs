using System.Buffers;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.MmUtf8Fix;

/// <summary>mmutf8fix: replaces each byte of msg that is no part of UTF-8 or, in the other mode, everything but the printable
/// characters of ASCII.</summary>
public sealed class Utf8Fix : MessageModification
{
    private readonly ByteBuffer _output = new();
    private readonly bool _isAsciiOnly;
    private readonly byte _replacement;

    /// <summary>Makes the action.</summary>
    public Utf8Fix(BoundAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _isAsciiOnly = action.Parameters.GetText("mode") == "controlcharacters";
        _replacement = ByteText.GetBytes(action.Parameters.GetText("replacementChar") ?? " ")[0];
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = message.Msg;
        _output.Clear();
        if (_isAsciiOnly ? FixAscii(text) : FixUtf8(text))
        {
            message.RewriteMsg(_output.Written);
        }
    }

    private bool FixAscii(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAnyExceptInRange((byte)32, (byte)126) < 0)
        {
            return false;
        }

        foreach (var value in text)
        {
            _output.Append(value is >= 32 and <= 126 ? value : _replacement);
        }

        return true;
    }

    private bool FixUtf8(ReadOnlySpan<byte> text)
    {
        var isChanged = false;
        while (text.Length > 0)
        {
            var plain = text.IndexOfAnyInRange((byte)0x80, (byte)0xff);
            plain = plain < 0 ? text.Length : plain;
            _output.Append(text[..plain]);
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            // Of a sequence that is cut short each byte is replaced; the byte that cut it may begin a good one.
            var isGood = Rune.DecodeFromUtf8(text, out _, out var taken) == OperationStatus.Done;
            isChanged |= !isGood;
            for (var i = 0; i < taken; i++)
            {
                _output.Append(isGood ? text[i] : _replacement);
            }

            text = text[taken..];
        }

        return isChanged;
    }
}

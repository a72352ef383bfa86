using System.Buffers.Text;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>What an expression gave.</summary>
internal enum ScriptKind
{
    /// <summary>Bytes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>What a variable holds, unless that is text: a number, a bool, a tree.</summary>
    Json,
}

/// <summary>
/// The value of an expression with RainerScript's conversions. Text points into the message or into a buffer of the node that
/// made it, and is valid until that node is evaluated again.
/// </summary>
internal ref struct ScriptValue
{
    public ScriptKind Kind;
    public long Number;
    public ReadOnlySpan<byte> Text;
    public JsonValue? Json;

    public void Set(ReadOnlySpan<byte> text)
    {
        Kind = ScriptKind.Text;
        Text = text;
        Json = null;
    }

    public void Set(long number)
    {
        Kind = ScriptKind.Number;
        Number = number;
        Json = null;
    }

    /// <summary>Takes what a variable holds; nothing becomes empty text.</summary>
    public void Set(JsonValue? json)
    {
        switch (json?.Kind)
        {
            case null or JsonKind.Null:
                Set([]);
                break;
            case JsonKind.Text:
                Set(json.Text);
                break;
            default:
                Kind = ScriptKind.Json;
                Json = json;
                break;
        }
    }

    /// <summary>The value as text; what is no text is written into <paramref name="scratch"/>.</summary>
    public readonly ReadOnlySpan<byte> ToText(ByteBuffer scratch)
    {
        switch (Kind)
        {
            case ScriptKind.Number:
                scratch.Clear();
                Utf8Formatter.TryFormat(Number, scratch.GetSpan(24), out var written);
                scratch.Advance(written);
                return scratch.Written;
            case ScriptKind.Json:
                scratch.Clear();
                JsonText.AppendPlain(Json!.Clone(), scratch);
                return scratch.Written;
            default:
                return Text;
        }
    }

    /// <summary>The value as a number; text counts as far as it is one.</summary>
    public readonly long ToNumber() => Kind switch
    {
        ScriptKind.Number => Number,
        ScriptKind.Text => NumberText.Read(Text, out _),
        _ => Json!.ToNumber(),
    };

    /// <summary>The value as a number if all of it is one.</summary>
    public readonly bool TryGetNumber(out long number)
    {
        if (Kind == ScriptKind.Text)
        {
            number = NumberText.Read(Text, out var isComplete);
            return isComplete;
        }

        number = ToNumber();
        return true;
    }

    /// <summary>The value as JSON, for set.</summary>
    public readonly JsonValue ToJson() => Kind switch
    {
        ScriptKind.Number => JsonValue.From(Number),
        ScriptKind.Json => Json!,
        _ => JsonValue.From(Text),
    };
}

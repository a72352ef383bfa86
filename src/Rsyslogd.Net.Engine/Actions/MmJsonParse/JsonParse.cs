using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmJsonParse;

/// <summary>
/// mmjsonparse: puts the JSON object of a message into variables. What is no JSON becomes an object with the one member msg,
/// and the property parsesuccess tells which of both happened.
/// </summary>
public sealed class JsonParse : MessageModification
{
    private readonly byte[] _cookie;
    private readonly bool _usesRawMsg;
    private readonly bool _searches;
    private readonly int _searchedBytes;
    private readonly bool _allowsTrailing;
    private readonly VariableReference _container;

    /// <summary>Makes the action.</summary>
    public JsonParse(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        var parameters = action.Parameters;
        _cookie = ByteText.GetBytes(parameters.GetText("cookie") ?? "@cee:");
        _usesRawMsg = parameters.GetSwitch("useRawMsg");
        _searches = parameters.GetText("mode") == "find-json";
        _searchedBytes = (int)Math.Min(parameters.GetNumber("max_scan_bytes", 65536), int.MaxValue);
        _allowsTrailing = parameters.GetSwitch("allow_trailing", true);
        _container = VariableName.Refer(parameters.GetText("container") ?? "$!", services.Globals);
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = (_usesRawMsg ? message.RawMsg : message.Msg).TrimStart(" \t\n\v\f\r"u8);
        var value = _searches ? Search(text) : ReadBehindCookie(ref text);
        message.JsonParseSucceeded = value is not null;
        if (value is null)
        {
            value = JsonValue.NewObject();
            value.Set("msg", JsonValue.From(text));
        }

        _container.Set(message, value);
    }

    // When the cookie is there and the JSON behind it is not, what is behind the cookie counts as the text.
    private JsonValue? ReadBehindCookie(ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(_cookie))
        {
            return null;
        }

        text = text[_cookie.Length..];
        return JsonText.TryReadAll(text) is { Kind: JsonKind.Object } value ? value : null;
    }

    private JsonValue? Search(ReadOnlySpan<byte> text)
    {
        var searched = text[..Math.Min(text.Length, _searchedBytes)];
        for (var at = searched.IndexOf((byte)'{'); at >= 0;)
        {
            var value = _allowsTrailing ? JsonText.TryRead(text[at..], out _) : JsonText.TryReadAll(text[at..]);
            if (value is not null)
            {
                return value;
            }

            var next = searched[(at + 1)..].IndexOf((byte)'{');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A template whose parts follow each other. Hot.</summary>
internal sealed class SegmentProgram : TemplateProgram
{
    private readonly TemplateSegment[] _segments;

    private SegmentProgram(TemplateSegment[] segments) => _segments = segments;

    /// <inheritdoc/>
    public override bool IsConstant => Array.TrueForAll(_segments, static segment => segment.IsConstant);

    /// <summary>Puts the parts together; a single one is the program.</summary>
    public static TemplateProgram Create(TemplateSegment[] segments) => segments is [var only] ? only : new SegmentProgram(segments);

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        foreach (var segment in _segments)
        {
            segment.Append(message, output);
        }
    }
}

/// <summary>option.jsonf: the parts are the members of an object on a line of its own; empty parts leave no comma. Hot.</summary>
internal sealed class JsonObjectProgram(TemplateSegment[] members) : TemplateProgram
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        output.Append((byte)'{');
        JsonMembers.Append(members, message, output);
        output.Append("}\n"u8);
    }
}

/// <summary>An object inside an option.jsonftree template; left out when it has no members.</summary>
internal sealed class JsonObjectSegment(byte[] name, TemplateSegment[] members) : TemplateSegment
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var start = output.Length;
        output.Append((byte)'"');
        output.Append(name);
        output.Append("\":{"u8);
        var empty = output.Length;
        JsonMembers.Append(members, message, output);
        if (output.Length == empty)
        {
            output.Truncate(start);
            return;
        }

        output.Append((byte)'}');
    }
}

/// <summary>Members with commas between them.</summary>
internal static class JsonMembers
{
    /// <summary>Adds all members that are not empty.</summary>
    public static void Append(TemplateSegment[] members, Message message, ByteBuffer output)
    {
        var isFirst = true;
        foreach (var member in members)
        {
            var start = output.Length;
            if (!isFirst)
            {
                output.Append(", "u8);
            }

            var text = output.Length;
            member.Append(message, output);
            if (output.Length == text)
            {
                output.Truncate(start);
            }
            else
            {
                isFirst = false;
            }
        }
    }
}

/// <summary>option.sql, option.stdsql and option.json: what properties give is escaped once more, constants are not. Hot.</summary>
internal sealed class EscapedSegment(TemplateSegment inner, TemplateFormat format) : TemplateSegment
{
    private readonly ByteBuffer _text = new();
    private readonly (byte First, byte Second) _escaped = format switch
    {
        TemplateFormat.Json => ((byte)'"', (byte)'\\'),
        TemplateFormat.Sql => ((byte)'\'', (byte)'\\'),
        _ => ((byte)'\'', (byte)'\''),
    };

    private readonly bool _doubles = format == TemplateFormat.StdSql;

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        _text.Clear();
        inner.Append(message, _text);
        var text = _text.Written;
        while (true)
        {
            var at = text.IndexOfAny(_escaped.First, _escaped.Second);
            if (at < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..at]);
            output.Append(_doubles ? text[at] : (byte)'\\');
            output.Append(text[at]);
            text = text[(at + 1)..];
        }
    }
}

/// <summary>type="subtree": the tree as JSON; nothing when there is none.</summary>
internal sealed class SubtreeProgram(VariableReader variables, VariablePath path) : TemplateProgram
{
    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output) => variables.TryAppendJson(message, path, output);
}

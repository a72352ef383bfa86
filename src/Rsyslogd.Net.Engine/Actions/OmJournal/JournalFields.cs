using System.Buffers.Binary;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.OmJournal;

/// <summary>
/// A message as an entry in the journal's native protocol (systemd, "Native Journal Protocol"): <c>NAME=value LF</c> or, where the
/// value has a line feed, <c>NAME LF length value LF</c>. Without a template text, priority and tag; with one, its parts by their
/// names, of which the empty ones are left out. Hot.
/// </summary>
internal sealed class JournalFields : TemplateProgram
{
    private const int MaxNameBytes = 64;

    private readonly (byte[] Name, TemplateProgram Value)[] _fields;
    private readonly VariablePath? _subtree;
    private readonly bool _leavesOutEmpty;
    private readonly bool _needsIdentifier;
    private readonly ByteBuffer _value = new();

    private JournalFields((byte[] Name, TemplateProgram Value)[] fields, VariablePath? subtree, bool leavesOutEmpty)
    {
        _fields = fields;
        _subtree = subtree;
        _leavesOutEmpty = leavesOutEmpty;
        _needsIdentifier = !fields.Any(field => field.Name.AsSpan().SequenceEqual("SYSLOG_IDENTIFIER"u8));
    }

    /// <summary>Compiles a template for the thread that will use it.</summary>
    /// <param name="template">Null: the default fields.</param>
    /// <param name="services">Settings.</param>
    public static JournalFields Compile(BoundTemplate? template, EngineServices services)
    {
        if (template is null)
        {
            return new JournalFields(
                [
                    ("MESSAGE"u8.ToArray(), One(Property(PropertyId.Msg), services)),
                    ("PRIORITY"u8.ToArray(), One(Property(PropertyId.SyslogSeverity), services)),
                    ("SYSLOG_FACILITY"u8.ToArray(), One(Property(PropertyId.SyslogFacility), services)),
                    ("SYSLOG_IDENTIFIER"u8.ToArray(), One(Property(PropertyId.SyslogTag), services)),
                ],
                null,
                leavesOutEmpty: false);
        }

        var fields = template.Segments
            .Select(segment => (Name: Name(NameOf(segment)), Segment: segment))
            .Where(part => part.Name.Length > 0)
            .Select(part => (part.Name, One(part.Segment, services)))
            .ToArray();
        return new JournalFields(fields, template.Subtree, leavesOutEmpty: true);
    }

    /// <summary>A name that journald takes: capitals, digits and underscores, the first one a letter. Fields with others would be
    /// dropped by it. Empty: nothing of it is left.</summary>
    public static byte[] Name(string? name)
    {
        var bytes = Encoding.UTF8.GetBytes((name ?? "").ToUpperInvariant());
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')))
            {
                bytes[i] = (byte)'_';
            }
        }

        var start = bytes.AsSpan().IndexOfAnyInRange((byte)'A', (byte)'Z');
        return start < 0 ? [] : bytes[start..Math.Min(bytes.Length, start + MaxNameBytes)];
    }

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        foreach (var (name, value) in _fields)
        {
            _value.Clear();
            value.Append(message, _value);
            if (_value.Length > 0 || !_leavesOutEmpty)
            {
                AppendField(name, _value.Written, output);
            }
        }

        if (!AppendSubtree(message, output) && _needsIdentifier)
        {
            output.Append("SYSLOG_IDENTIFIER=netsyslogd\n"u8);
        }
    }

    /// <summary>Whether an identifier was among the members.</summary>
    private bool AppendSubtree(Message message, ByteBuffer output)
    {
        var tree = _subtree?.Root == '.' ? message.Variables?.Local : message.Variables?.Json;
        if (_subtree is null || tree?.Find(_subtree.Steps.AsSpan()) is not { } root)
        {
            return false;
        }

        var hasIdentifier = false;
        foreach (var (name, member) in root.Members)
        {
            _value.Clear();
            if (member.IsTree)
            {
                JsonText.Append(member, _value);
            }
            else
            {
                JsonText.AppendPlain(member, _value);
            }

            var field = Name(name);
            if (_value.Length > 0 && field.Length > 0)
            {
                AppendField(field, _value.Written, output);
                hasIdentifier |= field.AsSpan().SequenceEqual("SYSLOG_IDENTIFIER"u8);
            }
        }

        return hasIdentifier;
    }

    private static void AppendField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer output)
    {
        output.Append(name);
        if (value.Contains((byte)'\n'))
        {
            output.Append((byte)'\n');
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)value.Length);
            output.Append(length);
        }
        else
        {
            output.Append((byte)'=');
        }

        output.Append(value);
        output.Append((byte)'\n');
    }

    private static string? NameOf(BoundSegment segment) =>
        segment is BoundReplacer replacer ? TemplateCompiler.NameOf(replacer) : segment.OutName;

    private static TemplateProgram One(BoundSegment segment, EngineServices services) =>
        services.CompileTemplate(new BoundTemplate("field of omjournal", [Plain(segment)]));

    private static BoundReplacer Property(PropertyId id) => new(new PropertyReference(id), ReplacerOptions.None);

    // What makes a member of a JSON object would put the name into the value.
    private static BoundSegment Plain(BoundSegment segment) => segment switch
    {
        BoundConstant constant => constant with { IsJsonField = false },
        BoundReplacer { Options: { Encoding: ValueEncoding.JsonField or ValueEncoding.JsonFieldRaw } options } replacer =>
            replacer with { Options = options with { Encoding = ValueEncoding.Plain } },
        _ => segment,
    };
}

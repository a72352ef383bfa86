using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Turns bound templates into programs: every decision that does not depend on the message is taken here. Cold.</summary>
public static class TemplateCompiler
{
    /// <summary>Compiles a template for one thread: the program has rooms and caches of its own.</summary>
    /// <param name="template">The bound template.</param>
    /// <param name="settings">The global settings.</param>
    /// <param name="variables">Where variables come from; null: the message, without global ones.</param>
    public static TemplateProgram Compile(BoundTemplate template, EngineSettings settings, VariableReader? variables = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(settings);
        var reader = variables ?? new MessageVariableReader(new GlobalVariables());
        if (template.Subtree is { } subtree)
        {
            return new SubtreeProgram(reader, subtree);
        }

        return template.Format switch
        {
            TemplateFormat.JsonF => SegmentRuns.Object(template.Segments, reader),
            TemplateFormat.JsonFTree => new JsonObjectProgram(JsonTree.Build(template.Segments, reader)),
            TemplateFormat.Plain => SegmentProgram.Create(SegmentRuns.Lines(template.Segments, reader)),
            TemplateFormat.Sql or TemplateFormat.StdSql or TemplateFormat.Json =>
                SegmentProgram.Create(EscapedSegments(template, reader)),
        };
    }

    /// <summary>Compiles one part.</summary>
    /// <param name="segment">The part.</param>
    /// <param name="variables">Where variables come from.</param>
    /// <param name="name">The member name to use for jsonf instead of the part's own.</param>
    internal static TemplateSegment Segment(BoundSegment segment, VariableReader variables, string? name = null)
    {
        switch (segment)
        {
            case BoundConstant constant:
                return new ConstantSegment(ConstantText(constant, name));
            case BoundReplacer replacer:
                return Replacer(replacer, variables, name ?? NameOf(replacer));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>What a constant prints.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="name">The member name to use for jsonf instead of the constant's own.</param>
    internal static byte[] ConstantText(BoundConstant constant, string? name) =>
        constant is { IsJsonField: true, OutName: { } given } ? ConstantMember(name ?? given, constant.Value) : constant.Value;

    /// <summary>The member name of a property.</summary>
    internal static string NameOf(BoundReplacer replacer) =>
        replacer.OutName ?? replacer.WrittenName ?? PropertyNames.NameOf(replacer.Property.Id);

    private static TemplateSegment[] EscapedSegments(BoundTemplate template, VariableReader variables)
    {
        var segments = new TemplateSegment[template.Segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = Segment(template.Segments[i], variables);
            segments[i] = template.Segments[i] is BoundReplacer ? new EscapedSegment(segment, template.Format) : segment;
        }

        return segments;
    }

    /// <summary>A constant as member of a JSON object; rsyslog writes a space behind its colon, and only there.</summary>
    private static byte[] ConstantMember(string name, byte[] value)
    {
        var text = new Messages.ByteBuffer();
        text.Append((byte)'"');
        text.Append(JsonMemberEncoder.JsonName(name));
        text.Append("\": \""u8);
        JsonEscape.Append(value, keepEscapes: false, text);
        text.Append((byte)'"');
        return text.Written.ToArray();
    }

    private static TemplateSegment Replacer(BoundReplacer replacer, VariableReader variables, string name)
    {
        if (LinePart.TryCreate([], replacer, out var part))
        {
            return new LineSegment([part], []);
        }

        var options = replacer.Options;
        if (options == ReplacerOptions.None && replacer.Property.Path is { } path)
        {
            return new VariableSegment(variables, path);
        }

        var source = new ReplacerSource(replacer.Property, options, variables);
        return new ReplacerSegment(source, options, ValueEncoder.Create(options, name));
    }
}

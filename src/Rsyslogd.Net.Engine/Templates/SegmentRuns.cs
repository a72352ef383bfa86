using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Finds the neighbours in a template that one segment can do at once. Cold.</summary>
internal static class SegmentRuns
{
    /// <summary>Compiles a plain template.</summary>
    public static TemplateSegment[] Lines(ImmutableArray<BoundSegment> segments, VariableReader variables)
    {
        var compiled = new List<TemplateSegment>();
        var parts = new List<LinePart>();
        byte[] constant = [];
        foreach (var segment in segments)
        {
            if (segment is BoundConstant text)
            {
                constant = [.. constant, .. TemplateCompiler.ConstantText(text, null)];
            }
            else if (segment is BoundReplacer replacer && LinePart.TryCreate(constant, replacer, out var part))
            {
                parts.Add(part);
                constant = [];
            }
            else
            {
                EndRun();
                compiled.Add(TemplateCompiler.Segment(segment, variables));
            }
        }

        EndRun();
        return [.. compiled];

        void EndRun()
        {
            if (parts.Count > 0)
            {
                LinePart[] run = [.. parts];
                compiled.Add(StockLineSegment.TryCreate(run, constant) ?? ProtocolLineSegment.TryCreate(run, constant) ?? (TemplateSegment)new LineSegment(run, constant));
            }
            else if (constant.Length > 0)
            {
                compiled.Add(new ConstantSegment(constant));
            }

            parts.Clear();
            constant = [];
        }
    }

    /// <summary>Compiles the members of an object.</summary>
    public static TemplateSegment[] Members(ImmutableArray<BoundSegment> segments, VariableReader variables)
    {
        var compiled = new List<TemplateSegment>();
        var members = new List<JsonMembersSegment.Member>();
        foreach (var segment in segments)
        {
            if (segment is BoundReplacer replacer
                && JsonMembersSegment.Member.TryCreate(replacer, TemplateCompiler.NameOf(replacer), members.Count == 0, out var member))
            {
                members.Add(member);
                continue;
            }

            EndRun();
            compiled.Add(TemplateCompiler.Segment(segment, variables));
        }

        EndRun();
        return [.. compiled];

        void EndRun()
        {
            if (members.Count > 0)
            {
                compiled.Add(new JsonMembersSegment([.. members]));
                members.Clear();
            }
        }
    }
}

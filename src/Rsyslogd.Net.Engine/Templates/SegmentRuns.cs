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

    /// <summary>Compiles an object on a line of its own.</summary>
    public static TemplateProgram Object(ImmutableArray<BoundSegment> segments, VariableReader variables) =>
        segments.Length > 0 && segments.All(IsSimple)
            ? JsonMembersSegment.Create([.. segments.Cast<BoundReplacer>()], "{"u8, "}\n"u8)
            : new JsonObjectProgram(Members(segments, variables));

    private static bool IsSimple(BoundSegment segment) => segment is BoundReplacer replacer && JsonMembersSegment.IsSimple(replacer);

    private static TemplateSegment[] Members(ImmutableArray<BoundSegment> segments, VariableReader variables)
    {
        var compiled = new List<TemplateSegment>();
        var simple = new List<BoundReplacer>();
        foreach (var segment in segments)
        {
            if (IsSimple(segment))
            {
                simple.Add((BoundReplacer)segment);
                continue;
            }

            EndRun();
            compiled.Add(TemplateCompiler.Segment(segment, variables));
        }

        EndRun();
        return [.. compiled];

        void EndRun()
        {
            if (simple.Count > 0)
            {
                compiled.Add(JsonMembersSegment.Create(simple, default, default));
                simple.Clear();
            }
        }
    }
}

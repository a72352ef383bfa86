using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>option.jsonftree: members whose names hold dots become objects in objects, where their first part first stood. Cold.</summary>
internal static class JsonTree
{
    /// <summary>Compiles the parts of such a template.</summary>
    public static TemplateSegment[] Build(ImmutableArray<BoundSegment> segments, VariableReader variables)
    {
        var root = new Node(string.Empty);
        foreach (var segment in segments)
        {
            if (segment.OutName is not { } name)
            {
                root.Children.Add(new Node(string.Empty) { Leaf = TemplateCompiler.Segment(segment, variables) });
                continue;
            }

            var parts = name.Split('.');
            var node = root;
            foreach (var part in parts.AsSpan(0, parts.Length - 1))
            {
                node = node.Child(part);
            }

            node.Children.Add(new Node(parts[^1]) { Leaf = TemplateCompiler.Segment(segment, variables, parts[^1]) });
        }

        return Compile(root);
    }

    private static TemplateSegment[] Compile(Node node)
    {
        var segments = new TemplateSegment[node.Children.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            var child = node.Children[i];
            segments[i] = child.Leaf ?? new JsonObjectSegment(JsonMemberEncoder.JsonName(child.Name), Compile(child));
        }

        return segments;
    }

    private sealed class Node(string name)
    {
        public string Name { get; } = name;

        public TemplateSegment? Leaf { get; init; }

        public List<Node> Children { get; } = [];

        public Node Child(string name)
        {
            var child = Children.Find(c => c.Leaf is null && c.Name == name);
            if (child is null)
            {
                child = new Node(name);
                Children.Add(child);
            }

            return child;
        }
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>Names of properties and variables to references.</summary>
internal static class PropertyBinder
{
    /// <summary>A name as templates and property filters write it: <c>msg</c>, <c>$year</c>, <c>$!a!b</c>.</summary>
    public static PropertyReference? Bind(NameSyntax name, BindingContext context)
    {
        var text = name.Text;
        if (PropertyNames.TryGet(text, out var id))
        {
            return new PropertyReference(id);
        }

        return text.Length > 1 && text[0] == '$' && IsRoot(text[1])
            ? BindVariable(text[1..])
            : Unknown(name, text, context);
    }

    /// <summary>A name as expressions write it behind the <c>$</c>: <c>msg</c>, <c>$year</c>, <c>!a!b</c>.</summary>
    public static PropertyReference? Bind(PropertySyntax syntax, BindingContext context)
    {
        var name = syntax.Name;
        if (IsRoot(name[0]))
        {
            // Here $!all-json is a variable like others.
            return BindVariable(name);
        }

        if (PropertyNames.TryGetInExpression(name, out var id))
        {
            return new PropertyReference(id);
        }

        return Unknown(new NameSyntax(name, syntax.Span), name, context);
    }

    /// <summary><c>!a!b[1]</c>: the root, then the steps.</summary>
    public static VariablePath BindPath(string name) =>
        new(name[0], [.. name[1..].Split('!', StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary><c>!a!b</c>, <c>.x</c>, <c>/g</c>.</summary>
    public static PropertyReference BindVariable(string name)
    {
        var id = name[0] switch
        {
            '!' => PropertyId.MessageVariable,
            '.' => PropertyId.LocalVariable,
            _ => PropertyId.GlobalVariable,
        };
        return new PropertyReference(id, BindPath(name));
    }

    private static bool IsRoot(char c) => c is '!' or '.' or '/';

    private static PropertyReference? Unknown(NameSyntax name, string text, BindingContext context)
    {
        // Behind a $ the names of messages' properties stand without one, those of the system with one.
        var isSystem = text.StartsWith('$');
        if (isSystem && PropertyNames.TryGet(text[1..], out _))
        {
            context.Report(RuleDiagnostics.UnknownProperty(name.Span, text, text[1..]));
            return null;
        }

        var candidates = PropertyNames.All.Select(row => row.Name).Where(known => known.StartsWith('$') == isSystem);
        context.Report(RuleDiagnostics.UnknownProperty(name.Span, text, Suggestions.Nearest(text, candidates)));
        return null;
    }
}

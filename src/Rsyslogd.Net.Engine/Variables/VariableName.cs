using System.Diagnostics.CodeAnalysis;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Variables;

/// <summary>Variable names that are given as texts: <c>$!a!b</c>, <c>!a</c>, <c>$.x</c>.</summary>
internal static class VariableName
{
    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out VariablePath? path)
    {
        var text = name.TrimStart('\\').TrimStart('$');
        path = text.Length > 0 && text[0] is '!' or '.' or '/'
            ? new VariablePath(text[0], [.. text[1..].Split('!', StringSplitOptions.RemoveEmptyEntries)])
            : null;
        return path is not null;
    }

    /// <summary>The variable that a parameter names; the binder has checked it.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static VariableReference Refer(string name, GlobalVariables globals) => TryParse(name, out var path)
        ? new VariableReference(path, globals)
        : throw new ArgumentException($"\"{name}\" is no variable", nameof(name));
}

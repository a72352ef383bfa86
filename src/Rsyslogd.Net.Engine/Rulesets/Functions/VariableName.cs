using System.Diagnostics.CodeAnalysis;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

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
}

using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Syntax;

/// <summary>A word as it was written: a keyword, the name of a parameter, property, facility, option, …</summary>
/// <param name="Text">The word; case is as written.</param>
/// <param name="Span">Where.</param>
public readonly record struct NameSyntax(string Text, TextSpan Span)
{
    /// <summary>Compares without case, as rsyslog does with keywords and parameter names.</summary>
    public bool Is(string name) => string.Equals(Text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The word.</summary>
    public override string ToString() => Text;
}

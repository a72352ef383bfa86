using Rsyslogd.Net.Configuration.Syntax;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>The second round of escapes in <c>constant(value="…")</c> of a list template.</summary>
internal static class ConstantEscapes
{
    /// <summary>Resolves <c>\n \t \r \\ \" \'</c>; the backslash of others stays.</summary>
    public static TextSyntax Resolve(TextSyntax text)
    {
        var value = new System.Text.StringBuilder();
        var offsets = new List<int>();
        for (var i = 0; i < text.Value.Length; i++)
        {
            offsets.Add(text.GetSpan(i, 0).Start);
            var escaped = text.Value[i] == '\\' && i + 1 < text.Value.Length ? text.Value[i + 1] : '\0';
            var resolved = escaped switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                '\\' or '"' or '\'' => escaped,
                _ => '\0',
            };
            i += resolved == '\0' ? 0 : 1;
            value.Append(resolved == '\0' ? text.Value[i] : resolved);
        }

        offsets.Add(text.GetSpan(text.Value.Length, 0).Start);
        return new TextSyntax(value.ToString(), text.Span) { Offsets = [.. offsets], IsComputed = text.IsComputed };
    }
}

using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Extraction by regular expression of the property replacer. Hot. One thread.</summary>
internal sealed class RegexSelector
{
    private readonly PosixRegex? _regex;
    private readonly RegexSelection _selection;

    /// <summary>Compiles the expression; one that doesn't compile never matches (the binder has reported it).</summary>
    public RegexSelector(RegexSelection selection)
    {
        _selection = selection;
        _ = PosixRegex.TryCompile(
            Encoding.UTF8.GetBytes(selection.Expression), selection.IsExtended, ignoreCase: false, out _regex, out _);
    }

    /// <summary>The group of the wanted match, or what the configuration wants where there is none.</summary>
    public ReadOnlySpan<byte> Select(ReadOnlySpan<byte> value)
    {
        Span<RegexSpan> groups = stackalloc RegexSpan[PosixRegex.MaxGroups];
        var rest = value;
        for (var match = 0; ; match++)
        {
            if (_regex is null || !_regex.Match(rest, groups))
            {
                return WithoutMatch(value);
            }

            if (match >= _selection.MatchToUse)
            {
                break;
            }

            // The next match is looked for behind this one, as if the text began there.
            rest = rest[groups[0].End..];
        }

        if (_selection.Submatch is < 0 or >= PosixRegex.MaxGroups)
        {
            return default;
        }

        var group = groups[_selection.Submatch];
        return group.Start < 0 ? default : rest[group.Start..group.End];
    }

    private ReadOnlySpan<byte> WithoutMatch(ReadOnlySpan<byte> value) => _selection.NoMatch switch
    {
        NoMatch.Default => "**NO MATCH**"u8,
        NoMatch.Blank => default,
        NoMatch.Zero => "0"u8,
        NoMatch.Field => value,
    };
}

using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Field extraction of the property replacer. Hot.</summary>
internal static class FieldSelector
{
    /// <summary>Gives the field; false when there are not so many.</summary>
    public static bool TrySelect(ReadOnlySpan<byte> value, FieldSelection selection, out ReadOnlySpan<byte> field)
    {
        var delimiter = selection.Delimiter.AsSpan();
        field = default;
        for (var number = 1; number < selection.Number; number++)
        {
            var at = value.IndexOf(delimiter);
            if (at < 0 || delimiter.Length == 0)
            {
                return false;
            }

            value = value[(at + delimiter.Length)..];
            while (selection.IsRunOneDelimiter && value.StartsWith(delimiter))
            {
                value = value[delimiter.Length..];
            }
        }

        if (selection.Number < 1)
        {
            return false;
        }

        var end = delimiter.Length == 0 ? -1 : value.IndexOf(delimiter);
        field = end < 0 ? value : value[..end];
        return true;
    }
}

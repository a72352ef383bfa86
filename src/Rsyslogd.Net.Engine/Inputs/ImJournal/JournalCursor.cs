using System.Globalization;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>
/// The place of an entry, as sd_journal_get_cursor(3) writes it: <c>s=…;i=…;b=…;m=…;t=…;x=…</c>, where s and i number the entries
/// of a machine, and b, m, t and x are boot, times and a hash of the entry itself.
/// </summary>
internal sealed class JournalCursor
{
    private readonly string _numbering = "";
    private readonly string _entry = "";
    private readonly ulong _number;

    /// <param name="text">What the library gave; anything is taken.</param>
    public JournalCursor(string text)
    {
        Text = text;
        foreach (var part in text.Split(';'))
        {
            if (part.StartsWith("s=", StringComparison.Ordinal))
            {
                _numbering = part;
            }
            else if (part.StartsWith("i=", StringComparison.Ordinal))
            {
                _ = ulong.TryParse(part.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _number);
            }
            else
            {
                _entry += part + ";";
            }
        }
    }

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>Whether it is the place of the same entry. When journald moves its files from /run to /var, entries get other
    /// numbers.</summary>
    public bool IsSameEntry(JournalCursor other) => _entry == other._entry && _entry.Length > 0;

    /// <summary>What to say when the entry after this one was looked for, and a later one was found in the place of this one;
    /// null: only this one is gone, which had been read.</summary>
    public string? DescribeGap(JournalCursor next)
    {
        if (_numbering != next._numbering || next._number <= _number)
        {
            return "imjournal: the message that was read last is no longer in the journal, others may have been removed before they "
                + "could be read";
        }

        var count = next._number - _number - 1;
        return count == 0 ? null : $"imjournal: {count} messages were removed from the journal before they could be read";
    }
}

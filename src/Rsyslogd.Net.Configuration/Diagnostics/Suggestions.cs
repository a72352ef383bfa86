namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>"did you mean …?"</summary>
public static class Suggestions
{
    /// <summary>The candidate that is nearest to a misspelt name: insertion, deletion, replacement and exchange of two
    /// neighbours count one each, case does not count. About a third of the letters may be wrong.</summary>
    /// <param name="name">As written.</param>
    /// <param name="candidates">Known names; of equally near ones the first wins, unless only the other one has letters that
    /// are missing here (a letter is sooner forgotten than added: "eror" is "error" before it is "err").</param>
    /// <returns>Null when none is near enough.</returns>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var limit = Math.Max(1, (name.Length + 1) / 3);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit)
            {
                continue;
            }

            var distance = GetDistance(name, candidate);
            if (distance < candidate.Length
                && (distance < limit || (distance == limit
                    && (nearest is null || (candidate.Length > name.Length && nearest.Length < name.Length)))))
            {
                nearest = candidate;
                limit = distance;
            }
        }

        return nearest;
    }

    private static int GetDistance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = AreSame(left[i - 1], right[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                var isExchange = i > 1 && j > 1 && AreSame(left[i - 1], right[j - 2]) && AreSame(left[i - 2], right[j - 1]);
                rows[i, j] = isExchange ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool AreSame(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}

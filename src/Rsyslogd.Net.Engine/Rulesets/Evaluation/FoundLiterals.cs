namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Which of several literals occur in a text, and where each does first. Hot; one thread.</summary>
/// <param name="capacity">How many literals there are.</param>
internal sealed class FoundLiterals(int capacity)
{
    private readonly int[] _indexes = new int[capacity];

    // One more than the place; 0: nowhere.
    private readonly int[] _ends = new int[capacity];

    private int _count;

    /// <summary>The literals that occur, in no order.</summary>
    public ReadOnlySpan<int> Indexes => _indexes.AsSpan(0, _count);

    /// <summary>Where a literal stands first; negative: nowhere.</summary>
    public int Find(int literal) => _ends[literal] - 1;

    /// <summary>A literal stands at a place; only the first call for it counts.</summary>
    public void Add(int literal, int at)
    {
        ref var end = ref _ends[literal];
        if (end == 0)
        {
            end = at + 1;
            _indexes[_count++] = literal;
        }
    }

    /// <summary>Nothing has been found.</summary>
    public void Clear()
    {
        foreach (var literal in Indexes)
        {
            _ends[literal] = 0;
        }

        _count = 0;
    }
}

using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>Texts one behind the other, and where each ends. Hot: used again and again, no allocation once it has its working size.</summary>
public sealed class TextList
{
    private int[] _ends = new int[64];

    /// <summary>All texts; the last one may still be written, until <see cref="End"/>.</summary>
    public ByteBuffer Text { get; } = new(1024);

    /// <summary>How many have ended.</summary>
    public int Count { get; private set; }

    /// <summary>Where they end, as places in <see cref="Text"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>One of them.</summary>
    public ReadOnlySpan<byte> this[int index] => Range(index, 1);

    /// <summary>Some that follow each other, in one piece.</summary>
    public ReadOnlySpan<byte> Range(int first, int count)
    {
        var start = StartOf(first);
        return Text.Bytes.AsSpan(start, StartOf(first + count) - start);
    }

    /// <summary>What has been written since the last <see cref="End"/>.</summary>
    public ReadOnlySpan<byte> Unfinished => Text.Written[StartOf(Count)..];

    /// <summary>What has been written since the last call is a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        _ends[Count++] = Text.Length;
    }

    /// <summary>Forgets what has been written since the last <see cref="End"/>.</summary>
    public void DropUnfinished() => Text.Truncate(StartOf(Count));

    /// <summary>Forgets all texts, keeps the room.</summary>
    public void Clear()
    {
        Text.Clear();
        Count = 0;
    }

    private int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];
}

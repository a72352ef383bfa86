using System.Runtime.InteropServices;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>The open files of one action by the bytes of their names, with the order of their last use. Hot: finding one
/// allocates nothing. The hash has a secret seed, since names come from anybody.</summary>
internal sealed class LogFileTable
{
    private const int KeyWords = 32;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _keys = new ulong[KeyWords];
    private LogFile?[] _slots = new LogFile?[64];

    public LogFileTable() => Entropy.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The one used last; null: none.</summary>
    public LogFile? Newest { get; private set; }

    /// <summary>The one not used for the longest time; null: none.</summary>
    public LogFile? Oldest { get; private set; }

    /// <summary>The hash of a name.</summary>
    /// <remarks>NH, the universal hash of UMAC (RFC 4418, 5.2.2): whatever two names look like, few keys give them the same sum. A
    /// product of 64 by 64 bits would be a call on the processors that are compiled for.</remarks>
    public ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * Multiplier;
        while (name.Length > KeyWords * sizeof(ulong))
        {
            hash = Mix(hash + Sum(MemoryMarshal.Cast<byte, ulong>(name[..(KeyWords * sizeof(ulong))])));
            name = name[(KeyWords * sizeof(ulong))..];
        }

        var words = MemoryMarshal.Cast<byte, ulong>(name);
        hash += Sum(words);
        var rest = name[(words.Length * sizeof(ulong))..];
        if (rest.Length > 0)
        {
            var last = 0UL;
            foreach (var value in rest)
            {
                last = (last << 8) | value;
            }

            hash += Product(last, _keys[words.Length]);
        }

        return Mix(hash);
    }

    /// <summary>The file of that name; null: there is none.</summary>
    public LogFile? Find(ReadOnlySpan<byte> name, ulong hash)
    {
        var file = _slots[hash & (ulong)(_slots.Length - 1)];
        while (file is not null && (file.Hash != hash || !name.SequenceEqual(file.Name)))
        {
            file = file.NextInSlot;
        }

        return file;
    }

    /// <summary>One of them is the newest now.</summary>
    public void Renew(LogFile file)
    {
        if (!ReferenceEquals(file, Newest))
        {
            Unchain(file);
            Chain(file);
        }
    }

    /// <summary>Adds one that isn't there.</summary>
    public void Add(LogFile file)
    {
        // Few share a slot: each of them that is looked at in vain is not in the cache.
        if (Count * 2 >= _slots.Length)
        {
            Grow();
        }

        Insert(file);
        Chain(file);
        Count++;
    }

    /// <summary>Takes one out.</summary>
    public void Remove(LogFile file)
    {
        ref var link = ref _slots[file.Hash & (ulong)(_slots.Length - 1)];
        if (ReferenceEquals(link, file))
        {
            link = file.NextInSlot;
        }
        else
        {
            var before = link!;
            while (!ReferenceEquals(before.NextInSlot, file))
            {
                before = before.NextInSlot!;
            }

            before.NextInSlot = file.NextInSlot;
        }

        Unchain(file);
        Count--;
    }

    // The sum's low bits are weak, and the slots go by the low bits.
    private static ulong Mix(ulong sum)
    {
        sum = (sum ^ (sum >> 32)) * Multiplier;
        return sum ^ (sum >> 32);
    }

    private static ulong Product(ulong word, ulong key) => (ulong)((uint)word + (uint)key) * ((uint)(word >> 32) + (uint)(key >> 32));

    private ulong Sum(ReadOnlySpan<ulong> words)
    {
        var sum = 0UL;
        var keys = _keys.AsSpan(0, words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            sum += Product(words[i], keys[i]);
        }

        return sum;
    }

    private void Insert(LogFile file)
    {
        ref var slot = ref _slots[file.Hash & (ulong)(_slots.Length - 1)];
        file.NextInSlot = slot;
        slot = file;
    }

    private void Grow()
    {
        _slots = new LogFile?[_slots.Length * 2];
        for (var file = Newest; file is not null; file = file.Older)
        {
            Insert(file);
        }
    }

    private void Chain(LogFile file)
    {
        file.Older = Newest;
        file.Newer = null;
        if (Newest is not null)
        {
            Newest.Newer = file;
        }

        Newest = file;
        Oldest ??= file;
    }

    private void Unchain(LogFile file)
    {
        if (file.Newer is null)
        {
            Newest = file.Older;
        }
        else
        {
            file.Newer.Older = file.Older;
        }

        if (file.Older is null)
        {
            Oldest = file.Newer;
        }
        else
        {
            file.Older.Newer = file.Newer;
        }

        file.Older = null;
        file.Newer = null;
    }
}

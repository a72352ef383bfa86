using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>The open files of one action by the bytes of their names, with the order of their last use. Hot: finding one
/// allocates nothing. The hash has a secret seed, since names come from anybody.</summary>
internal sealed class LogFileTable
{
    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    private LogFile?[] _slots = new LogFile?[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The one used last; null: none.</summary>
    public LogFile? Newest { get; private set; }

    /// <summary>The one not used for the longest time; null: none.</summary>
    public LogFile? Oldest { get; private set; }

    /// <summary>The hash of a name.</summary>
    public ulong Hash(ReadOnlySpan<byte> name)
    {
        const ulong multiplier = 0x9E3779B97F4A7C15;
        var hash = _seed ^ ((ulong)name.Length * multiplier);
        var words = MemoryMarshal.Cast<byte, ulong>(name);
        foreach (var word in words)
        {
            hash = Math.BigMul(hash ^ word, _seed ^ multiplier, out var low) ^ low;
        }

        foreach (var value in name[(words.Length * sizeof(ulong))..])
        {
            hash = (hash ^ value) * multiplier;
            hash ^= hash >> 29;
        }

        return hash ^ (hash >> 32);
    }

    /// <summary>The file of that name, which then is the newest; null: there is none.</summary>
    public LogFile? Find(ReadOnlySpan<byte> name, ulong hash)
    {
        var file = _slots[hash & (ulong)(_slots.Length - 1)];
        while (file is not null && (file.Hash != hash || !name.SequenceEqual(file.Name)))
        {
            file = file.NextInSlot;
        }

        if (file is not null && !ReferenceEquals(file, Newest))
        {
            Unchain(file);
            Chain(file);
        }

        return file;
    }

    /// <summary>Adds one that isn't there.</summary>
    public void Add(LogFile file)
    {
        if (Count == _slots.Length)
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

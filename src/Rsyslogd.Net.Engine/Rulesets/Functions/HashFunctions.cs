using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>The functions of fmhash (manual, "HashXX" and "HashXXmod"), as 8.2302 calculates them where it is built without
/// xxhash. Not for secrets.</summary>
internal static class HashFunctions
{
    /// <summary>hash32(text) and hash32(text, seed)</summary>
    public static void Hash32(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(TryGetSeed(frame, 1, message, out var seed) ? Fnv32(frame.Text(0, message), seed) : 0);

    /// <summary>hash32mod(text, modulo) and hash32mod(text, modulo, seed)</summary>
    public static void Hash32Mod(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var isGood = TryGetNumber(frame, 1, message, out var modulo) & TryGetSeed(frame, 2, message, out var seed);
        var divisor = unchecked((uint)modulo);
        result.Set(isGood && divisor != 0 ? Fnv32(frame.Text(0, message), seed) % divisor : 0);
    }

    /// <summary>hash64(text) and hash64(text, seed)</summary>
    public static void Hash64(FunctionFrame frame, Message message, ref ScriptValue result) =>
        result.Set(TryGetSeed(frame, 1, message, out var seed) ? unchecked((long)Times33(frame.Text(0, message), seed)) : 0);

    /// <summary>hash64mod(text, modulo) and hash64mod(text, modulo, seed)</summary>
    public static void Hash64Mod(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var isGood = TryGetNumber(frame, 1, message, out var modulo) & TryGetSeed(frame, 2, message, out var seed);
        var divisor = unchecked((ulong)modulo);
        result.Set(isGood && divisor != 0 ? unchecked((long)(Times33(frame.Text(0, message), seed) % divisor)) : 0);
    }

    private static bool TryGetSeed(FunctionFrame frame, int index, Message message, out uint seed)
    {
        long number = 0;
        var isGood = index >= frame.Count || TryGetNumber(frame, index, message, out number);
        seed = unchecked((uint)number);
        return isGood;
    }

    private static bool TryGetNumber(FunctionFrame frame, int index, Message message, out long number)
    {
        number = NumberText.Read(frame.Text(index, message), out var isComplete);
        return isComplete;
    }

    // FNV-1 (RFC 9923) that begins with the seed.
    private static uint Fnv32(ReadOnlySpan<byte> text, uint seed)
    {
        const uint Prime = 16_777_619;
        foreach (var value in text)
        {
            seed = unchecked((seed * Prime) ^ value);
        }

        return seed;
    }

    // Bernstein's, with exclusive or; bytes above 127 count as negative.
    private static ulong Times33(ReadOnlySpan<byte> text, uint seed)
    {
        ulong hash = 5381;
        foreach (var value in text)
        {
            hash = unchecked((hash * 33) ^ (ulong)(sbyte)value);
        }

        return unchecked(hash + seed);
    }
}

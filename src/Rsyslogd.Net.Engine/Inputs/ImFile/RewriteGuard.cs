using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>Sees that a file has been emptied and filled with more than it had: what was read last is no longer there. Its size
/// alone would not tell.</summary>
/// <param name="descriptor">The file.</param>
internal sealed class RewriteGuard(int descriptor)
{
    private const int GuardBytes = 64;

    private byte[] _last = [];

    /// <summary>Whether the bytes before an offset are others than they were.</summary>
    public bool IsRewritten(long offset)
    {
        Span<byte> present = stackalloc byte[GuardBytes];
        present = present[.._last.Length];
        var read = NativeFile.ReadAt(descriptor, present, offset - _last.Length);
        return read > 0 && !present[..read].SequenceEqual(_last.AsSpan(0, read));
    }

    /// <summary>Remembers the bytes before an offset: from the file, because in the batch a line may have been trimmed.</summary>
    public void Remember(long offset)
    {
        var last = new byte[(int)Math.Min(offset, GuardBytes)];
        var read = NativeFile.ReadAt(descriptor, last, offset - last.Length);
        _last = read == last.Length ? last : [];
    }

    /// <summary>The file is read from its start again.</summary>
    public void Forget() => _last = [];
}

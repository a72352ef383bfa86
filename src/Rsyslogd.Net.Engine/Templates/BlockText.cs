using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>A short constant text that is copied in whole blocks of 16 bytes, which takes no call. Hot.</summary>
internal readonly struct BlockText
{
    private readonly byte[] _blocks;
    private readonly int _length;

    /// <summary>Prepares the text.</summary>
    public BlockText(ReadOnlySpan<byte> text)
    {
        _length = text.Length;
        _blocks = new byte[(text.Length + Vector128<byte>.Count - 1) / Vector128<byte>.Count * Vector128<byte>.Count];
        text.CopyTo(_blocks);
    }

    /// <summary>Whether it was prepared.</summary>
    public bool IsSet => _blocks is not null;

    /// <summary>Adds the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendTo(ByteBuffer output) => output.Advance(CopyTo(output.GetSpan(_blocks.Length)));

    /// <summary>Writes the text.</summary>
    /// <param name="room">For whole blocks; what stands behind the text is undefined.</param>
    /// <returns>How many bytes were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CopyTo(Span<byte> room)
    {
        var blocks = _blocks;
        for (var at = 0; at < blocks.Length; at += Vector128<byte>.Count)
        {
            Vector128.Create(blocks, at).CopyTo(room[at..]);
        }

        return _length;
    }
}

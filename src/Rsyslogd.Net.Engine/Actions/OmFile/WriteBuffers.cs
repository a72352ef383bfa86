using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>The buffers of the files of one action. A file has one only while something waits for it, so that thousands of
/// files need as many small buffers as one batch touches, and few large ones.</summary>
internal sealed class WriteBuffers
{
    private const int SmallBytes = 1024;
    private const int LargeFromBytes = 8 * 1024;
    private const int MaxSmall = 4096;
    private const int MaxLarge = 8;

    private readonly Stack<ByteBuffer> _small = new();
    private readonly Stack<ByteBuffer> _large = new();

    /// <summary>An empty buffer.</summary>
    /// <param name="isLarge">For a file that gets everything.</param>
    public ByteBuffer Rent(bool isLarge)
    {
        if (isLarge && _large.TryPop(out var large))
        {
            return large;
        }

        return _small.TryPop(out var small) ? small : new ByteBuffer(SmallBytes);
    }

    /// <summary>Takes a buffer back.</summary>
    /// <returns>Whether it was a large one.</returns>
    public bool Return(ByteBuffer buffer)
    {
        buffer.Clear();
        var isLarge = buffer.Bytes.Length >= LargeFromBytes;
        if (!isLarge)
        {
            if (_small.Count < MaxSmall)
            {
                _small.Push(buffer);
            }
        }
        else if (_large.Count < MaxLarge && buffer.Bytes.Length <= FileAction.FlushAtBytes * 4)
        {
            _large.Push(buffer);
        }

        return isLarge;
    }
}

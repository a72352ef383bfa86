using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// The buffers of the dynamic files of one action. A file has one only while something waits for it, of a size that fits
/// what came for it last time: thousands of files need as many small buffers as one flush touches, and few large ones. A
/// full one is written instead of growing, so that in steady state nothing is allocated.
/// </summary>
internal sealed class WriteBuffers
{
    private static readonly int[] Sizes = [1024, 4 * 1024, 16 * 1024, 64 * 1024];

    // All of a size come back at once at a flush.
    private static readonly int[] MaxIdle = [4096, 1024, 256, 16];

    // All that are lent together, for each size: who finds no room in one gets a smaller one.
    private static readonly int[] MaxLentBytes = [int.MaxValue, 4 << 20, 4 << 20, 1 << 20];

    private readonly Stack<ByteBuffer>[] _idle = [new(), new(), new(), new()];
    private int _lentBytes;

    /// <summary>An empty buffer for a file, which also learns when it is full.</summary>
    public ByteBuffer Rent(LogFile file)
    {
        var size = file.BufferSize;
        while (_lentBytes + Sizes[size] > MaxLentBytes[size])
        {
            size--;
        }

        var bytes = Sizes[size];
        file.BufferSize = size;
        _lentBytes += bytes;

        // The last quarter is for the end of the last line.
        file.FlushAtBytes = bytes - (bytes / 4);
        return _idle[size].TryPop(out var idle) ? idle : new ByteBuffer(bytes);
    }

    /// <summary>Takes the buffer of a file back.</summary>
    /// <param name="file">Has one; and none then.</param>
    /// <param name="written">How many bytes of it were used.</param>
    public void Return(LogFile file, int written)
    {
        var buffer = file.Buffer!;
        var size = file.BufferSize;
        file.Buffer = null;
        _lentBytes -= Sizes[size];
        buffer.Clear();

        // One that a long message has made much larger goes.
        if (_idle[size].Count < MaxIdle[size] && buffer.Bytes.Length <= Sizes[size] * 2)
        {
            _idle[size].Push(buffer);
        }

        if (written >= file.FlushAtBytes && size < Sizes.Length - 1)
        {
            file.BufferSize = size + 1;
        }
        else if (size > 0 && written < Sizes[size - 1] / 2)
        {
            file.BufferSize = size - 1;
        }
    }
}

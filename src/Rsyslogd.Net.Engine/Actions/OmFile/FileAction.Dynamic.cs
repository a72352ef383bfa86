using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <content>What waits for dynamic files, while they can be written, waits together. Hot.</content>
public sealed partial class FileAction
{
    // A write takes one to three microseconds, however little it writes. Waiting 8 for each file was no faster, and took 2 MB more.
    private const int PauseMicrosecondsPerFile = 4;
    private const int MinPauseMicroseconds = 2_000;
    private const int MaxPauseMicroseconds = 20_000;

    private readonly PendingText? _pending;
    private ByteBuffer _gathered = new();
    private int _filesFlushed;

    /// <inheritdoc/>
    public override bool IsFull => _pending?.Bytes >= PendingText.FullBytes;

    /// <inheritdoc/>
    public override int FlushPauseMicroseconds => _filesFlushed * PauseMicrosecondsPerFile is > MinPauseMicroseconds and var pause
        ? Math.Min(pause, MaxPauseMicroseconds)
        : 0;

    /// <summary>Whether what is for a file is to wait with what is for the others.</summary>
    private bool WaitsTogether(LogFile file)
    {
        if (!file.IsListed)
        {
            Prepare(file);
        }

        return file.Trouble == 0 && _pending is not null;
    }

    private void AddPending(LogFile file, ReadOnlySpan<byte> text)
    {
        if (file.PendingBytes + text.Length >= FlushAtBytes)
        {
            WritePending(file, text);
            return;
        }

        _pending!.Begin(file, text.Length).Append(text);
        _pending.End(file);
        WriteIfMuch(file);
    }

    private void WriteIfMuch(LogFile file)
    {
        if (file.PendingBytes >= FlushAtBytes)
        {
            WritePending(file, []);
        }
        else if (_pending!.Bytes >= PendingText.FullBytes * 2)
        {
            FlushAll();
        }
    }

    private void WritePending(LogFile file, ReadOnlySpan<byte> more)
    {
        _pending!.Gather(file, _gathered);
        _gathered.Append(more);
        _bufferedBytes += _gathered.Length;
        file.Buffer = _gathered;
        Write(file);
        if (file.Buffer is not null)
        {
            // The rest stays with the file until it can be written, in no more room than it needs.
            file.Buffer = new ByteBuffer(_gathered.Length);
            file.Buffer.Append(_gathered.Written);
            _gathered.Clear();
        }

        if (_gathered.Bytes.Length > FlushAtBytes * 4)
        {
            _gathered = new ByteBuffer();
        }
    }
}

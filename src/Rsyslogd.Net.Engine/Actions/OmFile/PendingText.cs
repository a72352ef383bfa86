using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// What waits for the dynamic files of one action: the texts one behind the other as they come, in a few large chunks, and a list
/// of pieces in which each knows the one before for the same file. Hot. Thousands of files with a line or two each need no more
/// room than these lines, and adding one touches no memory that was not touched a moment ago.
/// </summary>
/// <remarks>The list is apart from the texts since it is read piece after piece: it fits into a cache, and so the processor can
/// fetch several texts at a time.</remarks>
internal sealed class PendingText
{
    /// <summary>So much, and it had better be written.</summary>
    public const int FullBytes = 4 << 20;

    // A place is the number of a chunk and, in the lower bits, where in it.
    private const int ChunkBits = 17;
    private const int ChunkBytes = 1 << ChunkBits;

    // What begins in front of this finds room, unless it is longer than most systems let a message be.
    private const int LastStart = ChunkBytes - (8 * 1024);

    // Most actions never have more than a few lines at a time.
    private const int FirstBytes = 1024;
    private const int FirstPieces = 16;

    private readonly List<ByteBuffer> _chunks = [new(FirstBytes)];
    private Piece[] _pieces = new Piece[FirstPieces];
    private ByteBuffer _current;
    private int _chunk;
    private int _count;

    public PendingText() => _current = _chunks[0];

    /// <summary>How much room is taken, also by what has been gathered already.</summary>
    public int Bytes => (_chunk << ChunkBits) + _current.Length;

    /// <summary>Where a text for a file is to be added; <see cref="End"/> follows.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">How long it will be, if that is known.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteBuffer Begin(LogFile file, int length = ChunkBytes - LastStart)
    {
        if (_current.Length + length > ChunkBytes)
        {
            NextChunk();
        }

        // Lines that follow each other are one piece.
        if (file.LastPiece == _count - 1 && _count > 0 && _pieces[_count - 1].Place >> ChunkBits == _chunk)
        {
            return _current;
        }

        if (_count == _pieces.Length)
        {
            Array.Resize(ref _pieces, _count * 2);
        }

        _pieces[_count] = new Piece { Place = (_chunk << ChunkBits) | _current.Length, Before = file.LastPiece };
        file.LastPiece = _count++;
        return _current;
    }

    /// <summary>The text that was begun last is complete.</summary>
    /// <param name="file">That of <see cref="Begin"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(LogFile file)
    {
        ref var piece = ref _pieces[_count - 1];
        var length = _current.Length - (piece.Place & (ChunkBytes - 1));
        file.PendingBytes += length - piece.Length;
        piece.Length = length;
    }

    /// <summary>Copies what waits for a file, in its order, behind what is there; nothing waits for the file then.</summary>
    public void Gather(LogFile file, ByteBuffer text)
    {
        var left = file.PendingBytes;
        var span = text.GetSpan(left)[..left];
        for (var i = file.LastPiece; i != LogFile.NoPiece; i = _pieces[i].Before)
        {
            ref var piece = ref _pieces[i];
            left -= piece.Length;
            _chunks[piece.Place >> ChunkBits].Bytes.AsSpan(piece.Place & (ChunkBytes - 1), piece.Length).CopyTo(span[left..]);
        }

        text.Advance(span.Length);
        file.LastPiece = LogFile.NoPiece;
        file.PendingBytes = 0;
    }

    /// <summary>Everything has been gathered: the room is free again.</summary>
    public void Clear()
    {
        for (var i = 0; i <= _chunk; i++)
        {
            // A very long message has made it much larger than it need be.
            if (_chunks[i].Bytes.Length > 2 * ChunkBytes)
            {
                _chunks[i] = new ByteBuffer(ChunkBytes);
            }

            _chunks[i].Clear();
        }

        _chunk = 0;
        _current = _chunks[0];
        _count = 0;
    }

    private void NextChunk()
    {
        if (_current.Length == 0)
        {
            return;
        }

        _chunk++;
        if (_chunk == _chunks.Count)
        {
            _chunks.Add(new ByteBuffer(ChunkBytes));
        }

        _current = _chunks[_chunk];
    }

    private struct Piece
    {
        public int Place;
        public int Length;
        public int Before;
    }
}

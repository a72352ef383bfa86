using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>Joins the lines of one file to records. One object for each file. Reactor's thread only.</summary>
/// <param name="settings">The input's parameters.</param>
/// <param name="output">Takes a complete record and where it began.</param>
internal abstract class RecordAssembler(FileInputSettings settings, RecordAssembler.Output output)
{
    /// <summary>Takes a record; false: not now, the reactor is to stop.</summary>
    public delegate bool Output(ReadOnlySpan<byte> text, long offset);

    /// <summary>The input's parameters.</summary>
    protected FileInputSettings Settings { get; } = settings;

    /// <summary>The lines of the record that has begun.</summary>
    protected ByteBuffer Open { get; } = new();

    /// <summary>Whether a record has begun; it may be empty so far.</summary>
    public bool IsOpen { get; protected set; }

    /// <summary>Where that record began in the file.</summary>
    public long OpenOffset { get; protected set; }

    /// <summary>Takes the next line, without its line feed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="offset">Where it stands.</param>
    public abstract void Add(ReadOnlySpan<byte> line, long offset);

    /// <summary>No further line will come: what has begun is complete.</summary>
    public virtual void Finish()
    {
        if (IsOpen)
        {
            IsOpen = false;
            Emit(Open.Written);
            Open.Clear();
        }
    }

    /// <summary>Forgets what has begun.</summary>
    public virtual void Reset()
    {
        IsOpen = false;
        Open.Clear();
    }

    /// <summary>Gives a record away.</summary>
    protected void Emit(ReadOnlySpan<byte> text) => _ = output(text, OpenOffset);

    /// <summary>Begins a record with a line.</summary>
    protected void Begin(ReadOnlySpan<byte> line, long offset)
    {
        Open.Clear();
        Open.Append(line);
        OpenOffset = offset;
        IsOpen = true;
    }

    /// <summary>Adds a line to the record. What is beyond the maximum size of a message would be cut off anyway.</summary>
    protected void Join(ReadOnlySpan<byte> line)
    {
        if (Open.Length <= Settings.MaxMessageBytes)
        {
            Open.Append(Settings.LineFeed);
            Open.Append(line);
        }
    }
}

/// <summary>Each line is a record (readMode 0), where it can't be taken as it stands.</summary>
internal sealed class LineAssembler(FileInputSettings settings, RecordAssembler.Output output)
    : RecordAssembler(settings, output)
{
    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<byte> line, long offset)
    {
        OpenOffset = offset;
        Open.Clear();
        LineTrimmer.Append(line, Settings.TrimLineOverBytes, Open);
        Emit(Open.Written);
    }
}

/// <summary>A blank line ends a record (readMode 1).</summary>
internal sealed class ParagraphAssembler(FileInputSettings settings, RecordAssembler.Output output)
    : RecordAssembler(settings, output)
{
    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<byte> line, long offset)
    {
        if (line.IsEmpty)
        {
            Finish();
        }
        else if (IsOpen)
        {
            Join(line);
        }
        else
        {
            Begin(line, offset);
        }
    }
}

/// <summary>A line that begins with a blank belongs to the record before (readMode 2). A blank line ends one.</summary>
internal sealed class IndentedAssembler(FileInputSettings settings, RecordAssembler.Output output)
    : RecordAssembler(settings, output)
{
    private readonly ByteBuffer _trimmed = new();

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<byte> line, long offset)
    {
        if (line.IsEmpty)
        {
            Finish();
        }
        else if (IsOpen && line[0] is (byte)' ' or (byte)'\t')
        {
            Join(line);
        }
        else
        {
            Finish();
            Begin(line, offset);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (!IsOpen)
        {
            return;
        }

        // Without escaping, rsyslog keeps the line feed of the last line in this mode.
        if (!Settings.EscapesLineFeed)
        {
            Open.Append((byte)'\n');
        }

        IsOpen = false;
        _trimmed.Clear();
        LineTrimmer.Append(Open.Written, Settings.TrimLineOverBytes, _trimmed);
        Emit(_trimmed.Written);
        Open.Clear();
    }
}

/// <summary>trimLineOverBytes.</summary>
internal static class LineTrimmer
{
    /// <summary>Adds a line, cut to the size. A cut line ends in a line feed, as in rsyslog.</summary>
    public static void Append(ReadOnlySpan<byte> line, int limit, ByteBuffer output)
    {
        if (limit > 0 && line.Length > limit)
        {
            output.Append(line[..limit]);
            output.Append((byte)'\n');
        }
        else
        {
            output.Append(line);
        }
    }
}

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>Turns a frame into a message: cleans it, reads the PRI and then the dialect of its input. Hot. Any bytes are
/// taken, nothing throws.</summary>
public static class MessageParser
{
    /// <summary>Loads a frame of the batch into the message and parses it.</summary>
    /// <param name="message">Overwritten; its ranges stay valid until the batch is recycled or the next frame is loaded.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="frameIndex">Which of its frames.</param>
    /// <param name="settings">The global() parameters; the same object for each call with one message.</param>
    /// <returns>False when the frame is empty, its tag included, and gives no message.</returns>
    public static bool Parse(Message message, Batch batch, int frameIndex, ParserSettings settings)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(settings);
        ref readonly var frame = ref batch.Frames[frameIndex];
        if (frame.Length <= 0 && frame.TagDistance == 0)
        {
            return false;
        }

        message.Begin(batch.Source, batch.PeerOf(in frame), batch.GetTime(frameIndex), settings);
        if (!batch.IsPlain)
        {
            TakeColumns(message, batch, frameIndex);
        }

        if (frame.Length == 0 || batch.Slab[frame.Start] != 'z' || !TryLoadCompressed(message, batch, in frame, settings))
        {
            FrameCleaner.Clean(message, batch.Slab, in frame, settings);
        }

        if (message.MayBePlain && PlainLineParser.TryParse(message))
        {
            return true;
        }

        switch (batch.Source.Dialect)
        {
            case FrameDialect.ParserChain:
                ParseChain(message);
                if (batch.Source.IgnoresSenderTime)
                {
                    message.ForgetReported();
                }

                break;
            case FrameDialect.Local:
                LocalParser.Parse(message);
                break;
            case FrameDialect.Prepared:
                TakePrepared(message, batch, in frame);
                break;
        }

        return true;
    }

    private static void TakeColumns(Message message, Batch batch, int frameIndex)
    {
        if (batch.HasOrigins)
        {
            message.SetOrigin(batch.GetOrigin(frameIndex));
        }

        if (batch.GetVariables(frameIndex) is { } variables)
        {
            message.Variables = variables;
        }
    }

    private static bool TryLoadCompressed(Message message, Batch batch, in Frame frame, ParserSettings settings)
    {
        if (batch.Source.Dialect != FrameDialect.ParserChain || !settings.SupportCompression
            || !CompressedFrame.IsLikely(batch.Slab.AsSpan(frame.Start, frame.Length)))
        {
            return false;
        }

        var room = new byte[settings.MaxMessageSizeBytes];
        if (!CompressedFrame.TryExpand(batch.Slab, in frame, room, out var length))
        {
            return false;
        }

        FrameCleaner.Clean(message, room, new Frame { Length = length }, settings);
        return true;
    }

    /// <summary>The parser chain; by default RFC 5424, and what isn't that is RFC 3164.</summary>
    private static void ParseChain(Message message)
    {
        var raw = message.Raw;
        var text = message.Buffer.AsSpan(raw.Start, raw.Length);
        var (priority, taken) = PriorityReader.Read(text);
        message.Priority = priority;
        var after = taken is >= 3 and <= 5 ? taken : PriorityReader.AfterPri(text);
        message.AfterPri = new ByteRange(raw.Start + after, raw.Length - after);
        if (priority == Message.InvalidPriority)
        {
            LeaveUnparsed(message);
        }
        else if (message.Settings.Chain is { } chain)
        {
            Try(chain, message, taken);
        }
        else if (Rfc5424Parser.Recognises(text[taken..]))
        {
            Rfc5424Parser.Parse(message, raw.Start + taken + 2, raw.End);
        }
        else
        {
            Rfc3164Parser.Parse(message, raw.Start + taken, raw.End);
        }
    }

    /// <summary>Asks the parsers of a ruleset one after the other.</summary>
    private static void Try(IReadOnlyList<FrameParser> chain, Message message, int priorityLength)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            // A parser may change the frame for those behind it.
            if (chain[i].TryParse(message, message.Raw.Start + priorityLength))
            {
                return;
            }
        }

        LeaveUnparsed(message);
    }

    /// <summary>The whole frame is msg.</summary>
    private static void LeaveUnparsed(Message message)
    {
        message.IsParsed = false;
        message.TagRange = new ByteRange(message.Raw.Start, 0);
        message.MsgRange = message.Raw;
    }

    private static void TakePrepared(Message message, Batch batch, in Frame frame)
    {
        var isTagApart = frame.TagDistance > 0;
        var tagStart = frame.Start - frame.TagDistance;
        if (isTagApart && message.Buffer != batch.Slab)
        {
            // Cleaning has moved the text; the tag follows.
            message.MakeRoomBefore(frame.TagLength);
            batch.Slab.AsSpan(tagStart, frame.TagLength).CopyTo(message.Buffer);
            tagStart = 0;
        }

        var raw = message.Raw;
        var tag = isTagApart ? 0 : Math.Min(frame.TagLength, raw.Length);
        message.Priority = Math.Min((int)frame.Priority, Message.InvalidPriority);
        message.AfterPri = raw;
        message.TagRange = isTagApart
            ? new ByteRange(tagStart, frame.TagLength)
            : new ByteRange(raw.Start, tag);
        message.MsgRange = new ByteRange(raw.Start + tag, raw.Length - tag);
    }
}

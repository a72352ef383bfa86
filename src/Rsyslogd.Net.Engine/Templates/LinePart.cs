using System.Runtime.CompilerServices;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>How a <see cref="LinePart"/> gets its text.</summary>
internal enum LinePartKind : byte
{
    /// <summary>A property.</summary>
    Property,

    /// <summary>A timestamp.</summary>
    Time,

    /// <summary>msg with sp-if-no-1st-sp: a space when msg has none at its start, nothing when it has or is empty.</summary>
    MsgSpace,
}

/// <summary>A step of a <see cref="LineSegment"/>: a constant and the property behind it.</summary>
internal readonly struct LinePart
{
    /// <summary>No PRI and time together, with what stands around them, are longer.</summary>
    public const int HeadBytes = 16 + TimestampFormatter.MaxBytes;

    private static readonly BlockText[] BracketedPriorities =
        [.. Enumerable.Range(0, Message.InvalidPriority + 1).Select(priority => new BlockText([(byte)'<', .. PriorityNames.Number(priority), (byte)'>']))];

    private LinePart(byte[] before, LinePartKind kind, PropertyId property, ReplacerOptions options)
    {
        Before = before;
        Kind = kind;
        Property = property;
        MaxBytes = options.To > 0 ? options.To : int.MaxValue;
        DropsLineFeed = options.DropLastLineFeed;
        if (kind == LinePartKind.Time)
        {
            Time = new TimestampText(property, options.Date, options.IsUtc);
            IsSendersText = property == PropertyId.TimeReported && options is { Date: TimestampFormat.Rfc3339, IsUtc: false };
            IsSendersOldText = property == PropertyId.TimeReported && options is { Date: TimestampFormat.Rfc3164, IsUtc: false };
        }
    }

    /// <summary>What stands before it.</summary>
    public byte[] Before { get; }

    /// <summary>A time's text; null for other kinds.</summary>
    public TimestampText? Time { get; }

    /// <summary>Which property.</summary>
    public PropertyId Property { get; }

    /// <summary>position.to.</summary>
    public int MaxBytes { get; }

    /// <summary>Where the text comes from.</summary>
    public LinePartKind Kind { get; }

    /// <summary>drop-last-lf.</summary>
    public bool DropsLineFeed { get; }

    /// <summary>A time that is printed as <see cref="Message.ReportedText"/>, where there is one.</summary>
    public bool IsSendersText { get; }

    /// <summary>A time that is printed as <see cref="Message.Line"/> begins, where there is one.</summary>
    public bool IsSendersOldText { get; }

    /// <summary>Makes the part for a property behind a constant.</summary>
    /// <returns>False: the property is no simple one.</returns>
    public static bool TryCreate(byte[] before, BoundReplacer replacer, out LinePart part)
    {
        var property = replacer.Property.Id;
        var options = replacer.Options;
        part = default;
        if (replacer.Property.Path is not null)
        {
            return false;
        }

        if (ReplacerSource.IsTime(property))
        {
            part = new LinePart(before, LinePartKind.Time, property, options);
            return options == ReplacerOptions.None with { Date = options.Date, IsUtc = options.IsUtc };
        }

        if (property == PropertyId.Msg && options == ReplacerOptions.None with { SpaceIfNoFirstSpace = true })
        {
            part = new LinePart(before, LinePartKind.MsgSpace, property, options);
            return true;
        }

        part = new LinePart(before, LinePartKind.Property, property, options);
        return options.From <= 1 && options.To >= 0
            && options == ReplacerOptions.None with { From = options.From, To = options.To, DropLastLineFeed = options.DropLastLineFeed };
    }

    /// <summary>Whether it is a property without any option.</summary>
    public bool IsWhole(PropertyId property) =>
        Kind == LinePartKind.Property && Property == property && !DropsLineFeed && MaxBytes == int.MaxValue;

    /// <summary>Writes <c>&lt;PRI&gt;</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">At least <see cref="HeadBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CopyPriority(Message message, Span<byte> room) => BracketedPriorities[message.Priority].CopyTo(room);

    /// <summary>Writes the constant at the end of a line: mostly a line feed.</summary>
    /// <param name="tail">The constant.</param>
    /// <param name="room">As many bytes at least.</param>
    /// <returns>How many bytes were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CopyTail(byte[] tail, Span<byte> room)
    {
        if (tail.Length == 1)
        {
            room[0] = tail[0];
            return 1;
        }

        tail.CopyTo(room);
        return tail.Length;
    }

    /// <summary>Writes the text of a time.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">At least <see cref="TimestampFormatter.MaxBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CopyTime(Message message, Span<byte> room)
    {
        if (IsSendersText && message.ReportedText.Length > 0)
        {
            message.Slice(message.ReportedText).CopyTo(room);
            return message.ReportedText.Length;
        }

        return Time!.CopyTo(message, room);
    }

    /// <summary>Where the text stands in the message's buffer.</summary>
    /// <returns>False: it stands elsewhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetRange(Message message, out int start, out int length)
    {
        // Two numbers: a range made here would go through memory.
        if (Kind == LinePartKind.Property)
        {
            var isThere = PropertyReader.TryGetRange(message, Property, out var range);
            start = range.Start;
            length = Math.Min(range.Length, MaxBytes);
            if (DropsLineFeed && isThere && length > 0 && message.Buffer[start + length - 1] == '\n')
            {
                length--;
            }

            return isThere;
        }

        if (Kind == LinePartKind.Time)
        {
            start = message.ReportedText.Start;
            length = message.ReportedText.Length;
            return IsSendersText && length > 0;
        }

        // The space that msg begins with anyway needs no part of its own.
        start = message.MsgRange.Start;
        length = 0;
        return message.MsgRange.Length == 0 || message.Buffer[start] == ' ';
    }
}

using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages;

/// <summary>A run of bytes in <see cref="Message.Buffer"/>.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>The byte behind the last one.</summary>
    public int End => Start + Length;
}

/// <summary>
/// One message as rules and templates see it: the cleaned frame and where its parts are. Hot: one object per worker, filled
/// again for each message; nothing in it outlives the next message. Parsers write the ranges, everybody else reads.
/// </summary>
public sealed partial class Message
{
    /// <summary>The value of <see cref="Priority"/> for a PRI that is malformed or above 191 (rsyslog: <c>invld</c>).</summary>
    public const int InvalidPriority = 192;

    private byte[] _buffer = [];
    private Knowledge _known;

    /// <summary>What all ranges point into: the batch's slab, or this message's own scratch room after cleaning.</summary>
    public byte[] Buffer
    {
        get => _buffer;
        set
        {
            ForgetTexts();
            Keep(value);
        }
    }

    /// <summary>The input.</summary>
    public InputSource Source { get; set; } = null!;

    /// <summary>The sender.</summary>
    public Peer Peer { get; set; } = null!;

    /// <summary>timegenerated: microseconds since 1970-01-01 UTC.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>The complete cleaned frame: rawmsg.</summary>
    public ByteRange Raw { get; set; }

    /// <summary>rawmsg-after-pri.</summary>
    public ByteRange AfterPri { get; set; }

    /// <summary>Facility * 8 + severity, 0 to 191, or <see cref="InvalidPriority"/>.</summary>
    public int Priority { get; set; }

    /// <summary>timereported. Not set (month 0): the time of reception counts.</summary>
    public Timestamp Reported;

    /// <summary>The text of <see cref="Reported"/> in the frame, where that is byte for byte what printing it by RFC 3339 gives; empty:
    /// it has to be printed. Who changes the time or the buffer empties it.</summary>
    public ByteRange ReportedText { get => _known.ReportedText; internal set => _known.ReportedText = value; }

    /// <summary>All from the time to the end of msg, where that is byte for byte what printing the parts by the frame's own format gives: of
    /// RFC 3164 time, hostname, tag and msg with spaces between them but none before msg, of RFC 5424 all fields with a space before each.
    /// Empty: they have to be put together. Who changes any of them or the buffer empties it.</summary>
    public ByteRange Line { get => _known.Line; internal set => _known.Line = value; }

    /// <summary>True for RFC 5424 (protocol-version 1), false for RFC 3164 (0).</summary>
    public bool IsRfc5424 { get => _known.IsRfc5424; set => _known.IsRfc5424 = value; }

    /// <summary>False when no parser knew the frame.</summary>
    public bool IsParsed { get => !_known.IsUnparsed; set => _known.IsUnparsed = !value; }

    /// <summary>The hostname in the frame. Unused when <see cref="HasHostname"/> is false: then the peer's name counts.</summary>
    public ByteRange HostnameRange { get; set; }

    /// <summary>Whether the frame carried a hostname (RFC 5424's may be empty and is still its own).</summary>
    public bool HasHostname { get => _known.HasHostname; set => _known.HasHostname = value; }

    /// <summary>syslogtag of RFC 3164; of RFC 5424 the tag is made of app-name and procid.</summary>
    public ByteRange TagRange { get; set; }

    /// <summary>RFC 5424 only: APP-NAME.</summary>
    public ByteRange AppNameRange { get; set; }

    /// <summary>RFC 5424 only: PROCID.</summary>
    public ByteRange ProcIdRange { get; set; }

    /// <summary>RFC 5424 only: MSGID.</summary>
    public ByteRange MsgIdRange { get; set; }

    /// <summary>RFC 5424 only: STRUCTURED-DATA, verbatim.</summary>
    public ByteRange StructuredDataRange { get; set; }

    /// <summary>The property msg.</summary>
    public ByteRange MsgRange { get; set; }

    /// <summary>The trees <c>$!</c> and <c>$.</c>, made when a rule first uses them; null until then.</summary>
    public MessageVariables? Variables
    {
        get => _known.HasOrigin ? TakeOrigin() : _variables;
        set => _variables = value;
    }

    /// <summary>msg.</summary>
    public ReadOnlySpan<byte> Msg => Slice(MsgRange);

    /// <summary>rawmsg.</summary>
    public ReadOnlySpan<byte> RawMsg => Slice(Raw);

    /// <summary>The bytes of a range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(ByteRange range) => Buffer.AsSpan(range.Start, range.Length);

    /// <summary>Takes the text of a message of which nothing is known yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Load(byte[] buffer, int start, int length)
    {
        Keep(buffer);
        Raw = new ByteRange(start, length);
    }

    /// <summary>Forgets which of the frame's bytes are what printing would give.</summary>
    private void ForgetTexts()
    {
        ReportedText = default;
        Line = default;
    }

    // Mostly the same as before; storing a reference costs a barrier.
    private void Keep(byte[] buffer)
    {
        if (!ReferenceEquals(_buffer, buffer))
        {
            _buffer = buffer;
        }
    }

    /// <summary>What is known of a message beside where its parts are. All zero: nothing, so that it is forgotten at once.</summary>
    private struct Knowledge
    {
        public ByteRange ReportedText;
        public ByteRange Line;

        /// <summary>One more than its length; 0: nobody has asked for it yet.</summary>
        public int ProgramNameEnd;

        public HeaderParts RewrittenHeader;
        public bool IsRfc5424;
        public bool IsUnparsed;
        public bool HasHostname;
        public bool IsTagNil;
        public bool HasParsedJson;
        public bool HasUuid;
        public bool HasOrigin;
    }
}

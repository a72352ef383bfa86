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

    /// <summary>What all ranges point into: the batch's slab, or this message's own scratch room after cleaning.</summary>
    public byte[] Buffer
    {
        get => _buffer;
        set
        {
            ReportedText = default;

            // Mostly the same as before; storing a reference costs a barrier.
            if (!ReferenceEquals(_buffer, value))
            {
                _buffer = value;
            }
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
    public ByteRange ReportedText { get; internal set; }

    /// <summary>True for RFC 5424 (protocol-version 1), false for RFC 3164 (0).</summary>
    public bool IsRfc5424 { get; set; }

    /// <summary>False when no parser knew the frame.</summary>
    public bool IsParsed { get; set; }

    /// <summary>The hostname in the frame. Unused when <see cref="HasHostname"/> is false: then the peer's name counts.</summary>
    public ByteRange HostnameRange { get; set; }

    /// <summary>Whether the frame carried a hostname (RFC 5424's may be empty and is still its own).</summary>
    public bool HasHostname { get; set; }

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
        get => _origin.FileName is null ? _variables : TakeOrigin();
        set => _variables = value;
    }

    /// <summary>msg.</summary>
    public ReadOnlySpan<byte> Msg => Slice(MsgRange);

    /// <summary>rawmsg.</summary>
    public ReadOnlySpan<byte> RawMsg => Slice(Raw);

    /// <summary>The bytes of a range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(ByteRange range) => Buffer.AsSpan(range.Start, range.Length);
}

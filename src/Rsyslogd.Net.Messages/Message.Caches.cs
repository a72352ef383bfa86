using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages;

/// <content>What a worker's message object keeps from one message to the next so that nothing is computed twice: rooms, the clock,
/// lazily found parts.</content>
public sealed partial class Message
{
    private const int MicrosecondsPerSecond = 1_000_000;

    private readonly LocalClock _clock = new();
    private readonly LocalClock _nowClock = new();
    private byte[] _cleaningRoom = [];
    private Guid _uuid;
    private long _clockAt = long.MinValue;
    private long _generatedAt = long.MinValue;
    private long _receivedSecond = long.MinValue;
    private Timestamp _received;
    private MessageVariables? _variables;
    private FrameOrigin _origin;

    /// <summary>Differs from before whenever this object's text does: with each message, and with what a modifier changes in one. For
    /// those who remember something they found in it.</summary>
    public int Version { get; private set; }

    /// <summary>The settings the message was parsed with.</summary>
    public ParserSettings Settings { get; internal set; } = new();

    /// <summary>timereported: the sender's time, or that of reception where it gave none.</summary>
    public ref readonly Timestamp EffectiveReported
    {
        get
        {
            if (Reported.Month != 0)
            {
                return ref Reported;
            }

            return ref Generated;
        }
    }

    /// <summary>timegenerated in the local zone, with microseconds.</summary>
    public ref readonly Timestamp Generated
    {
        get
        {
            // All messages of a batch have the same, in most inputs.
            if (ReceivedAt != _generatedAt)
            {
                Generate();
            }

            return ref _received;
        }
    }

    /// <summary>The local zone and year at the time of reception.</summary>
    internal LocalClock Clock
    {
        get
        {
            if (ReceivedAt != _clockAt)
            {
                MoveClock(ReceivedAt);
            }

            return _clock;
        }
    }

    /// <summary>Whether the message may be read by <see cref="Parsing.PlainLineParser"/>: nothing in its settings or its source asks for
    /// more.</summary>
    internal bool MayBePlain { get; private set; }

    /// <summary>The last old-format timestamp and its text, for senders that write many lines a second. Empty when zone or year may
    /// have changed since.</summary>
    internal Parsing.TimestampMemo TimestampMemo;

    /// <summary>The last RFC 3339 time without its fraction and zone.</summary>
    internal Parsing.SecondMemo SecondMemo;

    /// <summary>programname: the tag up to what cannot be part of a program's name.</summary>
    public ReadOnlySpan<byte> ProgramName
    {
        get
        {
            var range = ProgramNameRange;
            if (range.Length > 0 || (IsTagOwn ? TagRange : AppNameRange).Length > 0)
            {
                return Slice(range);
            }

            // A header that was cut short shows the nil value here, one with a bad time nothing.
            return (IsRfc5424 && HasHostname) || IsTagNil ? "-"u8 : default;
        }
    }

    /// <summary>Where programname stands; empty also when there is no tag.</summary>
    internal ByteRange ProgramNameRange
    {
        get
        {
            var range = IsTagOwn ? TagRange : AppNameRange;
            if (range.Length > 0 && _known.ProgramNameEnd == 0)
            {
                _known.ProgramNameEnd = Properties.ProgramNames.Length(Slice(range), Settings.PermitSlashInProgramName) + 1;
            }

            return range.Length == 0 ? range : range with { Length = _known.ProgramNameEnd - 1 };
        }
    }

    /// <summary>The parser was told to take no tag where there is no colon: tag and program name show the nil value.</summary>
    internal bool IsTagNil { get => _known.IsTagNil; set => _known.IsTagNil = value; }

    /// <summary>Whether there is a tag, and not only an app-name that it is made of.</summary>
    internal bool IsTagOwn => !IsRfc5424 || IsRewritten(HeaderParts.Tag);

    /// <summary>Whether syslogtag is <see cref="TagRange"/>.</summary>
    public bool HasOwnTag => IsTagOwn && !IsTagNil;

    /// <summary>parsesuccess: a message modifier (mmjsonparse and the like) read the message's JSON.</summary>
    public bool JsonParseSucceeded { get => _known.HasParsedJson; set => _known.HasParsedJson = value; }

    /// <summary>Where the <c>$now</c> family gets the time from.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The time of processing: seconds since 1970-01-01 UTC.</summary>
    internal long NowSecond => TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The time of processing in the local zone.</summary>
    internal Timestamp NowLocal() => _nowClock.ToLocal(NowSecond);

    /// <summary>Adds the property uuid: 32 upper-case hexadecimal digits, the same for one message.</summary>
    internal void AppendUuid(ByteBuffer output)
    {
        if (!_known.HasUuid)
        {
            _uuid = Guid.NewGuid();
            _known.HasUuid = true;
        }

        var start = output.Length;
        _ = _uuid.TryFormat(output.GetSpan(32), out var written, "N");
        output.Advance(written);
        System.Text.Ascii.ToUpperInPlace(output.Bytes.AsSpan(start, written), out _);
    }

    /// <summary>Forgets the previous message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin(InputSource source, Peer peer, long receivedAt, ParserSettings settings)
    {
        // Mostly the same as before; storing a reference costs a barrier.
        if (!ReferenceEquals(Source, source) || !ReferenceEquals(Settings, settings))
        {
            Adopt(source, settings);
        }

        if (!ReferenceEquals(Peer, peer))
        {
            Peer = peer;
        }

        if (receivedAt != _clockAt)
        {
            MoveClock(receivedAt);
        }

        Version++;
        ReceivedAt = receivedAt;
        _known = default;
        Reported.Month = 0;
        _variables?.Clear();
    }

    /// <summary>Drops the sender's time: that of reception counts.</summary>
    internal void ForgetReported()
    {
        Reported.Month = 0;
        ForgetTexts();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Adopt(InputSource source, ParserSettings settings)
    {
        (Source, Settings) = (source, settings);
        MayBePlain = Parsing.PlainLineParser.Suits(source, settings);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MoveClock(long receivedAt)
    {
        if (_clock.MoveTo(receivedAt / MicrosecondsPerSecond))
        {
            TimestampMemo = default;
        }

        _clockAt = receivedAt;
    }

    private void Generate()
    {
        var second = Math.DivRem(ReceivedAt, MicrosecondsPerSecond, out var fraction);
        if (second != _receivedSecond)
        {
            _received = Clock.ToLocal(second);
            _receivedSecond = second;
        }

        _received.Fraction = (int)fraction;
        _generatedAt = ReceivedAt;
    }

    /// <summary>Forgets all variables of the message, those included that nobody has asked for yet.</summary>
    public void ClearVariables()
    {
        _known.HasOrigin = false;
        _variables?.Clear();
    }

    /// <summary>Remembers where the frame was read from, until somebody asks for variables.</summary>
    internal void SetOrigin(FrameOrigin origin)
    {
        _origin = origin;
        _known.HasOrigin = true;
    }

    private MessageVariables TakeOrigin()
    {
        _known.HasOrigin = false;
        _variables ??= new MessageVariables();
        _origin.Store(_variables);
        return _variables;
    }

    /// <summary>Room of at least so many bytes, for a frame that cleaning changes.</summary>
    internal byte[] CleaningRoom(int bytes)
    {
        if (_cleaningRoom.Length < bytes)
        {
            _cleaningRoom = GC.AllocateUninitializedArray<byte>(bytes);
        }

        return _cleaningRoom;
    }

    /// <summary>Moves the frame into room of this message, with free bytes before it, for a parser that changes it.</summary>
    internal void MakeRoomBefore(int bytes)
    {
        var raw = RawMsg;
        var room = CleaningRoom(bytes + raw.Length);
        raw.CopyTo(room.AsSpan(bytes));
        var shift = bytes - Raw.Start;
        Buffer = room;
        Raw = Raw with { Start = bytes };
        AfterPri = AfterPri with { Start = AfterPri.Start + shift };
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rsyslogd.Net.Messages.Parsing;

/// <summary>
/// The commonest form of the old format, <c>&lt;PRI&gt;Mmm dd hh:mm:ss hostname tag: text</c> with the time of the message before, as
/// the default chain reads it with default options, in one look at its first bytes. Everything else is left to that. Hot.
/// </summary>
internal static class PlainLineParser
{
    private const int HostnameStart = TimestampMemo.TextBytes;

    // Of this length with the space behind it.
    private const int MaxHostnameBytes = 16;

    private const int MaxPriorityBytes = 5;

    // How many bytes behind the PRI are looked at, whether all of them belong to the frame or not.
    private const int BlockBytes = HostnameStart + MaxHostnameBytes + Rfc3164Parser.TagBlockBytes;

    /// <summary>Whether frames may be read so at all.</summary>
    public static bool Suits(InputSource source, ParserSettings settings) =>
        source is { Dialect: FrameDialect.ParserChain, IgnoresSenderTime: false, ParseHostname: true, DefaultZone: null }
        && settings is { ParseHostnameAndTag: true, Chain: null, Rfc3164: { DetectYearAfterTimestamp: false, ForceTagEndingByColon: false, RemoveMsgFirstSpace: false } };

    /// <summary>Parses a cleaned frame.</summary>
    /// <param name="message">Its buffer and raw range are set; filled, or left alone but for what another parser sets.</param>
    /// <returns>False: it has another form.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(Message message)
    {
        var buffer = message.Buffer;
        var raw = message.Raw;
        if (buffer.Length - raw.Start < MaxPriorityBytes + BlockBytes)
        {
            return false;
        }

        var block = buffer.AsSpan(raw.Start, MaxPriorityBytes + BlockBytes);
        if (!PriorityReader.TryReadShort(BinaryPrimitives.ReadUInt64LittleEndian(block), out var priority, out var taken))
        {
            return false;
        }

        block = block.Slice(taken, BlockBytes);
        var hostname = BitOperations.TrailingZeroCount(~HostnameReader.HostnameBytes(Vector128.Create(block[HostnameStart..])));
        if (hostname is 0 or >= MaxHostnameBytes || !message.TimestampMemo.TryGet(block, ref message.Reported))
        {
            return false;
        }

        var start = raw.Start + taken;
        var end = raw.End;
        var tag = HostnameStart + hostname + 1;
        var ends = Rfc3164Parser.TagEnds(block[tag..]);
        var tagEnd = tag + BitOperations.TrailingZeroCount(ends);
        if (block[tag - 1] != ' ' || !HostnameReader.IsLetterOrDigit(block[tag - 2]) || ends == 0 || start + tagEnd >= end)
        {
            message.Reported.Month = 0;
            return false;
        }

        tagEnd += block[tagEnd] == ':' ? 1 : 0;
        message.Priority = priority;
        message.AfterPri = new ByteRange(start, end - start);
        message.HostnameRange = new ByteRange(start + HostnameStart, hostname);
        message.HasHostname = true;
        message.TagRange = new ByteRange(start + tag, tagEnd - tag);
        message.MsgRange = new ByteRange(start + tagEnd, end - start - tagEnd);
        if (message.TimestampMemo.IsPrinted)
        {
            message.Line = new ByteRange(start, end - start);
        }

        return true;
    }
}

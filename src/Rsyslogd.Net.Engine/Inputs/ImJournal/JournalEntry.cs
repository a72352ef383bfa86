using System.Buffers.Text;
using System.Text;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>
/// One entry of the journal, as a syslog message (names of fields: systemd.journal-fields(7)). All fields become variables:
/// <c>$!_PID</c>, <c>$!MESSAGE</c>. Used again for each entry. Reactor's thread only.
/// </summary>
/// <param name="settings">The module's parameters.</param>
internal sealed class JournalEntry(JournalSettings settings)
{
    private const int MaxTagBytes = 1024;
    private const int MaxKnownNames = 1024;

    // The same few dozen names in each entry.
    private readonly Dictionary<ulong, (byte[] Bytes, string Name)> _names = [];
    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _tag = new();
    private readonly ByteBuffer _identifier = new();
    private readonly ByteBuffer _command = new();
    private readonly ByteBuffer _syslogProcess = new();
    private readonly ByteBuffer _systemProcess = new();
    private MessageVariables _variables = new();
    private int _severity;
    private int _facility;
    private bool _hasIdentifier;

    /// <summary>Reads the entry that the journal is at: 0, or a negative errno.</summary>
    public int Read(IJournal journal)
    {
        Clear();
        journal.RestartFields();
        int result;
        while ((result = journal.NextField(out var field)) > 0)
        {
            var equals = field.IndexOf((byte)'=');
            if (equals > 0)
            {
                var value = field[(equals + 1)..];
                Take(field[..equals], value[..Math.Min(value.Length, settings.MaxFieldBytes)]);
            }
        }

        MakeTag();
        return result;
    }

    /// <summary>Makes it a frame.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="peer">This machine.</param>
    /// <param name="time">When journald took it in: microseconds since 1970.</param>
    public void AddTo(BatchWriter writer, Peer peer, long time)
    {
        var length = _tag.Length + _text.Length;
        if (writer.Room(length) is not { } batch)
        {
            return;
        }

        _tag.Written.CopyTo(batch.Slab.AsSpan(batch.Used));
        _text.Written.CopyTo(batch.Slab.AsSpan(batch.Used + _tag.Length));
        ref var frame = ref batch.Add(peer);
        frame.Start = batch.Used + _tag.Length;
        frame.Length = _text.Length;
        frame.Clean = false;
        frame.Priority = (byte)((_facility << 3) | _severity);
        frame.TagLength = (ushort)_tag.Length;
        frame.TagDistance = _tag.Length;
        batch.SetVariables(_variables);
        batch.SetTime(time);
        batch.Used += length;
    }

    private void Clear()
    {
        _variables = new MessageVariables();
        _text.Clear();
        _tag.Clear();
        _identifier.Clear();
        _command.Clear();
        _syslogProcess.Clear();
        _systemProcess.Clear();
        _severity = settings.DefaultSeverity;
        _facility = settings.DefaultFacility;
        _hasIdentifier = false;
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("MESSAGE"u8))
        {
            Keep(_text, value);
        }
        else if (name.SequenceEqual("SYSLOG_IDENTIFIER"u8))
        {
            Keep(_identifier, value);
            _hasIdentifier = true;
        }
        else if (name.SequenceEqual("_COMM"u8))
        {
            Keep(_command, value);
        }
        else if (name.SequenceEqual("SYSLOG_PID"u8))
        {
            Keep(_syslogProcess, value);
        }
        else if (name.SequenceEqual("_PID"u8))
        {
            Keep(_systemProcess, value);
        }
        else if (name.SequenceEqual("PRIORITY"u8))
        {
            if (value is [>= (byte)'0' and <= (byte)'7'])
            {
                _severity = value[0] - '0';
            }
        }
        else if (name.SequenceEqual("SYSLOG_FACILITY"u8)
            && Utf8Parser.TryParse(value, out int facility, out var length) && length == value.Length && facility is >= 0 and <= 23)
        {
            _facility = facility;
        }

        // A field that comes several times: the last one counts.
        var text = value.Contains((byte)0) ? WithoutNul(value) : value;
        _variables.Json.Set([NameOf(name)], JsonValue.From(text));
    }

    private static void Keep(ByteBuffer target, ReadOnlySpan<byte> value)
    {
        target.Clear();
        target.Append(value);
        target.Bytes.AsSpan(0, target.Length).Replace((byte)0, (byte)' ');
    }

    private static byte[] WithoutNul(ReadOnlySpan<byte> value)
    {
        var copy = value.ToArray();
        copy.AsSpan().Replace((byte)0, (byte)' ');
        return copy;
    }

    private void MakeTag()
    {
        var name = _hasIdentifier ? _identifier.Written : _command.Length > 0 ? _command.Written : "journal"u8;
        _tag.Append(name[..Math.Min(name.Length, MaxTagBytes)]);
        var process = settings.UsePid switch
        {
            ProcessIdSource.Syslog => _syslogProcess.Written,
            ProcessIdSource.System => _systemProcess.Written,
            _ => _syslogProcess.Length > 0 ? _syslogProcess.Written : _systemProcess.Written,
        };
        if (!process.IsEmpty)
        {
            _tag.Append((byte)'[');
            _tag.Append(process[..Math.Min(process.Length, MaxTagBytes)]);
            _tag.Append((byte)']');
        }

        _tag.Append((byte)':');
    }

    private string NameOf(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in name)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        if (_names.TryGetValue(hash, out var known) && name.SequenceEqual(known.Bytes))
        {
            return known.Name;
        }

        var made = Encoding.UTF8.GetString(name);
        if (_names.Count < MaxKnownNames)
        {
            _names[hash] = (name.ToArray(), made);
        }

        return made;
    }
}

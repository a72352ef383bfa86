using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

/// <summary>A machine's journal in memory, which can lose entries, give errors and be opened several times. The test writes while
/// the reactor is at rest or under the lock.</summary>
internal sealed class FakeJournal
{
    private readonly Lock _lock = new();
    private readonly List<(int Number, long Time, byte[][] Fields)> _entries = [];
    private readonly List<Reader> _readers = [];
    private int _written;

    public string Numbering { get; set; } = "a1";

    /// <summary>The next calls of a method fail: its name and how often.</summary>
    public Dictionary<string, int> Failures { get; } = [];

    public int Opened { get; private set; }

    public void Write(long time, params string[] fields) => Write(time, [.. fields.Select(Encoding.Latin1.GetBytes)]);

    public void Write(long time, byte[][] fields)
    {
        lock (_lock)
        {
            _entries.Add((++_written, time, fields));
            _readers.ForEach(reader => reader.Tell(JournalChange.Appended));
        }
    }

    public void Vacuum(int entries)
    {
        lock (_lock)
        {
            _entries.RemoveRange(0, entries);
            _readers.ForEach(reader => reader.Tell(JournalChange.Invalidated));
        }
    }

    public string CursorOf(int number) => $"s={Numbering};i={number:x};b=b0;m={number:x};t={number:x};x={number:x}";

    public IJournal? Open(out string? reason)
    {
        lock (_lock)
        {
            Opened++;
            reason = Fails("open") ? "Input/output error" : null;
            if (reason is not null)
            {
                return null;
            }

            var reader = new Reader(this);
            _readers.Add(reader);
            return reader;
        }
    }

    private bool Fails(string what)
    {
        var left = Failures.GetValueOrDefault(what);
        Failures[what] = left - 1;
        return left > 0;
    }

    private sealed class Reader(FakeJournal journal) : IJournal
    {
        private readonly EventDescriptor _event = new();
        private JournalChange _change;
        private int _at;
        private int _field;

        public int Descriptor => _event.Descriptor;

        public bool IsDescriptorReliable => true;

        public void Tell(JournalChange change)
        {
            _change = change > _change ? change : _change;
            _event.Set();
        }

        public int Process()
        {
            lock (journal._lock)
            {
                _event.Clear();
                var change = _change;
                _change = JournalChange.None;
                return journal.Fails("process") ? -Errno.InputOutput : (int)change;
            }
        }

        public int SeekHead() => Seek(0);

        public int SeekTail() => Seek(journal._written);

        public int SeekCursor(string cursor)
        {
            var number = cursor.Split(';').FirstOrDefault(part => part.StartsWith("m=", StringComparison.Ordinal));
            return number is null ? -Errno.InvalidArgument : Seek(Convert.ToInt32(number[2..], 16) - 1);
        }

        public int Next()
        {
            lock (journal._lock)
            {
                if (journal.Fails("next"))
                {
                    return -Errno.InputOutput;
                }

                var next = journal._entries.FindIndex(entry => entry.Number > _at);
                if (next < 0)
                {
                    return 0;
                }

                _at = journal._entries[next].Number;
                return 1;
            }
        }

        public int GetCursor(out string cursor)
        {
            cursor = journal.CursorOf(_at);
            return 0;
        }

        public int GetRealtime(out long microseconds)
        {
            lock (journal._lock)
            {
                microseconds = journal._entries.Find(entry => entry.Number == _at).Time;
                return 0;
            }
        }

        public void RestartFields() => _field = 0;

        public int NextField(out ReadOnlySpan<byte> field)
        {
            lock (journal._lock)
            {
                var fields = journal._entries.Find(entry => entry.Number == _at).Fields;
                field = _field < fields.Length ? fields[_field] : default;
                return _field++ < fields.Length ? 1 : 0;
            }
        }

        public int GetUsage(out long bytes)
        {
            bytes = 4096;
            return 0;
        }

        public void Dispose()
        {
            lock (journal._lock)
            {
                journal._readers.Remove(this);
            }

            _event.Dispose();
        }

        private int Seek(int number)
        {
            _at = number;
            return 0;
        }
    }
}

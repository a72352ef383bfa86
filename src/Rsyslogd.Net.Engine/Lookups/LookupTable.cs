using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.LookupTables;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Lookups;

/// <summary>
/// A lookup table (manual: "Lookup Tables"). Workers ask it while it is reloaded on a thread of its own: what was read as a
/// whole replaces the old content at one moment; what can't be read replaces nothing.
/// </summary>
internal sealed class LookupTable
{
    private readonly string _name;
    private readonly string _path;
    private readonly IInternalLog _log;
    private readonly Lock _reading = new();
    private volatile LookupIndex _index;
    private int _isAsked;
    private int _unfinished;

    public LookupTable(BoundLookupTable bound, IInternalLog log)
    {
        _name = bound.Name;
        _path = bound.Parameters.RequireText("file");
        _log = log;
        ReloadsOnHup = bound.Parameters.GetSwitch("reloadOnHUP", true);
        _index = bound.Content is { } content ? LookupIndex.Build(content) : LookupIndex.Nothing;
    }

    /// <summary>What the configuration says of it.</summary>
    public string Description { get; init; } = "";

    /// <summary>reloadOnHUP.</summary>
    public bool ReloadsOnHup { get; }

    /// <summary>Whether a reload has been asked for that has not ended.</summary>
    public bool IsReloadPending => Volatile.Read(ref _unfinished) != 0;

    /// <summary>lookup(): the value of a key. Hot.</summary>
    public byte[] Find(ReadOnlySpan<byte> key) => _index.Find(key);

    /// <summary>Reads the file again, on another thread. A reload that has not begun to read serves all who asked for one.</summary>
    /// <param name="stub">What every key gives from then on, should the file be unusable; null: the old content stays.</param>
    public void Reload(byte[]? stub)
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 0)
        {
            Interlocked.Increment(ref _unfinished);
            new Thread(() => Read(stub)) { IsBackground = true, Name = $"lookup:{_name}" }.Start();
        }
    }

    private void Read(byte[]? stub)
    {
        lock (_reading)
        {
            Volatile.Write(ref _isAsked, 0);
            if (TryRead() is { } index)
            {
                _index = index;
                _log.Report(Severity.Informational, $"lookup table '{_name}' reloaded from file '{_path}'");
            }
            else if (stub is not null)
            {
                _index = LookupIndex.Stub(stub);
                _log.Report(Severity.Error, $"lookup table '{_name}' stubbed with value '{ByteText.GetString(stub)}'");
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    private LookupIndex? TryRead()
    {
        try
        {
            var (content, fault) = LookupTableFile.Read(File.ReadAllBytes(_path));
            return content is not null ? LookupIndex.Build(content) : Refuse(fault!.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return Refuse(error.Message);
        }
    }

    private LookupIndex? Refuse(string reason)
    {
        _log.Report(Severity.Error, $"lookup table '{_name}' could not be reloaded from file '{_path}': {reason}");
        return null;
    }
}

using System.Net;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>/etc/hosts (hosts(5)), read once and again when it has changed. Callable from every thread.</summary>
internal sealed class HostsFile(string path)
{
    private const long LookIntervalMilliseconds = 1000;

    private readonly Lock _lock = new();
    private Dictionary<IPAddress, string> _names = [];
    private DateTime _written;
    private long _nextLook = long.MinValue;

    /// <summary>The first name that the file gives to an address.</summary>
    public bool TryFind(IPAddress address, out string name)
    {
        lock (_lock)
        {
            ReadIfChanged();
            return _names.TryGetValue(address, out name!);
        }
    }

    private void ReadIfChanged()
    {
        var now = Environment.TickCount64;
        if (now < _nextLook)
        {
            return;
        }

        _nextLook = now + LookIntervalMilliseconds;
        var written = File.GetLastWriteTimeUtc(path);
        if (written == _written)
        {
            return;
        }

        _written = written;
        var names = new Dictionary<IPAddress, string>();
        foreach (var words in Lines())
        {
            if (IPAddress.TryParse(words[0], out var address))
            {
                names.TryAdd(address, words[1]);
            }
        }

        _names = names;
    }

    private List<string[]> Lines()
    {
        var lines = new List<string[]>();
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Length >= 2)
                {
                    lines.Add(words);
                }
            }
        }
        catch (IOException)
        {
            // No hosts file: no names from it.
        }
        catch (UnauthorizedAccessException)
        {
            // The same.
        }

        return lines;
    }
}

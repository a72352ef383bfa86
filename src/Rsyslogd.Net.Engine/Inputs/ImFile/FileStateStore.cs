using System.Globalization;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>
/// State files: how far each file has been read. Named and written as rsyslog does it (<c>imfile-state:INODE</c>, JSON with
/// curr_offs), so that either daemon goes on where the other one left; with a fingerprint of the file's beginning, because an
/// inode is used again for other files.
/// </summary>
/// <param name="complain">Says what doesn't work.</param>
internal sealed class FileStateStore(Action<string> complain)
{
    private const int FingerprintBytes = 256;
    private const string FingerprintMember = "fingerprint";

    private readonly HashSet<string> _namesInUse = [];
    private bool _hasFailed;

    /// <summary>The state's name for a file. Another input that follows the same file has another one.</summary>
    public string TakeName(string directory, ulong inode)
    {
        var name = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"imfile-state:{inode}"));
        var unique = name;
        for (var i = 2; !_namesInUse.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}:input-{i}");
        }

        return unique;
    }

    /// <summary>Gives a name back.</summary>
    public void ReleaseName(string name) => _namesInUse.Remove(name);

    /// <summary>Where to go on; null: nothing is known of this file, or the state is that of another one.</summary>
    public static long? Load(string name, long size, Func<Span<byte>, int> readBeginning)
    {
        var state = Read(name) ?? ReadOfRsyslog(name);
        if (state is null || Number(state, "curr_offs") is not { } offset)
        {
            return null;
        }

        if (state.Find("prev_line_segment") is not null && Number(state, "strt_offs") is { } start)
        {
            // rsyslog had read the beginning of a line: it is read again, whole.
            offset = start;
        }

        var fingerprint = state.Find(FingerprintMember);
        var isSame = offset <= size && (fingerprint is null || fingerprint.Text.AsSpan().SequenceEqual(
            Fingerprint(offset, readBeginning)));
        return isSame ? offset : null;
    }

    /// <summary>Writes a state.</summary>
    /// <returns>False: it could not be written, which has been said.</returns>
    public bool Save(string name, string file, long offset, bool isSynced, Func<Span<byte>, int> readBeginning)
    {
        var state = JsonValue.NewObject();
        state.Set("filename", JsonValue.From(System.Text.Encoding.UTF8.GetBytes(file)));
        state.Set("prev_was_nl", JsonValue.From(0));
        state.Set("curr_offs", JsonValue.From(offset));
        state.Set("strt_offs", JsonValue.From(offset));
        state.Set(FingerprintMember, JsonValue.From(Fingerprint(offset, readBeginning)));
        var text = new ByteBuffer();
        JsonText.Append(state, text);
        try
        {
            WholeFile.Replace(name, text.Written, isSynced: isSynced);
            _hasFailed = false;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                complain($"imfile: could not persist state file {name} - data may be repeated on next startup. "
                    + $"Is WorkDirectory set? {fault.Message}");
            }

            return false;
        }
    }

    /// <summary>Removes a state; there may be none.</summary>
    public static void Delete(string name)
    {
        try
        {
            File.Delete(name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A state whose file is gone is recognised by its fingerprint.
        }
    }

    private static JsonValue? Read(string name)
    {
        try
        {
            return File.Exists(name) ? JsonText.TryRead(File.ReadAllBytes(name), out _) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // For larger files rsyslog adds a hash of its own to the name.
    private static JsonValue? ReadOfRsyslog(string name)
    {
        var directory = Path.GetDirectoryName(name);
        if (directory is null || name.Contains(":input-", StringComparison.Ordinal) || !Directory.Exists(directory))
        {
            return null;
        }

        foreach (var path in Directory.EnumerateFiles(directory, Path.GetFileName(name) + ":*"))
        {
            if (!path.Contains(":input-", StringComparison.Ordinal) && Read(path) is { } state)
            {
                return state;
            }
        }

        return null;
    }

    private static long? Number(JsonValue state, string member) =>
        state.Find(member) is { Kind: JsonKind.Number, Number: >= 0 } number ? number.Number : null;

    // FNV-1a of the first bytes; how many is part of it.
    private static byte[] Fingerprint(long offset, Func<Span<byte>, int> readBeginning)
    {
        Span<byte> beginning = stackalloc byte[FingerprintBytes];
        var length = Math.Max(0, readBeginning(beginning[..(int)Math.Min(offset, FingerprintBytes)]));
        var hash = 14695981039346656037UL;
        foreach (var value in beginning[..length])
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length}:{hash:x16}"));
    }
}

using System.Text;

namespace Rsyslogd.Net.Engine.Inputs.ImJournal;

/// <summary>The state file: the cursor of the last message that was read, and nothing else, as rsyslog writes it.</summary>
/// <param name="settings">The module's parameters.</param>
/// <param name="complain">Says what doesn't work.</param>
internal sealed class JournalPosition(JournalSettings settings, Action<string> complain)
{
    // A cursor has about 130.
    private const int MaxStateBytes = 4096;

    private bool _hasFailed;

    /// <summary>Reads it.</summary>
    /// <param name="cursor">Null: there is no state.</param>
    /// <returns>False: there is one that is none, and the settings say that this matters.</returns>
    public bool TryLoad(out string? cursor)
    {
        cursor = null;
        if (settings.StateFile is not { } path || !File.Exists(path))
        {
            return true;
        }

        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxStateBytes];
            var text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
            if (text.StartsWith("s=", StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
            {
                cursor = text;
                return true;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            complain($"imjournal: cannot read state file '{path}': {fault.Message}");
            return settings.IgnoresInvalidState;
        }

        return Refuse();
    }

    /// <summary>What was in the file is not the place of an entry.</summary>
    /// <returns>Whether to go on all the same.</returns>
    public bool Refuse()
    {
        complain(settings.IgnoresInvalidState
            ? $"imjournal: ignoring invalid state file {settings.StateFile}"
            : $"imjournal: state file '{settings.StateFile}' is invalid, the journal is not read");
        return settings.IgnoresInvalidState;
    }

    /// <summary>Writes it.</summary>
    public void Save(string cursor)
    {
        if (settings.StateFile is not { } path)
        {
            return;
        }

        try
        {
            WholeFile.Replace(path, Encoding.UTF8.GetBytes(cursor), settings.StateFileMode, settings.SyncsState);
            _hasFailed = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                complain($"imjournal: cannot write state file '{path}', messages may be repeated after a restart: {fault.Message}");
            }
        }
    }
}

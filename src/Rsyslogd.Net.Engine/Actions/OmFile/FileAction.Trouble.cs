namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <content>Files that can't be opened or written: what waits for them is kept within bounds, and they are tried again.</content>
public sealed partial class FileAction
{
    private const int KeptInTrouble = 1 << 20;
    private const int KeptInTroubleDynamic = 64 * 1024;

    private readonly FileTroubles _troubles;
    private readonly List<LogFile> _troubled = [];

    private bool IsUsable(LogFile file)
    {
        if (file is { Descriptor: < 0, Trouble: 0 })
        {
            Open(file);
        }

        if (file.Trouble != 0 && Environment.TickCount64 >= file.RetryAt)
        {
            Write(file);
        }

        return file.Trouble == 0;
    }

    private void DeliverInTrouble(LogFile file, int start)
    {
        var length = file.Buffer!.Length - start;
        if (Environment.TickCount64 >= file.RetryAt)
        {
            Write(file);
        }

        if (file.Trouble == 0 || file.Buffer is not { } buffer)
        {
            return;
        }

        // The message still is the end of what is kept; the first one may be of any size.
        var most = _dynamic is null ? KeptInTrouble : KeptInTroubleDynamic;
        if (buffer.Length > length && (buffer.Length > most || _bufferedBytes > MaxBufferedBytes * 2L))
        {
            _bufferedBytes -= length;
            buffer.Truncate(buffer.Length - length);
            file.Lost++;
            _failed.Add(1);
        }
    }

    private void EnterTrouble(LogFile file)
    {
        if (file.ReportedTrouble == 0)
        {
            _troubled.Add(file);
            _troubles.Begin(file);
        }
    }

    private void LeaveTrouble(LogFile file)
    {
        if (file.ReportedTrouble != 0)
        {
            _troubled.Remove(file);
            _troubles.End(file);
        }
    }

    private void RetryTroubled(bool always)
    {
        if (_troubled.Count == 0)
        {
            return;
        }

        var now = Environment.TickCount64;
        foreach (var file in _troubled.ToArray())
        {
            if (always || now >= file.RetryAt)
            {
                Write(file);
            }
        }
    }

    private void GiveUp(LogFile file)
    {
        if (file.Buffer is { } buffer)
        {
            var lines = buffer.Written.Count((byte)'\n');
            file.Lost += Math.Max(lines, buffer.Length > 0 ? 1 : 0);
            _failed.Add(lines);
            _bufferedBytes -= buffer.Length;
            if (_dynamic is null)
            {
                buffer.Clear();
            }
            else
            {
                file.Buffer = null;
            }
        }

        LeaveTrouble(file);
    }
}

using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// rotation.sizeLimit and $outchannel: runs a command, that moves the file away, when it has grown too large. As rsyslogd
/// does it: the file is looked at as it was before the write before, so one more write always follows the one that reached the
/// limit; and once more at the end.
/// </summary>
internal sealed class FileRotation(FileSettings settings, IInternalLog log)
{
    /// <summary>Longer the worker doesn't wait; the command may go on.</summary>
    private const int MostMilliseconds = 10_000;

    private long _sizeBefore;
    private bool _hasSaidUseless;

    /// <summary>To be called before each write.</summary>
    public void BeforeWrite(LogFile file)
    {
        if (_sizeBefore >= settings.SizeLimit)
        {
            Rotate(file);
            _sizeBefore = 0;
        }
        else
        {
            _sizeBefore = file.Descriptor < 0 ? 0 : file.Size;
        }
    }

    /// <summary>To be called before the last close.</summary>
    public void AtEnd(LogFile file)
    {
        if (file.Descriptor >= 0 && file.Size >= settings.SizeLimit)
        {
            Rotate(file);
        }
    }

    private void Rotate(LogFile file)
    {
        file.Close();
        if (settings.SizeLimitCommand is not { Length: > 0 } command)
        {
            return;
        }

        // Everything behind the first blank is one argument.
        var blank = command.IndexOf(' ', StringComparison.Ordinal);
        byte[][] arguments = blank < 0
            ? [NativeFile.Path(command)]
            : [NativeFile.Path(command[..blank]), NativeFile.Path(command[(blank + 1)..])];
        var child = ChildProcess.Start(arguments, -1, -1, -1, out var errno);
        if (child is null)
        {
            SayUseless($"can't be run: {Errno.Describe(errno)}");
        }
        else if (!child.WaitForEnd(MostMilliseconds))
        {
            SayUseless("takes very long");
        }
    }

    private void SayUseless(string what)
    {
        if (!_hasSaidUseless)
        {
            _hasSaidUseless = true;
            log.Report(Severity.Error, $"omfile: the command of the size limit, {settings.SizeLimitCommand}, {what}");
        }
    }
}

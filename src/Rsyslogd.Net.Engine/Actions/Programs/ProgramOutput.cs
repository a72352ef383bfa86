using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Programs;

/// <summary>Copies what a program prints to the file of the parameter output, on a thread of its own; the file can be opened
/// anew (SIGHUP) while the program runs on.</summary>
internal sealed class ProgramOutput(string path, int mode)
{
    private readonly byte[] _path = NativeFile.Path(path);
    private volatile bool _reopen;
    private volatile bool _ends;
    private int _file = -1;

    /// <summary>Starts to copy from the end of a pipe that is ours; it is closed when the program has closed its own.</summary>
    public void Start(int pipe)
    {
        var thread = new Thread(() => Copy(pipe), 128 * 1024) { IsBackground = true, Name = "program output" };
        thread.Start();
    }

    /// <summary>The next output goes to a newly opened file.</summary>
    public void Reopen() => _reopen = true;

    /// <summary>No more programs will come; a child of theirs that keeps the pipe open doesn't keep the thread.</summary>
    public void End() => _ends = true;

    private void Copy(int pipe)
    {
        const int slice = 200;
        var room = new byte[4096];
        while (true)
        {
            var isReady = NativeFile.Wait(pipe, forWriting: false, slice);
            var read = isReady ? NativeFile.Read(pipe, room) : -Errno.TryAgain;
            if (read > 0)
            {
                Write(room.AsSpan(0, read));
            }
            else if (read is not (-Errno.TryAgain or -Errno.Interrupted) || _ends)
            {
                break;
            }
        }

        NativeFile.Close(pipe);
        CloseFile();
    }

    /// <summary>Adds to the file. From every thread.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        lock (_path)
        {
            if (_reopen)
            {
                _reopen = false;
                CloseFile();
            }

            if (_file < 0)
            {
                _file = NativeFile.Open(_path, FileOpening.Create, mode);
            }

            while (_file >= 0 && text.Length > 0)
            {
                var written = NativeFile.Write(_file, text);
                if (written <= 0)
                {
                    break;
                }

                text = text[written..];
            }
        }
    }

    private void CloseFile()
    {
        lock (_path)
        {
            if (_file >= 0)
            {
                NativeFile.Close(_file);
                _file = -1;
            }
        }
    }
}

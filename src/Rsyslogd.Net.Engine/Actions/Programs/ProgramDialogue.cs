using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Programs;

/// <summary>Our ends of a program's standard input and, where it answers, of its standard output. One thread only.</summary>
/// <param name="timeout">How long the program may take to read or to answer, in milliseconds.</param>
/// <param name="maxAnswerBytes">What is longer is an answer without its line end.</param>
internal sealed class ProgramDialogue(long timeout, int maxAnswerBytes = 1024)
{
    private byte[] _answer = new byte[1024];
    private int _answerStart;
    private int _input = -1;
    private int _answers = -1;
    private int _answerLength;

    /// <summary>Why the last write or answer failed.</summary>
    public string FailureReason { get; private set; } = "";

    /// <summary>How many bytes the program has not read yet.</summary>
    public long Unread => _input < 0 ? 0 : NativeFile.UnreadBytes(_input);

    /// <summary>Makes the pipes.</summary>
    /// <param name="wantsAnswers">Whether there is one back.</param>
    /// <param name="theirInput">The program's standard input.</param>
    /// <param name="theirAnswers">Its standard output; -1: none.</param>
    /// <returns>0, or an errno.</returns>
    public int Open(bool wantsAnswers, out int theirInput, out int theirAnswers)
    {
        theirAnswers = -1;
        _answerStart = _answerLength = 0;
        if (!ChildProcess.MakePipe(weWrite: true, out _input, out theirInput))
        {
            var errno = -_input;
            _input = -1;
            return errno;
        }

        if (wantsAnswers && !ChildProcess.MakePipe(weWrite: false, out _answers, out theirAnswers))
        {
            _answers = -1;
        }

        return 0;
    }

    /// <summary>Closes both.</summary>
    public void Close()
    {
        Close(ref _input);
        Close(ref _answers);
    }

    /// <summary>Writes what the pipe takes; a negative errno when it takes nothing.</summary>
    public int Write(ReadOnlySpan<byte> text) => NativeFile.Write(_input, text);

    /// <summary>Waits for room in the pipe.</summary>
    public bool WaitForRoom() => NativeFile.Wait(_input, forWriting: true, PumpTarget.SliceMilliseconds);

    /// <summary>Writes everything, waiting for the program to read.</summary>
    public bool WriteAll(ReadOnlySpan<byte> text, PumpControl control)
    {
        var until = Environment.TickCount64 + timeout;
        while (text.Length > 0)
        {
            var written = Write(text);
            if (written > 0)
            {
                text = text[written..];
            }
            else if (written is not (-Errno.TryAgain or -Errno.Interrupted)
                     || control.MustEnd || Environment.TickCount64 >= until)
            {
                FailureReason = "does not read";
                return false;
            }
            else
            {
                WaitForRoom();
            }
        }

        return true;
    }

    /// <summary>Drops what the program has printed and nobody has waited for.</summary>
    public void DropAnswers()
    {
        _answerStart = _answerLength = 0;
        while (NativeFile.Wait(_answers, forWriting: false, 0) && NativeFile.Read(_answers, _answer) > 0)
        {
        }
    }

    /// <summary>The next line from the program's standard output; null: it has ended, or the time is over.</summary>
    public string? ReadAnswer(PumpControl control) =>
        TryReadAnswer(control, out var line) ? Encoding.UTF8.GetString(line) : null;

    /// <summary>The next line from the program's standard output, valid until the next call. False: it has ended, or the time is
    /// over.</summary>
    public bool TryReadAnswer(PumpControl control, out ReadOnlySpan<byte> line)
    {
        _answer.AsSpan(_answerStart, _answerLength - _answerStart).CopyTo(_answer);
        _answerLength -= _answerStart;
        _answerStart = 0;
        var until = Environment.TickCount64 + timeout;
        while (true)
        {
            var end = _answer.AsSpan(0, _answerLength).IndexOf((byte)'\n');
            if (end >= 0 || _answerLength == maxAnswerBytes)
            {
                end = end < 0 ? _answerLength - 1 : end;
                line = _answer.AsSpan(0, end);
                _answerStart = end + 1;
                return true;
            }

            if (_answerLength == _answer.Length)
            {
                Array.Resize(ref _answer, Math.Min(2 * _answer.Length, maxAnswerBytes));
            }

            var read = NativeFile.Wait(_answers, forWriting: false, PumpTarget.SliceMilliseconds)
                ? NativeFile.Read(_answers, _answer.AsSpan(_answerLength))
                : -Errno.TryAgain;
            if (read > 0)
            {
                _answerLength += read;
            }
            else if (read is not (-Errno.TryAgain or -Errno.Interrupted)
                     || control.MustEnd || Environment.TickCount64 >= until)
            {
                FailureReason = "does not confirm";
                line = default;
                return false;
            }
        }
    }

    private static void Close(ref int descriptor)
    {
        if (descriptor >= 0)
        {
            NativeFile.Close(descriptor);
            descriptor = -1;
        }
    }
}

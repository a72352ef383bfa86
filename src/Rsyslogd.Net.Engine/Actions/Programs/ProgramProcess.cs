using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.Programs;

/// <summary>A program that is started, ends or is ended, and is started again, with its pipes. One thread only.</summary>
/// <param name="arguments">See <see cref="ChildProcess.Start"/>.</param>
/// <param name="dialogue">Its standard input and, if it answers, its standard output.</param>
/// <param name="output">Where everything else goes that it prints; null: nowhere.</param>
internal sealed class ProgramProcess(IReadOnlyList<byte[]> arguments, ProgramDialogue dialogue, ProgramOutput? output)
{
    // Those that were told to end, and have not yet.
    private readonly List<ChildProcess> _left = [];
    private ChildProcess? _child;

    /// <summary>Whether it has been started and not been stopped since; it may have ended all the same.</summary>
    public bool IsStarted => _child is not null;

    /// <summary>Whether it has ended by itself. Only when <see cref="IsStarted"/>, as are the following.</summary>
    public bool HasEnded() => _child!.HasEnded();

    /// <summary>Waits a while for its end.</summary>
    public bool WaitForEnd(int milliseconds) => _child!.WaitForEnd(milliseconds);

    /// <summary>How it ended, as waitpid(2) gives it.</summary>
    public int Status => _child!.Status;

    /// <summary>The same in words.</summary>
    public string DescribeEnd() => _child!.DescribeEnd();

    /// <summary>Sends it a signal, if it is there.</summary>
    public void Signal(int signal) => _child?.Signal(signal);

    /// <summary>Starts it.</summary>
    /// <param name="answers">Whether its standard output is answers to us.</param>
    /// <param name="errno">Why it could not be started.</param>
    public bool Start(bool answers, out int errno)
    {
        _left.RemoveAll(static child => child.HasEnded());
        errno = dialogue.Open(answers, out var theirInput, out var theirAnswers);
        if (errno != 0)
        {
            return false;
        }

        var theirOutput = -1;
        if (output is not null && ChildProcess.MakePipe(weWrite: false, out var captured, out theirOutput))
        {
            output.Start(captured);
        }

        _child = ChildProcess.Start(arguments, theirInput, answers ? theirAnswers : theirOutput, theirOutput, out errno);
        foreach (var end in (ReadOnlySpan<int>)[theirInput, theirOutput, theirAnswers])
        {
            if (end >= 0)
            {
                NativeFile.Close(end);
            }
        }

        if (_child is null)
        {
            dialogue.Close();
        }

        return _child is not null;
    }

    /// <summary>Closes its input, and waits for its end.</summary>
    /// <param name="patience">How long, in milliseconds.</param>
    /// <param name="kills">Whether SIGKILL follows.</param>
    public void Stop(long patience, bool kills)
    {
        if (_child is not { } child)
        {
            return;
        }

        dialogue.Close();
        if (!child.WaitForEnd(patience))
        {
            if (kills)
            {
                child.Signal(ChildProcess.SignalKill);
            }

            _left.Add(child);
        }

        _child = null;
    }
}

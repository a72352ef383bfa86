using System.Text;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmProg;

/// <summary>
/// A program that reads lines from its standard input (manual: omprog; "Interface between rsyslog and external output
/// plugins"). When it ends it is started again, and gets once more what it had left unread in the pipe.
/// </summary>
internal sealed class ProgramTarget(ProgramSettings settings, IInternalLog log) : PumpTarget
{
    private const int CalmAfterMilliseconds = 60_000;

    private readonly ProgramOutput? _output =
        settings.Output is null ? null : new ProgramOutput(settings.Output, settings.OutputMode);

    private readonly List<ChildProcess> _left = [];
    private readonly byte[] _answer = new byte[1024];
    private ChildProcess? _program;
    private int _input = -1;
    private int _answers = -1;
    private int _answerLength;
    private bool _isInTransaction;
    private long _startedAt;
    private long _holdUntil;
    private long _refusals;
    private bool _hasSaidEnded;
    private string _lossReason = "";

    public override string Description => settings.Binary;

    public override string LossReason => _lossReason;

    public override long Unacknowledged => _input < 0 || settings.ConfirmMessages ? 0 : NativeFile.UnreadBytes(_input);

    public override bool IsBroken()
    {
        var hasEnded = _program!.HasEnded();
        if (hasEnded)
        {
            SayEnded();
        }

        return hasEnded;
    }

    public override bool TryOpen(PumpControl control, out string reason)
    {
        _left.RemoveAll(static program => program.HasEnded());
        _program = Start(out var errno);
        reason = errno == 0 ? "" : Errno.Describe(errno);
        if (_program is null)
        {
            CloseDescriptors();
            return false;
        }

        _startedAt = Environment.TickCount64;
        if (settings.ConfirmMessages && ReadAnswer(control) is not "OK")
        {
            reason = "the program does not confirm its start with OK";
            Shut(control);
            return false;
        }

        return true;
    }

    public override SendStatus Send(PumpSegment segment, out int sent, PumpControl control)
    {
        sent = 0;
        if (_program!.HasEnded())
        {
            return SayEnded();
        }

        if (settings.UseTransactions && !_isInTransaction)
        {
            if (!Exchange(settings.BeginMark, control))
            {
                return SayEnded();
            }

            _isInTransaction = true;
        }

        if (settings.ConfirmMessages)
        {
            return SendConfirmed(segment.First, out sent, control);
        }

        var written = NativeFile.Write(_input, segment.Bytes);
        if (written > 0)
        {
            sent = written;
            return SendStatus.Sent;
        }

        return written is -Errno.TryAgain or -Errno.Interrupted ? SendStatus.Full : SayEnded();
    }

    public override bool WaitForRoom()
    {
        if (_holdUntil > Environment.TickCount64)
        {
            _program!.WaitForEnd(SliceMilliseconds);
            return false;
        }

        return NativeFile.Wait(_input, forWriting: true, SliceMilliseconds);
    }

    public override void AtRest(PumpControl control)
    {
        if (_isInTransaction)
        {
            _isInTransaction = false;
            Exchange(settings.CommitMark, control);
        }
    }

    public override void Reopen()
    {
        _output?.Reopen();
        if (settings.HangUpSignal != 0)
        {
            _program?.Signal(settings.HangUpSignal);
        }
    }

    public override void Shut(PumpControl control)
    {
        if (_program is { } program)
        {
            if (settings.SignalOnClose)
            {
                program.Signal(ChildProcess.SignalTerminate);
            }

            CloseDescriptors();
            if (!program.WaitForEnd(control.Remaining(settings.CloseTimeout)))
            {
                if (settings.KillUnresponsive)
                {
                    program.Signal(ChildProcess.SignalKill);
                }

                _left.Add(program);
            }

            _program = null;
        }

        _isInTransaction = false;
        if (control.IsClosing)
        {
            _output?.End();
        }
    }

    private ChildProcess? Start(out int errno)
    {
        if (!ChildProcess.MakePipe(weWrite: true, out _input, out var theirInput))
        {
            errno = -_input;
            _input = -1;
            return null;
        }

        var theirOutput = -1;
        var theirAnswers = -1;
        if (_output is not null && ChildProcess.MakePipe(weWrite: false, out var captured, out theirOutput))
        {
            _output.Start(captured);
        }

        if (settings.ConfirmMessages)
        {
            ChildProcess.MakePipe(weWrite: false, out _answers, out theirAnswers);
        }

        var program = ChildProcess.Start(
            settings.Arguments, theirInput, settings.ConfirmMessages ? theirAnswers : theirOutput, theirOutput, out errno);
        foreach (var end in (ReadOnlySpan<int>)[theirInput, theirOutput, theirAnswers])
        {
            if (end >= 0)
            {
                NativeFile.Close(end);
            }
        }

        _answerLength = 0;
        return program;
    }

    private SendStatus SendConfirmed(ReadOnlySpan<byte> message, out int sent, PumpControl control)
    {
        sent = 0;
        if (_holdUntil > Environment.TickCount64)
        {
            return SendStatus.Full;
        }

        if (!WriteAll(message, control))
        {
            return SayEnded();
        }

        var answer = ReadAnswer(control);
        switch (answer)
        {
            case "OK" or "DEFER_COMMIT" or "PREVIOUS_COMMITTED":
                _refusals = 0;
                sent = message.Length;
                return SendStatus.Sent;
            case null:
                return SayEnded();
        }

        if (settings.ReportFailures)
        {
            log.Report(Severity.Warning, $"omprog: {settings.Binary} answered: {answer}");
        }

        _lossReason = answer;
        if (settings.RetryCount >= 0 && ++_refusals > settings.RetryCount)
        {
            _refusals = 0;
            return SendStatus.Refused;
        }

        _holdUntil = Environment.TickCount64 + settings.ResumeInterval;
        return SendStatus.Full;
    }

    /// <summary>Writes a mark, and waits for its confirmation if that is asked for.</summary>
    private bool Exchange(ReadOnlySpan<byte> mark, PumpControl control) =>
        WriteAll(mark, control) && (!settings.ConfirmMessages || ReadAnswer(control) is not null);

    private bool WriteAll(ReadOnlySpan<byte> text, PumpControl control)
    {
        var until = Environment.TickCount64 + settings.ConfirmTimeout;
        while (text.Length > 0)
        {
            var written = NativeFile.Write(_input, text);
            if (written > 0)
            {
                text = text[written..];
            }
            else if (written is not (-Errno.TryAgain or -Errno.Interrupted)
                     || control.MustEnd || Environment.TickCount64 >= until)
            {
                _lossReason = "does not read";
                return false;
            }
            else
            {
                NativeFile.Wait(_input, forWriting: true, SliceMilliseconds);
            }
        }

        return true;
    }

    /// <summary>The next line from the program's standard output; null: it has ended, or the time is over.</summary>
    private string? ReadAnswer(PumpControl control)
    {
        var until = Environment.TickCount64 + settings.ConfirmTimeout;
        while (true)
        {
            var end = _answer.AsSpan(0, _answerLength).IndexOf((byte)'\n');
            if (end >= 0 || _answerLength == _answer.Length)
            {
                end = end < 0 ? _answerLength - 1 : end;
                var line = Encoding.UTF8.GetString(_answer, 0, end);
                _answer.AsSpan(end + 1, _answerLength - end - 1).CopyTo(_answer);
                _answerLength -= end + 1;
                return line;
            }

            var read = NativeFile.Wait(_answers, forWriting: false, SliceMilliseconds)
                ? NativeFile.Read(_answers, _answer.AsSpan(_answerLength))
                : -Errno.TryAgain;
            if (read > 0)
            {
                _answerLength += read;
            }
            else if (read is not (-Errno.TryAgain or -Errno.Interrupted)
                     || control.MustEnd || Environment.TickCount64 >= until)
            {
                _lossReason = "does not confirm";
                return null;
            }
        }
    }

    private SendStatus SayEnded()
    {
        // It may have closed its input a moment before it ends.
        var hasEnded = _program!.WaitForEnd(SliceMilliseconds);
        _lossReason = !hasEnded ? _lossReason : IsExitReported(_program.Status) ? $"ended with {_program.DescribeEnd()}" : "ended";
        var isCalm = Environment.TickCount64 - _startedAt >= CalmAfterMilliseconds;
        if (!_hasSaidEnded || isCalm)
        {
            _hasSaidEnded = true;
            log.Report(Severity.Warning, $"omprog: {settings.Binary} {_lossReason}; it is started again");
        }

        return SendStatus.Lost;
    }

    private bool IsExitReported(int status) => settings.ReportedExits switch
    {
        "none" => false,
        "all" => true,
        _ => status != 0,
    };

    private void CloseDescriptors()
    {
        if (_input >= 0)
        {
            NativeFile.Close(_input);
            _input = -1;
        }

        if (_answers >= 0)
        {
            NativeFile.Close(_answers);
            _answers = -1;
        }
    }
}

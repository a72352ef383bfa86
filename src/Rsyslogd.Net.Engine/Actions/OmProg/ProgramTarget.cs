using Rsyslogd.Net.Engine.Actions.Programs;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmProg;

/// <summary>
/// A program that reads lines from its standard input (manual: omprog; "Interface between rsyslog and external output
/// plugins"). When it ends it is started again, and gets once more what it had left unread in the pipe.
/// </summary>
internal sealed class ProgramTarget : PumpTarget
{
    private const int CalmAfterMilliseconds = 60_000;

    private readonly ProgramSettings _settings;
    private readonly IInternalLog _log;
    private readonly ProgramOutput? _output;
    private readonly ProgramDialogue _dialogue;
    private readonly ProgramProcess _program;
    private bool _isInTransaction;

    // What a program that confirms has taken within the open transaction, and how much of a refused transaction is still to
    // go message by message, each in a transaction of its own, as rsyslogd does it.
    private long _uncommitted;
    private long _oneByOne;
    private long _startedAt;
    private long _holdUntil;
    private long _refusals;
    private bool _hasSaidEnded;
    private string _lossReason = "";

    public ProgramTarget(ProgramSettings settings, IInternalLog log)
    {
        _settings = settings;
        _log = log;
        _output = settings.Output is null ? null : new ProgramOutput(settings.Output, settings.OutputMode);
        _dialogue = new ProgramDialogue(settings.ConfirmTimeout);
        _program = new ProgramProcess(settings.Arguments, _dialogue, _output);
    }

    public override string Description => _settings.Binary;

    public override string LossReason => _lossReason;

    public override long Unacknowledged =>
        _settings.ConfirmMessages ? _uncommitted : _dialogue.Unread;

    public override bool IsBroken()
    {
        var hasEnded = _program.HasEnded();
        if (hasEnded)
        {
            SayEnded();
        }

        return hasEnded;
    }

    public override bool TryOpen(PumpControl control, out string reason)
    {
        if (!_program.Start(_settings.ConfirmMessages, out var errno))
        {
            reason = Errno.Describe(errno);
            return false;
        }

        reason = "";
        _startedAt = Environment.TickCount64;
        if (_settings.ConfirmMessages && _dialogue.ReadAnswer(control) is not "OK")
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
        if (_program.HasEnded())
        {
            return SayEnded();
        }

        if (_holdUntil > Environment.TickCount64)
        {
            return SendStatus.Full;
        }

        if (_settings.UseTransactions && !_isInTransaction)
        {
            if (!Exchange(_settings.BeginMark, control))
            {
                return SayEnded();
            }

            _isInTransaction = true;
        }

        if (_settings.ConfirmMessages)
        {
            return SendConfirmed(segment.First, out sent, control);
        }

        var written = _dialogue.Write(segment.Bytes);
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
            _program.WaitForEnd(SliceMilliseconds);
            return false;
        }

        return _dialogue.WaitForRoom();
    }

    public override bool AtRest(PumpControl control)
    {
        if (!_isInTransaction || Commit(control))
        {
            return true;
        }

        return _uncommitted == 0;
    }

    public override long TakeBack()
    {
        var taken = _uncommitted;
        _oneByOne = Math.Max(_oneByOne, taken);
        _uncommitted = 0;
        _isInTransaction = false;
        return taken;
    }

    public override void Reopen()
    {
        _output?.Reopen();
        if (_settings.HangUpSignal != 0)
        {
            _program.Signal(_settings.HangUpSignal);
        }
    }

    public override void Shut(PumpControl control)
    {
        if (_settings.SignalOnClose)
        {
            _program.Signal(ChildProcess.SignalTerminate);
        }

        _program.Stop(control.Remaining(_settings.CloseTimeout), _settings.KillUnresponsive);
        _isInTransaction = false;
        _uncommitted = 0;
        if (control.IsClosing)
        {
            _output?.End();
        }
    }

    private SendStatus SendConfirmed(ReadOnlySpan<byte> message, out int sent, PumpControl control)
    {
        sent = 0;
        if (!_dialogue.WriteAll(message, control))
        {
            return SayEnded();
        }

        var answer = _dialogue.ReadAnswer(control);
        switch (answer)
        {
            case "OK" or "DEFER_COMMIT" or "PREVIOUS_COMMITTED" when _oneByOne == 0 || Commit(control):
                _refusals = 0;
                sent = message.Length;
                _uncommitted = _isInTransaction ? _uncommitted + sent : 0;
                _oneByOne = Math.Max(0, _oneByOne - sent);
                return SendStatus.Sent;
            case null:
                return SayEnded();
            case "OK" or "DEFER_COMMIT" or "PREVIOUS_COMMITTED":
                break; // its commit was refused, which has been said
            default:
                SayRefused(answer);
                break;
        }

        // The program forgets what it has taken within the transaction.
        _isInTransaction = false;
        if (_uncommitted > 0)
        {
            _oneByOne = _uncommitted + message.Length;
            return SendStatus.Again;
        }

        if (_settings.RetryCount >= 0 && ++_refusals > _settings.RetryCount)
        {
            _refusals = 0;
            _oneByOne = Math.Max(0, _oneByOne - message.Length);
            return SendStatus.Refused;
        }

        _holdUntil = Environment.TickCount64 + _settings.ResumeInterval;
        return SendStatus.Full;
    }

    /// <summary>Ends the transaction; false when the program refuses it.</summary>
    private bool Commit(PumpControl control)
    {
        _isInTransaction = false;
        if (!_dialogue.WriteAll(_settings.CommitMark, control))
        {
            return false;
        }

        var answer = _settings.ConfirmMessages ? _dialogue.ReadAnswer(control) : "OK";
        if (answer is not "OK")
        {
            SayRefused(answer ?? _dialogue.FailureReason);
            return false;
        }

        _uncommitted = 0;
        return true;
    }

    private void SayRefused(string answer)
    {
        if (_settings.ReportFailures)
        {
            _log.Report(Severity.Warning, $"omprog: {_settings.Binary} answered: {answer}");
        }

        _lossReason = answer;
    }

    /// <summary>Writes a mark, and waits for its confirmation if that is asked for.</summary>
    private bool Exchange(ReadOnlySpan<byte> mark, PumpControl control) =>
        _dialogue.WriteAll(mark, control) && (!_settings.ConfirmMessages || _dialogue.ReadAnswer(control) is not null);

    private SendStatus SayEnded()
    {
        // It may have closed its input a moment before it ends.
        var hasEnded = _program.WaitForEnd(SliceMilliseconds);
        _lossReason = !hasEnded ? _dialogue.FailureReason : IsExitReported(_program.Status) ? $"ended with {_program.DescribeEnd()}" : "ended";
        var isCalm = Environment.TickCount64 - _startedAt >= CalmAfterMilliseconds;
        if (!_hasSaidEnded || isCalm)
        {
            _hasSaidEnded = true;
            _log.Report(Severity.Warning, $"omprog: {_settings.Binary} {_lossReason}; it is started again");
        }

        return SendStatus.Lost;
    }

    private bool IsExitReported(int status) => _settings.ReportedExits switch
    {
        "none" => false,
        "all" => true,
        _ => status != 0,
    };
}

using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.Programs;
using Rsyslogd.Net.Engine.Actions.Pump;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Actions.MmExternal;

/// <summary>
/// mmexternal: gives each message to a program as a line on its standard input, waits for a line of JSON on its standard
/// output, and changes the message as that says. A program that ends is started again with the next message. One that does
/// not answer for ten seconds is killed, and for action.resumeInterval messages pass as they are, so that it never stops the
/// log; the same goes for one that ends without having ever answered.
/// </summary>
/// <remarks>Unlike rsyslog, what the program prints on standard error is no part of its reply; with output=, it goes to that
/// file with the replies.</remarks>
public sealed class ExternalFilter : MessageModification
{
    private const int AnswerMilliseconds = 10_000;
    private const int MaxReplyBytes = 8 * 1024 * 1024;
    private const int CalmAfterMilliseconds = 60_000;
    private const int OutputMode = 0b110_100_100;

    // The end may come while a worker waits for an answer.
    private readonly Lock _gate = new();
    private readonly ByteBuffer _line = new(1024);
    private readonly ReplyMerge _merge = new();
    private readonly PumpControl _control = new();
    private readonly IInternalLog _log;
    private readonly string _binary;
    private readonly PropertyId _input;
    private readonly long _holdMilliseconds;
    private readonly ProgramOutput? _output;
    private readonly ProgramDialogue _dialogue;
    private readonly ProgramProcess _program;
    private readonly Counter _failed;
    private readonly Counter _restarts;
    private long _holdUntil;
    private long _mayComplainAt;
    private bool _hasAnswered;

    /// <summary>Makes the action; the program starts with the first message.</summary>
    public ExternalFilter(BoundAction action, EngineServices services)
        : this(action, services, AnswerMilliseconds)
    {
    }

    internal ExternalFilter(BoundAction action, EngineServices services, int answerMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        var parameters = action.Parameters;
        _log = services.Log;
        _binary = parameters.RequireText("binary");
        _input = parameters.GetText("interface.input") switch
        {
            "rawmsg" => PropertyId.RawMsg,
            "fulljson" => PropertyId.JsonMesg,
            _ => PropertyId.Msg,
        };
        _holdMilliseconds = Math.Max(1, parameters.GetNumber("action.resumeInterval", 30)) * 1000;
        _output = parameters.GetText("output") is { } path ? new ProgramOutput(path, OutputMode) : null;
        _dialogue = new ProgramDialogue(answerMilliseconds, MaxReplyBytes);
        _program = new ProgramProcess(CommandLine.Split(_binary), _dialogue, _output);
        var counters = services.Statistics.Register(action.Name ?? $"mmexternal({_binary})", "mmexternal");
        _failed = counters.Add("failed");
        _restarts = counters.Add("restarts");
    }

    /// <inheritdoc/>
    public override bool MayWait => true;

    /// <inheritdoc/>
    public override void Reopen() => _output?.Reopen();

    /// <inheritdoc/>
    public override void Close(TimeSpan deadline)
    {
        _control.Close(deadline);
        lock (_gate)
        {
            _program.Stop(_control.Remaining(AnswerMilliseconds), kills: true);
        }

        _output?.End();
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            Ask(message);
        }
    }

    private void Ask(Message message)
    {
        PrepareLine(message);
        if (!TrySend() || !_dialogue.TryReadAnswer(_control, out var reply))
        {
            GiveUp();
            return;
        }

        _hasAnswered = true;
        _output?.Write(reply);
        _output?.Write("\n"u8);
        if (JsonText.TryRead(reply, out _) is { Kind: JsonKind.Object } members)
        {
            _merge.Apply(members, message);
        }
        else
        {
            _failed.Add(1);
            Complain($"invalid reply '{Encoding.UTF8.GetString(reply)}' from program '{_binary}'");
        }
    }

    // The program reads lines: a line feed in the text would be answered twice, and all later replies would go to the wrong message.
    private void PrepareLine(Message message)
    {
        var text = PropertyReader.Get(message, _input, _line);
        if (_input != PropertyId.JsonMesg)
        {
            _line.Clear();
            _line.Append(text);
            _line.Bytes.AsSpan(0, _line.Length).Replace((byte)'\n', (byte)' ');
        }

        _line.Append((byte)'\n');
    }

    /// <summary>Writes the line. A program that has ended since the last message is started for it; once, not for ever.</summary>
    private bool TrySend()
    {
        if (_program.IsStarted)
        {
            _dialogue.DropAnswers();
            if (!_program.HasEnded() && _dialogue.WriteAll(_line.Written, _control))
            {
                return true;
            }

            if (!_program.WaitForEnd(PumpTarget.SliceMilliseconds))
            {
                return false;
            }

            SayEnded();
        }

        return TryStart() && _dialogue.WriteAll(_line.Written, _control);
    }

    private bool TryStart()
    {
        if (Environment.TickCount64 < _holdUntil || _control.IsClosing)
        {
            return false;
        }

        _hasAnswered = false;
        if (_program.Start(answers: true, out var errno))
        {
            return true;
        }

        _holdUntil = Environment.TickCount64 + _holdMilliseconds;
        Complain($"program '{_binary}' cannot be started: {Errno.Describe(errno)}");
        return false;
    }

    /// <summary>The message stays as it is. The program that let it down is started again, at once if it had ever answered and
    /// has ended, after a while otherwise.</summary>
    private void GiveUp()
    {
        _failed.Add(1);
        if (!_program.IsStarted)
        {
            return;
        }

        if (_program.WaitForEnd(PumpTarget.SliceMilliseconds))
        {
            SayEnded();
            return;
        }

        Complain($"program '{_binary}' does not answer; it is killed, and started again in {_holdMilliseconds / 1000} seconds");
        Abandon(holds: true);
    }

    private void SayEnded()
    {
        Complain($"program '{_binary}' ended with {_program.DescribeEnd()}; it is started again");
        Abandon(holds: !_hasAnswered);
    }

    private void Abandon(bool holds)
    {
        _restarts.Add(1);
        _program.Stop(patience: 0, kills: true);
        if (holds)
        {
            _holdUntil = Environment.TickCount64 + _holdMilliseconds;
        }
    }

    // What is said becomes a message, which may come by here again.
    private void Complain(string what)
    {
        if (Environment.TickCount64 >= _mayComplainAt)
        {
            _mayComplainAt = Environment.TickCount64 + CalmAfterMilliseconds;
            _log.Report(Severity.Warning, $"mmexternal: {what}");
        }
    }
}

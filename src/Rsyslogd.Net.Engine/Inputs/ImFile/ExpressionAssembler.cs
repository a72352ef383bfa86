using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.ImFile;

/// <summary>Records that a regular expression begins or ends (startmsg.regex, endmsg.regex). One that grows over the maximum
/// size of a message is split there, or the rest of it is dropped (discardTruncatedMsg).</summary>
internal sealed class ExpressionAssembler : RecordAssembler, IDisposable
{
    private readonly PosixRegex? _expression;
    private readonly bool _isStart;
    private readonly Action<string> _complain;
    private bool _skipsRest;

    /// <param name="settings">The input's parameters.</param>
    /// <param name="output">Takes records.</param>
    /// <param name="complain">Says that one was too long.</param>
    public ExpressionAssembler(FileInputSettings settings, Output output, Action<string> complain)
        : base(settings, output)
    {
        _isStart = settings.Grouping == LineGrouping.StartExpression;
        _complain = complain;

        // The binder has compiled it to see whether it can be.
        _ = PosixRegex.TryCompile(
            Encoding.UTF8.GetBytes(settings.Expression ?? ""), isExtended: true, ignoreCase: false, out _expression, out _);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<byte> line, long offset)
    {
        var isMatch = _expression is not null && _expression.IsMatch(line);
        if (isMatch && _isStart)
        {
            Finish();
        }

        if (_skipsRest)
        {
            _skipsRest = !isMatch;
            return;
        }

        if (IsOpen)
        {
            JoinOrSplit(line, offset);
        }
        else
        {
            Begin(line, offset);
        }

        if (isMatch && !_isStart)
        {
            Finish();
            _skipsRest = false;
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _skipsRest &= !_isStart;
        base.Finish();
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _skipsRest = false;
        base.Reset();
    }

    /// <inheritdoc/>
    public void Dispose() => _expression?.Dispose();

    private void JoinOrSplit(ReadOnlySpan<byte> line, long offset)
    {
        var room = Settings.MaxMessageBytes - Open.Length - Settings.LineFeed.Length;
        if (line.Length <= room)
        {
            Join(line);
            return;
        }

        var taken = Math.Max(room, 0);
        if (room >= 0)
        {
            Open.Append(Settings.LineFeed);
            Open.Append(line[..taken]);
        }

        Emit(Open.Written);
        Report();
        if (Settings.DiscardsTruncated)
        {
            Reset();
            _skipsRest = true;
        }
        else
        {
            Begin(line[taken..], offset + taken);
        }
    }

    private void Report()
    {
        if (Settings.ReportsTruncated)
        {
            _complain("imfile error: message received is larger than max msg size; " + (Settings.DiscardsTruncated
                ? "rest of message will not be processed"
                : "message will be split and processed as another message"));
        }
    }
}

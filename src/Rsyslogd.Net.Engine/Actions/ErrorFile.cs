using System.Buffers.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>
/// <c>action.errorfile</c>: the messages that an action could not deliver, one JSON object on each line with the action's name,
/// rsyslog's status code and the text as the action's templates made it (manual: "Actions"). Both the worker and a pump's
/// thread may write.
/// </summary>
internal sealed class ErrorFile
{
    /// <summary>rsyslog's RS_RET_SUSPENDED: the target could not be reached. Only the first message of an outage has it.</summary>
    public const int Suspended = -2007;

    /// <summary>What rsyslog writes for the further messages of an outage.</summary>
    public const int StillSuspended = 0;

    /// <summary>rsyslog's RS_RET_ACTION_FAILED: this message could not be delivered, others may be.</summary>
    public const int Failed = -2123;

    // Messages may hold anything: as rsyslogd, not for everybody to read.
    private const int FileMode = 0b110_100_000;

    private readonly byte[] _path;
    private readonly byte[] _name;
    private readonly long _maxBytes;
    private readonly TemplateProgram[] _templates;
    private readonly IInternalLog _log;
    private readonly Lock _lock = new();
    private readonly ByteBuffer _line = new(1024);
    private readonly ByteBuffer _text = new(1024);
    private int _descriptor = -1;
    private bool _hasFailed;

    private ErrorFile(string path, string name, BoundAction action, EngineServices services)
    {
        _path = NativeFile.Path(path);
        _name = JsonMemberEncoder.JsonName(name);
        _maxBytes = action.Parameters.GetNumber("action.errorFile.maxSize", long.MaxValue);
        _log = services.Log;
        BoundTemplate?[] templates = [action.Template, action.NameTemplate];
        _templates = [.. templates.OfType<BoundTemplate>().Select(services.CompileTemplate)];
    }

    /// <summary>The file of an action; null: it has none.</summary>
    /// <param name="action">The action of the configuration.</param>
    /// <param name="name">What messages and statistics call it.</param>
    /// <param name="services">Templates and the log.</param>
    public static ErrorFile? Of(BoundAction action, string name, EngineServices services) =>
        action.Parameters.GetText("action.errorFile") is { Length: > 0 } path ? new ErrorFile(path, name, action, services) : null;

    /// <summary>Keeps a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="status">Why it was not delivered.</param>
    public void Write(Message message, int status)
    {
        lock (_lock)
        {
            Begin(status);
            for (var i = 0; i < _templates.Length; i++)
            {
                _text.Clear();
                _templates[i].Append(message, _text);
                AddText(i, _text.Written);
            }

            End();
        }
    }

    /// <summary>Keeps a message that has its text already.</summary>
    public void Write(ReadOnlySpan<byte> text, int status)
    {
        lock (_lock)
        {
            Begin(status);
            AddText(0, text);
            End();
        }
    }

    /// <summary>SIGHUP: the next message opens the file again.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_descriptor >= 0)
            {
                NativeFile.Close(_descriptor);
                _descriptor = -1;
            }
        }
    }

    private void Begin(int status)
    {
        _line.Clear();
        _line.Append("{ \"action\": \""u8);
        _line.Append(_name);
        _line.Append("\", \"status\": "u8);
        AddNumber(status);
    }

    private void AddText(int number, ReadOnlySpan<byte> text)
    {
        _line.Append(", \"template"u8);
        AddNumber(number);
        _line.Append("\": \""u8);
        JsonEscape.Append(text, keepEscapes: false, _line);
        _line.Append((byte)'"');
    }

    private void AddNumber(int number)
    {
        Span<byte> digits = stackalloc byte[12];
        Utf8Formatter.TryFormat(number, digits, out var length);
        _line.Append(digits[..length]);
    }

    private void End()
    {
        _line.Append(" }\n"u8);
        if (_descriptor < 0)
        {
            _descriptor = NativeFile.Open(_path, FileOpening.Create, FileMode);
        }

        // Half a line is worth nothing: what has no room any more is left out.
        if (_descriptor < 0 || (HasRoom() && NativeFile.Write(_descriptor, _line.Written) < _line.Length))
        {
            Complain();
        }
    }

    private bool HasRoom() =>
        !NativeFile.TryDescribe(_descriptor, out var isRegular, out var size) || !isRegular || size + _line.Length <= _maxBytes;

    private void Complain()
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            var path = System.Text.Encoding.UTF8.GetString(_path.AsSpan(0, _path.Length - 1));
            _log.Report(Severity.Error, $"action.errorfile '{path}' can't be written; messages that fail are lost");
        }
    }
}

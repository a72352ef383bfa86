using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <content>Messages that several workers have formatted. Hot.</content>
public sealed partial class FileAction
{
    // With less than this, gathering more saves a write.
    private const int WriteAtBytes = FlushAtBytes / 2;

    /// <inheritdoc/>
    /// <remarks>A size limit is watched message by message, and a bad name may suspend.</remarks>
    public override bool TakesBlocks => _rotation is null && !_settings.SuspendsOnBadName;

    /// <inheritdoc/>
    internal override BoundTemplate? BlockTemplate => _static is null || _settings.AddLineFeed ? null : BoundTemplate;

    /// <inheritdoc/>
    public override BlockFormatter CreateFormatter(TemplateCache templates)
    {
        var template = CompileTemplate(templates);
        return _bound.NameTemplate is { } name ? new NamingFormatter(template, templates.Get(name)) : new Formatter(template);
    }

    /// <inheritdoc/>
    public override int Deliver(OutputBlock block)
    {
        if (_static is null)
        {
            return DeliverByName(block);
        }

        _processed.Add(block.Count);
        foreach (ref readonly var run in block.Runs)
        {
            DeliverTo(_static, in run);
        }

        return 0;
    }

    /// <summary>A long text is written as it is, without a copy, behind what waits already.</summary>
    private void DeliverTo(LogFile file, in TextRun run)
    {
        var text = run.Text;
        if (text.Length >= WriteAtBytes)
        {
            var buffer = Begin(file);
            if (file.Trouble == 0 && buffer.Length > 0)
            {
                Write(file);
            }

            if (file.Trouble == 0)
            {
                WriteThrough(file, text);
                return;
            }
        }

        AppendAll(file, in run, 0, run.Count);
    }

    private int DeliverByName(OutputBlock block)
    {
        var rejected = 0;
        var first = 0;
        var all = new TextRun(block.Own, 0, block.Own.Count);
        for (var i = 0; i < block.Names.Count; i++)
        {
            var count = block.CountMessages(i);
            if (_dynamic!.Find(block.Names[i], this, _seconds, count) is { } file)
            {
                _processed.Add(count);
                AppendAll(file, in all, first, count);
            }
            else
            {
                _failed.Add(count);
                rejected += count;
            }

            first += count;
        }

        return rejected;
    }

    private void AppendAll(LogFile file, in TextRun messages, int first, int count)
    {
        if (WaitsTogether(file))
        {
            AddPending(file, messages.Texts.Range(messages.First + first, count));
            return;
        }

        if (file.Trouble == 0)
        {
            Append(file, messages.Texts.Range(messages.First + first, count));
            return;
        }

        // What finds no room is dropped message by message.
        for (var i = first; i < first + count; i++)
        {
            Append(file, messages[i]);
        }
    }

    private void Append(LogFile file, ReadOnlySpan<byte> text)
    {
        var buffer = Begin(file);
        var start = buffer.Length;
        buffer.Append(text);
        End(file, start);
    }

    private sealed class Formatter(TemplateProgram template) : BlockFormatter
    {
        /// <inheritdoc/>
        public override void Append(Message message, OutputBlock block)
        {
            template.Append(message, block.Own.Text);
            block.EndOwn();
        }
    }

    private sealed class NamingFormatter(TemplateProgram template, TemplateProgram name) : BlockFormatter
    {
        private readonly bool _isNameConstant = name.IsConstant;

        /// <inheritdoc/>
        public override void Append(Message message, OutputBlock block)
        {
            template.Append(message, block.Own.Text);
            if (_isNameConstant && block.Names.Count > 0)
            {
                block.RepeatName();
            }
            else
            {
                name.Append(message, block.Names.Text);
                block.EndName();
            }

            block.EndOwn();
        }
    }
}

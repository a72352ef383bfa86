using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <content>Messages that several workers have formatted. Hot.</content>
public sealed partial class FileAction
{
    /// <inheritdoc/>
    /// <remarks>A size limit is watched message by message, and a bad name may suspend.</remarks>
    public override bool TakesBlocks => _rotation is null && !_settings.SuspendsOnBadName;

    /// <inheritdoc/>
    public override BlockFormatter CreateFormatter(TemplateCache templates) => new Formatter(
        CompileTemplate(templates), _bound.NameTemplate is { } name ? templates.Get(name) : null);

    /// <inheritdoc/>
    public override int Deliver(OutputBlock block)
    {
        if (_static is null)
        {
            return DeliverByName(block);
        }

        _processed.Add(block.Messages.Count);
        DeliverTo(_static, block.Messages);
        return 0;
    }

    /// <summary>A large block is written as it is, without a copy, behind what waits already.</summary>
    private void DeliverTo(LogFile file, TextList messages)
    {
        var buffer = Begin(file);
        var isLarge = buffer.Length + messages.Text.Length >= FlushAtBytes;
        if (isLarge && file.Trouble == 0 && buffer.Length > 0)
        {
            Write(file);
        }

        if (isLarge && file.Trouble == 0)
        {
            _bufferedBytes += messages.Text.Length;
            file.Buffer = messages.Exchange(buffer);
            Write(file);
            return;
        }

        AppendAll(file, messages, 0, messages.Count);
    }

    private int DeliverByName(OutputBlock block)
    {
        var rejected = 0;
        var first = 0;
        for (var i = 0; i < block.Names.Count; i++)
        {
            var count = block.CountMessages(i);
            if (_dynamic!.Find(block.Names[i], this, _seconds, count) is { } file)
            {
                _processed.Add(count);
                AppendAll(file, block.Messages, first, count);
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

    private void AppendAll(LogFile file, TextList messages, int first, int count)
    {
        if (file.Trouble == 0)
        {
            Append(file, messages.Range(first, count));
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

    private sealed class Formatter(TemplateProgram template, TemplateProgram? name) : BlockFormatter
    {
        private readonly bool _isNameConstant = name is { IsConstant: true };

        /// <inheritdoc/>
        public override void Append(Message message, OutputBlock block)
        {
            if (_isNameConstant && block.Names.Count > 0)
            {
                block.RepeatName();
            }
            else if (name is not null)
            {
                name.Append(message, block.Names.Text);
                block.EndName();
            }

            template.Append(message, block.Messages.Text);
            block.Messages.End();
        }
    }
}

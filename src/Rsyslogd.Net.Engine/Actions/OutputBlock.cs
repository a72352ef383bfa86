using System.Runtime.CompilerServices;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>The messages of one batch for one action, formatted by the worker that had the batch, to be handed over when it is
/// that batch's turn. Hot. Their texts stand in a list of the block's own, or in one that actions with the same template share.</summary>
public sealed class OutputBlock
{
    private int[] _messagesOfName = new int[16];
    private TextRun[] _runs = new TextRun[4];
    private int _runCount;

    // The last run, while it may still grow.
    private TextList _texts;
    private int _first;
    private int _end;

    /// <summary>Makes an empty block.</summary>
    public OutputBlock() => _texts = Own;

    /// <summary>Texts of this block alone.</summary>
    public TextList Own { get; } = new();

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>The messages in their order.</summary>
    public ReadOnlySpan<TextRun> Runs
    {
        get
        {
            EndRun();
            return _runs.AsSpan(0, _runCount);
        }
    }

    /// <summary>For files whose name a template makes: the names, each for one or more messages that follow each other in
    /// <see cref="Own"/>.</summary>
    public TextList Names { get; } = new();

    /// <summary>What has been added to the text of <see cref="Own"/> is the next message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndOwn()
    {
        Own.End();
        AddLast(Own);
    }

    /// <summary>The last text of a list is the next message. The list stays as it is until the block has been handed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLast(TextList texts)
    {
        var place = texts.Count - 1;
        if (place != _end || !ReferenceEquals(texts, _texts))
        {
            BeginRun(texts, place);
        }

        _end = place + 1;
        Count++;
    }

    /// <summary>How many messages a name is for.</summary>
    public int CountMessages(int name) => _messagesOfName[name];

    /// <summary>What has been added to <see cref="Names"/> is the name for the next message.</summary>
    public void EndName()
    {
        if (Names.Count > 0 && Names.Unfinished.SequenceEqual(Names[Names.Count - 1]))
        {
            Names.DropUnfinished();
            RepeatName();
            return;
        }

        Names.End();
        if (Names.Count > _messagesOfName.Length)
        {
            Array.Resize(ref _messagesOfName, _messagesOfName.Length * 2);
        }

        _messagesOfName[Names.Count - 1] = 1;
    }

    /// <summary>The last name is that of the next message, too.</summary>
    public void RepeatName() => _messagesOfName[Names.Count - 1]++;

    /// <summary>Forgets what has been written of a message that didn't become one.</summary>
    public void DropUnfinished()
    {
        Own.DropUnfinished();
        Names.DropUnfinished();
    }

    /// <summary>Forgets everything, keeps the room.</summary>
    public void Clear()
    {
        Own.Clear();
        Names.Clear();
        Count = 0;
        _runCount = 0;
        _first = _end = 0;
    }

    private void BeginRun(TextList texts, int place)
    {
        EndRun();
        _texts = texts;
        _first = place;
    }

    private void EndRun()
    {
        if (_end > _first)
        {
            if (_runCount == _runs.Length)
            {
                Array.Resize(ref _runs, _runCount * 2);
            }

            _runs[_runCount++] = new TextRun(_texts, _first, _end - _first);
            _first = _end;
        }
    }
}

/// <summary>Formats messages for an action; each worker has one of its own. Hot.</summary>
public abstract class BlockFormatter
{
    /// <summary>Adds a message to a block. All that may fail comes before the first <see cref="OutputBlock.EndName"/> or
    /// <see cref="OutputBlock.EndOwn"/>: what hasn't ended is forgotten then.</summary>
    public abstract void Append(Message message, OutputBlock block);
}

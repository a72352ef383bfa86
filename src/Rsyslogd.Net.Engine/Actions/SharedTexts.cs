using System.Runtime.CompilerServices;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>What the messages of one batch look like in one template, for all actions that print it. Hot. One thread at a time.</summary>
internal sealed class SharedTexts
{
    private int _version;

    /// <summary>The texts.</summary>
    public TextList Texts { get; } = new();

    /// <summary>Makes the text of a message the last one, if it isn't.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(SharedTemplate template, Message message)
    {
        if (_version != message.Version || Texts.Count == 0)
        {
            template.Append(message, Texts.Text);
            Texts.End();
            _version = message.Version;
        }
    }

    /// <summary>Forgets everything, keeps the room.</summary>
    public void Clear() => Texts.Clear();
}

using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Constants and properties that say something about the PRI, which together are one text for each of the 193 priorities. None of
/// them holds anything that JSON escapes. Hot. One thread: texts are made when they are first wanted.</summary>
internal sealed class PriorityText
{
    private readonly BlockText[] _texts = new BlockText[Message.InvalidPriority + 1];
    private readonly List<(byte[] Before, PropertyId Property)> _parts = [];

    /// <summary>Whether a property depends on the PRI alone.</summary>
    public static bool IsOfPriority(PropertyId property) => property is PropertyId.Pri or PropertyId.PriText or PropertyId.SyslogFacility
        or PropertyId.SyslogFacilityText or PropertyId.SyslogSeverity or PropertyId.SyslogSeverityText;

    /// <summary>Adds a property and the constant before it. Cold.</summary>
    public void Add(byte[] before, PropertyId property) => _parts.Add((before, property));

    /// <summary>Writes the text of a priority.</summary>
    public void AppendTo(int priority, ByteBuffer output)
    {
        ref var text = ref _texts[Math.Min(priority, Message.InvalidPriority)];
        if (!text.IsSet)
        {
            text = Make(priority);
        }

        text.AppendTo(output);
    }

    private BlockText Make(int priority)
    {
        var text = new ByteBuffer();
        foreach (var (before, property) in _parts)
        {
            text.Append(before);
            text.Append(property switch
            {
                PropertyId.Pri => PriorityNames.Number(priority),
                PropertyId.PriText => PriorityNames.Text(priority),
                PropertyId.SyslogFacility => PriorityNames.FacilityNumber(priority),
                PropertyId.SyslogFacilityText => PriorityNames.FacilityText(priority),
                PropertyId.SyslogSeverity => PriorityNames.SeverityNumber(priority),
                _ => PriorityNames.SeverityText(priority),
            });
        }

        return new BlockText(text.Written);
    }
}

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The names of properties.</summary>
public static class PropertyNames
{
}

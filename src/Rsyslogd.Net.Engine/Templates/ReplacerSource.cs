using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Where the property replacer gets its value: a property, a timestamp in a format, or a variable. Hot. One thread.</summary>
internal sealed class ReplacerSource
{
    private readonly PropertyReference _property;
    private readonly VariableReader _variables;
    private readonly TimestampText? _time;
    private readonly ByteBuffer _scratch = new();

    /// <summary>Prepares reading a property with its date options.</summary>
    public ReplacerSource(PropertyReference property, ReplacerOptions options, VariableReader variables)
    {
        _property = property;
        _variables = variables;
        if (IsTime(property.Id))
        {
            _time = new TimestampText(property.Id, options.Date, options.IsUtc);
        }
    }

    /// <summary>Whether date options apply.</summary>
    public static bool IsTime(PropertyId property) => property is PropertyId.TimeReported or PropertyId.TimeGenerated;

    /// <summary>The value; valid until the next call or the next message.</summary>
    public ReadOnlySpan<byte> Read(Message message)
    {
        if (_time is not null)
        {
            return _time.Of(message);
        }

        if (_property.Path is null)
        {
            return PropertyReader.Get(message, _property.Id, _scratch);
        }

        _scratch.Clear();
        _variables.TryAppend(message, _property.Path, _scratch);
        return _scratch.Written;
    }
}

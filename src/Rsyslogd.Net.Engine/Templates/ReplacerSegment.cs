using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>
/// A property through the property replacer (manual, "The Property Replacer"). The options work in rsyslog's order: field or regular
/// expression, positions, the space for a missing one, width and spaces, case, control characters, paths, the last LF, and last the
/// encoding. Hot. One thread.
/// </summary>
internal sealed class ReplacerSegment : TemplateSegment
{
    private readonly ReplacerSource _source;
    private readonly ReplacerOptions _options;
    private readonly RegexSelector? _regex;
    private readonly ValueEncoder? _encoder;
    private readonly bool _changesBytes;
    private readonly ByteBuffer _changed = new();

    /// <summary>Prepares the replacer.</summary>
    /// <param name="source">Where the value comes from.</param>
    /// <param name="options">All options.</param>
    /// <param name="encoder">json, jsonf, csv …; null: none.</param>
    public ReplacerSegment(ReplacerSource source, ReplacerOptions options, ValueEncoder? encoder)
    {
        _source = source;
        _options = options;
        _encoder = encoder;
        _regex = options.Regex is null ? null : new RegexSelector(options.Regex);
        _changesBytes = options.SpaceIfNoFirstSpace || options.IsFixedWidth || options.CompressSpace || options.Case != CaseConversion.None
            || options.ControlCharacters != ControlCharacters.Keep || options.SecurePath != SecurePath.Keep;
    }

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        var value = _source.Read(message);
        if (_options.Field is { } field)
        {
            if (!FieldSelector.TrySelect(value, field, out value))
            {
                // No further option sees this text.
                output.Append("**FIELD NOT FOUND**"u8);
                return;
            }
        }
        else if (_regex is not null)
        {
            value = _regex.Select(value);
        }

        if (_options.From > 0 || _options.To > 0)
        {
            value = Positions.Select(value, _options);
        }

        if (_changesBytes)
        {
            value = ValueChanges.Apply(value, _options, _changed);
        }

        if (_options.DropLastLineFeed && value.Length > 0 && value[^1] == '\n')
        {
            value = value[..^1];
        }

        if (_encoder is null)
        {
            output.Append(value);
        }
        else
        {
            _encoder.Append(value, output);
        }
    }
}

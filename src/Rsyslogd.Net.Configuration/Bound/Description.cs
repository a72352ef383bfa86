using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rsyslogd.Net.Configuration.Bound;

/// <summary>
/// What a configuration says of an object, as a text that is the same wherever the same is said: where it stands and in which order
/// its parameters were written makes no difference. A reload keeps the objects whose text has not changed. Cold.
/// </summary>
public sealed class Description
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Adds a value. Every kind of value that <see cref="BoundParameter"/> knows may be given.</summary>
    public Description Add(string name, object? value)
    {
        _text.Append(name).Append('=');
        switch (value)
        {
            case null:
                break;
            case ImmutableArray<string> list:
                foreach (var item in list)
                {
                    AddText(item);
                }

                break;
            case byte[] bytes:
                _text.Append(Convert.ToHexString(bytes));
                break;
            default:
                AddText(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Adds parameters with their effective values.</summary>
    /// <param name="parameters">Those of an object.</param>
    /// <param name="names">Which; none: all.</param>
    public Description Add(BoundParameters parameters, params ReadOnlySpan<string> names)
    {
        foreach (var (name, value) in parameters.Effective.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (names.IsEmpty || Contains(names, name))
            {
                Add(name.ToLowerInvariant(), value);
            }
        }

        return this;
    }

    /// <summary>Adds what a template makes; its name doesn't matter.</summary>
    public Description Add(string name, BoundTemplate? template)
    {
        Add(name, template is not null);
        if (template is null)
        {
            return this;
        }

        Add("format", template.Format).Add("caseSensitive", template.IsCaseSensitive).AddPath(template.Subtree);
        foreach (var segment in template.Segments)
        {
            Add("outname", segment.OutName);
            switch (segment)
            {
                case BoundConstant constant:
                    Add("constant", constant.Value).Add("isJsonField", constant.IsJsonField);
                    break;
                case BoundReplacer replacer:
                    Add("property", replacer.Property.Id).AddPath(replacer.Property.Path).Add("written", replacer.WrittenName);

                    // All that an option holds is in its text but for the bytes of a delimiter.
                    Add("options", replacer.Options).Add("delimiter", replacer.Options.Field?.Delimiter);
                    break;
            }
        }

        return this;
    }

    private static bool Contains(ReadOnlySpan<string> names, string name)
    {
        foreach (var one in names)
        {
            if (one.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private Description AddPath(VariablePath? path) =>
        Add("path", path?.Root).Add("steps", path?.Steps ?? ImmutableArray<string>.Empty);

    // With its length, so that no text can pass for two.
    private void AddText(string text) => _text.Append(text.Length).Append(':').Append(text);
}

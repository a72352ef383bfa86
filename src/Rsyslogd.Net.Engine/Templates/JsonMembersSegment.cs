using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Members of a JSON object that are never left out, with the commas between them, in one piece: properties with jsonf and no other
/// option. Hot. One thread.</summary>
internal sealed class JsonMembersSegment(JsonMembersSegment.Member[] members) : TemplateSegment
{
    private readonly ByteBuffer _scratch = new();

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        foreach (ref readonly var member in members.AsSpan())
        {
            output.Append(member.Before);
            if (member.Time is not null)
            {
                ref readonly var time = ref message.Generated;
                if (member.Property == PropertyId.TimeReported)
                {
                    time = ref message.EffectiveReported;
                }

                output.Append(member.Time.Of(in time));
            }
            else if (member.NeedsNoEscape)
            {
                output.Append(PropertyReader.Get(message, member.Property, _scratch));
            }
            else if (PropertyReader.TryGetRange(message, member.Property, out var range))
            {
                JsonEscape.Append(message.Slice(range), keepEscapes: false, output);
            }
            else
            {
                JsonEscape.Append(PropertyReader.Get(message, member.Property, _scratch), keepEscapes: false, output);
            }
        }

        output.Append((byte)'"');
    }

    /// <summary>A property, and what stands between it and the one before: from that one's closing quote to the opening quote of
    /// this.</summary>
    internal readonly struct Member
    {
        private Member(byte[] before, BoundReplacer replacer)
        {
            Before = before;
            Property = replacer.Property.Id;
            NeedsNoEscape = Property is PropertyId.Pri or PropertyId.PriText or PropertyId.SyslogFacility or PropertyId.SyslogFacilityText
                or PropertyId.SyslogSeverity or PropertyId.SyslogSeverityText or PropertyId.ProtocolVersion;
            Time = ReplacerSource.IsTime(Property) ? new TimestampText(replacer.Options.Date, replacer.Options.IsUtc) : null;
        }

        /// <summary><c>", "name":"</c></summary>
        public byte[] Before { get; }

        /// <summary>Which property.</summary>
        public PropertyId Property { get; }

        /// <summary>Names and numbers that are known to be free of what JSON escapes.</summary>
        public bool NeedsNoEscape { get; }

        /// <summary>A time's text, which needs no escape in any format; null for other properties.</summary>
        public TimestampText? Time { get; }

        /// <summary>Makes the member of a property.</summary>
        /// <returns>False: it may be left out, or its options ask for more.</returns>
        public static bool TryCreate(BoundReplacer replacer, string name, bool isFirst, out Member member)
        {
            var options = replacer.Options;
            byte[] quoted = [(byte)'"', .. JsonMemberEncoder.JsonName(name), .. "\":\""u8];
            member = new Member(isFirst ? quoted : [.. "\", "u8, .. quoted], replacer);
            var simple = ReplacerOptions.None with { Encoding = ValueEncoding.JsonField, IsMandatory = options.IsMandatory };
            return replacer.Property.Path is null
                && options == (member.Time is null ? simple : simple with { Date = options.Date, IsUtc = options.IsUtc });
        }
    }
}

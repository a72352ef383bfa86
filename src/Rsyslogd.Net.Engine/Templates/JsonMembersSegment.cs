using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>Members of a JSON object that are never left out, with the commas between them, in one piece: properties with jsonf and no other
/// option. Hot. One thread.</summary>
/// <param name="members">The members.</param>
/// <param name="close">What stands behind the value of the last one, its closing quote included.</param>
internal sealed class JsonMembersSegment(JsonMembersSegment.Member[] members, byte[] close) : TemplateSegment
{
    private readonly ByteBuffer _scratch = new();

    /// <inheritdoc/>
    public override void Append(Message message, ByteBuffer output)
    {
        foreach (ref readonly var member in members.AsSpan())
        {
            if (member.Priority is not null)
            {
                member.Priority.AppendTo(message.Priority, output);
                continue;
            }

            member.Before.AppendTo(output);
            if (member.Time is not null)
            {
                output.Advance(member.Time.CopyTo(message, output.GetSpan(TimestampFormatter.MaxBytes)));
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

        output.Append(close);
    }

    /// <summary>Makes the segment.</summary>
    /// <param name="properties">Properties that <see cref="IsSimple"/> takes.</param>
    /// <param name="open">What stands before the first member.</param>
    /// <param name="close">What stands behind the last one.</param>
    public static JsonMembersSegment Create(IReadOnlyList<BoundReplacer> properties, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var members = new List<Member>();
        byte[] before = [.. open];
        foreach (var property in properties)
        {
            before = [.. before, (byte)'"', .. JsonMemberEncoder.JsonName(TemplateCompiler.NameOf(property)), .. "\":\""u8];
            if (!PriorityText.IsOfPriority(property.Property.Id))
            {
                members.Add(new Member(before, property));
            }
            else if (members.Count > 0 && members[^1].Priority is { } priority)
            {
                priority.Add(before, property.Property.Id);
            }
            else
            {
                members.Add(new Member(before, property));
                members[^1].Priority!.Add(before, property.Property.Id);
            }

            before = [.. "\", "u8];
        }

        return new JsonMembersSegment([.. members], [(byte)'"', .. close]);
    }

    /// <summary>Whether a part of a template is a member that is never left out and has no further option.</summary>
    public static bool IsSimple(BoundReplacer replacer)
    {
        var options = replacer.Options;
        var simple = ReplacerOptions.None with { Encoding = ValueEncoding.JsonField, IsMandatory = options.IsMandatory };
        return replacer.Property.Path is null
            && options == (ReplacerSource.IsTime(replacer.Property.Id) ? simple with { Date = options.Date, IsUtc = options.IsUtc } : simple);
    }

    /// <summary>A property, and what stands between its value and the one before: from that one's closing quote to the opening quote of
    /// this.</summary>
    internal readonly struct Member(byte[] before, BoundReplacer replacer)
    {
        /// <summary><c>", "name":"</c></summary>
        public BlockText Before { get; } = new(before);

        /// <summary>Which property.</summary>
        public PropertyId Property { get; } = replacer.Property.Id;

        /// <summary>A time's text, which needs no escape in any format; null for other properties.</summary>
        public TimestampText? Time { get; } = ReplacerSource.IsTime(replacer.Property.Id)
            ? new TimestampText(replacer.Property.Id, replacer.Options.Date, replacer.Options.IsUtc)
            : null;

        /// <summary>The text of one or several members that say something about the PRI, with what stands before; null for other
        /// properties.</summary>
        public PriorityText? Priority { get; } = PriorityText.IsOfPriority(replacer.Property.Id) ? new PriorityText() : null;
    }
}

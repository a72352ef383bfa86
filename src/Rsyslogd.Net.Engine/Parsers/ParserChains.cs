using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;

namespace Rsyslogd.Net.Engine.Parsers;

/// <summary>Makes the parsers of rulesets from the bound model. Cold.</summary>
/// <param name="configuration">The whole model, for parser() and timezone().</param>
/// <param name="settings">What all rulesets have in common.</param>
internal sealed class ParserChains(BoundConfiguration configuration, ParserSettings settings)
{
    private const string Keyword = "parser";

    /// <summary>How the frames for a ruleset are read.</summary>
    public ParserSettings Build(BoundRuleset ruleset)
    {
        if (ruleset.Parsers.IsEmpty)
        {
            return settings;
        }

        var chain = ruleset.Parsers.Select(Find).ToList();

        // What stands behind the first parser that takes every frame is never asked.
        var options = chain.Find(link => link.Rfc3164 is not null).Rfc3164 ?? settings.Rfc3164;
        return settings with { Chain = [.. chain.Select(link => link.Parser)], Rfc3164 = options };
    }

    private (FrameParser Parser, Rfc3164Options? Rfc3164) Find(string name)
    {
        var made = configuration.Objects.FirstOrDefault(
            bound => bound.Keyword == Keyword && bound.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var module = made?.Parameters.RequireText("type") ?? ParserDescriptors.All.First(
            descriptor => descriptor.ParserName!.Equals(name, StringComparison.OrdinalIgnoreCase)).Name;
        var parameters = made?.Parameters ?? BoundParameters.Empty;
        return module.ToLowerInvariant() switch
        {
            "pmrfc3164" => (FrameParser.Rfc3164, ReadRfc3164(parameters)),
            "pmrfc5424" => (FrameParser.Rfc5424, null),
            "pmlastmsg" => (FrameParser.LastMessage, null),
            "pmciscoios" => (new CiscoIosParser(ReadCiscoIos(parameters)), null),
            "pmaixforwardedfrom" => (FrameParser.AixForwarded, null),
            "pmnull" => (ReadNull(parameters), null),
            _ => throw new InvalidOperationException($"no parser of type {module}"),
        };
    }

    private static Rfc3164Options ReadRfc3164(BoundParameters parameters) => new()
    {
        PermitSquareBracketsInHostname = parameters.GetSwitch("permit.squareBracketsInHostname"),
        PermitSlashesInHostname = parameters.GetSwitch("permit.slashesInHostname"),
        PermitAtSignsInHostname = parameters.GetSwitch("permit.AtSignsInHostname"),
        ForceTagEndingByColon = parameters.GetSwitch("force.tagEndingByColon"),
        RemoveMsgFirstSpace = parameters.GetSwitch("remove.msgFirstSpace"),
        DetectYearAfterTimestamp = parameters.GetSwitch("detect.YearAfterTimestamp"),
    };

    private CiscoIosOptions ReadCiscoIos(BoundParameters parameters) => new()
    {
        HasOrigin = parameters.GetSwitch("present.origin"),
        IsXr = parameters.GetSwitch("present.xr"),
        TimeZones = [.. TimeZones()],
    };

    private IEnumerable<(byte[] Id, short OffsetMinutes)> TimeZones()
    {
        foreach (var zone in configuration.Objects.Where(bound => bound.Keyword == "timezone"))
        {
            if (InputContext.ParseZone(zone.Parameters.GetText("offset")) is { } offset)
            {
                yield return (Encoding.UTF8.GetBytes(zone.Name), (short)offset.TotalMinutes);
            }
        }
    }

    private static NullParser ReadNull(BoundParameters parameters)
    {
        var priority = (parameters.GetNumber("syslogFacility", 1) << 3) | parameters.GetNumber("syslogSeverity", 5);
        return new NullParser(
            Encoding.UTF8.GetBytes(parameters.GetText("tag") ?? ""), (int)Math.Min(priority, Message.InvalidPriority));
    }
}

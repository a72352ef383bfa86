using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.MmJsonParse;

/// <summary>What mmjsonparse can be told (manual: "JSON/CEE Structured Content Extraction Module").</summary>
public static class JsonParseDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("mmjsonparse", ModuleKind.MessageModification)
    {
        ActionLines = [new(ActionLineForm.Named, "")],
        Parameters =
        [
            Parameter.Text("cookie", Place.Action, otherwise: "@cee:"),
            Parameter.Switch("useRawMsg", Place.Action, otherwise: "off"),
            Parameter.Variable("container", Place.Action, "$!"),
            Parameter.Choice("mode", Place.Action, ["cookie", "find-json"], otherwise: "cookie"),
            Parameter.Positive("max_scan_bytes", Place.Action, otherwise: "65536"),
            Parameter.Switch("allow_trailing", Place.Action, otherwise: "on"),
        ],
    };
}

using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmUxSock;

/// <summary>What omuxsock can be told (manual: "omuxsock: Unix sockets Output Module").</summary>
public static class UnixSocketActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omuxsock", ModuleKind.Output)
    {
        DefaultTemplate = "RSYSLOG_TraditionalForwardFormat",
        ActionLines = [new(ActionLineForm.Named, "")],
        Parameters =
        [
            Parameter.Template("template", Place.Module, "OMUxSockDefaultTemplate"),
            Parameter.Template("template", Place.Action),
            Parameter.Text("socket", Place.Action, "OMUxSockSocket") with
            {
                Required = true, DirectiveScope = DirectiveScope.Next,
            },
            Parameter.Choice("socketType", Place.Action, ["DGRAM"], otherwise: "DGRAM") with
            {
                ChoicesNotYet = ["STREAM", "SEQPACKET"], IsVital = true,
            },
            Parameter.Switch("abstract", Place.Action, otherwise: "off") with { NotYet = true, IsVital = true },
            Parameter.NotYet("connectTarget", Place.Action),
            Parameter.NotYet("networkNamespace", Place.Action),
        ],
    };
}

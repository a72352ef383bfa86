using Rsyslogd.Net.Configuration.Modules;
using Place = Rsyslogd.Net.Configuration.Modules.ParameterPlace;

namespace Rsyslogd.Net.Engine.Actions.OmProg;

/// <summary>What omprog can be told (manual: "omprog: Program integration Output module").</summary>
public static class ProgramActionDescriptor
{
    /// <summary>The table.</summary>
    public static ModuleDescriptor Table { get; } = new("omprog", ModuleKind.Output)
    {
        DefaultTemplate = "RSYSLOG_FileFormat",
        ActionLines = [new(ActionLineForm.Named, "")],
        Parameters =
        [
            Parameter.Template("template", Place.Action),
            Parameter.Text("binary", Place.Action, "ActionOMProgBinary") with { Required = true },
            Parameter.Switch("confirmMessages", Place.Action, otherwise: "off"),
            Parameter.Positive("confirmTimeout", Place.Action, otherwise: "10000"),
            Parameter.Switch("reportFailures", Place.Action, otherwise: "off"),
            Parameter.Switch("useTransactions", Place.Action, otherwise: "off"),
            Parameter.Text("beginTransactionMark", Place.Action, otherwise: "BEGIN TRANSACTION"),
            Parameter.Text("commitTransactionMark", Place.Action, otherwise: "COMMIT TRANSACTION"),
            Parameter.Text("output", Place.Action),
            Parameter.Mode("fileCreateMode", Place.Action, otherwise: "0600"),
            Parameter.Choice("hup.signal", Place.Action, ["HUP", "USR1", "USR2", "INT", "TERM"]),
            Parameter.Switch("signalOnClose", Place.Action, otherwise: "off"),
            Parameter.Positive("closeTimeout", Place.Action, otherwise: "5000"),
            Parameter.Switch("killUnresponsive", Place.Action),
            Parameter.Switch("forceSingleInstance", Place.Action, otherwise: "off") with
            {
                NoEffect = "there is always one instance",
            },
        ],
    };
}

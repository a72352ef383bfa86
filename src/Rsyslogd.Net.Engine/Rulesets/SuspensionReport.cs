using System.Globalization;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets;

/// <summary>Tells in rsyslogd's words, which people search their logs for, that an action is suspended and goes on again
/// (manual: action.reportSuspension, action.reportSuspensionContinuation, for one action or in global()).</summary>
/// <param name="name">What messages call the action.</param>
/// <param name="module">What they call its module: <c>builtin:omfwd</c>.</param>
/// <param name="action">Its own parameters.</param>
/// <param name="globals">Those of global(), for what it leaves open.</param>
/// <param name="log">Where to.</param>
internal sealed class SuspensionReport(
    string name, string module, BoundParameters action, BoundParameters globals, IInternalLog log)
{
    private readonly bool _isWanted = Read("action.reportSuspension", action, globals, otherwise: true);
    private readonly bool _isContinuationWanted =
        Read("action.reportSuspensionContinuation", action, globals, otherwise: false);

    /// <summary>It is suspended, or still is after another attempt.</summary>
    /// <param name="pause">How long until the next attempt.</param>
    /// <param name="failures">How many attempts have failed before this one.</param>
    public void TellSuspended(TimeSpan pause, int failures)
    {
        if (failures == 0 ? _isWanted : _isContinuationWanted)
        {
            var next = (TimeProvider.System.GetLocalNow() + pause).ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture);
            log.Report(
                Severity.Warning,
                $"action '{name}' suspended (module '{module}'), next retry is {next}, retry nbr {failures}. "
                + "There should be messages before this one giving the reason for suspension.");
        }
    }

    /// <summary>It goes on.</summary>
    public void TellResumed()
    {
        if (_isWanted)
        {
            log.Report(Severity.Informational, $"action '{name}' resumed (module '{module}')");
        }
    }

    private static bool Read(string parameter, BoundParameters action, BoundParameters globals, bool otherwise) =>
        action.GetSwitch(parameter, globals.GetSwitch(parameter, otherwise));
}

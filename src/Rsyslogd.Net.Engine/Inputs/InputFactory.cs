using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Inputs.ImDiag;
using Rsyslogd.Net.Engine.Inputs.ImFile;
using Rsyslogd.Net.Engine.Inputs.ImJournal;
using Rsyslogd.Net.Engine.Inputs.ImKlog;
using Rsyslogd.Net.Engine.Inputs.ImMark;
using Rsyslogd.Net.Engine.Inputs.ImpStats;
using Rsyslogd.Net.Engine.Inputs.ImPtcp;
using Rsyslogd.Net.Engine.Inputs.ImTcp;
using Rsyslogd.Net.Engine.Inputs.ImUdp;
using Rsyslogd.Net.Engine.Inputs.ImUxSock;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>The registry of inputs: from the bound model to running objects. Cold.</summary>
public static class InputFactory
{
    /// <summary>The listener of an input; null when its module has none of this kind. Not started yet.</summary>
    public static InputListener? Create(BoundInput input, InputContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        return input.Module.ToLowerInvariant() switch
        {
            "imudp" => new UdpInput(input, context),
            "imdiag" => new DiagnosticInput(input.Parameters, context),
            "imfile" => new FileInput(input, context),
            "imtcp" => new TcpInput(input, context),
            "imptcp" => new PlainTcpInput(input, context),
            "imuxsock" => new UnixSocketInput(UnixSocketSettings.OfInput(input), context),
            _ => null,
        };
    }

    /// <summary>The listener that exists because a module is loaded: imuxsock's system socket, the kernel's log. Null: the
    /// module has none, or it is switched off.</summary>
    public static InputListener? CreateForModule(BoundModule module, InputContext context)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(context);
        return module.Name.ToLowerInvariant() switch
        {
            "imuxsock" => UnixSocketSettings.OfModule(module.Parameters) is { } settings
                ? new UnixSocketInput(settings, context)
                : null,
            "imdiag" => module.Parameters.IsGiven("serverRun") ? new DiagnosticInput(module.Parameters, context) : null,
            "impstats" => new StatisticsInput(module.Parameters, context),
            "imjournal" => new JournalInput(JournalSettings.Read(module.Parameters, context.Services.Settings), context),
            "imklog" => new KernelLogInput(module.Parameters, context),
            "immark" => new MarkInput(module.Parameters, context),
            _ => null,
        };
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImKlog;

/// <summary>The kernel's messages, from /dev/kmsg (rsyslog's manual, "imklog"): as the service manager has opened it, who may, or
/// opened here.</summary>
internal sealed class KernelLogInput(BoundParameters parameters, InputContext context) : InputListener
{
    private const string Module = "imklog";
    private readonly KernelLogPosition _position = new(context.Services.Settings.WorkDirectory);
    private KernelLogDevice? _device;
    private CounterSet? _counters;

    /// <inheritdoc/>
    public override bool Start()
    {
        // rsyslog reads /proc/kmsg, which gives each record to one reader only; who names it means the kernel's log.
        var path = parameters.GetText("logPath") is { Length: > 0 } given && given != "/proc/kmsg" ? given : InheritedSockets.KernelLog;
        var descriptor = Open(path);
        if (descriptor < 0)
        {
            context.Complain($"imklog: cannot open kernel log ({path}): {NativeSocket.Describe(descriptor)}.");
            return false;
        }

        SetConsoleLevel();
        _counters = context.Services.Statistics.Register(Module, Module);
        var source = new InputSource("imklog"u8.ToArray(), FrameDialect.Prepared) { Ruleset = parameters.GetText("ruleset") };
        var interval = (int)parameters.GetNumber("rateLimitInterval", 0);
        _device = new KernelLogDevice(
            context.OpenWriter(source, _counters.Add("submitted")), context.LocalPeer(), _counters.Add("lost"), Warn)
        {
            PermitOthers = parameters.GetSwitch("permitNonKernelFacility"),
            ParseTime = parameters.GetSwitch("parseKernelTimestamp"),
            KeepTime = parameters.GetSwitch("keepKernelTimestamp"),
            Next = _position.Load(),
            Limit = interval > 0
                ? new RateLimit(Module, interval, (int)parameters.GetNumber("rateLimitBurst", 10_000), Warn)
                : null,
        };
        if (_device.TryOpen(context.Reactor, descriptor, out var reason))
        {
            return true;
        }

        NativeSocket.Close(descriptor);
        _device = null;
        context.Complain($"imklog: cannot read kernel log ({path}): {reason}.");
        return false;
    }

    /// <inheritdoc/>
    public override void Stop() => context.Reactor.Invoke(() =>
    {
        if (_device is { } device)
        {
            device.Close(context.Reactor);
            _position.Save(device.Next);
            _device = null;
        }

        if (_counters is not null)
        {
            context.Services.Statistics.Remove(_counters);
        }
    });

    // What was handed over stays open: it holds the position for an input that is started by a reload.
    private int Open(string path) => context.Services.Settings.InheritedSockets.TryGetValue(path, out var inherited)
        ? NativeSocket.Duplicate(inherited)
        : NativeSocket.OpenForReading(path);

    private void SetConsoleLevel()
    {
        var level = (int)Math.Clamp(parameters.GetNumber("consoleLogLevel", -1), -1, 8);
        if (level >= 0)
        {
            var result = NativeSocket.SetConsoleLogLevel(Math.Max(level, 1));
            if (result < 0)
            {
                context.Complain($"imklog: cannot set console log level: {NativeSocket.Describe(result)}");
            }
        }
    }

    private void Warn(string text) => context.Services.Log.Report(Severity.Warning, text);
}

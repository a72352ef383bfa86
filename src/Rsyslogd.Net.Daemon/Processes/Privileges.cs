using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Configuration.Toml;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>
/// $PrivDropToUser, $PrivDropToGroup and global(privdrop.…): root binds, somebody else works. Who is not root, the service of
/// systemd above all, is somebody else already, and stays that: a configuration that names others logs all the same.
/// </summary>
/// <param name="log">Where it is told that the daemon stays who it is.</param>
internal sealed class Privileges(InternalLog log)
{
    /// <summary>Whether we were root at the start, and so can become anybody.</summary>
    public bool MayChange { get; } = DaemonProcess.UserId == 0;

    /// <summary>Becomes what the configuration says; nothing when it says nothing.</summary>
    /// <param name="globals">What it says.</param>
    /// <param name="settings">Where it may say so, too.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Root is not allowed to: running on with too many rights is not an option.</exception>
    public void Drop(BoundParameters globals, DaemonSettings settings)
    {
        if (!MayChange)
        {
            if (FindObstacle(globals, settings) is { } obstacle)
            {
                log.Report(Severity.Warning, obstacle);
            }

            return;
        }

        if (Identity.Group(globals) is { IsKnown: true } group)
        {
            DaemonProcess.BecomeGroup(group.Id, globals.GetSwitch("privdrop.group.keepSupplemental"));
        }

        // Its groups are taken even where the group was named, as rsyslogd does: Ubuntu's files belong to syslog:adm.
        if (Identity.User(globals) is { IsKnown: true } user)
        {
            DaemonProcess.BecomeUser(user.Id);
        }
    }

    /// <summary>Why a daemon that was not started by root does not do what the configuration says; null: there is nothing to do.</summary>
    public static string? FindObstacle(BoundParameters globals, DaemonSettings settings)
    {
        if (Identity.User(globals) is { } user && user.Id != DaemonProcess.UserId)
        {
            return Explain("user", user.Span, settings.UserSpan);
        }

        return Identity.Group(globals) is { } group && group.Id != DaemonProcess.GroupId
            ? Explain("group", group.Span, settings.GroupSpan)
            : null;
    }

    private static string Explain(string kind, TextSpan written, TextSpan? setting)
    {
        // What the settings say, in rsyslog's language, is in no file.
        var place = setting is { } key && written.Source.Path == RulePrelude.Name(key.Source.Path) ? key : written;
        var name = written.Source.Content.Substring(written.Start, written.Length).Trim('"');
        return $"{place}: warning: the daemon goes on as {Environment.UserName}, not as {kind} {name}: it was not started by root. "
            + "Who the service runs as is said by User= and Group= of its unit (systemctl edit netsyslogd)";
    }

    /// <summary>Somebody to become, and where that is written.</summary>
    private readonly record struct Identity(long Id, TextSpan Span)
    {
        // security.abortOnIDResolutionFail="off" is the wish to run on without.
        public bool IsKnown => Id != BoundParameters.UnknownId;

        public static Identity? User(BoundParameters globals) => Find(globals, "privdrop.user.name") ?? Find(globals, "privdrop.user.id");

        public static Identity? Group(BoundParameters globals) => Find(globals, "privdrop.group.name") ?? Find(globals, "privdrop.group.id");

        private static Identity? Find(BoundParameters globals, string name) =>
            globals.GetNumber(name) is { } id && globals.GetSpan(name) is { } span ? new Identity(id, span) : null;
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Processes;

/// <summary>$PrivDropToUser, $PrivDropToGroup and global(privdrop.…): root binds, somebody else works.</summary>
internal static class Privileges
{
    /// <summary>Gives up what the configuration says; nothing when it says nothing.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It is not allowed: running on with too many rights is not an option.</exception>
    public static void Drop(BoundParameters globals)
    {
        var group = Known(globals.GetNumber("privdrop.group.name")) ?? globals.GetNumber("privdrop.group.id");
        var user = Known(globals.GetNumber("privdrop.user.name")) ?? globals.GetNumber("privdrop.user.id");
        if (group is { } groupId)
        {
            DaemonProcess.BecomeGroup(groupId, globals.GetSwitch("privdrop.group.keepSupplemental"));
        }

        if (user is { } userId)
        {
            DaemonProcess.BecomeUser(userId, withItsGroups: group is null);
        }
    }

    // security.abortOnIDResolutionFail="off" is the wish to run on without.
    private static long? Known(long? id) => id == BoundParameters.UnknownId ? null : id;
}

namespace Rsyslogd.Net.Interop;

/// <summary>Users and groups by name, from wherever nsswitch.conf(5) says. Cold.</summary>
public static unsafe class UserDatabase
{
    // Groups with thousands of members need that much; ERANGE beyond it counts as unknown.
    private const int RoomBytes = 256 * 1024;

    /// <summary>getpwnam_r(3): the id of a user and of his primary group.</summary>
    public static bool TryFindUser(string name, out long user, out long group)
    {
        var room = new byte[RoomBytes];
        Libc.PasswordEntry entry;
        Libc.PasswordEntry* found = null;
        fixed (byte* start = room)
        {
            _ = Libc.FindUser(name, &entry, start, RoomBytes, &found);
        }

        user = found == null ? -1 : entry.UserId;
        group = found == null ? -1 : entry.GroupId;
        return found != null;
    }

    /// <summary>getgrnam_r(3): the id of a group.</summary>
    public static bool TryFindGroup(string name, out long group)
    {
        var room = new byte[RoomBytes];
        Libc.GroupEntry entry;
        Libc.GroupEntry* found = null;
        fixed (byte* start = room)
        {
            _ = Libc.FindGroup(name, &entry, start, RoomBytes, &found);
        }

        group = found == null ? -1 : entry.GroupId;
        return found != null;
    }
}

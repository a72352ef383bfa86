using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport("libc", EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindUser(string name, PasswordEntry* entry, byte* room, nuint length, PasswordEntry** found);

    [LibraryImport("libc", EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindGroup(string name, GroupEntry* entry, byte* room, nuint length, GroupEntry** found);

#pragma warning disable CS0649 // the C library writes them
    /// <summary>struct passwd.</summary>
    public struct PasswordEntry
    {
        public byte* Name;
        public byte* Password;
        public uint UserId;
        public uint GroupId;
        public byte* RealName;
        public byte* Home;
        public byte* Shell;
    }

    /// <summary>struct group.</summary>
    public struct GroupEntry
    {
        public byte* Name;
        public byte* Password;
        public uint GroupId;
        public byte** Members;
    }
#pragma warning restore CS0649
}

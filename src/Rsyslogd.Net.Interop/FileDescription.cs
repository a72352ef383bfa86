namespace Rsyslogd.Net.Interop;

/// <summary>Which file it is, whatever its name: device and inode.</summary>
/// <param name="Device">Major and minor number in one.</param>
/// <param name="Inode">The inode.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>What statx(2) tells of a file.</summary>
/// <param name="Identity">Which file.</param>
/// <param name="IsRegular">A plain file, no directory, device, fifo or socket.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Links">How many names it has; 0: deleted, and only kept by those who have it open.</param>
/// <param name="ModifiedAt">Seconds since 1970-01-01 UTC.</param>
public readonly record struct FileDescription(FileIdentity Identity, bool IsRegular, long Size, uint Links, long ModifiedAt);

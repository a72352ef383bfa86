using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>The file that a local socket is bound to. Cold.</summary>
/// <param name="path">Where.</param>
/// <param name="complain">Says what doesn't work.</param>
internal sealed class UnixSocketFile(string path, Action<string> complain)
{
    /// <summary>Its permissions, whatever the umask is; null: those that the umask leaves.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Its user; -1: the daemon's.</summary>
    public long Owner { get; init; } = -1;

    /// <summary>Its group; -1: the daemon's.</summary>
    public long Group { get; init; } = -1;

    /// <summary>Without its owner or permissions the socket is not to be used.</summary>
    public bool MustHaveOwner { get; init; }

    /// <summary>Makes the socket and binds it.</summary>
    /// <param name="type"><see cref="NativeSocket.Datagram"/> or <see cref="NativeSocket.Stream"/>.</param>
    /// <returns>The descriptor; -1 when it doesn't work, which has been said.</returns>
    public int TryBind(int type)
    {
        var address = SocketAddressText.BuildUnix(path);
        if (address is null)
        {
            complain($"cannot create '{path}': the path of a socket has 1 to 107 bytes");
            return -1;
        }

        var descriptor = NativeSocket.Create(NativeSocket.FamilyUnix, type);
        var result = descriptor < 0 ? descriptor : NativeSocket.Bind(descriptor, address);
        if (result < 0)
        {
            complain($"cannot create '{path}': {NativeSocket.Describe(result)}");
        }
        else if (TrySetOwner() || !MustHaveOwner)
        {
            return descriptor;
        }

        if (descriptor >= 0)
        {
            NativeSocket.Close(descriptor);
        }

        return -1;
    }

    /// <summary>Makes the folder that the socket is to be in.</summary>
    public void CreateDirectory()
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory, mode);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            complain($"cannot create the directory of '{path}': {fault.Message}");
        }
    }

    /// <summary>Removes the socket; a directory or a file with something in it stands there by mistake, and stays.</summary>
    public void Remove()
    {
        try
        {
            var found = new FileInfo(path);
            if (found.Exists && !found.Attributes.HasFlag(FileAttributes.Directory) && found.Length == 0)
            {
                found.Delete();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Binding tells, if it matters.
        }
    }

    private bool TrySetOwner()
    {
        try
        {
            if (Mode is { } mode)
            {
                File.SetUnixFileMode(path, mode);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            complain($"cannot set the permissions of '{path}': {fault.Message}");
            return false;
        }

        if (Owner < 0 && Group < 0)
        {
            return true;
        }

        var result = NativeFile.ChangeOwner(NativeFile.Path(path), Owner, Group);
        if (result < 0)
        {
            complain($"cannot set the owner of '{path}': {NativeSocket.Describe(result)}");
        }

        return result >= 0;
    }
}

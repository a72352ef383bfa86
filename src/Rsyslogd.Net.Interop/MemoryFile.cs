namespace Rsyslogd.Net.Interop;

/// <summary>Files in memory that are given to another process (memfd_create(2)).</summary>
public static unsafe class MemoryFile
{
    /// <summary>Sends the descriptor of a sealed file with these bytes over a connected local datagram socket. 0, or a negative
    /// errno.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="bytes">What is in the file.</param>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        int file;
        fixed (byte* name = "netsyslogd\0"u8)
        {
            file = Errno.Result(Libc.CreateMemoryFile(name, Libc.MemoryFileCloseOnExec | Libc.MemoryFileAllowSealing));
        }

        if (file < 0)
        {
            return file;
        }

        var result = Fill(file, bytes);
        if (result >= 0)
        {
            result = Errno.Result(Libc.FileControl(file, Libc.AddSeals, Libc.AllSeals));
        }

        if (result >= 0)
        {
            var control = Libc.DescriptorControl.Of(file);
            var message = new Libc.MessageVectorElement
            {
                Control = (byte*)&control,
                ControlLength = (nuint)sizeof(Libc.DescriptorControl),
            };
            result = Errno.Result(Libc.SendMessage(socket, &message, Libc.MsgDontWait));
        }

        NativeFile.Close(file);
        return Math.Min(result, 0);
    }

    private static int Fill(int file, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = NativeFile.Write(file, bytes);
            if (written < 0)
            {
                return written;
            }

            bytes = bytes[written..];
        }

        return 0;
    }
}

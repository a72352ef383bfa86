using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rsyslogd.Net.Interop;

/// <summary>eventfd(2): a descriptor that becomes readable when another thread says so.</summary>
public sealed unsafe class EventDescriptor : IDisposable
{
    /// <summary>Makes one that is not set.</summary>
    /// <exception cref="Win32Exception">No descriptor is left.</exception>
    public EventDescriptor()
    {
        Descriptor = Libc.EventFd(0, Libc.EventFdFlags);
        if (Descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>For a <see cref="Poller"/>.</summary>
    public int Descriptor { get; }

    /// <summary>Makes it readable.</summary>
    public void Set()
    {
        long one = 1;
        _ = Libc.Write(Descriptor, (byte*)&one, sizeof(long));
    }

    /// <summary>Makes it unreadable again.</summary>
    public void Clear()
    {
        long count;
        _ = Libc.Read(Descriptor, (byte*)&count, sizeof(long));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(Descriptor);
}

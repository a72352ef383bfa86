using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs.Streams;

/// <summary>A socket that connections come from.</summary>
/// <param name="reactor">Its thread.</param>
/// <param name="take">Takes a connection (descriptor and struct sockaddr of the peer) and owns it from then on.</param>
/// <param name="complain">Says what doesn't work.</param>
internal sealed class ListeningSocket(Reactor reactor, ListeningSocket.Take take, Action<string> complain) : PolledDescriptor
{
    // Bounded, so that a flood of connections does not keep the existing ones waiting.
    private const int AcceptsPerTurn = 1024;
    private const int NetworkDown = -100;
    private const int ConnectionAborted = -103;
    private const int HostUnreachable = -113;

    private int _reserve = -1;
    private bool _isShortOfDescriptors;

    /// <summary>Takes a connection.</summary>
    public delegate void Take(int descriptor, ReadOnlySpan<byte> peer);

    /// <summary>Whether systemd handed it over: then it is not ours to remove.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Accepts from now on.</summary>
    public bool TryOpen(int descriptor, out string? reason)
    {
        Descriptor = descriptor;
        _reserve = NativeSocket.OpenForReading("/dev/null");
        return reactor.TryWatch(this, out reason);
    }

    /// <inheritdoc/>
    public override void OnReadable()
    {
        Span<byte> peer = stackalloc byte[SocketAddressText.MaxBytes];
        for (var i = 0; i < AcceptsPerTurn; i++)
        {
            var connection = NativeSocket.Accept(Descriptor, peer, out var length);
            if (connection >= 0)
            {
                _isShortOfDescriptors = false;
                take(connection, peer[..length]);
                continue;
            }

            switch (connection)
            {
                case NativeSocket.TooManyOpenFiles or NativeSocket.TooManyOpenFilesInSystem:
                    Refuse(peer);
                    return;
                case NativeSocket.Interrupted or ConnectionAborted or NetworkDown or HostUnreachable:
                    continue;
                default:
                    return;
            }
        }
    }

    /// <summary>Accepts no more.</summary>
    public void Close()
    {
        reactor.Forget(this);
        if (Descriptor >= 0 && !IsInherited)
        {
            NativeSocket.Close(Descriptor);
        }

        if (_reserve >= 0)
        {
            NativeSocket.Close(_reserve);
        }

        // Both numbers may belong to another file from now on.
        (Descriptor, _reserve) = (-1, -1);
    }

    /// <summary>Out of descriptors. The connection would stay in the backlog and be reported again and again: the reserve is
    /// given up for it, so that it can be accepted and closed, which tells its peer.</summary>
    private void Refuse(Span<byte> peer)
    {
        if (!_isShortOfDescriptors)
        {
            _isShortOfDescriptors = true;
            complain("no descriptor left for another connection, refused; raise the limit of open files");
        }

        if (_reserve >= 0)
        {
            NativeSocket.Close(_reserve);
        }

        var refused = NativeSocket.Accept(Descriptor, peer, out _);
        if (refused >= 0)
        {
            NativeSocket.Close(refused);
        }

        _reserve = NativeSocket.OpenForReading("/dev/null");
    }
}

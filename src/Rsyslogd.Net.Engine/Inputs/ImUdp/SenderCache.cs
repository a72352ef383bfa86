using System.Net;
using System.Runtime.InteropServices;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs.ImUdp;

/// <summary>The senders of datagrams by their address. Hot: a known one costs no allocation. Bounded: those not heard of for
/// some thousand others are forgotten.</summary>
internal sealed class SenderCache(NameResolution names, AllowedSenders? allowed, bool preserveCase)
{
    private const int GenerationSize = 2048;

    private readonly byte[] _last = new byte[SocketAddressText.MaxBytes];
    private int _lastLength = -1;
    private Sender _lastSender;

    private Dictionary<Key, Sender> _young = new(64);
    private Dictionary<Key, Sender> _old = [];

    /// <summary>Who sent from this address (struct sockaddr).</summary>
    public Sender Find(ReadOnlySpan<byte> address)
    {
        if (address.SequenceEqual(_last.AsSpan(0, Math.Max(0, _lastLength))) && _lastLength >= 0)
        {
            return _lastSender;
        }

        var sender = FindKnown(address);
        address.CopyTo(_last);
        _lastLength = address.Length;
        _lastSender = sender;
        return sender;
    }

    private Sender FindKnown(ReadOnlySpan<byte> address)
    {
        var key = new Key(address);
        if (_young.TryGetValue(key, out var sender))
        {
            return sender;
        }

        if (!_old.TryGetValue(key, out sender))
        {
            sender = Introduce(address);
        }

        if (_young.Count >= GenerationSize)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[key] = sender;
        return sender;
    }

    private Sender Introduce(ReadOnlySpan<byte> address)
    {
        var endPoint = SocketAddressText.Parse(address) ?? new IPEndPoint(IPAddress.None, 0);
        var peer = names.Introduce(endPoint, preserveCase);
        return new Sender(peer, endPoint.Address, allowed is null || allowed.Allows(endPoint.Address, peer));
    }

    /// <summary>A sender.</summary>
    /// <param name="Peer">As messages show it.</param>
    /// <param name="Address">Its address.</param>
    /// <param name="IsAllowed">Whether $AllowedSender lets it through.</param>
    internal readonly record struct Sender(Peer Peer, IPAddress Address, bool IsAllowed);

    /// <summary>The first 28 bytes of the address: all there is of IPv4 and IPv6.</summary>
    private readonly record struct Key(ulong First, ulong Second, ulong Third, uint Fourth)
    {
        public Key(ReadOnlySpan<byte> address)
            : this(0, 0, 0, 0)
        {
            Span<byte> whole = stackalloc byte[28];
            whole.Clear();
            address[..Math.Min(address.Length, 28)].CopyTo(whole);
            First = MemoryMarshal.Read<ulong>(whole);
            Second = MemoryMarshal.Read<ulong>(whole[8..]);
            Third = MemoryMarshal.Read<ulong>(whole[16..]);
            Fourth = MemoryMarshal.Read<uint>(whole[24..]);
        }
    }
}

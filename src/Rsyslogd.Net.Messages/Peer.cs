namespace Rsyslogd.Net.Messages;

/// <summary>Who sent a message, as the properties fromhost, fromhost-ip and fromhost-port show it. Made once per
/// sender, shared by all its messages. <see cref="Name"/> may be replaced when a DNS answer arrives.</summary>
/// <param name="name">The name, or the address as text while (or if) there is none.</param>
/// <param name="address">The address as text, without port; <c>127.0.0.1</c> for local inputs.</param>
/// <param name="port">The sender's port as text; empty for local inputs.</param>
public sealed class Peer(byte[] name, byte[] address, byte[] port)
{
    private volatile byte[] _name = name;

    /// <summary>fromhost, and the hostname of messages that carry none.</summary>
    public byte[] Name { get => _name; set => _name = value; }

    /// <summary>The hostname of messages that carry none, where it is not <see cref="Name"/>: imfile's messages are of this
    /// machine and from nobody.</summary>
    public byte[]? HostName { get; init; }

    /// <summary>fromhost-ip.</summary>
    public byte[] Address { get; } = address;

    /// <summary>fromhost-port.</summary>
    public byte[] Port { get; } = port;
}

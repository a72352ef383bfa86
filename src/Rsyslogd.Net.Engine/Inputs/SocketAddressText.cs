using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>Between struct sockaddr as the kernel writes it and addresses as people do.</summary>
internal static class SocketAddressText
{
    /// <summary>Room for every address this daemon meets (struct sockaddr_storage).</summary>
    public const int MaxBytes = 128;

    private const int UnixPathBytes = 108;

    /// <summary>The bytes to bind to.</summary>
    public static byte[] Build(IPAddress address, int port)
    {
        var isIPv4 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        var bytes = new byte[isIPv4 ? 16 : 28];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(isIPv4 ? NativeSocket.FamilyIPv4 : NativeSocket.FamilyIPv6));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)port);
        address.TryWriteBytes(bytes.AsSpan(isIPv4 ? 4 : 8), out _);
        if (!isIPv4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), (uint)address.ScopeId);
        }

        return bytes;
    }

    /// <summary>The bytes of a path to bind to; null when it is too long for a socket.</summary>
    public static byte[]? BuildUnix(string path)
    {
        var text = Encoding.UTF8.GetBytes(path);
        if (text.Length >= UnixPathBytes || text.Length == 0)
        {
            return null;
        }

        var bytes = new byte[2 + text.Length + 1];
        bytes[0] = NativeSocket.FamilyUnix;
        text.CopyTo(bytes, 2);
        return bytes;
    }

    /// <summary>The family of an address; 0 for none.</summary>
    public static int Family(ReadOnlySpan<byte> address) =>
        address.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(address);

    /// <summary>Address and port; null when it is neither IPv4 nor IPv6. An IPv4 address in IPv6 clothes comes as IPv4.</summary>
    public static IPEndPoint? Parse(ReadOnlySpan<byte> address)
    {
        switch (Family(address))
        {
            case NativeSocket.FamilyIPv4 when address.Length >= 8:
                return new IPEndPoint(new IPAddress(address.Slice(4, 4)), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
            case NativeSocket.FamilyIPv6 when address.Length >= 24:
                var parsed = new IPAddress(address.Slice(8, 16));
                return new IPEndPoint(
                    parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed, BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
            default:
                return null;
        }
    }

    /// <summary>What identifies an inherited socket: its path, or <c>ip:port</c> (IPv6 in brackets). Null: it has no name.</summary>
    public static string? Describe(ReadOnlySpan<byte> address)
    {
        if (Family(address) == NativeSocket.FamilyUnix)
        {
            var path = address[2..];
            var end = path.IndexOf((byte)0);
            path = end < 0 ? path : path[..end];
            return path.IsEmpty ? null : Encoding.UTF8.GetString(path);
        }

        return Parse(address)?.ToString();
    }

    /// <summary>A port as the configuration gives it: a number, or a name of /etc/services. Null: neither.</summary>
    /// <param name="text">For example <c>514</c> or <c>syslog</c>.</param>
    /// <param name="protocol"><c>udp</c> or <c>tcp</c>.</param>
    public static int? ParsePort(string text, string protocol)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return port is >= 0 and <= ushort.MaxValue ? port : null;
        }

        const string services = "/etc/services";
        if (!File.Exists(services))
        {
            return null;
        }

        foreach (var line in File.ReadLines(services))
        {
            var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && words[1].EndsWith("/" + protocol, StringComparison.Ordinal)
                && (words[0] == text || words.AsSpan(2).Contains(text)))
            {
                return int.Parse(words[1].AsSpan(0, words[1].IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}

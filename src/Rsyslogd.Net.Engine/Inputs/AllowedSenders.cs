using System.Globalization;
using System.Net;
using System.Text;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Inputs;

/// <summary>
/// Who may send (<c>$AllowedSender UDP, 192.0.2.0/24, [::1]/128, *.example.net</c>; rsyslog's manual, "$AllowedSender").
/// Networks are compared with the address, names (with <c>*</c> for the first labels) with the name it resolves to.
/// </summary>
public sealed class AllowedSenders
{
    private readonly List<IPNetwork> _networks = [];
    private readonly List<string> _names = [];

    private AllowedSenders()
    {
    }

    /// <summary>The list for one protocol; null when there is none: then everybody may send.</summary>
    /// <param name="directives">The values of all <c>$AllowedSender</c> lines.</param>
    /// <param name="protocol"><c>UDP</c> or <c>TCP</c>.</param>
    /// <param name="complain">Takes one line for each entry that is none.</param>
    public static AllowedSenders? Parse(IEnumerable<string> directives, string protocol, Action<string> complain)
    {
        ArgumentNullException.ThrowIfNull(directives);
        ArgumentNullException.ThrowIfNull(complain);
        AllowedSenders? senders = null;
        foreach (var directive in directives)
        {
            var words = directive.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !words[0].Equals(protocol, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            senders ??= new AllowedSenders();
            foreach (var word in words.AsSpan(1))
            {
                if (!senders.TryAdd(word))
                {
                    complain($"$AllowedSender: '{word}' is neither a network nor a host name, ignored");
                }
            }
        }

        return senders;
    }

    /// <summary>Whether this sender is on the list.</summary>
    public bool Allows(IPAddress address, Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return _names.Count > 0 && AllowsName(Encoding.UTF8.GetString(peer.Name));
    }

    private bool AllowsName(string name)
    {
        foreach (var pattern in _names)
        {
            var matches = pattern.StartsWith('*')
                ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
                : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryAdd(string word)
    {
        var slash = word.LastIndexOf('/');
        var host = (slash < 0 ? word : word[..slash]).Trim('[', ']');
        if (!IPAddress.TryParse(host, out var address))
        {
            var isName = slash < 0 && host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '*');
            if (isName)
            {
                _names.Add(host);
            }

            return isName;
        }

        var bits = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && !int.TryParse(word.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix))
        {
            return false;
        }

        if (prefix > bits)
        {
            return false;
        }

        _networks.Add(new IPNetwork(Mask(address, prefix), prefix));
        return true;
    }

    // rsyslog takes 192.0.2.77/24 for the network it is in.
    private static IPAddress Mask(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff00 >> keep);
        }

        return new IPAddress(bytes);
    }
}

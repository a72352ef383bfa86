using System.Buffers.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.MmAnon;

/// <summary>mmanon: makes the IP addresses in msg unrecognisable. Addresses that are changed are printed without leading zeroes
/// and without <c>::</c>.</summary>
public sealed class Anonymize : MessageModification
{
    private readonly ByteBuffer _output = new();
    private readonly AddressHiding _ipv4;
    private readonly AddressHiding _ipv6;
    private readonly AddressHiding _embedded;
    private readonly byte _replacement;
    private readonly int _simpleOctets;

    /// <summary>Makes the action.</summary>
    public Anonymize(BoundAction action, EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(services);
        var parameters = action.Parameters;
        _ipv4 = new AddressHiding(parameters, "ipv4", "mode", 32, 16);
        _ipv6 = new AddressHiding(parameters, "ipv6", "anonMode", 128, 96);
        _embedded = new AddressHiding(parameters, "embeddedIpv4", "anonMode", 128, 96);
        _replacement = ByteText.GetBytes(parameters.GetText("ipv4.replaceChar") ?? "x")[0];
        _simpleOctets = (_ipv4.Bits + 7) / 8;
        if (_ipv4.Mode == AddressMode.Simple && _ipv4.Bits % 8 != 0)
        {
            services.Log.Report(
                Severity.Warning,
                $"mmanon: in simple mode only whole octets can be replaced: {_simpleOctets * 8} bits instead of {_ipv4.Bits}");
        }
    }

    /// <inheritdoc/>
    protected override void Modify(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _output.Clear();
        var text = message.Msg;
        var taken = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(AddressScanner.Beginnings);
            if (next < 0)
            {
                break;
            }

            at += next;
            var length = Replace(text, taken, at);
            if (length > 0)
            {
                taken = at + length;
                at = taken;
            }

            // As in rsyslog, no address begins right behind another one.
            at++;
        }

        if (taken > 0)
        {
            _output.Append(text[taken..]);
            message.RewriteMsg(_output.Written);
        }
    }

    /// <summary>Writes the text before an address, and what is shown instead of it; the length of the address, 0 for none.</summary>
    private int Replace(ReadOnlySpan<byte> text, int taken, int at)
    {
        var rest = text[at..];
        var before = text[taken..at];
        if (_ipv4.IsEnabled && AddressScanner.ReadIpv4(rest, out var ipv4) is > 0 and var length)
        {
            _output.Append(before);
            WriteIpv4(rest[..length], ipv4);
            return length;
        }

        if (_embedded.IsEnabled && AddressScanner.ReadIpv6(rest, true, out var address) is > 0 and var embeddedLength)
        {
            _output.Append(before);
            WriteIpv6(_embedded.Hide(address), groups: 6);
            return embeddedLength;
        }

        if (_ipv6.IsEnabled && AddressScanner.ReadIpv6(rest, false, out address) is > 0 and var ipv6Length)
        {
            _output.Append(before);
            WriteIpv6(_ipv6.Hide(address), groups: 8);
            return ipv6Length;
        }

        return 0;
    }

    private void WriteIpv4(ReadOnlySpan<byte> written, uint address)
    {
        if (_ipv4.Mode != AddressMode.Simple)
        {
            WriteOctets((uint)_ipv4.Hide(address));
            return;
        }

        // Backwards over the digits: digits in front of a first octet that had been too long go with it.
        _output.Append(written);
        var bytes = _output.Bytes.AsSpan(0, _output.Length);
        var at = bytes.Length - 1;
        for (var octet = 0; octet < _simpleOctets; octet++, at--)
        {
            for (; at >= 0 && char.IsAsciiDigit((char)bytes[at]); at--)
            {
                bytes[at] = _replacement;
            }
        }
    }

    private void WriteIpv6(UInt128 address, int groups)
    {
        for (var i = 0; i < groups; i++)
        {
            var group = (ushort)(address >> (112 - (16 * i)));
            _ = Utf8Formatter.TryFormat(group, _output.GetSpan(4), out var length, new('x'));
            _output.Advance(length);
            if (i < 7)
            {
                _output.Append((byte)':');
            }
        }

        if (groups == 6)
        {
            WriteOctets((uint)address);
        }
    }

    private void WriteOctets(uint address)
    {
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            _ = Utf8Formatter.TryFormat((byte)(address >> shift), _output.GetSpan(3), out var length);
            _output.Advance(length);
            if (shift > 0)
            {
                _output.Append((byte)'.');
            }
        }
    }
}

using System.Buffers.Binary;
using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Actions.MmAnon;

/// <summary>How addresses of one kind are made unrecognisable: <c>ipv4.*</c>, <c>ipv6.*</c> or <c>embeddedIpv4.*</c>.</summary>
internal sealed class AddressHiding
{
    // Beyond that, addresses that were seen first are forgotten: senders choose them, and memory is bounded.
    private const int MaxRemembered = 1_000_000;

    private readonly Dictionary<UInt128, UInt128>? _remembered;
    private readonly UInt128 _hiddenBits;

    /// <param name="parameters">Of the action.</param>
    /// <param name="kind">ipv4, ipv6 or embeddedIpv4.</param>
    /// <param name="modeName">The name of the parameter for the mode, which differs.</param>
    /// <param name="addressBits">32 or 128: more bits can't be hidden.</param>
    /// <param name="defaultBits">The bits that are hidden unless the action says how many.</param>
    public AddressHiding(BoundParameters parameters, string kind, string modeName, int addressBits, int defaultBits)
    {
        IsEnabled = parameters.GetSwitch($"{kind}.enable", true);
        Mode = parameters.GetText($"{kind}.{modeName}") switch
        {
            "random" => AddressMode.Random,
            "random-consistent" => AddressMode.RandomConsistent,
            "simple" or "rewrite" => AddressMode.Simple,
            _ => AddressMode.Zero,
        };
        Bits = (int)Math.Min(parameters.GetNumber($"{kind}.bits", defaultBits), addressBits);
        _hiddenBits = Bits == 128 ? UInt128.MaxValue : (UInt128.One << Bits) - 1;
        _remembered = Mode == AddressMode.RandomConsistent ? [] : null;
    }

    /// <summary>Whether addresses of this kind are looked for.</summary>
    public bool IsEnabled { get; }

    /// <summary>What becomes of the hidden bits.</summary>
    public AddressMode Mode { get; }

    /// <summary>How many bits are hidden, from the right.</summary>
    public int Bits { get; }

    /// <summary>The address that is shown instead.</summary>
    public UInt128 Hide(UInt128 address)
    {
        if (Mode == AddressMode.Zero)
        {
            return address & ~_hiddenBits;
        }

        if (_remembered is null)
        {
            return Randomise(address);
        }

        if (!_remembered.TryGetValue(address, out var shown))
        {
            if (_remembered.Count == MaxRemembered)
            {
                _remembered.Clear();
            }

            _remembered[address] = shown = Randomise(address);
        }

        return shown;
    }

    private UInt128 Randomise(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        var random = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
        return (address & ~_hiddenBits) | (random & _hiddenBits);
    }
}

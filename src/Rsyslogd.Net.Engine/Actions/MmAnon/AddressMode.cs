namespace Rsyslogd.Net.Engine.Actions.MmAnon;

/// <summary>What becomes of the bits of an address that are to be hidden.</summary>
internal enum AddressMode
{
    /// <summary>They become zero.</summary>
    Zero,

    /// <summary>They become random, for each address anew.</summary>
    Random,

    /// <summary>They become random, the same for the same address.</summary>
    RandomConsistent,

    /// <summary>The digits of whole octets are replaced, so that the length stays (IPv4 only).</summary>
    Simple,
}

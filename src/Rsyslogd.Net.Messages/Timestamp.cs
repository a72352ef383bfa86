namespace Rsyslogd.Net.Messages;

/// <summary>A time as a message carries it: calendar fields, the precision and the zone that the sender wrote, so that it
/// can be printed again as it came (RFC 5424 section 6.2.3, RFC 3164 section 4.1.2).</summary>
public struct Timestamp : IEquatable<Timestamp>
{
    /// <summary>Full year; the current one where the sender gave none.</summary>
    public short Year;

    /// <summary>1 to 12; 0 in a timestamp that is not set.</summary>
    public byte Month;

    /// <summary>1 to 31.</summary>
    public byte Day;

    /// <summary>0 to 23.</summary>
    public byte Hour;

    /// <summary>0 to 59.</summary>
    public byte Minute;

    /// <summary>0 to 60.</summary>
    public byte Second;

    /// <summary>How many digits of fraction were given, 0 to 6.</summary>
    public byte FractionDigits;

    /// <summary>The fraction as a number of its digits: <c>.05</c> is 5 with two digits.</summary>
    public int Fraction;

    /// <summary>Minutes east of UTC.</summary>
    public short OffsetMinutes;

    /// <summary>True when the zone was written <c>Z</c>, and is to be printed so.</summary>
    public bool IsZulu;

    /// <summary>True when the zone was written <c>-00:00</c>, the local offset being unknown (RFC 3339 section 4.3), and is to be
    /// printed so.</summary>
    public bool IsOffsetUnknown;

    /// <inheritdoc/>
    public readonly bool Equals(Timestamp other) =>
        Year == other.Year && Month == other.Month && Day == other.Day && Hour == other.Hour && Minute == other.Minute
        && Second == other.Second && FractionDigits == other.FractionDigits && Fraction == other.Fraction
        && OffsetMinutes == other.OffsetMinutes && IsZulu == other.IsZulu && IsOffsetUnknown == other.IsOffsetUnknown;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Timestamp other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Year, Month, Day, Hour, Minute, Second, Fraction, OffsetMinutes);

    /// <summary>Equality of all fields.</summary>
    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    /// <summary>Inequality of any field.</summary>
    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);
}

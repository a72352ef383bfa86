using System.Buffers;

namespace Rsyslogd.Net.Messages.Properties;

/// <summary>Where a program's name ends in a tag (manual, property programname). Hot.</summary>
internal static class ProgramNames
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(EndBytes(":[/"u8));
    private static readonly SearchValues<byte> EndsButSlash = SearchValues.Create(EndBytes(":["u8));

    /// <summary>How many bytes of the tag are the program's name.</summary>
    public static int Length(ReadOnlySpan<byte> tag, bool permitSlash)
    {
        var end = tag.IndexOfAny(permitSlash ? EndsButSlash : Ends);
        return end < 0 ? tag.Length : end;
    }

    private static byte[] EndBytes(ReadOnlySpan<byte> punctuation)
    {
        var ends = new List<byte>();
        for (var value = 0; value <= 255; value++)
        {
            if (value is < 32 or > 126 || punctuation.Contains((byte)value))
            {
                ends.Add((byte)value);
            }
        }

        return [.. ends];
    }
}

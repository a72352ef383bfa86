using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Rsyslogd.Net.Interop;

/// <summary>Who is logged in on which terminal, from the records in /var/run/utmp (utmp(5)). Cold. Without that file
/// (systems with logind only) nobody is.</summary>
public static class LoginRecords
{
    /// <summary>Where login programs keep the records.</summary>
    public const string DefaultPath = "/var/run/utmp";

    private const int UserProcess = 7;
    private const int LineOffset = 8;
    private const int LineBytes = 32;
    private const int UserOffset = 44;
    private const int UserBytes = 32;

    // ut_session and ut_tv are of 32 bits on x86-64 (it shares its records with 32-bit programs), of 64 on arm64.
    private static readonly int RecordBytes = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 400 : 384;

    /// <summary>The sessions: user name and terminal below /dev, for example <c>pts/3</c>.</summary>
    public static IReadOnlyList<(string User, string Terminal)> Read(string path = DefaultPath)
    {
        byte[] records;
        try
        {
            records = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        var sessions = new List<(string, string)>();
        for (var at = 0; at + RecordBytes <= records.Length; at += RecordBytes)
        {
            var record = records.AsSpan(at, RecordBytes);
            if (BinaryPrimitives.ReadInt16LittleEndian(record) == UserProcess)
            {
                sessions.Add((Text(record.Slice(UserOffset, UserBytes)), Text(record.Slice(LineOffset, LineBytes))));
            }
        }

        return sessions;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}

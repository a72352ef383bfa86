using Rsyslogd.Net.Engine.Actions.OmUxSock;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Actions.OmJournal;

/// <summary>journald's socket: an entry is a datagram or, where it is too big for one, a sealed file in memory whose descriptor is
/// sent.</summary>
internal sealed class JournalTarget(string path) : UnixSocketTarget(path, int.MaxValue)
{
    private protected override int SendTooLong(int descriptor, ReadOnlySpan<byte> message) => MemoryFile.Send(descriptor, message);
}

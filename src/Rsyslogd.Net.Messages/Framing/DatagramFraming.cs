namespace Rsyslogd.Net.Messages.Framing;

/// <summary>Datagrams: each is one frame (RFC 5426 section 3.1). Hot.</summary>
public static class DatagramFraming
{
    /// <summary>Adds a datagram that stands in the batch's slab. A trailing LF or NUL stays; cleaning takes it away. An empty
    /// datagram adds nothing.</summary>
    public static void Add(Batch batch, int start, int length, Peer peer)
    {
        if (length > 0)
        {
            batch.Add(start, length, peer, clean: false);
        }
    }
}

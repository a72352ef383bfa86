using System.Net.Sockets;
using System.Text;

namespace Rsyslogd.Net.Benchmarks.WholeDaemon;

/// <summary>Messages over connections that take turns: prepared blocks, so that sending is a system call and no more.</summary>
internal sealed class Load : IDisposable
{
    private readonly Socket[] _connections;
    private readonly byte[][] _blocks;
    private readonly int _perBlock;
    private int _turn;

    /// <summary>How many messages have been sent so far.</summary>
    public long Messages { get; private set; }

    /// <summary>How many bytes have been sent so far.</summary>
    public long Bytes { get; private set; }

    /// <param name="connect">Makes a connection, or a socket for datagrams: these carry one message each.</param>
    /// <param name="plan">What is sent, and how.</param>
    public Load(Func<Socket> connect, LoadPlan plan)
    {
        _connections = [.. Enumerable.Range(0, plan.Connections).Select(_ => connect())];
        var areDatagrams = _connections[0].SocketType == SocketType.Dgram;
        _perBlock = areDatagrams ? 1 : plan.MessagesPerWrite;
        var blocks = (plan.Messages.Length + _perBlock - 1) / _perBlock;
        _blocks = [.. Enumerable.Repeat(plan.Messages, 2 + (_perBlock / plan.Messages.Length)).SelectMany(all => all)
            .Chunk(_perBlock).Take(blocks)
            .Select(chunk => areDatagrams ? Encoding.UTF8.GetBytes(chunk[0]) : Frames(chunk, plan.HasOctetCounts))];
    }

    /// <summary>Sends at least so many, each connection in its turn. Allocates nothing.</summary>
    public void Send(long messages, CancellationToken end = default)
    {
        long sent = 0;
        while (sent < messages && !end.IsCancellationRequested)
        {
            var block = _blocks[_turn % _blocks.Length];
            var connection = _connections[_turn % _connections.Length];
            _turn++;
            for (var rest = block.AsSpan(); rest.Length > 0;)
            {
                rest = rest[connection.Send(rest)..];
            }

            sent += _perBlock;
            Messages += _perBlock;
            Bytes += block.Length;
        }
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());

    private static byte[] Frames(string[] messages, bool hasOctetCounts) => Encoding.UTF8.GetBytes(string.Concat(
        messages.Select(message => hasOctetCounts ? $"{Traffic.Decimal(message.Length)} {message}" : message + '\n')));
}

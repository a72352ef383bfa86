using Rsyslogd.Net.Engine.Inputs.ImUdp;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Inputs;

public sealed class ReceivePatienceTests
{
    private readonly ReceivePatience _patience = new();

    [Fact]
    public void A_trickle_is_never_waited_for()
    {
        _patience.Continue(isFlood: false, hasDropped: false);
        Assert.Equal(0, _patience.Microseconds);
    }

    [Fact]
    public void Pauses_grow_while_little_comes_and_no_further_than_the_longest()
    {
        var pauses = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            _patience.Continue(isFlood: true, hasDropped: false);
            pauses.Add(_patience.Microseconds);
            Learn(percentFull: 2);
        }

        Assert.Equal([50, 100, 200, 400, 800, 1000, 1000], pauses);
    }

    [Theory]
    [InlineData(5, 400)]
    [InlineData(10, 200)]
    [InlineData(50, 100)]
    public void Pauses_follow_how_much_of_the_buffer_fills(uint percentFull, int expected)
    {
        Grow(pauses: 3);
        Assert.Equal(200, _patience.Microseconds);
        Learn(percentFull);
        _patience.Continue(isFlood: true, hasDropped: false);
        Assert.Equal(expected, _patience.Microseconds);
    }

    [Fact]
    public void A_small_buffer_keeps_the_shortest()
    {
        Grow(pauses: 2);
        Learn(percentFull: 90);
        Learn(percentFull: 90);
        Learn(percentFull: 90);
        Assert.Equal(ReceivePatience.Shortest, _patience.Microseconds);
    }

    [Fact]
    public void Where_the_kernel_tells_nothing_pauses_stay_the_shortest()
    {
        Grow(pauses: 1);
        _patience.Learn(default);
        Assert.Equal(ReceivePatience.Shortest, _patience.Microseconds);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Drops_and_the_end_of_a_flood_end_the_pauses(bool isFlood, bool hasDropped)
    {
        Grow(pauses: 5);
        _patience.Continue(isFlood, hasDropped);
        Assert.Equal(0, _patience.Microseconds);
    }

    private void Grow(int pauses)
    {
        _patience.Continue(isFlood: true, hasDropped: false);
        for (var i = 1; i < pauses; i++)
        {
            Learn(percentFull: 1);
        }
    }

    private void Learn(uint percentFull) => _patience.Learn(new SocketMemory(percentFull * 10_000, 1_000_000, 0));
}

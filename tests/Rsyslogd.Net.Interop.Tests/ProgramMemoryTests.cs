namespace Rsyslogd.Net.Interop.Tests;

public class ProgramMemoryTests
{
    [Fact]
    public void A_process_that_gave_its_start_back_runs_on()
    {
        // The program of a test is dotnet itself, which has code and constants like any other.
        Assert.True(ProgramMemory.ReleaseStart() > 0);
        Assert.True(ProgramMemory.ReleaseStart() > 0);
        Assert.Equal(5050, Enumerable.Range(1, 100).Sum());
    }
}

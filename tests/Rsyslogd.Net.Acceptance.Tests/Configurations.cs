namespace Rsyslogd.Net.Acceptance.Tests;

/// <summary>Small configurations that several tests use.</summary>
internal static class Configurations
{
    /// <summary>A unix socket "log" and everything from it in out.log.</summary>
    public const string SocketToFile =
        """
        module(load="imuxsock" SysSock.Use="off")
        input(type="imuxsock" Socket="@DIR@/log")
        template(name="Plain" type="string" string="%msg%\n")
        *.* action(type="omfile" file="@DIR@/out.log" template="Plain")

        """;

    /// <summary>Where a program of the tests is.</summary>
    public static string GetProgram(string name) => Path.Combine(AppContext.BaseDirectory, "Programs", name);
}

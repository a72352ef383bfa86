using Rsyslogd.Net.Configuration.Diagnostics;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

/// <summary>What rsyslog's manual documents and we don't do yet: a warning where the rest runs on without harm, an error where
/// what asks for it is left out.</summary>
public sealed class NotYetTests
{
    [Theory]
    [InlineData("action(type=\"omfile\" file=\"/b\" zipLevel=\"6\")", "NS2015")]
    [InlineData("action(type=\"omfile\" file=\"/b\" queue.type=\"Disk\")", "NS2029")]
    [InlineData("action(type=\"omfwd\" target=\"h\" compression.mode=\"single\")", "NS2029")]
    [InlineData("action(type=\"omfwd\" target=\"h\" streamDriver=\"gtls\")", "NS2029")]
    [InlineData("*.* @(z6)h", "NS2307")]
    public void What_does_no_harm_is_a_warning_and_the_action_runs(string action, string code)
    {
        var result = Compiled.Text(action);

        var said = Assert.Single(result.Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Warning), (said.Code, said.Severity));
        Assert.Single(result.Configuration.Actions());
    }

    [Theory]
    [InlineData("action(type=\"omfile\" file=\"/b\" zipLevel=\"0\")")]
    [InlineData("action(type=\"omfwd\" target=\"h\" streamDriver=\"ptcp\" streamDriverMode=\"0\")")]
    [InlineData("global(senders.keepTrack=\"off\") *.* /b")]
    public void The_default_written_out_is_no_reason_to_warn(string text) => Assert.Empty(Compiled.Mistakes(text));

    [Fact]
    public void An_action_that_asks_for_encryption_does_not_send_in_clear()
    {
        var result = Compiled.Text("action(type=\"omfwd\" target=\"h\" protocol=\"tcp\" streamDriverMode=\"1\")", "*.* /b");

        Assert.Equal(("NS2029", DiagnosticSeverity.Error), (result.Diagnostics[0].Code, result.Diagnostics[0].Severity));
        Assert.Equal("omfile", Assert.Single(result.Configuration.Actions()).Module);
    }

    [Fact]
    public void Action_lines_behind_a_directive_for_encryption_do_not_send_in_clear()
    {
        var result = Compiled.Text("$ActionSendStreamDriverMode 1", "*.* @@h", "*.* /b", "$ActionSendStreamDriverMode 0", "*.* @@g");

        Assert.Equal(["NS2029"], result.Diagnostics.Select(said => said.Code));
        Assert.Equal(["omfile", "omfwd"], result.Configuration.Actions().Select(action => action.Module));
    }

    [Theory]
    [InlineData("module(load=\"imtcp\" streamDriver.mode=\"1\")\ninput(type=\"imtcp\" port=\"6514\")\n*.* /b")]
    [InlineData("$ModLoad imtcp\n$InputTCPServerStreamDriverMode 1\n$InputTCPServerRun 6514\n*.* /b")]
    public void A_listener_that_asks_for_encryption_does_not_listen_in_clear(string text)
    {
        var result = Compiled.Text(text);

        Assert.Equal(["NS2029"], result.Diagnostics.Select(said => said.Code));
        Assert.Empty(result.Configuration.Inputs);
    }

    [Fact]
    public void A_queue_on_disk_is_one_in_memory_until_then()
    {
        var result = Compiled.Text("ruleset(name=\"r\" queue.type=\"Disk\") { *.* /b }");

        Assert.Equal("LinkedList", result.Configuration.Rulesets[1].Queue!.GetText("queue.type"));
    }

    [Fact]
    public void Directives_of_a_module_that_is_not_there_yet_give_no_second_message()
    {
        Assert.Equal(["NS2002@1:10"], Compiled.Mistakes("$ModLoad ommail", "$ActionMailSMTPServer mail.example.net", "*.* /b"));
    }
}

using System.Text;
using System.Text.Json;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

public sealed class DiagnosticPrinterTests
{
    private static readonly SourceText Main = new("/etc/main.conf", "\n  include(file=\"x\")\n");
    private static readonly SourceText Included =
        new("/etc/x.conf", "*.* /a\n\tif\t$msg = 1 then\n", new TextSpan(Main, 3, 17));

    private static readonly Diagnostic Mistake =
        new(DiagnosticSeverity.Error, "NS1103", "= is no operator", new TextSpan(Included, 16, 1)) { Suggestion = "==" };

    private static string Print(Diagnostic diagnostic, bool isColoured = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new DiagnosticPrinter(output, isColoured).Print(diagnostic);
        return output.ToString();
    }

    [Fact]
    public void Place_message_source_caret_help_and_inclusion() => Assert.Equal(
        """
        /etc/x.conf:2:10: error[NS1103]: = is no operator
                  if      $msg = 1 then
                               ^
          help: did you mean `==`?
          included from /etc/main.conf:2:3

        """.ReplaceLineEndings("\n"),
        Print(Mistake));

    [Fact]
    public void A_span_over_several_lines_is_marked_on_its_first()
    {
        var source = new SourceText("f", "abc\r\ndef\n");
        var printed = Print(new Diagnostic(DiagnosticSeverity.Warning, "NS1", "m", new TextSpan(source, 1, 6)));
        Assert.Equal("f:1:2: warning[NS1]: m\n  abc\n   ^^\n", printed);
    }

    [Fact]
    public void A_place_at_the_end_of_a_line_or_file_has_a_caret()
    {
        var source = new SourceText("f", "abc");
        var printed = Print(new Diagnostic(DiagnosticSeverity.Error, "NS1", "m", new TextSpan(source, 3, 0)));
        Assert.Equal("f:1:4: error[NS1]: m\n  abc\n     ^\n", printed);
    }

    [Fact]
    public void Notes_show_their_own_places()
    {
        var note = Mistake with { Notes = [("first defined here", new TextSpan(Included, 0, 3))] };
        Assert.Contains("/etc/x.conf:1:1: note: first defined here\n  *.* /a\n  ^^^\n", Print(note), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_place_only_the_message_is_printed() =>
        Assert.Equal("error[NS1]: m\n", Print(new Diagnostic(DiagnosticSeverity.Error, "NS1", "m", null)));

    [Fact]
    public void Control_characters_of_the_source_do_not_reach_the_terminal()
    {
        var source = new SourceText("f", "a\u001b[31mb");
        Assert.DoesNotContain('\u001b', Print(new Diagnostic(DiagnosticSeverity.Error, "NS1", "m", new TextSpan(source, 0, 1))));
    }

    [Fact]
    public void Colour_only_when_asked_for()
    {
        Assert.DoesNotContain('\u001b', Print(Mistake));
        Assert.Contains("\u001b[1;31merror[NS1103]:\u001b[0m", Print(Mistake, isColoured: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_array_of_objects()
    {
        using var output = new MemoryStream();
        DiagnosticJsonWriter.Write(output, [Mistake, new Diagnostic(DiagnosticSeverity.Warning, "NS2", "n", null)]);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
        var first = json.RootElement[0];
        Assert.Equal(
            ("error", "NS1103", "/etc/x.conf", 2, 10, 11, "=="),
            (first.GetProperty("severity").GetString(), first.GetProperty("code").GetString(),
             first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32(),
             first.GetProperty("endColumn").GetInt32(), first.GetProperty("suggestion").GetString()));
        Assert.Equal(2, first.GetProperty("includedFrom")[0].GetProperty("line").GetInt32());
        Assert.False(json.RootElement[1].TryGetProperty("line", out _));
    }
}

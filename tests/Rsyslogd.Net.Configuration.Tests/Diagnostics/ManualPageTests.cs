using System.Runtime.CompilerServices;
using System.Text;
using Rsyslogd.Net.Configuration.Diagnostics.Catalogue;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

/// <summary>netsyslogd-diagnostics(7) is made from the catalogue: <c>UPDATE_BASELINES=1</c> writes it.</summary>
public sealed class ManualPageTests
{
    private const string Head = """
        .\" Made from src/Rsyslogd.Net.Configuration/Diagnostics/Catalogue/codes.txt by "make baselines"; edit that file.
        .TH NETSYSLOGD\-DIAGNOSTICS 7 "2026" "netsyslogd" "System administration"
        .SH NAME
        netsyslogd\-diagnostics \- what the codes of netsyslogd's diagnostics mean
        .SH DESCRIPTION
        .BR "netsyslogd check" ,
        .B netsyslogd \-N1
        and the start of the daemon tell every mistake of all files in one run, each with its file, line and column, and a code:
        .PP
        .nf
        .RS
        /etc/rsyslog.conf:7:9: error[NS1103]: = is no operator of this language; write ==
          if $msg = "x" then stop
                  ^
          help: did you mean `==`?
        .RE
        .fi
        .PP
        A statement with an error is left out at the start of the daemon; a check ends with status 1, and a reload is refused. A
        warning is something that works and surely isn't meant. Below, each code stands with its meaning, a wrong and a right
        example.
        .B netsyslogd explain
        .I CODE
        tells the same. A code is never used again for another mistake.
        .SH CODES

        """;

    private const string Tail = """
        .SH SEE ALSO
        .BR netsyslogd (8),
        .BR netsyslog.conf (5),
        .BR netsyslogd.toml (5)

        """;

    [Fact]
    public void The_manual_page_tells_what_the_catalogue_tells()
    {
        var path = Path.Combine(GetFolder(), "..", "..", "..", "packaging", "man", "netsyslogd-diagnostics.7");
        var page = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(File.ReadAllText(path), page);
    }

    private static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var row in DiagnosticCatalogue.All)
        {
            page.Append($".TP\n.B {row.Code}\n{Escape(row.Meaning)}\n");
            AppendExample(page, "wrong", row.Wrong);
            AppendExample(page, "right", row.Right);
        }

        return page.Append(Tail.ReplaceLineEndings("\n")).ToString();
    }

    private static void AppendExample(StringBuilder page, string title, string lines)
    {
        page.Append($".RS\n.PP\n.I {title}\n.nf\n");
        foreach (var line in lines.Split('\n'))
        {
            page.Append($"  {Escape(line)}\n");
        }

        page.Append(".fi\n.RE\n");
    }

    // A line that begins with . or ' would be a request of roff; the non-breaking blank has a name of its own.
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("\u00A0", "\\[u00A0]", StringComparison.Ordinal).Replace("“", "\\(lq", StringComparison.Ordinal)
            .Replace("”", "\\(rq", StringComparison.Ordinal).Replace("`", "\\(ga", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal).Replace("^", "\\(ha", StringComparison.Ordinal)
            .Replace("~", "\\(ti", StringComparison.Ordinal);
        return escaped.StartsWith('.') ? "\\&" + escaped : escaped;
    }

    private static string GetFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? "";
}

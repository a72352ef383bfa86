using System.Reflection;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Tests.Diagnostics;

public sealed class SyntaxDiagnosticsTests
{
    private static IEnumerable<Diagnostic> CreateAll()
    {
        var span = new TextSpan(new SourceText("x", "text"), 0, 1);
        foreach (var method in typeof(SyntaxDiagnostics).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            var arguments = method.GetParameters().Select(parameter =>
                parameter.ParameterType == typeof(string) ? "word"
                : parameter.ParameterType == typeof(char) ? '"'
                : parameter.ParameterType == typeof(bool) ? true
                : parameter.ParameterType == typeof(int) ? 300
                : (object)span);
            yield return Assert.IsType<Diagnostic>(method.Invoke(null, [.. arguments]));
        }
    }

    [Fact]
    public void Every_code_is_unique_and_of_this_phase()
    {
        var codes = CreateAll().Select(diagnostic => diagnostic.Code).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^NS1[0-9]{3}$", code));
    }

    [Fact]
    public void Every_message_is_one_sentence_without_a_full_stop() =>
        Assert.All(CreateAll(), diagnostic =>
        {
            Assert.False(diagnostic.Message.EndsWith('.'), diagnostic.Message);
            Assert.DoesNotContain('\n', diagnostic.Message);
        });
}

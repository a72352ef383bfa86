using System.Text;
using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Engine.Tests.Topology;

/// <summary>A machine with few users, and with real files and regular expressions.</summary>
internal sealed class TestMachine : ConfigurationEnvironment
{
    public override long? FindUser(string name) => name is "root" or "syslog" ? 0 : null;

    public override long? FindGroup(string name) => name is "root" or "adm" or "syslog" ? 0 : null;

    public override string? CheckRegex(string expression, bool isExtended)
    {
        var isGood = PosixRegex.TryCompile(
            Encoding.UTF8.GetBytes(expression), isExtended, ignoreCase: false, out var regex, out var error);
        regex?.Dispose();
        return isGood ? null : error;
    }
}

using Rsyslogd.Net.Configuration.Binding;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Interop;

namespace Rsyslogd.Net.Daemon.Loading;

/// <summary>Users, groups and regular expressions of this machine.</summary>
internal sealed class SystemEnvironment : ConfigurationEnvironment
{
    /// <inheritdoc/>
    public override long? FindUser(string name) => UserDatabase.TryFindUser(name, out var user, out _) ? user : null;

    /// <inheritdoc/>
    public override long? FindGroup(string name) => UserDatabase.TryFindGroup(name, out var group) ? group : null;

    /// <inheritdoc/>
    public override string? CheckRegex(string expression, bool isExtended)
    {
        if (!PosixRegex.TryCompile(ByteText.GetBytes(expression), isExtended, ignoreCase: false, out var regex, out var error))
        {
            return error;
        }

        regex.Dispose();
        return null;
    }
}

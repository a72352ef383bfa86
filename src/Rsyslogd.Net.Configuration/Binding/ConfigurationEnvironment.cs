using Rsyslogd.Net.Configuration.Parsing;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>What the binder asks the outside: users, groups and libc's regular expressions are none of its own.</summary>
public abstract class ConfigurationEnvironment
{
    /// <summary>Where files and environment variables come from.</summary>
    public virtual IConfigurationFiles Files { get; } = new SystemConfigurationFiles();

    /// <summary>The id of a user; null: there is none of that name.</summary>
    public abstract long? FindUser(string name);

    /// <summary>The id of a group; null: there is none of that name.</summary>
    public abstract long? FindGroup(string name);

    /// <summary>Compiles a POSIX regular expression to check it.</summary>
    /// <param name="expression">As it will be used.</param>
    /// <param name="isExtended">ERE; false: BRE.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public abstract string? CheckRegex(string expression, bool isExtended);

    /// <summary>Whether a name is that of a network service such as <c>syslog</c>.</summary>
    public virtual bool IsService(string name) => false;
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>The template of an action.</summary>
internal static class ActionTemplates
{
    /// <summary>Compiles the template that was given, or else the module's default.</summary>
    /// <exception cref="InvalidOperationException">The bound model lacks the built-in template.</exception>
    public static TemplateProgram Compile(BoundAction action, EngineServices services, string builtIn)
    {
        var template = action.Template ?? services.Configuration.Templates.GetValueOrDefault(builtIn);
        return services.CompileTemplate(
            template ?? throw new InvalidOperationException($"the built-in template {builtIn} is not there"));
    }
}

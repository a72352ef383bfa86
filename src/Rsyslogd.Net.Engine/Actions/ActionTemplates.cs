using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>The template of an action.</summary>
internal static class ActionTemplates
{
    /// <summary>Compiles the template that was given, or else the module's default.</summary>
    /// <param name="templates">Those of the thread that will use it.</param>
    /// <param name="action">The action.</param>
    /// <param name="services">Has the built-in templates.</param>
    /// <param name="builtIn">The name of the default.</param>
    /// <exception cref="InvalidOperationException">The bound model lacks the built-in template.</exception>
    public static TemplateProgram Compile(TemplateCache templates, BoundAction action, EngineServices services, string builtIn) =>
        templates.Get(Of(action, services, builtIn));

    /// <summary>The template that was given, or else the module's default.</summary>
    /// <exception cref="InvalidOperationException">The bound model lacks the built-in template.</exception>
    public static BoundTemplate Of(BoundAction action, EngineServices services, string builtIn) =>
        action.Template ?? services.Configuration.Templates.GetValueOrDefault(builtIn)
        ?? throw new InvalidOperationException($"the built-in template {builtIn} is not there");
}

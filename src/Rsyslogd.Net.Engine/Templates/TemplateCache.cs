using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The templates of one thread, each compiled once: actions that print the same share what it remembers (the text of the last
/// time), and what is used by all of them stays in the processor's cache. Cold; one thread.</summary>
/// <param name="compile">Compiles a template.</param>
public sealed class TemplateCache(Func<BoundTemplate, TemplateProgram> compile)
{
    private readonly Dictionary<BoundTemplate, TemplateProgram> _programs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BoundTemplate, TemplateProgram> _repeating = new(ReferenceEqualityComparer.Instance);

    /// <summary>The program of a template.</summary>
    public TemplateProgram Get(BoundTemplate template)
    {
        if (!_programs.TryGetValue(template, out var program))
        {
            _programs.Add(template, program = compile(template));
        }

        return program;
    }

    /// <summary>The program of a template for an action that leaves the texts in its buffer as they are. The first one has it for itself;
    /// all further ones make the text of a message once.</summary>
    public TemplateProgram GetForCopies(BoundTemplate template)
    {
        if (!_programs.TryGetValue(template, out var program) || !program.IsOfTextAlone)
        {
            return Get(template);
        }

        if (!_repeating.TryGetValue(template, out var repeating))
        {
            _repeating.Add(template, repeating = new RepeatingProgram(program));
        }

        return repeating;
    }
}

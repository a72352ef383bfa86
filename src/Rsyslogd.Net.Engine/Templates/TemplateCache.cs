using Rsyslogd.Net.Configuration.Bound;

namespace Rsyslogd.Net.Engine.Templates;

/// <summary>The templates of one thread, each compiled once: actions that print the same share what it remembers (the text of the last
/// time), and what is used by all of them stays in the processor's cache. Cold; one thread.</summary>
/// <param name="compile">Compiles a template.</param>
public sealed class TemplateCache(Func<BoundTemplate, TemplateProgram> compile)
{
    private readonly Dictionary<BoundTemplate, TemplateProgram> _programs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BoundTemplate, SharedTemplate> _shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The program of a template.</summary>
    public TemplateProgram Get(BoundTemplate template)
    {
        if (!_programs.TryGetValue(template, out var program))
        {
            _programs.Add(template, program = compile(template));
        }

        return program;
    }

    /// <summary>A template whose texts several actions are to share; null: its text may change between one action and the next.</summary>
    public SharedTemplate? Share(BoundTemplate template)
    {
        if (_shared.TryGetValue(template, out var shared))
        {
            return shared;
        }

        var program = Get(template);
        if (!program.IsOfTextAlone)
        {
            return null;
        }

        _shared.Add(template, shared = new SharedTemplate(program, _shared.Count));
        return shared;
    }
}

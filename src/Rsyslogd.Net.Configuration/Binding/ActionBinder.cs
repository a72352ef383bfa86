using System.Collections.Immutable;
using System.Diagnostics;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Diagnostics;
using Rsyslogd.Net.Configuration.Modules;
using Rsyslogd.Net.Configuration.Syntax;
using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>
/// action() and action lines. Both give the parameters of the modern form. Parameters of module() are defaults of action(),
/// directives are values of action lines; the default template is the one thing that both share. Null means: left out, which
/// has been said.
/// </summary>
internal sealed class ActionBinder(BindingContext context, ModuleBinder modules, LegacyValues legacy)
{
    private const string TemplateParameter = "template";
    private const long DefaultQueueSize = 1000;

    private readonly Dictionary<string, OutchannelSyntax> _outchannels = new(StringComparer.Ordinal);

    /// <summary>The last <c>$RepeatedMsgReduction</c> of the whole configuration: it rules all actions, as in rsyslog.</summary>
    public BoundParameter? RepeatedMessageReduction { get; set; }

    /// <summary><c>$outchannel</c>: a file with a size limit, for <c>:omfile:$name</c>.</summary>
    public void Define(OutchannelSyntax syntax) => _outchannels.TryAdd(syntax.Name.Text, syntax);

    /// <summary>action(type="…" …)</summary>
    public BoundStatement? Bind(ObjectSyntax syntax)
    {
        if (syntax.Find("type") is not { } type)
        {
            context.Parameters.ReportMissing(syntax, "type");
            return null;
        }

        var module = modules.Require(
            type.Value, "action module", kind => kind is ModuleKind.Output or ModuleKind.MessageModification);
        if (module is null)
        {
            return null;
        }

        var rows = GetRows(module.Descriptor);
        var (given, isGood) = context.Parameters.Bind(syntax, new ParameterOwner($"action {module.Descriptor.Name}", rows)
        {
            Handled = ["type"],
            Module = module.Descriptor,
        });
        foreach (var (row, directive) in legacy.TakeMisplaced(rows))
        {
            context.Report(RuleWarnings.DirectiveBeforeObject(
                directive.Span, directive.Name, $"{row.Name}=\"{directive.Value}\"", syntax.Keyword.Span));
        }

        QueueWarnings.Check(given, syntax, DefaultQueueSize, isDirect: true, context);
        var action = Finish(module, given, context.Parameters.Complete, module, syntax.Span);
        return isGood ? action : null;
    }

    /// <summary>An action line.</summary>
    public BoundStatement? Bind(LegacyActionSyntax syntax)
    {
        var written = new Dictionary<string, BoundParameter>(StringComparer.OrdinalIgnoreCase);
        if (FindModule(syntax, written) is not { } module)
        {
            legacy.Forgive();
            return null;
        }

        if (syntax.Template is { } template)
        {
            written[TemplateParameter] = new BoundParameter(template.Text, template.Span);
        }

        var rows = GetRows(module.Descriptor);
        if (legacy.IsRefused(rows))
        {
            legacy.Forgive();
            return null;
        }

        var given = legacy.Take(rows);
        foreach (var (name, value) in written)
        {
            given[name] = value;
        }

        QueueWarnings.Check(given, null, DefaultQueueSize, isDirect: true, context);
        return CheckRequired(rows, given, module, syntax.Span)
            ? Finish(module, given, context.Parameters.Complete, null, syntax.Span)
            : null;
    }

    /// <summary>A statement that can't be read stands here; directives before it may well be meant for it.</summary>
    public void Forgive() => legacy.Forgive();

    private static ImmutableArray<ParameterDescriptor> GetRows(ModuleDescriptor module) =>
        [.. DescriptorCatalog.Rows(module, ParameterPlace.Action), .. ActionParameters.Table];

    private bool CheckRequired(
        ImmutableArray<ParameterDescriptor> rows, Dictionary<string, BoundParameter> given, LoadedModule module, TextSpan span)
    {
        var missing = rows.FirstOrDefault(row => row.Required && !given.ContainsKey(row.Name));
        if (missing is not null)
        {
            context.Report(BindingDiagnostics.MissingParameter(span, missing.Name, $"action {module.Descriptor.Name}"));
        }

        return missing is null;
    }

    private BoundStatement? Finish(
        LoadedModule module, Dictionary<string, BoundParameter> given,
        Func<Dictionary<string, BoundParameter>, ImmutableArray<ParameterDescriptor>, LoadedModule?, BoundParameters> complete,
        LoadedModule? defaults, TextSpan span)
    {
        var descriptor = module.Descriptor;
        if (descriptor.IsDiscard)
        {
            return new BoundStop(span);
        }

        if (RepeatedMessageReduction is { } reduction)
        {
            given[GlobalParameters.RepeatedMessageReduction] = reduction;
        }

        var parameters = complete(given, GetRows(descriptor), defaults);
        var template = FindTemplate(module, parameters, given);
        var nameTemplate = descriptor.NameTemplateParameter is { } second && given.TryGetValue(second, out var named)
            ? context.Templates.Resolve((string)named.Value, named.Span)
            : null;
        var isGood = (template is not null || descriptor.DefaultTemplate is null)
            && (nameTemplate is not null || descriptor.NameTemplateParameter is not { } wanted || !given.ContainsKey(wanted));
        context.HasActions = true;
        if (!isGood || module.IsMissing)
        {
            return null;
        }

        return new BoundAction(descriptor.Name, parameters, template, span)
        {
            Name = parameters.GetText("name"),
            NameTemplate = nameTemplate,
        };
    }

    private BoundTemplate? FindTemplate(
        LoadedModule module, BoundParameters parameters, Dictionary<string, BoundParameter> given)
    {
        if (given.TryGetValue(TemplateParameter, out var own) || module.Given.TryGetValue(TemplateParameter, out own))
        {
            return context.Templates.Resolve((string)own.Value, own.Span);
        }

        var special = module.Descriptor.DefaultTemplateWhen;
        if (special is not null && parameters.GetList(special.Parameter) is [var single] && single == special.Value)
        {
            return context.Templates.RequireBuiltIn(special.Template);
        }

        return module.Descriptor.DefaultTemplate is { } name ? context.Templates.RequireBuiltIn(name) : null;
    }

    private LoadedModule? FindModule(LegacyActionSyntax syntax, Dictionary<string, BoundParameter> given) => syntax switch
    {
        FileActionSyntax file => BindFile(file, given),
        PipeActionSyntax pipe => Of(ActionLineForm.Pipe, pipe.Path.Value, pipe.Path.Span, given),
        ShellActionSyntax shell => Of(ActionLineForm.Shell, shell.Program.Value, shell.Program.Span, given),
        UsersActionSyntax users => Of(
            ActionLineForm.Users, users.Users.Select(user => user.Text).ToImmutableArray(), users.Span, given),
        ForwardActionSyntax forward => BindForward(forward, given),
        ModuleActionSyntax named => BindNamed(named, given),
        OutchannelActionSyntax outchannel => BindOutchannel(outchannel.Outchannel, given),
        _ => throw new UnreachableException(),
    };

    private LoadedModule? Of(ActionLineForm form, object value, TextSpan span, Dictionary<string, BoundParameter> given)
    {
        var (descriptor, line) = context.Catalog.FindActionLine(form);
        given[line.Parameter] = new BoundParameter(value, span);
        return modules.Require(descriptor, span);
    }

    private LoadedModule? BindFile(FileActionSyntax file, Dictionary<string, BoundParameter> given)
    {
        // $ActionFileEnableSync asks for syncing; only a "-" before the name excepts one file from it.
        if (file.IsUnsynced)
        {
            given["sync"] = new BoundParameter(false, file.Span);
        }

        var form = file.IsDynamic ? ActionLineForm.DynamicFile : ActionLineForm.File;
        return Of(form, file.Target.Value, file.Target.Span, given);
    }

    private LoadedModule? BindOutchannel(NameSyntax name, Dictionary<string, BoundParameter> given)
    {
        if (!_outchannels.TryGetValue(name.Text, out var channel))
        {
            return Refuse(RuleDiagnostics.UnknownOutchannel(
                name.Span, name.Text, Suggestions.Nearest(name.Text, _outchannels.Keys)));
        }

        var rows = context.Catalog.FindActionLine(ActionLineForm.File).Module.Parameters;
        if (channel.MaximumSize is { } size)
        {
            var row = rows.First(row => row.Name == "rotation.sizeLimit");
            if (context.Parameters.ReadText(row, size, row.Name) is not { } limit)
            {
                return null;
            }

            given[row.Name] = limit;
        }

        if (channel.Command is { } command)
        {
            given["rotation.sizeLimitCommand"] = new BoundParameter(command.Value, command.Span);
        }

        return Of(ActionLineForm.File, channel.File.Value, channel.File.Span, given);
    }

    private LoadedModule? BindForward(ForwardActionSyntax forward, Dictionary<string, BoundParameter> given)
    {
        given["protocol"] = new BoundParameter(forward.IsTcp ? "tcp" : "udp", forward.Span);
        if (forward.Port is { } port)
        {
            var row = context.Catalog.FindActionLine(ActionLineForm.Forward).Module.Parameters.First(row => row.Name == "port");
            if (context.Parameters.ReadText(row, port, row.Name) is not { } value)
            {
                return null;
            }

            given["port"] = value;
        }

        var isGood = true;
        foreach (var option in forward.Options)
        {
            isGood &= BindForwardOption(option, given);
        }

        return isGood ? Of(ActionLineForm.Forward, forward.Host.Value, forward.Host.Span, given) : null;
    }

    private bool BindForwardOption(NameSyntax option, Dictionary<string, BoundParameter> given)
    {
        switch (option.Text)
        {
            case "o":
                given["tcp_framing"] = new BoundParameter("octet-counted", option.Span);
                return true;
            case "z0":
                return true;
            case ['z', >= '1' and <= '9']:
                context.Report(RuleDiagnostics.ForwardOptionNotYet(option.Span, option.Text));
                return true;
            default:
                context.Report(RuleDiagnostics.UnknownForwardOption(option.Span, option.Text));
                return false;
        }
    }

    private LoadedModule? BindNamed(ModuleActionSyntax named, Dictionary<string, BoundParameter> given)
    {
        var module = modules.Require(
            new TextSyntax(named.Module.Text, named.Module.Span), "action module",
            kind => kind is ModuleKind.Output or ModuleKind.MessageModification);
        if (module is null or { IsMissing: true })
        {
            return null;
        }

        if (module.Descriptor.ActionLines.FirstOrDefault(line => line.Form is ActionLineForm.Named or ActionLineForm.File) is not { } line)
        {
            return Refuse(RuleDiagnostics.NoActionLineForm(named.Module.Span, module.Descriptor.Name));
        }

        if (line.Parameter.Length > 0)
        {
            given[line.Parameter] = new BoundParameter(named.Argument.Value, named.Argument.Span);
        }

        return module;
    }

    private LoadedModule? Refuse(Diagnostic diagnostic)
    {
        context.Report(diagnostic);
        return null;
    }
}

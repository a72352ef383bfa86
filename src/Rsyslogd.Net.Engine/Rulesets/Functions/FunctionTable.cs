using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>The functions of RainerScript by name. Cold.</summary>
internal static class FunctionTable
{
    /// <summary>The names of the functions that can be called, lower case.</summary>
    public static IEnumerable<string> Names => Plain.Keys.Concat(Special);

    private static readonly string[] Special =
    [
        "lookup", "dyn_inc", "re_match", "re_match_i", "re_extract", "re_extract_i", "exec_template", "parse_json", "exists", "parse_time",
        "parse_time_localtz", "percentile_observe", "http_request", "unflatten", "is_time", "script_error", "previous_action_suspended",
    ];

    private static readonly Dictionary<string, FunctionBody> Plain = new(StringComparer.Ordinal)
    {
        ["strlen"] = TextFunctions.Strlen,
        ["tolower"] = TextFunctions.ToLower,
        ["toupper"] = TextFunctions.ToUpper,
        ["ltrim"] = TextFunctions.TrimStart,
        ["rtrim"] = TextFunctions.TrimEnd,
        ["substring"] = TextFunctions.Substring,
        ["replace"] = TextFunctions.Replace,
        ["wrap"] = TextFunctions.Wrap,
        ["field"] = TextFunctions.Field,
        ["cnum"] = ConversionFunctions.ToNumber,
        ["cstr"] = ConversionFunctions.ToText,
        ["cbool"] = ConversionFunctions.ToBool,
        ["cef_ext_escape"] = CefFunctions.EscapeExtension,
        ["tocef"] = CefFunctions.Build,
        ["int2hex"] = ConversionFunctions.ToHex,
        ["random"] = ConversionFunctions.Random,
        ["num2ipv4"] = ConversionFunctions.ToIpv4,
        ["ip42num"] = ConversionFunctions.FromIpv4,
        ["ipv42num"] = ConversionFunctions.FromIpv4,
        ["b64_decode"] = TextFunctions.DecodeBase64,
        ["split"] = JsonFunctions.Split,
        ["append_json"] = JsonFunctions.Append,
        ["get_property"] = JsonFunctions.GetProperty,
        ["format_time"] = TimeFunctions.Format,
        ["is_in_subnet"] = ConversionFunctions.IsInSubnet,
        ["getenv"] = GetEnvironment,
        ["hash32"] = HashFunctions.Hash32,
        ["hash32mod"] = HashFunctions.Hash32Mod,
        ["hash64"] = HashFunctions.Hash64,
        ["hash64mod"] = HashFunctions.Hash64Mod,
    };

    /// <summary>Makes the node of a call.</summary>
    public static ExpressionNode Create(BoundFunctionCall call, ExpressionCompiler compiler, RulesetContext context)
    {
        if (call is { Function: "cnum", Arguments: [BoundText constant] })
        {
            return new NumberNode(NumberText.ReadConstant(constant.Value));
        }

        var frame = new FunctionFrame([.. call.Arguments.Select(compiler.Compile)]);
        FunctionBody? body = call.Function switch
        {
            "re_match" => RegexFunctions.Match(call, ignoreCase: false),
            "re_match_i" => RegexFunctions.Match(call, ignoreCase: true),
            "re_extract" => new RegexFunctions(call, false).Extract,
            "re_extract_i" => new RegexFunctions(call, true).Extract,
            "exec_template" => ExecTemplate(call, context),
            "get_property" when call.Arguments[0] is BoundText or BoundNumber => JsonFunctions.GetNothing,
            "lookup" => Lookup(call, context),
            "dyn_inc" => Increment(call, context),
            "percentile_observe" => Observe(call, context),
            "http_request" => new HttpFunction(context.State).Request,
            "unflatten" => new UnflattenFunction(context.State).Expand,
            "parse_json" => new ParseJsonFunction(call, context).Parse,
            "exists" => JsonFunctions.Exists(call, context),
            "parse_time" => new TimeFunctions(context.State).Parse,
            "parse_time_localtz" => new TimeFunctions(context.State).ParseLocal,
            "is_time" => new TimeFunctions(context.State).IsTime,
            "script_error" => (FunctionFrame _, Message _, ref ScriptValue result) =>
                result.Set(context.State.IsScriptError ? 1 : 0),
            "previous_action_suspended" => (FunctionFrame _, Message _, ref ScriptValue result) =>
                result.Set(context.State.IsPreviousSuspended ? 1 : 0),
            _ => Plain.GetValueOrDefault(call.Function),
        };
        return new FunctionNode(frame, body ?? throw new InvalidOperationException($"function {call.Function} is not there"));
    }

    private static FunctionBody Increment(BoundFunctionCall call, RulesetContext context)
    {
        var bucket = context.Services.Buckets.Find(ByteText.GetString(((BoundText)call.Arguments[0]).Value));
        return (FunctionFrame frame, Message message, ref ScriptValue result) =>
        {
            bucket.Increment(frame.Text(1, message));
            result.Set(0);
        };
    }

    private static FunctionBody Observe(BoundFunctionCall call, RulesetContext context)
    {
        var bucket = context.Services.Buckets.FindPercentiles(ByteText.GetString(((BoundText)call.Arguments[0]).Value));
        return (FunctionFrame frame, Message message, ref ScriptValue result) =>
        {
            bucket.Observe(frame.Text(1, message), frame.Number(2, message));
            result.Set(0);
        };
    }

    private static FunctionBody Lookup(BoundFunctionCall call, RulesetContext context)
    {
        var table = context.Services.Lookups.Find(ByteText.GetString(((BoundText)call.Arguments[0]).Value));
        return (FunctionFrame frame, Message message, ref ScriptValue result) =>
            result.Set(table.Find(frame.Text(1, message)));
    }

    private static void GetEnvironment(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        var value = Environment.GetEnvironmentVariable(Encoding.UTF8.GetString(frame.Text(0, message)));
        result.Set(value is null ? [] : Encoding.UTF8.GetBytes(value));
    }

    private static FunctionBody? ExecTemplate(BoundFunctionCall call, RulesetContext context)
    {
        if (call.Arguments[0] is not BoundText name
            || !context.Services.Configuration.Templates.TryGetValue(Encoding.UTF8.GetString(name.Value), out var template))
        {
            return null;
        }

        var program = context.Services.CompileTemplate(template);
        return (FunctionFrame frame, Message message, ref ScriptValue result) =>
        {
            program.Append(message, frame.Output);
            result.Set(frame.Output.Written);
        };
    }
}

using Rsyslogd.Net.Configuration.Text;
using static Rsyslogd.Net.Configuration.Diagnostics.BindingDiagnostics;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>What works, and is surely not meant: NS25xx, all of them warnings.</summary>
internal static class RuleWarnings
{
    public static Diagnostic SelectorMatchesNothing(TextSpan span, string selector, bool isOnlyNone) => Warning(
        "NS2501",
        isOnlyNone
            ? $"{selector} never matches: none only takes away from what stands before it"
            : $"{selector} never matches: its parts take away all that they add",
        span, isOnlyNone ? $"*.*;{selector}" : null);

    public static Diagnostic NeverReached(TextSpan span, TextSpan stop) =>
        Warning("NS2502", "this is never reached, because processing stops above", span) with { Notes = [("it stops here", stop)] };

    public static Diagnostic TextAsCondition(TextSpan span, string text, string? suggestion) => Warning(
        "NS2503",
        $"{text} alone is no condition: a text counts as false{(suggestion is null ? "" : "; write the comparison again")}",
        span, suggestion);

    public static Diagnostic NumberAsCondition(TextSpan span, string number, string? suggestion) => Warning(
        "NS2504", $"{number} alone is no comparison: any number but 0 counts as true, and so the whole condition", span, suggestion);

    public static Diagnostic NotOfOperand(TextSpan span, string operand, string comparison) => Warning(
        "NS2505", $"not belongs to {operand} alone, so that 0 or 1 is compared here; put the comparison in parentheses", span,
        $"not ({comparison})");

    public static Diagnostic AlwaysTrue(TextSpan span) => Warning(
        "NS2506", "this condition is always true: whatever the value is, it differs from one of these; write and instead of or", span, "and");

    public static Diagnostic NeverTrue(TextSpan span) => Warning(
        "NS2507", "this condition is never true: no value equals both of these; write or instead of and", span, "or");

    public static Diagnostic NumberComparedWithName(TextSpan span, string property, string value, string suggestion) => Warning(
        "NS2508", $"{property} is a number, which cannot be compared with the name {value}", span, suggestion);

    public static Diagnostic NameComparedWithOther(TextSpan span, string property, string value, string? suggestion) =>
        Warning("NS2509", $"{property} is never {value}", span, suggestion);

    public static Diagnostic NamesHaveNoOrder(TextSpan span, string property, string suggestion) => Warning(
        "NS2510", $"{property} is a text, which is compared letter by letter; compare the number", span, suggestion);

    public static Diagnostic DirectiveWithoutEffect(TextSpan span, string name, bool isInput) => Warning(
        "NS2511",
        $"${name} has no effect here: {(isInput ? "no directive follows that makes an input" : "no action line follows that it could apply to")}",
        span);

    public static Diagnostic DirectiveBeforeObject(TextSpan span, string name, string suggestion, TextSpan action) =>
        Warning("NS2512", $"${name} has no effect on action(…), which takes a parameter instead", span, suggestion) with
        {
            Notes = [("the action that follows", action)],
        };

    public static Diagnostic QueueParameterWithoutQueue(TextSpan span, string name) => Warning(
        "NS2513", $"\"{name}\" has no effect: a queue of the type Direct (that of actions unless they say otherwise) holds nothing",
        span, "queue.type=\"LinkedList\"");

    public static Diagnostic MarkAboveSize(TextSpan span, string name, long value, long size) => Warning(
        "NS2514", $"\"{name}\" is {value}, more than the queue holds (queue.size is {size}): it is never reached", span);

    public static Diagnostic LowMarkAboveHigh(TextSpan span, long low, long high) => Warning(
        "NS2515", $"\"queue.lowWatermark\" is {low}, and has to be less than queue.highWatermark, which is {high}", span);

    public static Diagnostic OnePosition(TextSpan span, string property, int position) => Warning(
        "NS2517", $"one position alone is the last one: this gives the first {position} characters; write {position}:$ for what stands from there on",
        span, $"%{property}:{position}:$%");

    public static Diagnostic PropertyWithoutPercent(TextSpan span, string name) => Warning(
        "NS2516", $"${name} is plain text in a template; a property stands between percent signs", span, $"%{name}%");
}

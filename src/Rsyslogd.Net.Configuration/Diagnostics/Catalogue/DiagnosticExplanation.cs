namespace Rsyslogd.Net.Configuration.Diagnostics.Catalogue;

/// <summary>What a code means, with an example.</summary>
/// <param name="Code">For example <c>NS1103</c>.</param>
/// <param name="Meaning">One or two sentences.</param>
/// <param name="Wrong">Lines of a configuration that give this code alone.</param>
/// <param name="Right">The same as it should be, about which nothing is said.</param>
public sealed record DiagnosticExplanation(string Code, string Meaning, string Wrong, string Right);

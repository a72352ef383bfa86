namespace Rsyslogd.Net.Daemon.Hosting;

/// <summary>What became of a reload.</summary>
/// <param name="IsDone">Whether the new configuration is in force.</param>
/// <param name="Text">For people: lines, each with its end; empty when there is nothing to say.</param>
internal sealed record ReloadAnswer(bool IsDone, string Text);

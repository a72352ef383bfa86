namespace Rsyslogd.Net.Engine.Statistics;

/// <summary>A number of a report.</summary>
/// <param name="Name">The counter's name.</param>
/// <param name="Value">Its value, or what is new of it.</param>
/// <param name="IsGauge">Whether it tells how something is now, and no count that only grows.</param>
public readonly record struct CounterReading(string Name, long Value, bool IsGauge);

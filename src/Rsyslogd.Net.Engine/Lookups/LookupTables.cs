using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;

namespace Rsyslogd.Net.Engine.Lookups;

/// <summary>The lookup tables of a configuration.</summary>
internal sealed class LookupTables
{
    private readonly Dictionary<string, LookupTable> _tables = new(StringComparer.Ordinal);

    /// <param name="configuration">The bound model.</param>
    /// <param name="log">For what happens to the tables.</param>
    /// <param name="former">The tables there were until now: those of the same parameters stay, with what they hold.</param>
    public LookupTables(BoundConfiguration configuration, IInternalLog log, LookupTables? former = null)
    {
        foreach (var table in configuration.Objects.OfType<BoundLookupTable>())
        {
            var description = new Description().Add(table.Parameters).ToString();
            _tables[table.Name] = former?._tables.GetValueOrDefault(table.Name) is { } same && same.Description == description
                ? same
                : new LookupTable(table, log) { Description = description };
        }
    }

    /// <summary>How many tables are to be reloaded, or just being reloaded.</summary>
    public int PendingReloads => _tables.Values.Count(table => table.IsReloadPending);

    /// <summary>The table of that name; the binder has checked that it is there.</summary>
    public LookupTable Find(string name) => _tables[name];

    /// <summary>SIGHUP.</summary>
    public void ReloadOnHup()
    {
        foreach (var table in _tables.Values)
        {
            if (table.ReloadsOnHup)
            {
                table.Reload(null);
            }
        }
    }
}

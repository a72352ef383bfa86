using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.InternalMessages;

namespace Rsyslogd.Net.Engine.Lookups;

/// <summary>The lookup tables of a configuration.</summary>
internal sealed class LookupTables
{
    private readonly Dictionary<string, LookupTable> _tables = new(StringComparer.Ordinal);

    public LookupTables(BoundConfiguration configuration, IInternalLog log)
    {
        foreach (var table in configuration.Objects.OfType<BoundLookupTable>())
        {
            _tables[table.Name] = new LookupTable(table, log);
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

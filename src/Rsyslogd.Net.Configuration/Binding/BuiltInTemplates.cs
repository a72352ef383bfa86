using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Binding;

/// <summary>
/// The templates that exist without being defined (manual: "Templates", "Reserved Template Names"). Those with a leading blank
/// are the defaults of modules, named so in rsyslog to keep them out of reach; the manual's names mean the same texts.
/// </summary>
internal static class BuiltInTemplates
{
    private const string Wall = "\r\n\aMessage from syslogd@%HOSTNAME% at %timegenerated% ...\r\n %syslogtag%%msg%\n\r";
    private const string UserMessage = " %syslogtag%%msg%\n\r";

    private const string Columns =
        "insert into SystemEvents (Message, Facility, FromHost, Priority, DeviceReportedTime, ReceivedAt, InfoUnitID, SysLogTag)";

    private const string MySql = Columns + " values ('%msg%', %syslogfacility%, '%HOSTNAME%', %syslogpriority%, "
        + "'%timereported:::date-mysql%', '%timegenerated:::date-mysql%', %iut%, '%syslogtag%')";

    private const string PgSql = Columns + " values ('%msg%', %syslogfacility%, '%HOSTNAME%', %syslogpriority%, "
        + "'%timereported:::date-pgsql%', '%timegenerated:::date-pgsql%', %iut%, '%syslogtag%')";

    private const string Json = "{\"message\":\"%msg:::json%\",\"fromhost\":\"%HOSTNAME:::json%\",\"facility\":\""
        + "%syslogfacility-text%\",\"priority\":\"%syslogpriority-text%\",\"timereported\":\"%timereported:::date-rfc3339%\","
        + "\"timegenerated\":\"%timegenerated:::date-rfc3339%\"}";

    private const string Rfc5424 =
        "<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% %MSGID% %STRUCTURED-DATA% %msg%";

    private const string Debug = "Debug line with all properties:\n"
        + "FROMHOST: '%FROMHOST%', fromhost-ip: '%fromhost-ip%', HOSTNAME: '%HOSTNAME%', PRI: %PRI%,\n"
        + "syslogtag '%syslogtag%', programname: '%programname%', APP-NAME: '%APP-NAME%', PROCID: '%PROCID%', MSGID: '%MSGID%',\n"
        + "TIMESTAMP: '%TIMESTAMP%', STRUCTURED-DATA: '%STRUCTURED-DATA%',\n"
        + "msg: '%msg%'\nescaped msg: '%msg:::drop-cc%'\ninputname: %inputname% rawmsg: '%rawmsg%'\n"
        + "$!:%$!%\n$.:%$.%\n$/:%$/%\n\n";

    private static readonly FrozenDictionary<string, BoundTemplate> Table = new[]
    {
        Of("RSYSLOG_TraditionalFileFormat",
            "%TIMESTAMP% %HOSTNAME% %syslogtag%%msg:::sp-if-no-1st-sp%%msg:::drop-last-lf%\n"),
        Of("RSYSLOG_FileFormat",
            "%TIMESTAMP:::date-rfc3339% %HOSTNAME% %syslogtag%%msg:::sp-if-no-1st-sp%%msg:::drop-last-lf%\n"),
        Of("RSYSLOG_SysklogdFileFormat", "%TIMESTAMP% %HOSTNAME% %syslogtag%%msg:::sp-if-no-1st-sp%%msg%\n"),
        Of("RSYSLOG_TraditionalForwardFormat",
            "<%PRI%>%TIMESTAMP% %HOSTNAME% %syslogtag:1:32%%msg:::sp-if-no-1st-sp%%msg%"),
        Of("RSYSLOG_ForwardFormat",
            "<%PRI%>%TIMESTAMP:::date-rfc3339% %HOSTNAME% %syslogtag:1:32%%msg:::sp-if-no-1st-sp%%msg%"),
        Of("RSYSLOG_SyslogProtocol23Format", Rfc5424 + "\n"),
        Of("RSYSLOG_SyslogRFC5424Format", Rfc5424),
        Of("RSYSLOG_DebugFormat", Debug),
        Of("RSYSLOG_omudpspoofDfltSourceTpl", "%fromhost-ip%"),
        Of("RSYSLOG_spoofadr", "%fromhost-ip%"),
        Of("RSYSLOG_WallFmt", Wall),
        Of(" WallFmt", Wall),
        Of("RSYSLOG_StdUsrMsgFmt", UserMessage),
        Of(" StdUsrMsgFmt", UserMessage),
        Of("RSYSLOG_StdDBFmt", MySql, TemplateFormat.Sql),
        Of(" StdDBFmt", MySql, TemplateFormat.Sql),
        Of("RSYSLOG_StdPgSQLFmt", PgSql, TemplateFormat.StdSql),
        Of(" StdPgSQLFmt", PgSql, TemplateFormat.StdSql),
        Of("RSYSLOG_StdJSONFmt", Json),
        Of(" StdJSONFmt", Json),
    }.ToFrozenDictionary(template => template.Name, StringComparer.Ordinal);

    /// <summary>The names that configurations can write.</summary>
    public static IEnumerable<string> Names => Table.Keys.Where(name => name[0] != ' ');

    /// <summary>Null: there is none of that name.</summary>
    public static BoundTemplate? Find(string name) => Table.GetValueOrDefault(name);

    // Text and %replacers% take turns; the texts above contain no other percent sign.
    private static BoundTemplate Of(string name, string text, TemplateFormat format = TemplateFormat.Plain)
    {
        var segments = ImmutableArray.CreateBuilder<BoundSegment>();
        var pieces = text.Split('%');
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i % 2 == 1)
            {
                segments.Add(Replacer(pieces[i]));
            }
            else if (pieces[i].Length > 0)
            {
                segments.Add(new BoundConstant(Encoding.UTF8.GetBytes(pieces[i])));
            }
        }

        return new BoundTemplate(name, segments.ToImmutable()) { Format = format };
    }

    private static BoundReplacer Replacer(string written)
    {
        var parts = written.Split(':');
        var options = ReplacerOptions.None;
        if (parts.Length > 2 && parts[1].Length > 0)
        {
            options = options with { From = parts[1][0] - '0', To = int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) };
        }

        if (parts.Length > 3)
        {
            options = ReplacerNames.Options[parts[3]](options);
        }

        var property = PropertyNames.TryGet(parts[0], out var id)
            ? new PropertyReference(id)
            : PropertyBinder.BindVariable(parts[0][1..]);
        return new BoundReplacer(property, options);
    }
}

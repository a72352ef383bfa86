using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.MmAnon;
using Rsyslogd.Net.Engine.Actions.MmCount;
using Rsyslogd.Net.Engine.Actions.MmExternal;
using Rsyslogd.Net.Engine.Actions.MmFields;
using Rsyslogd.Net.Engine.Actions.MmJsonParse;
using Rsyslogd.Net.Engine.Actions.MmPStrucData;
using Rsyslogd.Net.Engine.Actions.MmRm1stSpace;
using Rsyslogd.Net.Engine.Actions.MmSequence;
using Rsyslogd.Net.Engine.Actions.MmUtf8Fix;
using Rsyslogd.Net.Engine.Actions.OmDiscard;
using Rsyslogd.Net.Engine.Actions.OmFile;
using Rsyslogd.Net.Engine.Actions.OmFwd;
using Rsyslogd.Net.Engine.Actions.OmJournal;
using Rsyslogd.Net.Engine.Actions.OmPipe;
using Rsyslogd.Net.Engine.Actions.OmProg;
using Rsyslogd.Net.Engine.Actions.OmRuleset;
using Rsyslogd.Net.Engine.Actions.OmShell;
using Rsyslogd.Net.Engine.Actions.OmStdOut;
using Rsyslogd.Net.Engine.Actions.OmUsrMsg;
using Rsyslogd.Net.Engine.Actions.OmUxSock;
using Rsyslogd.Net.Engine.Topology;

namespace Rsyslogd.Net.Engine.Actions;

/// <summary>Makes the running side of actions.</summary>
public static class ActionFactory
{
    /// <summary>Makes an action by its module's name. Nothing is opened, connected or started before its first message.</summary>
    /// <exception cref="NotSupportedException">No such output module.</exception>
    public static OutputAction Create(BoundAction action, EngineServices services) =>
        action.Module.ToLowerInvariant() switch
        {
            "omfile" => new FileAction(action, services),
            "omfwd" => new ForwardAction(action, services),
            "omjournal" => new JournalAction(action, services),
            "ompipe" => new PipeAction(action, services),
            "omprog" => new ProgramAction(action, services),
            "omruleset" => new RulesetAction(action, services),
            "omshell" => new ShellAction(action, services),
            "omstdout" => new StandardOutputAction(action, services),
            "omusrmsg" => new UserMessageAction(action, services),
            "omuxsock" => new UnixSocketAction(action, services),
            "omdiscard" => new DiscardAction(),
            "mmanon" => new Anonymize(action, services),
            "mmcount" => new Count(action, services),
            "mmexternal" => new ExternalFilter(action, services),
            "mmfields" => new Fields(action, services),
            "mmjsonparse" => new JsonParse(action, services),
            "mmpstrucdata" => new StructuredDataParse(action, services),
            "mmrm1stspace" => new FirstSpace(),
            "mmsequence" => new Sequence(action, services),
            "mmutf8fix" => new Utf8Fix(action),
            _ => throw new NotSupportedException($"there is no output module {action.Module}"),
        };
}

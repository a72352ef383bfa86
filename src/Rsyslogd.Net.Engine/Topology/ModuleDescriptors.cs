using System.Collections.Immutable;
using Rsyslogd.Net.Configuration.Modules;
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
using Rsyslogd.Net.Engine.Inputs.ImDiag;
using Rsyslogd.Net.Engine.Inputs.ImFile;
using Rsyslogd.Net.Engine.Inputs.ImJournal;
using Rsyslogd.Net.Engine.Inputs.ImKlog;
using Rsyslogd.Net.Engine.Inputs.ImMark;
using Rsyslogd.Net.Engine.Inputs.ImpStats;
using Rsyslogd.Net.Engine.Inputs.ImPtcp;
using Rsyslogd.Net.Engine.Inputs.ImTcp;
using Rsyslogd.Net.Engine.Inputs.ImUdp;
using Rsyslogd.Net.Engine.Inputs.ImUxSock;
using Rsyslogd.Net.Engine.Parsers;

namespace Rsyslogd.Net.Engine.Topology;

/// <summary>All modules that exist: the registry that the binder is given. What rsyslog's manual documents and we don't
/// have yet is in <see cref="ModulesNotYet"/>.</summary>
public static class ModuleDescriptors
{
    /// <summary>Every module.</summary>
    public static ImmutableArray<ModuleDescriptor> All { get; } =
    [
        UnixSocketInputDescriptor.Table,
        UdpInputDescriptor.Table,
        TcpInputDescriptor.Table,
        PlainTcpInputDescriptor.Table,
        KernelLogInputDescriptor.Table,
        JournalInputDescriptor.Table,
        MarkInputDescriptor.Table,
        DiagnosticInputDescriptor.Table,
        FileInputDescriptor.Table,
        StatisticsInputDescriptor.Table,
        FileActionDescriptor.Table,
        ForwardActionDescriptor.Table,
        UserMessageActionDescriptor.Table,
        PipeActionDescriptor.Table,
        ProgramActionDescriptor.Table,
        ShellActionDescriptor.Table,
        RulesetActionDescriptor.Table,
        StandardOutputActionDescriptor.Table,
        UnixSocketActionDescriptor.Table,
        JournalActionDescriptor.Table,
        DiscardActionDescriptor.Table,
        AnonymizeDescriptor.Table,
        CountDescriptor.Table,
        ExternalFilterDescriptor.Table,
        FieldsDescriptor.Table,
        JsonParseDescriptor.Table,
        StructuredDataParseDescriptor.Table,
        FirstSpaceDescriptor.Table,
        SequenceDescriptor.Table,
        Utf8FixDescriptor.Table,
        .. ParserDescriptors.All,
        new ModuleDescriptor("fmhash", ModuleKind.Library),
        new ModuleDescriptor("fmhttp", ModuleKind.Library),
        new ModuleDescriptor("fmunflatten", ModuleKind.Library),
        .. ModulesNotYet.All,
    ];
}

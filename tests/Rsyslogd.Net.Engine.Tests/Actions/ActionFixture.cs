using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Configuration.Text;
using Rsyslogd.Net.Engine.Actions;
using Rsyslogd.Net.Engine.InternalMessages;
using Rsyslogd.Net.Engine.Statistics;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Engine.Tests.Actions;

/// <summary>A directory of its own, a log that is remembered, and actions made as the topology makes them.</summary>
public sealed class ActionFixture : IDisposable
{
    /// <summary>What takes longer has waited for somebody; far above what a busy machine needs.</summary>
    public static readonly TimeSpan HeldUp = TimeSpan.FromSeconds(20);

    private static readonly TextSpan Nowhere = new(new SourceText("test.conf", string.Empty), 0, 0);
    private readonly List<OutputAction> _actions = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("actions-").FullName;

    internal ConcurrentLog Log { get; } = new();

    internal StatisticsRegistry Statistics { get; } = new();

    /// <summary>Whether tests that need root can run.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>An action whose template is msg and LF.</summary>
    public OutputAction Make(string module, params (string Name, object Value)[] parameters) =>
        Make(module, "\n", null, parameters);

    /// <summary>An action of omfile whose names are what <see cref="Send(OutputAction, string, string)"/> gives as host.</summary>
    public OutputAction MakeDynamic(string prefix, string suffix, params (string Name, object Value)[] parameters) => Make(
        "omfile",
        "\n",
        new BoundTemplate(
            "name",
            [new BoundConstant(Encoding.UTF8.GetBytes(prefix)), Property(PropertyId.Hostname), new BoundConstant(Encoding.UTF8.GetBytes(suffix))]),
        [.. parameters, ("dynaFile", "name")]);

    public OutputAction Make(string module, string ending, BoundTemplate? names, params (string Name, object Value)[] parameters)
    {
        var action = ActionFactory.Create(Bind(module, ending, names, parameters), Services());
        _actions.Add(action);
        return action;
    }

    /// <summary>What the factory is given to make an action.</summary>
    public static BoundAction Bind(string module, string ending, BoundTemplate? names, params (string Name, object Value)[] parameters)
    {
        var template = new BoundTemplate("text", [Property(PropertyId.Msg), new BoundConstant(Encoding.UTF8.GetBytes(ending))]);
        return new BoundAction(
            module,
            new BoundParameters(parameters.Select(p => KeyValuePair.Create(p.Name, new BoundParameter(p.Value, Nowhere))), []),
            template,
            Nowhere)
        {
            NameTemplate = names,
        };
    }

    public static DeliveryResult Send(OutputAction action, string text, string host = "") => action.Deliver(Make(text, host));

    /// <summary>Messages as another worker would have prepared them, and what is buffered is written.</summary>
    /// <returns>How many were rejected.</returns>
    public static int SendBlock(OutputAction action, string[] texts, string[]? hosts = null)
    {
        var formatter = action.CreateFormatter(new TemplateCache(template => TemplateCompiler.Compile(template, new EngineSettings())));
        var block = new OutputBlock();
        for (var i = 0; i < texts.Length; i++)
        {
            formatter.Append(Make(texts[i], hosts?[i] ?? ""), block);
        }

        var rejected = action.Deliver(block);
        action.Flush();
        return rejected;
    }

    private static Message Make(string text, string host)
    {
        var bytes = Encoding.Latin1.GetBytes(host + text);
        return new Message
        {
            Buffer = bytes,
            HasHostname = true,
            HostnameRange = new ByteRange(0, host.Length),
            MsgRange = new ByteRange(host.Length, text.Length),
        };
    }

    public static void SendAll(OutputAction action, params string[] texts)
    {
        foreach (var text in texts)
        {
            Assert.Equal(DeliveryResult.Done, Send(action, text));
        }

        action.Flush();
    }

    public string Read(string name)
    {
        try
        {
            return File.ReadAllText(Path(name));
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static void Await(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(8)), what);

    public void AwaitFile(string name, string content)
    {
        SpinWait.SpinUntil(() => Read(name) == content, TimeSpan.FromSeconds(8));
        Assert.Equal(content, Read(name));
    }

    public static int Run(params string[] command)
    {
        var program = ChildProcess.Start([.. command.Select(NativeFile.Path)], -1, -1, -1, out var errno);
        Assert.True(program is not null, Errno.Describe(errno));
        Assert.True(program.WaitForEnd(5000));
        return program.Status;
    }

    public string Script(string name, string body)
    {
        var path = Path(name);
        File.WriteAllText(path, "#!/bin/sh\n" + body);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    public long Counter(string name) => Statistics.Snapshot()
        .SelectMany(set => set.Counters).Where(c => c.Name == name).Sum(c => c.Counter.Value);

    public void Dispose()
    {
        foreach (var action in _actions)
        {
            action.Close(TimeSpan.FromMilliseconds(500));
        }

        Directory.Delete(Folder, recursive: true);
    }

    internal EngineServices Services() => new(
        new EngineSettings(),
        new BoundConfiguration
        {
            Globals = BoundParameters.Empty,
            MainQueue = BoundParameters.Empty,
            Modules = [],
            Inputs = [],
            Rulesets = [],
            Templates = ImmutableDictionary<string, BoundTemplate>.Empty,
        },
        Log,
        Statistics,
        template => new PlainTemplate(template));

    private static BoundReplacer Property(PropertyId id) => new(new PropertyReference(id), ReplacerOptions.None);

    /// <summary>Constants, msg and hostname, as they are.</summary>
    private sealed class PlainTemplate(BoundTemplate template) : TemplateProgram
    {
        public override void Append(Message message, ByteBuffer output)
        {
            foreach (var segment in template.Segments)
            {
                output.Append(segment switch
                {
                    BoundConstant constant => constant.Value,
                    BoundReplacer { Property.Id: PropertyId.Hostname } => message.Slice(message.HostnameRange),
                    _ => message.Msg,
                });
            }
        }
    }
}

/// <summary>Remembers what was reported, from any thread.</summary>
internal sealed class ConcurrentLog : IInternalLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string[] Lines => [.. _lines];

    public void Report(Severity severity, string text) => _lines.Enqueue(text);
}

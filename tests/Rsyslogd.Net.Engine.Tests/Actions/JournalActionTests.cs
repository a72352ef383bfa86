using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Actions.OmJournal;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public sealed class JournalActionTests : IDisposable
{
    private readonly ActionFixture _fixture = new();

    private EngineServices Services =>
        _fixture.Services() with { CompileTemplate = template => TemplateCompiler.Compile(template, new EngineSettings()) };

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("EVENT_TYPE", "EVENT_TYPE")]
    [InlineData("event-type", "EVENT_TYPE")]
    [InlineData("a.b!c", "A_B_C")]
    [InlineData("_PID", "PID")]
    [InlineData("9lives", "LIVES")]
    [InlineData("é", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Names_become_those_that_journald_takes(string? name, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(JournalFields.Name(name)));

    [Fact]
    public void Without_a_template_text_priority_and_tag_are_sent()
    {
        Assert.Equal(
            "MESSAGE=hello\nPRIORITY=3\nSYSLOG_FACILITY=19\nSYSLOG_IDENTIFIER=tag[12]:\n", Format(null, "tag[12]:", "hello"));
        Assert.Equal("MESSAGE=\nPRIORITY=3\nSYSLOG_FACILITY=19\nSYSLOG_IDENTIFIER=e:\n", Format(null, "e:", ""));
    }

    [Fact]
    public void A_value_with_line_feeds_goes_with_its_length() => Assert.StartsWith(
        "MESSAGE\n\u0003\0\0\0\0\0\0\0a\nb\nPRIORITY=", Format(null, "t:", "a\nb"));

    [Fact]
    public void The_parts_of_a_template_are_fields_and_empty_ones_are_left_out()
    {
        var template = new BoundTemplate("j", [
            new BoundConstant("Something"u8.ToArray()) { OutName = "MESSAGE", IsJsonField = true },
            new BoundConstant("nameless"u8.ToArray()),
            Property(PropertyId.Msg) with { OutName = "lower_case" },
            Property(PropertyId.SyslogTag),
            new BoundReplacer(new PropertyReference(PropertyId.Msg), ReplacerOptions.None with { Encoding = ValueEncoding.JsonField }) { OutName = "J" },
        ]);
        Assert.Equal(
            "MESSAGE=Something\nLOWER_CASE=hi\nSYSLOGTAG=t:\nJ=hi\nSYSLOG_IDENTIFIER=netsyslogd\n", Format(template, "t:", "hi"));
        Assert.Equal("MESSAGE=Something\nSYSLOGTAG=t:\nSYSLOG_IDENTIFIER=netsyslogd\n", Format(template, "t:", ""));
    }

    [Fact]
    public void The_members_of_a_subtree_are_fields_and_trees_are_json()
    {
        var template = new BoundTemplate("s", []) { Subtree = new VariablePath('!', ImmutableArray<string>.Empty) };
        var message = Make("t:", "hi");
        message.Variables = new MessageVariables();
        message.Variables.Json.Set(["event-type"], JsonValue.From("ev"u8));
        message.Variables.Json.Set(["obj", "a"], JsonValue.From(1));
        message.Variables.Json.Set(["syslog_identifier"], JsonValue.From("me"u8));
        Assert.Equal("EVENT_TYPE=ev\nOBJ={ \"a\": 1 }\nSYSLOG_IDENTIFIER=me\n", Format(template, message));
        Assert.Equal("SYSLOG_IDENTIFIER=netsyslogd\n", Format(template, Make("t:", "hi")));
    }

    [Fact]
    public void Entries_arrive_and_one_that_is_too_big_for_a_datagram_comes_in_a_file()
    {
        using var journald = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 8000 };
        journald.Bind(new UnixDomainSocketEndPoint(_fixture.Path("socket")));
        var action = new JournalAction(ActionFixture.Bind("omjournal", "", null) with { Template = null }, Services, _fixture.Path("socket"));
        action.Deliver(Make("t:", "one"));
        action.Deliver(Make("t:", new string('x', 2_000_000)));
        action.Deliver(Make("t:", "three"));
        action.Flush();

        var room = new byte[1000];
        Assert.StartsWith("MESSAGE=one\n", Encoding.UTF8.GetString(room, 0, journald.Receive(room)));

        // The descriptor in it is closed with the datagram here; journald would read the file.
        Assert.Equal(0, journald.Receive(room));
        Assert.StartsWith("MESSAGE=three\n", Encoding.UTF8.GetString(room, 0, journald.Receive(room)));
        action.Close(TimeSpan.FromSeconds(1));
        Assert.Empty(_fixture.Log.Lines);
    }

    [Fact]
    public void A_file_in_memory_needs_a_socket() => Assert.Equal(-9, MemoryFile.Send(-1, "x"u8));

    private static BoundReplacer Property(PropertyId id) => new(new PropertyReference(id), ReplacerOptions.None);

    private static Message Make(string tag, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(tag + text);
        return new Message
        {
            Buffer = bytes,
            Priority = (19 << 3) | 3,
            Raw = new ByteRange(0, bytes.Length),
            TagRange = new ByteRange(0, tag.Length),
            MsgRange = new ByteRange(tag.Length, bytes.Length - tag.Length),
        };
    }

    private string Format(BoundTemplate? template, string tag, string text) => Format(template, Make(tag, text));

    private string Format(BoundTemplate? template, Message message)
    {
        var output = new ByteBuffer();
        JournalFields.Compile(template, Services).Append(message, output);
        return Encoding.UTF8.GetString(output.Written);
    }
}

using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Topology;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Parsing;
using Rsyslogd.Net.Messages.Properties;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Tests.Templates;

/// <summary>The property replacer and the kinds of templates; all expectations were seen in rsyslogd 8.2302.0.</summary>
public sealed class TemplateCompilerTests
{
    private const string Head = "<13>Oct 11 22:14:15 h t:";

    private static readonly ParserSettings Unescaped = new() { EscapeControlCharacters = false, DropTrailingLineFeed = false };

    [Theory]
    [InlineData(2, 4, "abc")]
    [InlineData(1, 1, " ")]
    [InlineData(3, 0, "bcdef ghi")]
    [InlineData(0, 3, " ab")]
    [InlineData(20, 30, "")]
    [InlineData(11, 12, "i")]
    [InlineData(1, 200, " abcdef ghi")]
    public void Positions_count_from_one_and_stop_at_the_end(int from, int to, string expected) =>
        AssertMsg(" abcdef ghi", new ReplacerOptions { From = from, To = to }, expected);

    [Theory]
    [InlineData(1, 3, "ghi")]
    [InlineData(3, 30, " abcdef g")]
    [InlineData(20, 30, " ")]
    [InlineData(4, 4, " ")]
    [InlineData(4, 0, " abcdef ")]
    public void Positions_may_count_from_the_end(int from, int to, string expected) =>
        AssertMsg(" abcdef ghi", new ReplacerOptions { From = from, To = to, IsRelativeToEnd = true }, expected);

    [Theory]
    [InlineData(1, 20, " abcdef ghi", " abcdef ghi         ")]
    [InlineData(3, 20, " abcdef ghi", "bcdef ghi         ")]
    [InlineData(3, 5, " abcdef ghi", "bcd")]
    [InlineData(20, 25, " abcdef ghi", "")]
    [InlineData(0, 5, " abcdef ghi", " abcd")]
    [InlineData(1, 20, "", "")]
    public void Fixed_width_pads_with_blanks(int from, int to, string msg, string expected) =>
        AssertMsg(msg, new ReplacerOptions { From = from, To = to, IsFixedWidth = true }, expected);

    [Theory]
    [InlineData(1, ",", " a,b,c", " a")]
    [InlineData(3, ",", " a,b,c", "c")]
    [InlineData(4, ",", " a,b,c", "**FIELD NOT FOUND**")]
    [InlineData(0, ",", " a,b,c", "**FIELD NOT FOUND**")]
    [InlineData(2, ",", " ,,y", "")]
    [InlineData(1, " ", "", "")]
    [InlineData(2, "::", "a::b::c", "b")]
    public void Fields_are_split_at_each_delimiter(int number, string delimiter, string msg, string expected) =>
        AssertMsg(msg, new ReplacerOptions { Field = new FieldSelection(number, Bytes(delimiter)) }, expected);

    [Fact]
    public void A_missing_field_sees_no_further_option() =>
        AssertMsg(
            "a b",
            new ReplacerOptions
            {
                Field = new FieldSelection(9, Bytes(" ")),
                Encoding = ValueEncoding.Csv,
                Case = CaseConversion.Lower,
            },
            "**FIELD NOT FOUND**");

    [Theory]
    [InlineData("[a-c]+", 0, 0, NoMatch.Default, "abc")]
    [InlineData("([a-c])(x)?", 1, 0, NoMatch.Default, "a")]
    [InlineData("([a-c])(x)?", 2, 0, NoMatch.Default, "")]
    [InlineData("[a-z]", 0, 1, NoMatch.Default, "b")]
    [InlineData("[a-z]+", 0, 3, NoMatch.Default, "**NO MATCH**")]
    [InlineData("^.", 0, 1, NoMatch.Blank, "a")]
    [InlineData("[a-z]*", 0, 1, NoMatch.Default, "")]
    [InlineData("(a)", 5, 0, NoMatch.Default, "")]
    [InlineData("zz", 0, 0, NoMatch.Blank, "")]
    [InlineData("zz", 0, 0, NoMatch.Zero, "0")]
    [InlineData("zz", 0, 0, NoMatch.Field, " abcdef ghi")]
    [InlineData("a|ab|abcd", 0, 0, NoMatch.Default, "abcd")]
    public void Regular_expressions_are_posix_extended(
        string expression, int submatch, int match, NoMatch noMatch, string expected) =>
        AssertMsg(
            " abcdef ghi",
            new ReplacerOptions { Regex = new RegexSelection(expression, true, submatch, noMatch, match) },
            expected);

    [Fact]
    public void Basic_regular_expressions_have_escaped_groups() =>
        AssertMsg(
            " user=bob x",
            new ReplacerOptions { Regex = new RegexSelection("user=\\([a-z]*\\)", false, 1, NoMatch.Default, 0) },
            "bob");

    [Fact]
    public void Case_conversion_touches_ascii_only()
    {
        AssertMsg("MiX\u00c4", new ReplacerOptions { Case = CaseConversion.Upper }, "MIX\u00c4");
        AssertMsg("MiX\u00c4", new ReplacerOptions { Case = CaseConversion.Lower }, "mix\u00c4");
    }

    [Theory]
    [InlineData(ControlCharacters.Escape, " a#009#127\u0080#010#010")]
    [InlineData(ControlCharacters.Space, " a  \u0080  ")]
    [InlineData(ControlCharacters.Drop, " a\u0080")]
    [InlineData(ControlCharacters.Keep, " a\t\u007f\u0080\n\n")]
    public void Control_characters_are_changed_as_wanted(ControlCharacters option, string expected) =>
        AssertMsg(" a\t\u007f\u0080\n\n", new ReplacerOptions { ControlCharacters = option }, expected);

    [Theory]
    [InlineData("..", "_.", "_.")]
    [InlineData(".", "_", "_")]
    [InlineData("/", "_", "_")]
    [InlineData("", "_", "_")]
    [InlineData("/../a/./b..", "..a.b..", "_.._a_._b..")]
    [InlineData(" ../x", " ..x", " .._x")]
    [InlineData("plain", "plain", "plain")]
    public void Secure_paths_leave_no_way_out_of_a_directory(string msg, string dropped, string replaced)
    {
        AssertMsg(msg, new ReplacerOptions { SecurePath = SecurePath.Drop }, dropped);
        AssertMsg(msg, new ReplacerOptions { SecurePath = SecurePath.Replace }, replaced);
    }

    [Fact]
    public void Spaces_are_compressed_and_tested()
    {
        AssertMsg("  a   b  ", new ReplacerOptions { CompressSpace = true }, " a b ");
        AssertMsg("glued", new ReplacerOptions { SpaceIfNoFirstSpace = true }, " ");
        AssertMsg(" spaced", new ReplacerOptions { SpaceIfNoFirstSpace = true }, "");
        AssertMsg("", new ReplacerOptions { SpaceIfNoFirstSpace = true }, "");
        AssertMsg(" spaced", new ReplacerOptions { SpaceIfNoFirstSpace = true, SecurePath = SecurePath.Replace }, "_");
        AssertMsg("/glued", new ReplacerOptions { SpaceIfNoFirstSpace = true, SecurePath = SecurePath.Replace }, " ");
        AssertMsg("a\n\n", new ReplacerOptions { DropLastLineFeed = true }, "a\n");
    }

    [Theory]
    [InlineData(ValueEncoding.Json, "say \\\"hi\\\" \\\\ \\/ \\u0001\\t\\n\\u000B\u007f\u00e9")]
    [InlineData(ValueEncoding.JsonField, "\"msg\":\"say \\\"hi\\\" \\\\ \\/ \\u0001\\t\\n\\u000B\u007f\u00e9\"")]
    [InlineData(ValueEncoding.Csv, "\"say \"\"hi\"\" \\ / \u0001\t\n\v\u007f\u00e9\"")]
    public void Values_are_encoded(ValueEncoding encoding, string expected) =>
        AssertMsg("say \"hi\" \\ / \u0001\t\n\v\u007f\u00e9", new ReplacerOptions { Encoding = encoding }, expected);

    [Fact]
    public void Raw_json_keeps_escapes_that_are_there() =>
        AssertMsg("a\\nb\\\"c\"/\\x\\", new ReplacerOptions { Encoding = ValueEncoding.JsonRaw }, "a\\nb\\\"c\\\"\\/\\\\x\\\\");

    [Fact]
    public void Options_work_in_rsyslogs_order() =>
        AssertMsg(
            " hello world",
            new ReplacerOptions { From = 2, To = 6, Case = CaseConversion.Upper, Encoding = ValueEncoding.Csv },
            "\"HELLO\"");

    [Theory]
    [InlineData(JsonDataType.Text, OnEmpty.Keep, "", "{\"m\":\"\", \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Text, OnEmpty.Skip, "", "{\"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Number, OnEmpty.Null, "", "{\"m\":null, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Number, OnEmpty.Keep, "", "{\"m\":0, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Number, OnEmpty.Keep, "-1.5", "{\"m\":-1.5, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Bool, OnEmpty.Keep, "0", "{\"m\":false, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Bool, OnEmpty.Keep, "", "{\"m\":true, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Auto, OnEmpty.Keep, "12", "{\"m\":12, \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Auto, OnEmpty.Keep, "-1.5", "{\"m\":\"-1.5\", \"pri\":\"13\"}\n")]
    [InlineData(JsonDataType.Auto, OnEmpty.Keep, "", "{\"m\":\"\", \"pri\":\"13\"}\n")]
    public void Json_members_have_types(JsonDataType type, OnEmpty onEmpty, string msg, string expected)
    {
        var member = new ReplacerOptions { Encoding = ValueEncoding.JsonField, DataType = type, OnEmpty = onEmpty };
        AssertTemplate(
            msg,
            TemplateFormat.JsonF,
            expected,
            Property(PropertyId.Msg, member) with { OutName = "m" },
            Property(PropertyId.Pri, new ReplacerOptions { Encoding = ValueEncoding.JsonField }));
    }

    [Fact]
    public void Zero_can_be_left_out_of_json()
    {
        var member = new ReplacerOptions
        {
            Encoding = ValueEncoding.JsonField,
            DataType = JsonDataType.Number,
            OmitIfZero = true,
        };
        AssertTemplate("0", TemplateFormat.JsonF, "{}\n", Property(PropertyId.Msg, member));
        AssertTemplate("7", TemplateFormat.JsonF, "{\"msg\":7}\n", Property(PropertyId.Msg, member));
    }

    [Fact]
    public void Constants_are_members_with_a_space_behind_the_colon() =>
        AssertTemplate(
            "x",
            TemplateFormat.JsonF,
            "{\"msg\":\"x\", \"k\": \"a\\\"b\"}\n",
            Property(PropertyId.Msg, new ReplacerOptions { Encoding = ValueEncoding.JsonField }),
            Constant("a\"b") with { OutName = "k", IsJsonField = true });

    [Fact]
    public void Empty_parts_of_a_json_object_leave_no_comma() =>
        AssertTemplate("", TemplateFormat.JsonF, "{h}\n", Property(PropertyId.Msg), Property(PropertyId.Hostname), Constant(""));

    [Fact]
    public void Dotted_names_nest_in_a_json_tree()
    {
        var member = new ReplacerOptions { Encoding = ValueEncoding.JsonField, OnEmpty = OnEmpty.Skip };
        BoundSegment[] parts =
        [
            Property(PropertyId.Msg, member) with { OutName = "a.b" },
            Property(PropertyId.Hostname, member) with { OutName = "h" },
            Property(PropertyId.Msg, member) with { OutName = "a.c.d" },
            Property(PropertyId.Msg, member) with { OutName = "e.f" },
        ];
        AssertTemplate(
            "x", TemplateFormat.JsonFTree, "{\"a\":{\"b\":\"x\", \"c\":{\"d\":\"x\"}}, \"h\":\"h\", \"e\":{\"f\":\"x\"}}\n", parts);
        AssertTemplate("", TemplateFormat.JsonFTree, "{\"h\":\"h\"}\n", parts);
    }

    [Fact]
    public void Sql_and_json_options_escape_what_properties_give()
    {
        var csv = Property(PropertyId.Msg, new ReplacerOptions { Encoding = ValueEncoding.Csv });
        AssertTemplate("a'b\\c", TemplateFormat.Sql, "it's a\\'b\\\\c\"a\\'b\\\\c\"", Constant("it's "), Property(PropertyId.Msg), csv);
        AssertTemplate("a'b\\c", TemplateFormat.StdSql, "it's a''b\\c", Constant("it's "), Property(PropertyId.Msg));
        AssertTemplate("a\"b/c\\", TemplateFormat.Json, "\"a\\\"b/c\\\\", Constant("\""), Property(PropertyId.Msg));
    }

    [Fact]
    public void Variables_come_from_the_message_and_the_daemon()
    {
        var globals = new GlobalVariables();
        globals.Tree.Set(["g"], JsonValue.From("gl"u8));
        var template = new BoundTemplate(
            "t",
            [
                Variable('!', "n"), Constant("|"), Variable('!', "t"), Constant("|"), Variable('.', "l"), Constant("|"),
                Variable('/', "g"), Constant("|"), Variable('!', "none"), Constant("|"),
                Variable('!', "t") with { Options = new ReplacerOptions { Encoding = ValueEncoding.JsonField }, WrittenName = "t" }, Constant("|"),
                Variable('.', "l") with { Options = new ReplacerOptions { Encoding = ValueEncoding.JsonField }, WrittenName = "$.l" },
            ]);
        var message = Parse("x", new ParserSettings());
        message.Variables = new MessageVariables();
        message.Variables.Json.Set(["n"], JsonValue.From(5));
        message.Variables.Json.Set(["t", "a"], JsonValue.From("x\"y"u8));
        message.Variables.Local.Set(["l"], JsonValue.From("lo"u8));
        var program = TemplateCompiler.Compile(template, new EngineSettings(), new MessageVariableReader(globals));
        Assert.Equal(
            "5|{ \"a\": \"x\\\"y\" }|lo|gl||\"t\":\"{ \\\"a\\\": \\\"x\\\\\\\"y\\\" }\"|\"$.l\":\"lo\"", Run(program, message));
    }

    [Fact]
    public void A_subtree_prints_as_json()
    {
        var template = new BoundTemplate("t", []) { Subtree = new VariablePath('!', []) };
        var message = Parse("x", new ParserSettings());
        var program = TemplateCompiler.Compile(template, new EngineSettings());
        Assert.Equal("", Run(program, message));
        message.Variables = new MessageVariables();
        message.Variables.Json.Set(["n"], JsonValue.From(5));
        Assert.Equal("{ \"n\": 5 }", Run(program, message));
    }

    [Fact]
    public void Times_keep_up_with_the_messages()
    {
        var template = new BoundTemplate(
            "t",
            [
                Property(PropertyId.TimeReported, new ReplacerOptions { Date = TimestampFormat.Rfc3339 }), Constant("|"),
                Property(PropertyId.TimeReported), Constant("|"),
                Property(PropertyId.TimeReported, new ReplacerOptions { Date = TimestampFormat.Rfc3339, IsUtc = true }), Constant("|"),
                Property(PropertyId.TimeReported, new ReplacerOptions { Date = TimestampFormat.Rfc3339, From = 1, To = 4 }),
            ]);
        var program = TemplateCompiler.Compile(template, new EngineSettings());
        Assert.Equal(
            "2003-10-11T01:14:15.5+02:00|Oct 11 01:14:15|2003-10-10T23:14:15.000005+00:00|2003",
            Run(program, ParseFrame("<13>1 2003-10-11T01:14:15.5+02:00 h a - - - x", Unescaped)));
        Assert.Equal(
            "2004-10-11T01:14:16Z|Oct 11 01:14:16|2004-10-11T01:14:16.000000+00:00|2004",
            Run(program, ParseFrame("<13>1 2004-10-11T01:14:16Z h a - - - x", Unescaped)));
    }

    [Fact]
    public void The_traditional_file_format_allocates_nothing_per_message()
    {
        var template = new BoundTemplate(
            "RSYSLOG_TraditionalFileFormat",
            [
                Property(PropertyId.TimeReported), Constant(" "), Property(PropertyId.Hostname), Constant(" "),
                Property(PropertyId.SyslogTag), Property(PropertyId.Msg, new ReplacerOptions { SpaceIfNoFirstSpace = true }),
                Property(PropertyId.Msg, new ReplacerOptions { DropLastLineFeed = true }), Constant("\n"),
            ]);
        var program = TemplateCompiler.Compile(template, new EngineSettings());
        var batch = BatchOf("<165>Oct 11 22:14:15 web1 app[321]:glued");
        var message = new Message();
        var output = new ByteBuffer();
        var settings = new ParserSettings();
        Round();
        Assert.Equal("Oct 11 22:14:15 web1 app[321]: glued\n", Encoding.Latin1.GetString(output.Written));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            output.Clear();
            MessageParser.Parse(message, batch, 0, settings);
            program.Append(message, output);
        }
    }

    private static void AssertMsg(string msg, ReplacerOptions options, string expected) =>
        AssertTemplate(msg, TemplateFormat.Plain, expected, Property(PropertyId.Msg, options));

    private static void AssertTemplate(string msg, TemplateFormat format, string expected, params BoundSegment[] segments)
    {
        var template = new BoundTemplate("t", [.. segments]) { Format = format };
        var program = TemplateCompiler.Compile(template, new EngineSettings());
        var message = Parse(msg, Unescaped);
        Assert.Equal(expected, Run(program, message));
        Assert.Equal(expected, Run(program, message));
    }

    private static string Run(TemplateProgram program, Message message)
    {
        var output = new ByteBuffer();
        program.Append(message, output);
        return Encoding.Latin1.GetString(output.Written);
    }

    private static BoundReplacer Property(PropertyId property, ReplacerOptions? options = null) =>
        new(new PropertyReference(property), options ?? ReplacerOptions.None);

    private static BoundReplacer Variable(char root, params string[] steps) =>
        new(new PropertyReference(PropertyId.MessageVariable, new VariablePath(root, [.. steps])), ReplacerOptions.None);

    private static BoundConstant Constant(string text) => new(Bytes(text));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static Message Parse(string msg, ParserSettings settings) => ParseFrame(Head + msg, settings);

    private static Message ParseFrame(string frame, ParserSettings settings)
    {
        var message = new Message();
        Assert.True(MessageParser.Parse(message, BatchOf(frame), 0, settings));
        return message;
    }

    private static Batch BatchOf(string frame)
    {
        var bytes = Bytes(frame);
        var batch = new Batch(bytes.Length)
        {
            Source = new InputSource(Bytes("test"), FrameDialect.ParserChain),
            ReceivedAt = 1_795_369_980_500_000,
        };
        bytes.CopyTo(batch.Slab, 0);
        batch.Add(0, bytes.Length, new Peer(Bytes("127.0.0.1"), Bytes("127.0.0.1"), []), clean: false);
        return batch;
    }
}

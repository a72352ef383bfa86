using System.Text;
using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Messages.Properties;

namespace Rsyslogd.Net.Configuration.Tests.Binding;

public sealed class TemplateBindingTests
{
    [Fact]
    public void A_string_template_becomes_constants_and_replacers()
    {
        var template = Define("template(name=\"t\" type=\"string\" string=\"<%pri%>%$!a!b:::uppercase,csv%\\n\")");
        Assert.Equal("<", Encoding.UTF8.GetString(Assert.IsType<BoundConstant>(template.Segments[0]).Value));
        Assert.Equal(PropertyId.Pri, Assert.IsType<BoundReplacer>(template.Segments[1]).Property.Id);
        var variable = Assert.IsType<BoundReplacer>(template.Segments[3]);
        Assert.Equal(["a", "b"], variable.Property.Path!.Steps.AsEnumerable());
        Assert.Equal(CaseConversion.Upper, variable.Options.Case);
        Assert.Equal(ValueEncoding.Csv, variable.Options.Encoding);
    }

    [Theory]
    [InlineData("msg:2:6", 2, 6)]
    [InlineData("msg:5:3", 3, 5)]
    [InlineData("msg:0:4", 1, 4)]
    [InlineData("msg:8:$", 8, 0)]
    [InlineData("msg:2", 1, 2)]
    [InlineData("msg:2::json", 1, 2)]
    [InlineData("msg:0:0", 0, 0)]
    [InlineData("msg:5:3:pos-end-relative", 3, 5)]
    [InlineData("msg:-5:-1", 0, 0)]
    [InlineData("msg", 0, 0)]
    public void Positions_count_from_one_and_negative_ones_switch_them_off(string replacer, int from, int to)
    {
        var options = Assert.IsType<BoundReplacer>(Define($"$template t,\"%{replacer}%\"").Segments[0]).Options;
        Assert.Equal((from, to), (options.From, options.To));
    }

    [Theory]
    [InlineData("MSG", "MSG")]
    [InlineData("source", "source")]
    [InlineData("$!a!b", "a!b")]
    [InlineData("$.x", "x")]
    [InlineData("$/g", "$/g")]
    [InlineData("$!all-json", "$!all-json")]
    public void A_member_of_JSON_has_the_name_that_was_written(string written, string name) =>
        Assert.Equal(name, Assert.IsType<BoundReplacer>(Define($"$template t,\"%{written}:::jsonf%\"").Segments[0]).WrittenName);

    [Theory]
    [InlineData("secpath-drop,secpath-replace", SecurePath.Drop)]
    [InlineData("secpath-replace,secpath-drop", SecurePath.Drop)]
    [InlineData("secpath-replace", SecurePath.Replace)]
    public void Of_both_secure_paths_dropping_counts(string options, SecurePath expected) =>
        Assert.Equal(
            expected, Assert.IsType<BoundReplacer>(Define($"$template t,\"%msg:::{options}%\"").Segments[0]).Options.SecurePath);

    [Theory]
    [InlineData("csv,json", ValueEncoding.Csv)]
    [InlineData("json,jsonf", ValueEncoding.Json)]
    [InlineData("jsonfr,csv", ValueEncoding.Csv)]
    public void Of_several_formats_the_first_counts_unless_it_is_jsonfr(string options, ValueEncoding encoding) =>
        Assert.Equal(
            encoding, Assert.IsType<BoundReplacer>(Define($"$template t,\"%msg:::{options}%\"").Segments[0]).Options.Encoding);

    [Fact]
    public void The_long_form_of_the_replacer_binds_all_its_parameters()
    {
        var template = Define(
            "template(name=\"t\" type=\"list\" option.jsonf=\"on\") {",
            "  property(name=\"timereported\" dateFormat=\"rfc3339\" date.inUTC=\"on\" outname=\"when\" format=\"jsonf\")",
            "  property(name=\"msg\" field.number=\"2\" field.delimiter=\"44\" caseConversion=\"lower\" onEmpty=\"null\")",
            "  property(name=\"msg\" regex.type=\"ERE\" regex.expression=\"a+\" regex.noMatchMode=\"BLANK\" regex.subMatch=\"1\")",
            "  constant(value=\"x\" outname=\"y\" format=\"jsonf\")",
            "}");
        Assert.Equal(TemplateFormat.JsonF, template.Format);
        var time = Assert.IsType<BoundReplacer>(template.Segments[0]);
        Assert.Equal((TimestampFormat.Rfc3339, true, "when"), (time.Options.Date, time.Options.IsUtc, time.OutName));
        var field = Assert.IsType<BoundReplacer>(template.Segments[1]).Options;
        Assert.Equal((2, OnEmpty.Null), (field.Field!.Number, field.OnEmpty));
        Assert.Equal(","u8.ToArray(), field.Field.Delimiter);
        Assert.Equal(
            new RegexSelection("a+", true, 1, NoMatch.Blank, 0), Assert.IsType<BoundReplacer>(template.Segments[2]).Options.Regex);
        Assert.True(Assert.IsType<BoundConstant>(template.Segments[3]).IsJsonField);
    }

    [Fact]
    public void A_subtree_template_names_its_tree()
    {
        var template = Define("template(name=\"t\" type=\"subtree\" subtree=\"$!usr!a\")");
        Assert.Equal('!', template.Subtree!.Root);
        Assert.Equal(["usr", "a"], template.Subtree.Steps.AsEnumerable());
    }

    [Fact]
    public void A_template_exists_from_its_definition_on()
    {
        Assert.Equal(["NS2102@1:8"], Compiled.Mistakes("*.* /a;t", "$template t,\"x\"", "*.* /b;t"));
        Assert.Equal(["NS2101@2:8"], Compiled.Mistakes("$template t,\"x\"", "*.* /a;T", "*.* /b;t"));
    }

    [Fact]
    public void What_uses_a_wrong_template_is_left_out_without_another_word()
    {
        var result = Compiled.Text("$template t,\"%nosuchprop%\"", "*.* /a;t", "*.* /b");
        Assert.Equal("NS2203", Assert.Single(result.Diagnostics).Code);
        Assert.Equal("/b", Assert.Single(result.Configuration.Actions()).Parameters.GetText("file"));
    }

    [Fact]
    public void The_traditional_forward_format_prints_32_bytes_of_the_tag()
    {
        var template = Compiled.Good("*.* @host").Actions()[0].Template!;
        var tag = template.Segments.OfType<BoundReplacer>().Single(segment => segment.Property.Id == PropertyId.SyslogTag);
        Assert.Equal((1, 32), (tag.Options.From, tag.Options.To));
    }

    private static BoundTemplate Define(params string[] lines) => Compiled.Usable([.. lines, "*.* /a;t"]).Templates["t"];
}

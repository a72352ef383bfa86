using System.Text;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Messages.Tests.Variables;

public class VariableTreeTests
{
    private readonly VariableTree _tree = new();

    [Fact]
    public void Nested_paths_make_the_objects_between()
    {
        _tree.Set(["a", "b", "c"], JsonValue.From("deep"u8));
        _tree.Set(["a", "n"], JsonValue.From(3));
        AssertText("""{ "a": { "b": { "c": "deep" }, "n": 3 } }""");
    }

    [Fact]
    public void A_plain_value_replaces_all_but_an_object_and_an_object_replaces_nothing()
    {
        _tree.Set(["a", "x"], JsonValue.From(1));
        _tree.Set(["a"], JsonValue.From("leaf"u8));
        _tree.Set(["b"], JsonValue.From("leaf"u8));
        _tree.Set(["b"], Object("y", 2));
        _tree.Set(["c"], Array());
        _tree.Set(["c"], JsonValue.From("leaf"u8));
        _tree.Set(["d"], JsonValue.From("leaf"u8));
        _tree.Set(["d"], Array());
        AssertText("""{ "a": { "x": 1 }, "b": "leaf", "y": 2, "c": "leaf", "d": [ 1 ] }""");
    }

    [Fact]
    public void What_is_below_a_plain_value_cannot_be_set()
    {
        _tree.Set(["a"], JsonValue.From("text"u8));
        _tree.Set(["a", "b"], JsonValue.From("below"u8));
        AssertText("""{ "a": "text" }""");
    }

    [Fact]
    public void Set_of_a_tree_on_a_tree_merges_into_the_root_and_reset_replaces()
    {
        _tree.Set(["t", "x"], JsonValue.From(1));
        _tree.Set(["u", "y"], JsonValue.From(2));
        _tree.Set(["t"], _tree.Find(["u"])!.Clone());
        _tree.Reset(["v"], _tree.Find(["u"])!.Clone());
        AssertText("""{ "t": { "x": 1 }, "u": { "y": 2 }, "y": 2, "v": { "y": 2 } }""");
    }

    [Fact]
    public void An_item_of_an_array_is_read_by_its_index_and_set_as_a_member()
    {
        var array = JsonValue.NewArray();
        array.Add(Object("k", 1));
        _tree.Set(["a"], array);
        _tree.Set(["a[0]", "k"], JsonValue.From(2));
        _tree.Set(["a[0]"], JsonValue.From(3));
        Assert.Equal(2, _tree.Find(["a[0]", "k"])!.Number);
        AssertText("""{ "a": [ { "k": 2 } ], "a[0]": 3 }""");
    }

    [Fact]
    public void A_new_member_takes_the_place_of_one_that_was_unset()
    {
        _tree.Set(["a"], JsonValue.From(1));
        _tree.Set(["b"], JsonValue.From(2));
        _tree.Unset(["a"]);
        _tree.Set(["c"], JsonValue.From(3));
        _tree.Set(["d"], JsonValue.From(4));
        AssertText("""{ "c": 3, "b": 2, "d": 4 }""");
    }

    [Theory]
    [InlineData("0.1", "0.10000000000000001")]
    [InlineData("1e3", "1000.0")]
    [InlineData("2.50", "2.5")]
    [InlineData("1e100", "1e+100.0")]
    public void A_copy_of_a_real_has_seventeen_digits(string digits, string copy) =>
        Assert.Equal(copy, Print(JsonValue.FromReal(Encoding.ASCII.GetBytes(digits)).Clone()));

    [Fact]
    public void Unset_removes_a_value_and_names_have_no_case()
    {
        _tree.Set(["Name"], JsonValue.From("x"u8));
        Assert.NotNull(_tree.Find(["nAME"]));
        _tree.Unset(["name"]);
        Assert.Null(_tree.Find(["Name"]));
    }

    [Fact]
    public void Json_text_is_read_and_printed_in_the_spaced_form()
    {
        var value = JsonText.TryRead("""{"l":[1,"a",true,null,1.50],"e":{},"s":"a\/b\u00e4"} rest"""u8, out var consumed);
        Assert.NotNull(value);
        Assert.Equal(" rest", Encoding.UTF8.GetString("""{"l":[1,"a",true,null,1.50],"e":{},"s":"a\/b\u00e4"} rest"""u8[consumed..]));
        Assert.Equal("""{ "l": [ 1, "a", true, null, 1.50 ], "e": { }, "s": "a\/bä" }""", Print(value));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public void Text_that_is_no_json_gives_nothing(string text) =>
        Assert.Null(JsonText.TryRead(Encoding.UTF8.GetBytes(text), out _));

    private static JsonValue Object(string name, long value)
    {
        var result = JsonValue.NewObject();
        result.Set(name, JsonValue.From(value));
        return result;
    }

    private static JsonValue Array()
    {
        var result = JsonValue.NewArray();
        result.Add(JsonValue.From(1));
        return result;
    }

    private static string Print(JsonValue value)
    {
        var output = new ByteBuffer();
        JsonText.Append(value, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    private void AssertText(string expected) => Assert.Equal(expected, Print(_tree.Root!));
}

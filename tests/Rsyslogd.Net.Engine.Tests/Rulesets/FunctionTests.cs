namespace Rsyslogd.Net.Engine.Tests.Rulesets;

/// <summary>Functions of RainerScript. All values are those of rsyslogd 8.2302, except where it lacks a function.</summary>
public class FunctionTests
{
    private const string Json = """{"n":7,"s":"text","d":2.5,"b":true,"z":null,"o":{"p":"in"},"a":["x",2]}""";

    private const string Table = """{"version":1,"nomatch":"unknown","type":"string","table":[{"index":"a","value":"first"}]}""";

    [Theory]
    [InlineData("strlen('héllo')", "6")]
    [InlineData("strlen('')", "0")]
    [InlineData("tolower('ÀBC')", "Àbc")]
    [InlineData("ltrim('  a ')", "a ")]
    [InlineData("rtrim('  a ')", "  a")]
    [InlineData("substring('hello', 1, 3)", "ell")]
    [InlineData("substring('hello', 3, 10)", "lo")]
    [InlineData("substring('hello', 0, -2)", "hel")]
    [InlineData("replace('aXbX', 'X', '--')", "a--b--")]
    [InlineData("replace('abc', '', '.')", ".a.b.c.")]
    [InlineData("wrap('a', '|')", "|a|")]
    [InlineData("wrap('a|b', '|', '/')", "|a/b|")]
    [InlineData("field('a,b,,d', 44, 2)", "b")]
    [InlineData("field('a,b,,d', 44, 3)", "")]
    [InlineData("field('a,b', 44, 3)", "***FIELD NOT FOUND***")]
    [InlineData("field('a::b', '::', 2)", "b")]
    [InlineData("cnum('12x')", "12")]
    [InlineData("cnum('0x1F')", "21")]
    [InlineData("cnum($!d)", "2")]
    [InlineData("cstr(12)", "12")]
    [InlineData("int2hex(255)", "ff")]
    [InlineData("int2hex('zz')", "NAN")]
    [InlineData("num2ipv4(3232235777)", "192.168.1.1")]
    [InlineData("num2ipv4('x')", "-1")]
    [InlineData("ip42num('192.168.1.1')", "3232235777")]
    [InlineData("ip42num(' 10.0.0.1 ')", "167772161")]
    [InlineData("ip42num('text')", "-1")]
    [InlineData("ipv42num('1.2.3')", "-1")]
    [InlineData("re_match('abc123', '[0-9]+')", "1")]
    [InlineData("re_match_i('ABC', 'b')", "1")]
    [InlineData("re_match('abc', '^b')", "0")]
    [InlineData("re_extract('a1b22c', '[0-9]+', 1, 0, 'none')", "22")]
    [InlineData("re_extract('key=val', '(k[a-z]+)=(.*)', 0, 2, 'none')", "val")]
    [InlineData("re_extract('abc', '[0-9]', 0, 0, 'none')", "none")]
    [InlineData("re_extract_i('ABC', 'b(c)', 0, 1, 'none')", "C")]
    [InlineData("exists($!n)", "1")]
    [InlineData("exists($!o!p)", "1")]
    [InlineData("exists($!nothing)", "0")]
    [InlineData("is_time('Oct 11 22:14:15')", "1")]
    [InlineData("is_time('2003-10-11T22:14:15.003Z')", "1")]
    [InlineData("is_time('soon')", "0")]
    [InlineData("is_time('1507165811', 'date-unix')", "1")]
    [InlineData("is_time('1507165811', 'date-rfc3339')", "0")]
    [InlineData("format_time(1507165811, 'date-rfc3339')", "2017-10-05T01:10:11Z")]
    [InlineData("format_time(1507165811, 'date-rfc3164')", "Oct  5 01:10:11")]
    [InlineData("format_time('text', 'date-rfc3339')", "text")]
    [InlineData("parse_time('2017-10-05T01:10:11Z')", "1507165811")]
    [InlineData("parse_time('2017-10-05T01:10:11+02:00')", "1507158611")]
    [InlineData("parse_time('soon')", "0")]
    [InlineData("prifilt('user.notice')", "1")]
    [InlineData("prifilt('mail.*')", "0")]
    [InlineData("get_property($!o, 'p')", "in")]
    [InlineData("get_property($!a, 1)", "2")]
    [InlineData("getenv('NOT_SET_ANYWHERE')", "")]
    [InlineData("script_error()", "0")]
    [InlineData("previous_action_suspended()", "0")]
    public void A_function_gives_what_rsyslog_gives(string expression, string value) =>
        Assert.Equal(value, Script.Evaluate(expression, Json));

    [Theory]
    [InlineData("hash32('ab')", "1627429073")]
    [InlineData("hash32('abc', 1)", "4157703583")]
    [InlineData("hash32('a', 'x')", "0")]
    [InlineData("hash32mod('abc', 10)", "8")]
    [InlineData("hash32mod('abc', 0)", "0")]
    [InlineData("hash64('éé')", "6380962949")]
    [InlineData("hash64('a', -1)", "4295144899")]
    [InlineData("hash64mod('abc', 100, 7)", "76")]
    public void Hashes_are_those_of_fmhash(string expression, string value) =>
        Assert.Equal(value, Script.Evaluate(expression, objects: "module(load=\"fmhash\")"));

    [Theory]
    [InlineData("toupper('abc')", "ABC")]
    [InlineData("b64_decode('aGVsbG8=')", "hello")]
    [InlineData("is_in_subnet('10.1.2.3', '10.0.0.0/8')", "1")]
    [InlineData("is_in_subnet('2001:db8::1', '10.0.0.0/8')", "0")]
    [InlineData("split('a,b,,c', ',')", "[ \"a\", \"b\", \"\", \"c\" ]")]
    [InlineData("append_json($!a, 'y')", "[ \"x\", 2, \"y\" ]")]
    [InlineData("append_json($!o, 'k', 1)", "{ \"p\": \"in\", \"k\": 1 }")]
    public void Functions_of_the_current_manual_work_too(string expression, string value) =>
        Assert.Equal(value, Script.Evaluate(expression, Json));

    [Fact]
    public void Unflatten_makes_objects_of_dotted_names() => Assert.Equal(
        """{ "source": { "ip": "1.2.3.4", "port": 443 }, "x": 5 }""",
        Script.Evaluate(
            "unflatten($!, '.')", """{"source.ip":"1.2.3.4","source.port":443,"x":5}""", "module(load=\"fmunflatten\")"));

    [Fact]
    public void Lookup_finds_in_a_table_or_gives_what_stands_for_nothing()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Table);
        var script = new Script($"lookup_table(name=\"t\" file=\"{file}\")", "lookup('t', 'a')", "lookup('t', 'b')");
        File.Delete(file);
        Assert.Equal(["first", "unknown"], script.EvaluateAll());
    }
}

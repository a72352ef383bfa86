"""Random messages, expressions, filters and replacers. Every function takes the random numbers from `r`.

Left out is what rsyslogd 8.2302 is known to crash on, to refuse, or to do differently on purpose of netsyslogd's (README,
"Compatibility"): toupper, endswith, contains_i in property filters, substring() from a negative position, the order of numbers of
JSON that are 2^31 or more apart (rsyslogd looks at 32 bits of the difference), and comparisons with what get_property() does not find (the manual: empty text).
"""

WORDS = ["", "a", "b", "abc", "ABC", "Abc", "hello", "world", "error", "x y", " ", "  lead", "trail  ", "0", "1", "5", "05", "-5",
         "10", "010", "0x1f", "12x", "99999999999999999999", "3.5", "user=joe", "a,b,,c", "a.b.c", "10.0.0.1", "255.255.255.255",
         "1.2.3", "true", "false", "null", "[1,2]", "{\"a\":1}", "Oct 11 22:14:15", "2003-10-11T22:14:15.003Z", "1507165811",
         "é", "\\\\", "'", "/var/log", "%", "#012", "A-b_C.d"]

PROPERTIES = ["msg", "rawmsg", "hostname", "source", "fromhost-ip", "syslogtag", "programname", "pri", "pri-text", "iut",
              "syslogfacility", "syslogfacility-text", "syslogseverity", "syslogseverity-text", "timereported",
              "protocol-version", "structured-data", "app-name", "procid", "msgid", "inputname", "rawmsg-after-pri"]

VARIABLES = ["!n", "!s", "!d", "!b", "!z", "!o", "!o!p", "!o!q!r", "!a", "!e", "!nothing", ".l", "!o!q", "!neg", "!num"]

SETUP = r"""
set $.parsed = parse_json("{\"n\": 7, \"s\": \"some text\", \"d\": 2.50, \"b\": true, \"z\": null, \"o\": {\"p\": \"in/ner\",
 \"q\": {\"r\": [1, \"two\", {\"three\": 3}]}}, \"a\": [\"x\", 2, null, {\"k\": \"v\"}], \"e\": {}, \"big\": 9223372036854775807,
 \"neg\": -12, \"num\": \"42\"}", "\$!");
set $.l = "local";
""".replace("\n \\", " \\")

OPERATORS = ["==", "!=", "<>", "<", "<=", ">", ">=", "contains", "contains_i", "startswith", "startswith_i", "and", "or", "+", "-",
             "*", "/", "%", "&"]

REGEXES = ["[0-9]+", "^a", "b$", "(a)(b)?", "o", "x*", "([a-z]+) ([a-z]+)", "[^ ]+", "a|b", "([0-9]+)\\\\.([0-9]+)", "^$", ".", "er{1,2}o",
           "(=)([a-z]*)"]

SELECTORS = ["*.*", "*.info", "mail.*", "user.notice", "*.=debug", "*.!=err", "*.info;mail.none", "kern,user.warn", "local0.*;*.!err",
             "auth,authpriv.*", "*.*;user.!notice", "local7.none;*.emerg", "*.3", "user.=5", "*.err;kern.debug;auth.notice;mail.crit"]


def quote(text):
    return "'" + text.replace("'", "\\'") + "'"


def literal(r):
    if r.random() < 0.35:
        return str(r.choice([0, 1, 2, 3, 5, 7, 10, 12, 42, 255]))
    return quote(r.choice(WORDS))


def reference(r):
    name = r.choice(PROPERTIES) if r.random() < 0.5 else r.choice(VARIABLES)
    return "$" + name


class Node:
    """An expression: its text is made by filling its children into a form. What is fixed must stay what it is."""

    def __init__(self, form, *children, is_fixed=False):
        self.form = form
        self.children = children
        self.is_fixed = is_fixed

    def __str__(self):
        return self.form.format(*self.children)

    def smaller(self):
        """Expressions that are this one with something taken away."""
        yield from (child for child in self.children if not child.is_fixed)
        for i, child in enumerate(self.children):
            for less in child.smaller():
                yield Node(self.form, *self.children[:i], less, *self.children[i + 1:])
        if not self.children and not self.is_fixed and self.form != "1":
            yield Node("1")
            yield Node("'a'")


def leaf(text, is_fixed=False):
    return Node(text.replace("{", "{{").replace("}", "}}"), is_fixed=is_fixed)


def _call(name, *kinds):
    return lambda r, depth: Node(name + "(" + ", ".join(["{}"] * len(kinds)) + ")", *[kind(r, depth - 1) for kind in kinds])


def _of(values):
    return lambda r, depth: leaf(r.choice(values), is_fixed=True)


def _any(r, depth):
    return expression(r, depth)


def _variable(r, depth):
    return leaf("$" + r.choice(VARIABLES), is_fixed=True)


_small = _of(["0", "1", "2", "3", "5", "20", "'1'", "'x'"])
_regex = _of([quote(regex) for regex in REGEXES])
_tree = _of(["$!", "$!o", "$!a", "$!o!q", "$!o!q!r", "$!e", "$!s", "$!n", "$!nothing"])

FUNCTIONS = [
    _call("cnum", _any), _call("cstr", _any), _call("strlen", _any), _call("tolower", _any), _call("ltrim", _any),
    _call("rtrim", _any), _call("ip42num", _any), _call("ipv42num", _any), _call("num2ipv4", _any), _call("int2hex", _any),
    _call("getenv", _of(["'FUZZ'", "'NOT_SET'", "$msg"])), _call("re_match", _any, _regex), _call("re_match_i", _any, _regex),
    _call("re_extract", _any, _regex, _small, _small, _any), _call("re_extract_i", _any, _regex, _small, _small, _any),
    _call("field", _any, _of(["32", "44", "46", "'a'", "', '", "'.'", "61"]), _small), _call("replace", _any, _any, _any),
    _call("wrap", _any, _any), _call("wrap", _any, _any, _any), _call("substring", _any, _small, _of(["0", "1", "3", "100", "-1", "-3"])),
    _call("exists", _variable), _call("is_time", _any), _call("is_time", _any, _of(["'date-rfc3164'", "'date-rfc3339'", "'date-unix'"])),
    _call("format_time", _any, _of(["'date-rfc3164'", "'date-rfc3339'"])), _call("parse_time", _any),
    _call("prifilt", _of([quote(selector) for selector in SELECTORS])), _call("exec_template", _of(["'inner'"])),
    _of(["get_property($!, 'n')", "get_property($!o, 'p')", "get_property($!o, 'q')", "get_property($!a, 0)", "get_property($!o!q!r, 1)",
         "get_property($!nothing, 'n')", "get_property($!s, 'n')", "get_property($!o!q, '')", "get_property($!, 'd')"]),
    _call("script_error"), _call("previous_action_suspended"),
]


def expression(r, depth):
    choice = r.random()
    if depth <= 0 or choice < 0.2:
        return leaf(literal(r) if r.random() < 0.45 else reference(r))
    if choice < 0.5:
        operator = r.choice(OPERATORS)
        form = r.choice(["({} %s {})", "({} %s {})", "{} %s {}"]) % operator
        if operator in ("==", "!=", "contains", "contains_i", "startswith", "startswith_i") and r.random() < 0.2:
            values = ", ".join(quote(r.choice(WORDS)) for _ in range(r.randint(1, 4)))
            return Node(form, expression(r, depth - 1), leaf("[" + values + "]"))
        return Node(form, expression(r, depth - 1), expression(r, depth - 1))
    if choice < 0.6:
        return Node(r.choice(["not {}", "-{}", "not ({})", "-({})", "({})"]), expression(r, depth - 1))
    return r.choice(FUNCTIONS)(r, depth)


def property_filter(r):
    operation = r.choice(["contains", "isequal", "startswith", "regex", "ereregex", "isempty", "Contains", "STARTSWITH"])
    # 8.2302 reads no variables there.
    name = r.choice(PROPERTIES)
    value = r.choice(REGEXES) if "regex" in operation else r.choice([word for word in WORDS if "\\" not in word])
    value = value.replace('"', '\\"')
    return ':%s, %s%s, "%s"' % (name, "!" if r.random() < 0.2 else "", operation, value)


ENCODINGS = ["csv", "json", "jsonf", "jsonr", "jsonfr"]

TEXT_OPTIONS = ["uppercase", "lowercase", "drop-cc", "space-cc", "escape-cc", "drop-last-lf", "secpath-drop", "secpath-replace",
                "sp-if-no-1st-sp", "compressspace", "fixed-width", "pos-end-relative"] + ENCODINGS

DATE_OPTIONS = ["date-mysql", "date-rfc3164", "date-rfc3339", "date-unixtimestamp", "date-year", "date-month", "date-day",
                "date-hour", "date-minute", "date-second", "date-subseconds", "date-tzoffshour", "date-tzoffsmin",
                "date-tzoffsdirection", "date-ordinal", "date-week", "date-wday", "date-wdayname", "date-pgsql",
                "date-rfc3164-buggyday", "date-utc"] + ENCODINGS


def replacer(r):
    """The text between the percent signs of a template."""
    name = r.choice(PROPERTIES + ["timestamp"]) if r.random() < 0.7 else "$" + r.choice(VARIABLES + ["!all-json", "!"])
    if name.startswith("time"):
        return name + ":::" + ",".join(r.sample(DATE_OPTIONS, r.randint(0, 2)))
    choice = r.random()
    if choice < 0.3:
        first, last = r.choice(["", "1", "2", "3", "5", "10", "0"]), r.choice(["", "$", "1", "3", "5", "20", "100"])
    elif choice < 0.5:
        first, last = r.choice(["F,32", "F,44", "F,46", "F,61", "F,58", "F,97"]), str(r.randint(1, 4))
    elif choice < 0.75:
        first = "R,%s,%d,%s,%d" % (
            r.choice(["ERE", "BRE"]), r.randint(0, 2), r.choice(["DFLT", "BLANK", "ZERO", "FIELD"]), r.randint(0, 1))
        last = r.choice([regex for regex in REGEXES if "\\" not in regex]) + "--end"
    else:
        first = last = ""
    options = r.sample(TEXT_OPTIONS, r.randint(0, 3))
    # That would pad with two thousand million blanks.
    options = ",".join(option for option in options if last != "$" or option != "fixed-width")
    return ":".join([name, first, last, options]).rstrip(":") if first or last or options else name


def statements(r, root):
    """A few changes of the tree below `root`."""
    paths = [root + step for step in ["!x", "!y", "!x!i", "!x!j", "!y!k", "!y!k!l", ""]]
    lines = []
    for _ in range(r.randint(1, 5)):
        path = r.choice(paths)
        value = expression(r, 1) if r.random() < 0.5 else leaf("$" + r.choice(paths + VARIABLES))
        lines.append(r.choice([
            "set $%s = %s;" % (path, value), "set $%s = %s;" % (path, value), "reset $%s = %s;" % (path, value),
            "unset $%s;" % path,
            "foreach ($.i in %s) do { set $%s = $%s & '/' & $.i; }" % (_tree(r, 0), path, path),
            "if %s then { set $%s = 'then'; } else { set $%s = 'else'; }" % (expression(r, 2), path, path),
        ]))
    return lines


TEXTS = ["hello world", "user=joe a.b.c 10.0.0.1", " leading", "abc", "ABC def", "x", "", "error: 42 of 7", "a,b,,c", "tab\there",
         "é ü", "'quoted' \"double\" \\back", "a/b/../c", "5", "010", "-5", "  many   blanks  ", "[1,2]", "{\"a\":1}", "line\nfeed",
         "nul\0byte", "%percent%", "2003-10-11T22:14:15.003Z", "Oct 11 22:14:15"]


def message(r):
    text = r.choice(TEXTS)
    priority = r.randint(0, 191)
    stamp = r.choice(["Oct 11 22:14:15", "Mar  1 01:02:03", "2003-10-11T22:14:15.003Z", "2020-02-29T23:59:59.5+02:00"])
    if r.random() < 0.3:
        data = r.choice(["-", '[id@1 k="v"]', '[a x="1"][b y="\\"2\\]"]'])
        return ("<%d>1 %s %s %s %s %s %s %s" % (
            priority, r.choice(["2003-10-11T22:14:15.003Z", "2020-02-29T23:59:59.000500+02:00"]), r.choice(["host", "-"]),
            r.choice(["app", "-"]), r.choice(["123", "-"]), r.choice(["ID47", "-"]), data, text)).encode()
    tag = r.choice(["app:", "app[123]:", "su", "a/b.c[1]:", "tag"])
    return ("<%d>%s %s %s %s" % (priority, stamp, r.choice(["host", "web-1", "10.0.0.1"]), tag, text)).encode()

using Rsyslogd.Net.Configuration.Text;

namespace Rsyslogd.Net.Configuration.Diagnostics;

/// <summary>Included files: NS13xx.</summary>
public static partial class SyntaxDiagnostics
{
    /// <summary>A file to include is missing.</summary>
    public static Diagnostic MissingInclude(TextSpan span, string path) =>
        Error("NS1301", $"{path} does not exist", span);

    /// <summary>A file cannot be read; no span for the main file.</summary>
    public static Diagnostic UnreadableFile(TextSpan? span, string path, string reason) =>
        Error("NS1302", $"{path} cannot be read: {reason}", span);

    /// <summary>A cycle.</summary>
    public static Diagnostic IncludeCycle(TextSpan? span, string path) =>
        Error("NS1303", $"{path} includes itself, directly or through others", span);

    /// <summary>$IncludeConfig alone.</summary>
    public static Diagnostic MissingIncludePath(TextSpan span) =>
        Error("NS1304", "the file to include is expected behind $IncludeConfig", span);

    /// <summary>include() without either.</summary>
    public static Diagnostic IncludeWithoutFile(TextSpan span) =>
        Error("NS1305", "include() needs file=\"…\" or text=\"…\"", span);

    /// <summary>include() with both.</summary>
    public static Diagnostic IncludeFileAndText(TextSpan span) =>
        Error("NS1306", "include() takes either file or text, not both", span);

    /// <summary>mode=.</summary>
    public static Diagnostic UnknownIncludeMode(TextSpan span, string mode, string? suggestion) =>
        Error("NS1307", $"{mode} is no mode; required, optional and abort-if-missing are", span, suggestion);

    /// <summary>Anything else.</summary>
    public static Diagnostic UnknownIncludeParameter(TextSpan span, string name, string? suggestion) =>
        Error("NS1308", $"include() has no parameter {name}; file, text and mode are", span, suggestion);
}

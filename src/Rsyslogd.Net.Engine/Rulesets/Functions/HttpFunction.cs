using System.Text;
using Rsyslogd.Net.Engine.Rulesets.Evaluation;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Functions;

/// <summary>http_request(url) of fmhttp (manual, "HTTP-Request"): the body of what a GET gives. The message, and those behind it,
/// wait for the answer; without one the text is empty, and script_error() says so.</summary>
internal sealed class HttpFunction(ExecutionState state)
{
    private const int MostBytes = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Made by the first request: most configurations have none.
    private static readonly Lazy<HttpClient> Client = new(
        () => new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = MostBytes });

    /// <summary>The function.</summary>
    public void Request(FunctionFrame frame, Message message, ref ScriptValue result)
    {
        state.IsScriptError = true;
        result.Set([]);
        if (!Uri.TryCreate(Encoding.UTF8.GetString(frame.Text(0, message)), UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = Client.Value.Send(request);
            using var body = response.Content.ReadAsStream();
            for (int read; (read = body.Read(frame.Output.GetSpan(4096))) > 0;)
            {
                frame.Output.Advance(read);
            }

            state.IsScriptError = false;
            result.Set(frame.Output.Written);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            // The expression sees it in script_error().
        }
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Engine.Templates;
using Rsyslogd.Net.Engine.Variables;
using Rsyslogd.Net.Messages;
using Rsyslogd.Net.Messages.Variables;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>Variables for templates.</summary>
internal sealed class TemplateVariables(GlobalVariables globals) : VariableReader
{
    /// <inheritdoc/>
    public override bool TryAppend(Message message, VariablePath path, ByteBuffer output)
    {
        var value = new VariableReference(path, globals).Find(message);
        if (value is null)
        {
            return false;
        }

        JsonText.AppendPlain(value, output);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryAppendJson(Message message, VariablePath path, ByteBuffer output)
    {
        var value = new VariableReference(path, globals).Find(message);
        if (value is null)
        {
            return false;
        }

        JsonText.Append(value, output);
        return true;
    }
}

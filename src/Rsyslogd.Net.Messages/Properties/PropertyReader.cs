namespace Rsyslogd.Net.Messages.Properties;

/// <summary>The text of a message's properties. Hot.</summary>
public static class PropertyReader
{
    /// <summary>The value of a property that isn't a variable, in its default form.</summary>
    /// <param name="message">A parsed message.</param>
    /// <param name="property">Which property; variables and $!all-json give nothing here.</param>
    /// <param name="scratch">Room for values that have to be made; cleared when it is used.</param>
    /// <returns>Bytes of the message, of a table or of <paramref name="scratch"/>: valid until either is used again.</returns>
    public static ReadOnlySpan<byte> Get(Message message, PropertyId property, ByteBuffer scratch)
    {
        return default;
    }
}

using Rsyslogd.Net.Configuration.Bound;
using Rsyslogd.Net.Interop;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Actions.OmFile;

/// <summary>
/// Makes a path of a name that came out of a template, and so in part from anybody who can send a message. The text in
/// front of the first property is the operator's; behind it
/// no component may be <c>..</c> (it becomes <c>__</c>), a NUL becomes <c>_</c>, a component longer than the file system
/// takes is cut at 255 bytes, and a name that begins with a property of the message doesn't begin with <c>/</c>. Names
/// longer than the kernel takes, and empty ones, can't be used.
/// </summary>
internal sealed class DynamicName
{
    private readonly int _trusted;
    private readonly bool _mayBeAbsolute;

    /// <summary>For the names that a template makes.</summary>
    public DynamicName(BoundTemplate template)
    {
        var isFirst = true;
        foreach (var segment in template.Segments)
        {
            if (segment is not BoundConstant constant)
            {
                // $.path was set by a rule: where it leads is the operator's doing. $! may have come with the message.
                _mayBeAbsolute = segment is BoundReplacer { Property.Path.Root: '.' or '/' };
                break;
            }

            isFirst = false;
            _trusted += constant.Value.Length;
        }

        // Text of the operator's in front, be it all there is.
        _mayBeAbsolute |= !isFirst || template.Subtree is not null;
    }

    /// <summary>Writes the path, ending in NUL. False: the name can't be used.</summary>
    /// <param name="name">As the template wrote it.</param>
    /// <param name="path">Takes the path.</param>
    /// <param name="isChanged">Whether something dangerous was taken out.</param>
    public bool TryMakePath(ReadOnlySpan<byte> name, ByteBuffer path, out bool isChanged)
    {
        isChanged = false;
        var start = 0;
        while (start <= name.Length)
        {
            var rest = name[start..];
            var length = rest.IndexOf((byte)'/');
            var component = length < 0 ? rest : rest[..length];
            var end = start + component.Length;
            var isOurs = end <= _trusted && end < name.Length;
            isChanged |= AppendComponent(component, isOurs, path);
            if (length < 0)
            {
                break;
            }

            if (end == 0 && !_mayBeAbsolute)
            {
                isChanged = true;
                path.Append((byte)'_');
            }
            else
            {
                path.Append((byte)'/');
            }

            start = end + 1;
        }

        path.Append((byte)0);
        return path.Length > 1 && path.Length <= NativeFile.MaxPathBytes;
    }

    private static bool AppendComponent(ReadOnlySpan<byte> component, bool isOurs, ByteBuffer path)
    {
        if (!isOurs && component.SequenceEqual(".."u8))
        {
            path.Append("__"u8);
            return true;
        }

        var isCut = component.Length > NativeFile.MaxNameBytes;
        if (isCut)
        {
            component = component[..CutLength(component)];
        }

        if (!component.Contains((byte)0))
        {
            path.Append(component);
            return isCut;
        }

        foreach (var value in component)
        {
            path.Append(value == 0 ? (byte)'_' : value);
        }

        return true;
    }

    /// <summary>Not in the middle of a UTF-8 sequence.</summary>
    private static int CutLength(ReadOnlySpan<byte> component)
    {
        var length = NativeFile.MaxNameBytes;
        while (length > NativeFile.MaxNameBytes - 4 && (component[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return length;
    }
}

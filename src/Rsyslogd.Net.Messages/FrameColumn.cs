namespace Rsyslogd.Net.Messages;

/// <summary>What a batch knows of its frames beside them, where its input says more than others do. The room is kept from one use of the
/// batch to the next.</summary>
/// <typeparam name="T">What is known of a frame.</typeparam>
internal struct FrameColumn<T>
{
    private T?[]? _values;

    /// <summary>Whether anything is known of any frame.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Says it of one frame.</summary>
    /// <param name="index">Which.</param>
    /// <param name="frames">For how many frames there is to be room.</param>
    /// <param name="value">What is known of it.</param>
    public void Set(int index, int frames, T value)
    {
        if (_values is null || _values.Length <= index)
        {
            Array.Resize(ref _values, frames);
        }

        _values[index] = value;
        IsUsed = true;
    }

    /// <summary>What is known of a frame; the default: nothing.</summary>
    public readonly T? Get(int index) => IsUsed && index < _values!.Length ? _values[index] : default;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (IsUsed)
        {
            IsUsed = false;
            Array.Clear(_values!);
        }
    }
}

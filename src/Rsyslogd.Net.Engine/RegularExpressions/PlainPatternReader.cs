namespace Rsyslogd.Net.Engine.RegularExpressions;

/// <summary>
/// Reads the expressions that are a plain sequence: characters, sets with or without a repetition, groups of alternatives that
/// are sequences without repetitions, anchors at the ends. Cold. POSIX basic and extended alike; whatever it isn't sure of it
/// refuses.
/// </summary>
internal ref struct PlainPatternReader
{
    private const int MaxSteps = 64;

    private readonly ReadOnlySpan<byte> _pattern;
    private readonly bool _isExtended;
    private readonly List<byte> _text = [];
    private List<PatternStep> _steps = [];
    private int _at;

    public PlainPatternReader(ReadOnlySpan<byte> pattern, bool isExtended)
    {
        _pattern = pattern;
        _isExtended = isExtended;
    }

    /// <summary>Whether a match must begin where the text does.</summary>
    public bool IsAnchoredAtStart { get; private set; }

    /// <summary>Whether a match must end where the text does.</summary>
    public bool IsAnchoredAtEnd { get; private set; }

    /// <summary>The steps; null when the expression is none of these.</summary>
    public PatternStep[]? Read()
    {
        if (_pattern.StartsWith("^"u8))
        {
            IsAnchoredAtStart = true;
            _at++;
        }

        while (_at < _pattern.Length)
        {
            if (_at == _pattern.Length - 1 && _pattern[_at] == '$')
            {
                IsAnchoredAtEnd = true;
                break;
            }

            if (!(_isExtended && _pattern[_at] == '(' ? TryReadGroup() : TryReadCharacter(mayRepeat: true)))
            {
                return null;
            }
        }

        EndText();
        return _steps.Count <= MaxSteps ? [.. _steps] : null;
    }

    private void EndText()
    {
        if (_text.Count > 0)
        {
            _steps.Add(PatternStep.OfText([.. _text]));
            _text.Clear();
        }
    }

    /// <summary>A character or a set, with its repetition.</summary>
    private bool TryReadCharacter(bool mayRepeat)
    {
        if (!TryReadOne(out var set, out var isOpen) || !TryReadRepetition(out var least, out var most))
        {
            return false;
        }

        if (least == 1 && most == 1 && !isOpen && set.Single is { } single)
        {
            _text.Add(single);
            return true;
        }

        EndText();
        _steps.Add(PatternStep.OfSet(set, isOpen, least, most));
        return mayRepeat || (least == 1 && most == 1);
    }

    private bool TryReadOne(out AsciiSet set, out bool isOpen)
    {
        set = default;
        isOpen = false;
        var value = _pattern[_at++];
        switch (value)
        {
            case (byte)'.':
                isOpen = true;
                set = set.Others();
                return true;
            case (byte)'[':
                if (!PosixSyntax.TryReadSet(_pattern, ref _at, out set, out isOpen))
                {
                    return false;
                }

                set = isOpen ? set.Others() : set;
                return true;
            case (byte)'\\':
                // In a basic expression some of them are operators.
                if (_at == _pattern.Length || !PosixSyntax.IsPlainEscape(_pattern[_at]) || (!_isExtended && "(){}|+?"u8.Contains(_pattern[_at])))
                {
                    return false;
                }

                set.Add(_pattern[_at++]);
                return true;
            case 0 or >= 0x80 or (byte)'*' or (byte)'^' or (byte)'$':
            case (byte)'(' or (byte)')' or (byte)'|' or (byte)'+' or (byte)'?' or (byte)'{' when _isExtended:
                return false;
            default:
                set.Add(value);
                return true;
        }
    }

    private bool TryReadRepetition(out int least, out int most)
    {
        (least, most) = (1, 1);
        if (!IsAtRepetition())
        {
            return true;
        }

        switch (_pattern[_at++])
        {
            case (byte)'*':
                (least, most) = (0, PosixSyntax.Unlimited);
                break;
            case (byte)'+':
                most = PosixSyntax.Unlimited;
                break;
            case (byte)'?':
                least = 0;
                break;
            default:
                if (!PosixSyntax.TryReadInterval(_pattern, ref _at, out least, out most))
                {
                    return false;
                }

                break;
        }

        return !IsAtRepetition();
    }

    private readonly bool IsAtRepetition() =>
        _at < _pattern.Length && (_pattern[_at] == '*' || (_isExtended && _pattern[_at] is (byte)'+' or (byte)'?' or (byte)'{'))
        || (!_isExtended && _pattern[_at..].StartsWith("\\{"u8));

    /// <summary><c>(alternative|alternative)</c></summary>
    private bool TryReadGroup()
    {
        EndText();
        _at++;
        var outside = _steps;
        var alternatives = new List<PatternStep[]>();
        do
        {
            _steps = [];
            while (_at < _pattern.Length && _pattern[_at] is not ((byte)'|' or (byte)')'))
            {
                if (!TryReadCharacter(mayRepeat: false))
                {
                    return false;
                }
            }

            EndText();
            alternatives.Add([.. _steps]);
        }
        while (_steps.Count > 0 && _at < _pattern.Length && _pattern[_at++] == '|');

        var isClosed = _steps.Count > 0 && _pattern[_at - 1] == ')';
        _steps = outside;
        _steps.Add(PatternStep.OfAlternatives([.. alternatives]));
        return isClosed && !IsAtRepetition();
    }
}

using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// What several filters search one property for: one search answers all of them, once for each message. Hot; one thread.
/// </summary>
/// <param name="property">Where the literals are searched.</param>
/// <param name="fewQuestions">So many searches for one literal cost no more than the one for all.</param>
internal sealed class LiteralGroup(PropertyAccessor property, int fewQuestions)
{
    private readonly List<byte[]> _literals = [];
    private readonly int[] _at = new int[LiteralSet.MaxLiterals];
    private LiteralSet? _set;

    private Message? _message;
    private int _version;
    private int _questions;
    private bool _isSearched;
    private ulong _found;

    /// <summary>Adds a literal; false when there is no room.</summary>
    /// <param name="literal">At least <see cref="LiteralSet.LeastBytes"/> bytes.</param>
    /// <param name="index">What to ask for it by.</param>
    public bool TryAdd(byte[] literal, out int index)
    {
        index = _literals.FindIndex(other => other.AsSpan().SequenceEqual(literal));
        if (index < 0 && _literals.Count < LiteralSet.MaxLiterals)
        {
            index = _literals.Count;
            _literals.Add(literal);

            // What has been found so far says nothing of this one.
            _set = null;
            _message = null;
        }

        return index >= 0;
    }

    /// <summary>Whether one search for all saves work for so many questions.</summary>
    public bool IsWorth(int questions) => questions > fewQuestions;

    /// <summary>The property.</summary>
    public ReadOnlySpan<byte> TextOf(Message message) => property.Get(message);

    /// <summary>Where a literal stands first; negative: nowhere.</summary>
    public int Find(Message message, int index)
    {
        if (IsNew(message))
        {
            // A message is likely to be asked for as much as the one before.
            var expectsMany = _questions > fewQuestions;
            Begin(message);
            if (expectsMany)
            {
                SearchAll(message);
            }
        }

        _questions++;
        if (!_isSearched)
        {
            if (_questions <= fewQuestions)
            {
                return TextSearch.IndexOf(property.Get(message), _literals[index]);
            }

            SearchAll(message);
        }

        return (_found >> index & 1) != 0 ? _at[index] : -1;
    }

    /// <summary>A bit for each literal that occurs.</summary>
    public ulong FindAll(Message message)
    {
        if (IsNew(message))
        {
            Begin(message);
        }

        if (!_isSearched)
        {
            SearchAll(message);
        }

        return _found;
    }

    private bool IsNew(Message message) => message.Version != _version || !ReferenceEquals(message, _message);

    private void Begin(Message message)
    {
        if (!ReferenceEquals(message, _message))
        {
            _message = message;
        }

        _version = message.Version;
        _questions = 0;
        _isSearched = false;
    }

    private void SearchAll(Message message)
    {
        _set ??= new LiteralSet([.. _literals]);
        _found = _set.Search(property.Get(message), _at);
        _isSearched = true;
    }
}

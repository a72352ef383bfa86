using Rsyslogd.Net.Engine.Lookups;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Rulesets.Evaluation;

/// <summary>
/// What several filters search one property for: one search answers all of them, once for each message. Hot; one thread.
/// </summary>
/// <param name="property">Where the literals are searched.</param>
/// <param name="fewQuestions">So many searches for one literal cost no more than the one for all.</param>
internal sealed class LiteralGroup(PropertyAccessor property, int fewQuestions)
{
    private readonly Dictionary<byte[], int> _literals = new(ByteTextComparer.Instance);
    private LiteralSearch? _search;
    private FoundLiterals _found = new(0);

    private Message? _message;
    private int _version;
    private int _questions;
    private bool _isSearched;

    /// <summary>Adds a literal.</summary>
    /// <param name="literal">At least <see cref="LiteralSearch.LeastBytes"/> bytes.</param>
    /// <returns>What to ask for it by.</returns>
    public int Add(byte[] literal)
    {
        if (!_literals.TryGetValue(literal, out var index))
        {
            index = _literals.Count;
            _literals.Add(literal, index);

            // What has been found so far says nothing of this one.
            _search = null;
            _message = null;
        }

        return index;
    }

    /// <summary>Whether one search for all saves work for so many questions.</summary>
    public bool IsWorth(int questions) => questions > fewQuestions;

    /// <summary>The property.</summary>
    public ReadOnlySpan<byte> TextOf(Message message) => property.Get(message);

    /// <summary>Where a literal stands first; negative: nowhere.</summary>
    /// <param name="message">The message.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="index">What <see cref="Add"/> returned for it.</param>
    public int Find(Message message, byte[] literal, int index)
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
                return TextSearch.IndexOf(property.Get(message), literal);
            }

            SearchAll(message);
        }

        return _found.Find(index);
    }

    /// <summary>All literals that occur; valid until the next question.</summary>
    public FoundLiterals FindAll(Message message)
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
        if (_search is null)
        {
            _search = LiteralSearch.For([.. _literals.OrderBy(literal => literal.Value).Select(literal => literal.Key)]);
            _found = new FoundLiterals(_literals.Count);
        }

        _found.Clear();
        _search.Search(property.Get(message), _found);
        _isSearched = true;
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pidgin;

namespace Rsyslogd.Net.Configuration.Parsing;

/// <summary>
/// Repetition for grammars. Pidgin's own Many and Separated give <c>IEnumerable&lt;T&gt;</c> of which they are defined again, a generic
/// recursion that Native AOT warns of (IL3054); these give an array and end there.
/// </summary>
internal static class Repetition
{
    /// <summary>Any number of times, also none.</summary>
    public static Parser<TToken, ImmutableArray<T>> Repeated<TToken, T>(this Parser<TToken, T> item) =>
        new RepeatedParser<TToken, T>(item);

    /// <summary>Once or more, with something between.</summary>
    public static Parser<TToken, ImmutableArray<T>> ListedBy<TToken, T, TSeparator>(
        this Parser<TToken, T> item, Parser<TToken, TSeparator> separator) =>
        Parser.Map((first, more) => more.Insert(0, first), item, separator.Then(item).Repeated());

    /// <summary>Any number of times, also none, with something between.</summary>
    public static Parser<TToken, ImmutableArray<T>> ListedOrNoneBy<TToken, T, TSeparator>(
        this Parser<TToken, T> item, Parser<TToken, TSeparator> separator) =>
        item.ListedBy(separator).Or(Parser<TToken>.Return(ImmutableArray<T>.Empty));

    private sealed class RepeatedParser<TToken, T>(Parser<TToken, T> item) : Parser<TToken, ImmutableArray<T>>
    {
        public override bool TryParse(
            ref ParseState<TToken> state,
            ref PooledList<Expected<TToken>> expecteds,
            [MaybeNullWhen(false)] out ImmutableArray<T> result)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            var ofItem = new PooledList<Expected<TToken>>(
                state.Configuration.ArrayPoolProvider.GetArrayPool<Expected<TToken>>());
            var start = state.Location;
            while (item.TryParse(ref state, ref ofItem, out var value))
            {
                if (state.Location == start)
                {
                    throw new InvalidOperationException("A repeated parser has to take something.");
                }

                ofItem.Clear();
                items.Add(value);
                start = state.Location;
            }

            // An item that began and then failed is a mistake; one that didn't begin is the end of the list.
            var isMistake = state.Location > start;
            if (isMistake)
            {
                expecteds.AddRange(ofItem.AsSpan());
            }

            ofItem.Dispose();
            result = items.ToImmutable();
            return !isMistake;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AwsHistory.Data;

/// <summary>
/// The words of texts, unstemmed, with how often each occurs: what a misspelt word may have meant. A word written with a mark
/// inside it counts a second time without the mark, so that <c>reinvent</c> finds <c>re:Invent</c>.
/// </summary>
internal sealed class SearchWords
{
    /// <summary>Longer runs of letters are no words anybody mistypes.</summary>
    public const int Longest = 24;

    private static readonly SearchValues<char> Joiners = SearchValues.Create("'’:-.&_+");

    private const char FirstAccent = 'à', LastAccent = 'ſ';

    /// <summary>The Latin letters from à to ſ without their accents.</summary>
    private const string Bare =
        "aaaaaaæceeeeiiiiðnooooo÷øuuuuyþyAaAaAaCcCcCcCcDdĐđEeEeEeEeEeGgGgGgGgHhĦħIiIiIiIi" +
        "IıĲĳJjKkĸLlLlLlĿŀŁłNnNnNnŉŊŋOoOoOoŒœRrRrRrSsSsSsSsTtTtŦŧUuUuUuUuUuUuWwYyYZzZzZzſ";

    private readonly Dictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>How often a word occurs, and how often in a name.</summary>
    public record struct Count(int All, int Names);

    /// <summary>What was counted: words, how each is shown, and its counts, which may be negative.</summary>
    public IEnumerable<(string Word, string Shown, Count Count)> Counted
    {
        get
        {
            foreach (var (key, count) in counts)
            {
                if (count == default) continue;
                var tab = key.IndexOf('\t', StringComparison.Ordinal);
                yield return tab < 0 ? (key, key, count) : (key[..tab], key[(tab + 1)..], count);
            }
        }
    }

    /// <summary>Counts the words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sign">1 for a text that has come, −1 for one that has gone.</param>
    /// <param name="isName">Whether the text is a name.</param>
    public void Add(string text, int sign, bool isName)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[Longest];
        foreach (var (start, end) in Runs(text))
        {
            var run = text.AsSpan(start, end - start);
            var parts = 0;
            foreach (var part in Words(run))
            {
                parts++;
                if (part.Length > Longest) continue;
                if (Ascii.IsValid(part))
                {
                    var length = part.ToLowerInvariant(word);
                    if (IsWord(word[..length])) Increment(ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, word[..length], out _));
                }
                else if (Fold(part.ToString()) is var folded && folded.Length <= Longest && IsWord(folded))
                {
                    Increment(ref CollectionsMarshal.GetValueRefOrAddDefault(counts, folded, out _));
                }
            }

            if (parts > 1 && JoinedOrNull(run) is { } joined) Increment(ref CollectionsMarshal.GetValueRefOrAddDefault(counts,
                $"{joined}\t{run.ToString().ToLowerInvariant()}", out _));
        }

        void Increment(ref Count count) => count = new(count.All + sign, count.Names + (isName ? sign : 0));
    }

    /// <summary>A word as the index sees it but for its stem: lower case, without accents.</summary>
    /// <param name="word">Any word.</param>
    public static string Fold(string word)
    {
        var lower = word.ToLowerInvariant();
        if (Ascii.IsValid(lower)) return lower;
        // The program runs without tables of cultures, and these letters are all that the index folds in names.
        return string.Create(lower.Length, lower, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++) letters[i] = from[i] is >= FirstAccent and <= LastAccent ? Bare[from[i] - FirstAccent] : from[i];
        });
    }

    /// <summary>A name with the marks inside its words left out: <c>O'Reilly</c> gives <c>OReilly</c>.</summary>
    /// <param name="name">The name.</param>
    public static string Join(string name) => string.Concat(name.Where(c => !Joiners.Contains(c)));

    /// <summary>The runs of letters and digits of a text.</summary>
    /// <param name="text">Any text.</param>
    public static WordEnumerator Words(ReadOnlySpan<char> text) => new(text);

    /// <summary>A word has a letter, and more than one character.</summary>
    private static bool IsWord(ReadOnlySpan<char> word) => word.Length > 1 && word.ContainsAnyExceptInRange('0', '9');

    /// <summary>What a run with marks inside is when they are left out; null when nobody would write it so.</summary>
    private static string? JoinedOrNull(ReadOnlySpan<char> run)
    {
        if (run.Length > Longest + 4) return null;
        var last = run.LastIndexOfAny(Joiners);
        // "Amazon's" and "don't" are not written in one; "O'Reilly" is.
        if (run[last] is '\'' or '’' && run.Length - last <= 3) return null;
        var joined = Fold(Join(run.ToString()));
        return joined.Length <= Longest && IsWord(joined) && !char.IsAsciiDigit(joined[0]) ? joined : null;
    }

    /// <summary>Stretches of words that single marks hold together: <c>re:Invent</c>, <c>us-east-1</c>.</summary>
    private static IEnumerable<(int Start, int End)> Runs(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && (IsPart(text[i]) || (i + 1 < text.Length && Joiners.Contains(text[i]) && char.IsLetterOrDigit(text[i + 1])))) i++;
            yield return (start, i);
        }
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    /// <summary>Walks the runs of letters and digits of a text.</summary>
    public ref struct WordEnumerator(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at;

        /// <summary>The run it stands at.</summary>
        public ReadOnlySpan<char> Current { get; private set; }

        /// <summary>Itself, for a loop.</summary>
        public readonly WordEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next run.</summary>
        public bool MoveNext()
        {
            while (at < text.Length && !char.IsLetterOrDigit(text[at])) at++;
            var start = at;
            while (at < text.Length && IsPart(text[at])) at++;
            Current = text[start..at];
            return at > start;
        }
    }
}

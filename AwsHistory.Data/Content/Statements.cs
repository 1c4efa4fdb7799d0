namespace AwsHistory.Data.Content;

/// <summary>A citation of a moment with the words it stands for, as other citations of the recording are compared with it.</summary>
/// <param name="Ordinal">Its place among the page's citations, from 1.</param>
/// <param name="Key">The citekey; null for the page's own recording.</param>
/// <param name="Seconds">The time that is linked; null when it cannot be read.</param>
/// <param name="Other">Another time that the citation shows; null when there is none.</param>
/// <param name="Passage">The number of its passage on the page.</param>
/// <param name="Section">The number of its section.</param>
/// <param name="IsVouched">Whether an editor set it right: it is believed as it stands.</param>
/// <param name="Words">The words it stands for, as sorted numbers, each once; few words of little meaning.</param>
internal sealed record CitedStatement(int Ordinal, string? Key, int? Seconds, int? Other, int Passage, int Section, bool IsVouched, int[] Words);

/// <summary>Finds what each citation of a page stands for.</summary>
internal static class Statements
{
    private const int MaxWords = 24;
    private const int TooFew = 2;

    private static readonly HashSet<string> Common = new(
        ("about after all also and any are because been before being but can could did does for from had has have her him his how into its just like made make many more most much " +
        "not now one only other our out over said say she should some such than that the their them then there these they this those through time two under upon was way well were " +
        "what when where which while who why will with would you your").Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonWords = Common.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The citations of a page that may mean moments, in order.</summary>
    public static List<CitedStatement> Read(IReadOnlyList<ReadPassage> passages)
    {
        var found = new List<CitedStatement>();
        var (ordinal, section) = (0, 0);
        for (var p = 0; p < passages.Count; p++)
        {
            var passage = passages[p];
            if (passage.Kind == PassageKind.Heading) section++;
            var (from, last) = (0, Array.Empty<int>());
            for (var c = 0; c < passage.Citations.Count; c++)
            {
                var (node, offset) = passage.Citations[c];
                if (c == 0 || offset > passage.Citations[c - 1].Offset)
                {
                    // A citation at the very beginning stands for what follows it.
                    var words = offset > 0 ? WordsOf(passage.Text.AsSpan(from..offset)) : WordsOf(passage.Text.AsSpan(0, End(passage, c)));
                    last = words.Length < TooFew && last.Length > 0 ? last : words;
                    from = offset;
                }

                foreach (var written in node.Citations)
                {
                    ordinal++;
                    if (written.Key == WrittenCitation.OursKey || written.Locator is not { } locator) continue;
                    var start = written.Label is null ? WrittenCitation.SplitSpan(locator).Start : locator;
                    int? seconds = Timecode.TryParse(start, out var time) ? time.Seconds : null;
                    int? label = written.Label is { } text && Timecode.TryParse(text, out var shown) && shown.Seconds != seconds ? shown.Seconds : null;
                    found.Add(new(ordinal, written.Key, seconds, label, p, section, written.Printed is not null, last));
                }
            }
        }

        return found;
    }

    private static int End(ReadPassage passage, int citation)
    {
        for (var next = citation + 1; next < passage.Citations.Count; next++)
            if (passage.Citations[next].Offset > 0) return passage.Citations[next].Offset;
        return passage.Text.Length;
    }

    /// <summary>Words as numbers: without case and the commonest endings, so that "launched" is "launch".</summary>
    internal static int[] WordsOf(ReadOnlySpan<char> text)
    {
        var words = new SortedSet<int>();
        Span<char> folded = stackalloc char[24];
        for (var i = 0; i < text.Length && words.Count < MaxWords; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i])
                || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsDigit(text[i + 1]) && char.IsDigit(text[i - 1])))) i++;
            ReadOnlySpan<char> word = folded[..text[start..Math.Min(i, start + folded.Length)].ToLowerInvariant(folded)];
            if ((word.Length > 2 || word.ContainsAnyInRange('0', '9')) && !CommonWords.Contains(word)) words.Add(Number(Stem(word)));
        }

        return [.. words];
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed", "es", "s", "ly"])
            if (word.Length >= ending.Length + 4 && word.EndsWith(ending)) return word[..^ending.Length];
        return word;
    }

    /// <summary>FNV-1a: unlike the runtime's own, it gives the same numbers in every run.</summary>
    private static int Number(ReadOnlySpan<char> word)
    {
        var hash = 2166136261;
        foreach (var c in word) hash = (hash ^ c) * 16777619;
        return (int)hash;
    }
}

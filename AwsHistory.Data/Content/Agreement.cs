using System.Runtime.InteropServices;

namespace AwsHistory.Data.Content;

/// <summary>Another page's citation of the same recording that says the same.</summary>
/// <param name="Page">The number of the page.</param>
/// <param name="Index">The citation's place among those of the page.</param>
/// <param name="Likeness">How alike the words are, above 0 and up to 1.</param>
internal readonly record struct Witness(int Page, int Index, double Likeness);

/// <summary>
/// Finds, for the citations of one recording, those of other pages that say the same: the cosine of their words, rare ones
/// weighing more. Only statements that share a rare word are compared, so the work grows with the number of statements.
/// </summary>
internal static class Agreement
{
    private const int MaxHolders = 48;
    private const int RareWords = 8;
    private const int MaxPages = 5;
    private const int MaxOfPage = 3;
    private const int TooFew = 3;
    private const double Least = .25;

    public static Witness[][][] Find(IReadOnlyList<CitedPage> pages)
    {
        var result = pages.Select(page => new Witness[page.Statements.Count][]).ToArray();
        foreach (var page in result) Array.Fill(page, []);
        if (pages.Count < 2) return result;
        var all = pages.SelectMany((page, p) => page.Statements.Select((statement, i) => (Page: p, Index: i, statement.Words)))
            .Where(s => s.Words.Length >= TooFew).ToList();
        var holders = new Dictionary<int, List<int>>();
        for (var s = 0; s < all.Count; s++)
            foreach (var word in all[s].Words) (CollectionsMarshal.GetValueRefOrAddDefault(holders, word, out _) ??= []).Add(s);
        var weights = holders.ToDictionary(word => word.Key, word => Math.Log(1 + ((double)all.Count / word.Value.Count)));
        var squares = all.ConvertAll(s => Array.ConvertAll(s.Words, word => weights[word] * weights[word]));
        var lengths = squares.ConvertAll(list => Math.Sqrt(list.Sum()));
        // A copy of a page is no witness to it.
        var copies = pages.Select(page => string.Join(' ', page.Statements.Select(s => string.Join(',', s.Words))).GetHashCode(StringComparison.Ordinal)).ToArray();
        var shared = new Dictionary<int, double>();
        for (var s = 0; s < all.Count; s++)
        {
            var (page, index, words) = all[s];
            shared.Clear();
            foreach (var word in words.Where(word => holders[word].Count is > 1 and <= MaxHolders).OrderBy(word => holders[word].Count).Take(RareWords))
                foreach (var other in holders[word]) if (all[other].Page != page) shared.TryAdd(other, 0);
            result[page][index] =
            [
                // A statement with several times is several witnesses; they are heard as one.
                .. shared.Keys.Where(other => copies[all[other].Page] != copies[page])
                    .Select(other => new Witness(all[other].Page, all[other].Index, Dot(words, all[other].Words, squares[s]) / (lengths[s] * lengths[other])))
                    .Where(witness => witness.Likeness >= Least)
                    .GroupBy(witness => witness.Page)
                    .Select(ofPage => (Best: ofPage.Max(witness => witness.Likeness), OfPage: ofPage))
                    .OrderByDescending(group => group.Best).ThenBy(group => group.OfPage.Key).Take(MaxPages)
                    .SelectMany(group => group.OfPage.Where(witness => witness.Likeness > group.Best - .05).OrderByDescending(witness => witness.Likeness)
                        .ThenBy(witness => witness.Index).Take(MaxOfPage)),
            ];
        }

        return result;
    }

    private static double Dot(int[] a, int[] b, double[] squares)
    {
        var (i, j, sum) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] < b[j]) i++;
            else if (a[i] > b[j]) j++;
            else
            {
                sum += squares[i];
                (i, j) = (i + 1, j + 1);
            }
        }

        return sum;
    }
}

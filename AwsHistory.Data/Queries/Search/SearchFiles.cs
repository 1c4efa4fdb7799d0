using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>
/// The index by which a copy of the site is searched without a server, in JSON files so small that a search fetches a few: words by
/// their first two letters, with the passages they stand in (as the distance from one to the next, which is a short number) and the pages
/// whose names have them (each followed by how often it is told of); and passages and pages in runs.
/// </summary>
public static class SearchFiles
{
    private const int PassagesPerFile = 128, PagesPerFile = 256;

    /// <summary>In how large a part of a library's passages a word may stand and be in the index; in a small library all are.</summary>
    private const double Common = 0.25;

    private const int Small = 100;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the files, one after the other.</summary>
    /// <param name="db">The library.</param>
    /// <param name="kindName">What a kind is called.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Names without a folder, and what the files are to hold.</returns>
    public static async IAsyncEnumerable<(string Name, byte[] Bytes)> SearchFilesAsync(this KnowledgeDb db, Func<Kind, string> kindName,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var pages = await db.Pages.OrderBy(page => page.Id).Select(page => new { page.Id, page.Kind, page.Slug, page.Title, page.Description, page.Mentions })
            .ToListAsync(cancellation);
        var places = pages.Select((page, i) => (page.Id, i)).ToDictionary(page => page.Id, page => page.i);
        var (words, names) = (new Places(), new Places());
        foreach (var name in await db.Names.OrderBy(name => name.PageId).Select(name => new { name.PageId, name.Name })
            .ToListAsync(cancellation)) names.Add(places[name.PageId], name.Name);
        var run = new List<object[]>();
        var count = 0;
        await foreach (var passage in db.Passages.OrderBy(passage => passage.PageId).ThenBy(passage => passage.Ordinal)
            .Select(passage => new { passage.PageId, passage.Anchor, passage.HeadingText, passage.Text, passage.Entities }).AsAsyncEnumerable()
                .WithCancellation(cancellation))
        {
            words.Add(count++, $"{passage.Text} {passage.HeadingText} {passage.Entities}");
            run.Add([places[passage.PageId], passage.Anchor, passage.HeadingText, passage.Text]);
            if (run.Count < PassagesPerFile) continue;
            yield return File($"passages-{(count / PassagesPerFile) - 1}", run);
            run.Clear();
        }

        if (run.Count > 0) yield return File($"passages-{count / PassagesPerFile}", run);
        foreach (var (some, i) in pages.Chunk(PagesPerFile).Select((some, i) => (some, i)))
            yield return File($"pages-{i}", some.Select(page => new object[] { Urls.Page(page.Kind, page.Slug), page.Title, kindName(page.Kind), page.Description }));
        List<string> common = count < Small ? [] : words.TakeCommon((int)(count * Common));
        var ofWords = words.ByPrefix((places, i) => [i == 0 ? places[i] : places[i] - places[i - 1]]);
        var ofNames = names.ByPrefix((places, i) => [places[i], pages[places[i]].Mentions]);
        foreach (var prefix in ofWords.Select(group => group.Key).Union(ofNames.Select(group => group.Key)).Order(StringComparer.Ordinal))
            yield return File($"words-{prefix}", new { w = ofWords[prefix].ToDictionary(), n = ofNames[prefix].ToDictionary() });
        yield return File("about", new
        {
            passages = count,
            passagesPerFile = PassagesPerFile,
            pagesPerFile = PagesPerFile,
            common,
            words = ofWords.Select(group => group.Key).Union(ofNames.Select(group => group.Key)).Order(StringComparer.Ordinal)
        });
    }

    private static (string, byte[]) File(string name, object content) => ($"{name}.json", JsonSerializer.SerializeToUtf8Bytes(content, Json));

    /// <summary>Words, and where each stands.</summary>
    private sealed class Places
    {
        private readonly SortedDictionary<string, List<int>> byWord = new(StringComparer.Ordinal);

        /// <summary>Places come in order.</summary>
        public void Add(int place, string text)
        {
            foreach (var run in SearchWords.Words(text))
            {
                var word = SearchWords.Fold(run.ToString());
                if (!byWord.TryGetValue(word, out var list)) byWord[word] = list = [];
                if (list.Count == 0 || list[^1] != place) list.Add(place);
            }
        }

        public List<string> TakeCommon(int most)
        {
            var common = byWord.Where(word => word.Value.Count > most).Select(word => word.Key).ToList();
            foreach (var word in common) byWord.Remove(word);
            return common;
        }

        public ILookup<string, KeyValuePair<string, IEnumerable<int>>> ByPrefix(Func<List<int>, int, int[]> written) =>
            byWord.ToLookup(word => Prefix(word.Key), word => KeyValuePair.Create(word.Key, word.Value.SelectMany((_, i) => written(word.Value, i))));

        /// <summary>Two letters, in letters that any file name bears.</summary>
        private static string Prefix(string word) => string.Concat(word.Take(2).Select(c => char.IsAsciiLetterOrDigit(c) ? $"{c}" : $"-{(int)c:x}"));
    }
}

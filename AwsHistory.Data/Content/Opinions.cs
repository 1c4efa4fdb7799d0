using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>
/// The doctor's opinions on all citations of a set, made one recording at a time when first asked for. Those of a recording
/// whose citations have not changed are taken over from the set before, so that one edit does not examine a whole library.
/// </summary>
internal sealed class Opinions
{
    private static readonly Dictionary<int, Opinion> None = [];

    private readonly Lazy<Dictionary<string, Case>> cases;
    private readonly Func<Document, string?, CitedVideo?> resolve;

    public Opinions(IReadOnlyList<Document> documents, Func<Document, string?, CitedVideo?> resolve, Opinions? before)
    {
        this.resolve = resolve;
        cases = new(() =>
        {
            var known = before is { cases.IsValueCreated: true } ? before.cases.Value : null;
            before = null;
            return Gather(documents, known);
        });
    }

    /// <summary>The opinions on a document's citations by ordinal. Safe to call from several threads at once.</summary>
    public IReadOnlyDictionary<int, Opinion> Of(Document document)
    {
        // A file that lost its slug to another is not used, and so not examined.
        if (document.Statements.Count == 0 || document.Problems.Count > 0) return None;
        var videos = document.Statements.Select(statement => statement.Key).Distinct().Select(key => resolve(document, key)?.Key).OfType<string>().Distinct().ToList();
        if (videos.Count == 1) return cases.Value[videos[0]].Of(document);
        var all = new Dictionary<int, Opinion>();
        foreach (var video in videos)
            foreach (var (ordinal, opinion) in cases.Value[video].Of(document)) all[ordinal] = opinion;
        return all;
    }

    /// <summary>What a document's page takes from the doctor, for its fingerprint.</summary>
    public void AppendTo(StringBuilder made, Document document)
    {
        foreach (var (ordinal, opinion) in Of(document))
        {
            if (!opinion.Doubted && opinion.Candidates.Count == 0) continue;
            made.Append(CultureInfo.InvariantCulture, $"{ordinal}:{opinion.Doubted}{opinion.Outside}{opinion.Against}{string.Join(';', opinion.Candidates)}\n");
        }
    }

    private Dictionary<string, Case> Gather(IReadOnlyList<Document> documents, Dictionary<string, Case>? before)
    {
        var found = new Dictionary<string, Case>(StringComparer.Ordinal);
        foreach (var document in documents.Where(document => document.Statements.Count > 0 && document.Problems.Count == 0))
        {
            foreach (var ofKey in document.Statements.GroupBy(statement => statement.Key))
            {
                if (resolve(document, ofKey.Key) is not { } video) continue;
                if (!found.TryGetValue(video.Key, out var entry)) found[video.Key] = entry = new(video.Details.End);
                entry.Add(document, ofKey);
            }
        }

        if (before is null) return found;
        foreach (var (key, entry) in found)
            if (before.TryGetValue(key, out var last)) entry.TakeFrom(last);
        return found;
    }

    /// <summary>All citations of one recording.</summary>
    private sealed class Case(int? end)
    {
        private readonly List<(Document Document, List<CitedStatement> Statements)> pages = [];
        private readonly Lock examining = new();
        private Dictionary<Document, Dictionary<int, Opinion>>? opinions;
        private Opinion[][]? results;
        private string? hash;

        private string Hash => hash ??= MakeHash();

        public void Add(Document document, IEnumerable<CitedStatement> statements)
        {
            // A recording may be named in two ways on one page; its citations are one list all the same.
            if (pages.Count == 0 || pages[^1].Document != document) pages.Add((document, []));
            pages[^1].Statements.AddRange(statements);
            pages[^1].Statements.Sort((a, b) => a.Ordinal.CompareTo(b.Ordinal));
        }

        public void TakeFrom(Case last)
        {
            if (last.results is not null && last.Hash == Hash) results = last.results;
        }

        public Dictionary<int, Opinion> Of(Document document)
        {
            lock (examining)
            {
                if (opinions is null)
                {
                    results ??= [.. CitationDoctor.Examine([.. pages.Select(page =>
                        new CitedPage(page.Document.Title, page.Document.Kind == Kind.Article, page.Statements))], end)];
                    opinions = [];
                    for (var p = 0; p < pages.Count; p++)
                    {
                        var ofPage = opinions[pages[p].Document] = [];
                        for (var i = 0; i < pages[p].Statements.Count; i++) ofPage[pages[p].Statements[i].Ordinal] = results[p][i];
                    }
                }
            }

            return opinions.GetValueOrDefault(document) ?? None;
        }

        private string MakeHash()
        {
            var made = new StringBuilder().Append(end).Append('\n');
            foreach (var (document, statements) in pages)
                made.Append(document.Key).Append('=').Append(document.Title).Append('=').Append(document.Source.Hash).Append('=')
                    .AppendJoin(',', statements.Select(statement => statement.Ordinal)).Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.ToString())));
        }
    }
}

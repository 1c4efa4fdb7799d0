using System.Text.Json;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>The pages on one page of results, each with the passages that say why it is there.</summary>
internal sealed class SearchGroups(KnowledgeDb db, SearchRequest asked, string? match, Matches found, CancellationToken cancellation)
{
    /// <summary>Passages of a page that are remembered, of which the best are shown.</summary>
    public const int Candidates = 12;

    /// <summary>Passages that are shown when only one page is wanted.</summary>
    public const int HitsOfOnePage = 60;

    private const int HitsOfGroup = 3;

    /// <summary>Reads them.</summary>
    /// <param name="shown">Page ids, in order.</param>
    /// <param name="named">Those whose name was typed.</param>
    /// <param name="entities">People, services and organizations for which a passage may have been found without having the words.</param>
    public async Task<IReadOnlyList<SearchGroup>> ReadAsync(List<int> shown, List<int> named, List<int> entities)
    {
        var pages = await db.Pages.Where(p => shown.Contains(p.Id)).Select(p => new
        {
            p.Id,
            Link = new PageLink(p.Kind, p.Slug, p.Title),
            p.Description,
            Date = db.Events.Where(e => e.PageId == p.Id).Select(e => e.Date.Display).FirstOrDefault(),
            Category = db.Services.Where(s => s.PageId == p.Id).Select(s => s.Category).FirstOrDefault(),
            Verdict = db.Claims.Where(c => c.PageId == p.Id).Select(c => (Verdict?)c.Verdict).FirstOrDefault(),
        }).ToDictionaryAsync(p => p.Id, cancellation);
        var passages = await PassagesAsync([.. shown.Where(found.Pages.ContainsKey).SelectMany(page => found.Pages[page].Best.Select(hit => hit.Passage))]);
        var best = shown.ToDictionary(page => page, page => Best(found.Pages.GetValueOrDefault(page), passages));
        var ids = best.Values.SelectMany(list => list.Select(passage => passage.Id)).ToList();
        var moments = await MomentsAsync(ids);
        var places = await PlacesAsync(ids.FindAll(id => !passages[id].IsMarked), entities);
        return [.. shown.Where(pages.ContainsKey).Select(id =>
        {
            var (page, isNamed) = (pages[id], named.Contains(id));
            var (link, hits, total) = (page.Link, best[id], found.Pages.GetValueOrDefault(id)?.Total ?? 0);
            return new SearchGroup(
                link, page.Description, page.Date ?? page.Category ?? (page.Verdict is { } verdict ? Vocabulary.Words(verdict) : null), isNamed, total,
                hits.ConvertAll(hit => Hit(link, hit, places[hit.Id], moments.GetValueOrDefault(hit.Id))),
                total > hits.Count && asked.In is null ? (asked with { In = $"{link.Kind.Folder()}/{link.Slug}", Page = 1 }).Url : null,
                isNamed ? SearchRequest.Empty.With(new(FacetCode.Group(FacetCode.OfEntity(link.Kind, id)), link.Slug)).Url : null);
        })];
    }

    /// <summary>
    /// The passages to show of a page. The words of its title, which all of them share, brought the page here but speak for none
    /// of them; of one page alone all are shown, in its own order.
    /// </summary>
    private List<FoundPassage> Best(MatchedPage? page, Dictionary<int, FoundPassage> passages)
    {
        if (page is null) return [];
        var all = page.Best.ConvertAll(hit => passages[hit.Passage]);
        if (asked.In is not null) return [.. all.OrderBy(passage => passage.Ordinal)];
        var own = all.FindAll(passage => passage.Weight > 0).OrderByDescending(passage => passage.Weight).Take(HitsOfGroup).ToList();
        return own.Count > 0 ? own : [.. all.OrderBy(passage => passage.Ordinal).Take(match is null ? HitsOfGroup : 1)];
    }

    private static SearchHit Hit(PageLink page, FoundPassage passage, IEnumerable<(int, int)> places, FoundMoment? moment)
    {
        var snippet = passage.IsMarked ? Snippets.Split(passage.Snippet) : Snippets.Around(passage.Snippet, [.. places]);
        var words = snippet.Where(part => part.IsMatch).Select(part => part.Text).Distinct(StringComparer.OrdinalIgnoreCase).Take(6);
        return new(Urls.Found(page.Url, passage.Anchor, words), passage.Kind, passage.HeadingText.Length == 0 ? null : passage.HeadingText, snippet, moment);
    }

    /// <summary>The passages with their snippets, or with their texts where no word of theirs was looked for.</summary>
    private async Task<Dictionary<int, FoundPassage>> PassagesAsync(List<int> ids)
    {
        var json = JsonSerializer.Serialize(ids);
        // The plus keeps the index from starting anew for each passage, which for an unfinished word means gathering all its endings each time.
        var rows = match is null
            ? []
            : await db.Database.SqlQuery<FoundPassage>($"""
                SELECT p.Id, p.Ordinal, p.Anchor, p.Kind, p.HeadingText, snippet(PassageIndex, 2, char(2), char(3), '…', 36) AS Snippet, -bm25(PassageIndex, 0, 4, 1, 3) AS Weight
                FROM PassageIndex CROSS JOIN Passages p ON p.Id = PassageIndex.rowid WHERE PassageIndex MATCH {match} AND +PassageIndex.rowid IN (SELECT value FROM json_each({json}))
                """).ToListAsync(cancellation);
        var passages = rows.ToDictionary(row => row.Id);
        var unmarked = ids.FindAll(id => !passages.TryGetValue(id, out var passage) || !passage.IsMarked);
        foreach (var row in await db.Passages.Where(p => unmarked.Contains(p.Id))
            .Select(p => new FoundPassage(p.Id, p.Ordinal, p.Anchor, p.Kind, p.HeadingText, p.Text, 0)).ToListAsync(cancellation))
            passages[row.Id] = row with
            {
                Snippet = row.Snippet.Replace(Snippets.Open, ' ')
                .Replace(Snippets.Close, ' '),
                Weight = passages.GetValueOrDefault(row.Id)?.Weight ?? 0
            };
        return passages;
    }

    /// <summary>Where passages name what they were found for.</summary>
    private async Task<ILookup<int, (int, int)>> PlacesAsync(List<int> passages, List<int> entities)
    {
        var rows = await db.Mentions.Where(m => passages.Contains(m.PassageId) && entities.Contains(m.EntityId)).OrderBy(m => m.Offset)
            .Select(m => new { m.PassageId, m.Offset, m.Length }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.PassageId, row => (row.Offset, row.Length));
    }

    /// <summary>The moment each passage cites: the first that can be relied on, or the first.</summary>
    private async Task<Dictionary<int, FoundMoment>> MomentsAsync(List<int> passages)
    {
        var rows = await db.Citations.Where(c => passages.Contains(c.PassageId) && c.VideoId != null && c.Seconds != null && c.Href != null).OrderBy(c => c.Ordinal)
            .Join(db.Pages, c => c.VideoId, p => p.Id, (c, p) => new { Citation = c, p.Kind, p.Slug, p.Title }).ToListAsync(cancellation);
        return rows.GroupBy(row => row.Citation.PassageId).ToDictionary(group => group.Key, group =>
        {
            var row = group.FirstOrDefault(r => r.Citation.Status == CitationStatus.Sound) ?? group.First();
            return new FoundMoment(new(row.Kind, row.Slug, row.Title), row.Citation.Seconds!.Value, row.Citation.About, row.Citation.Status, row.Citation.Reason,
                row.Citation.Href!);
        });
    }

    private sealed record FoundPassage(int Id, int Ordinal, string Anchor, PassageKind Kind, string HeadingText, string Snippet, double Weight)
    {
        public bool IsMarked => Snippet.Contains(Snippets.Open, StringComparison.Ordinal);
    }
}

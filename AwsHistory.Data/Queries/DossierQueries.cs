using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A page with everything other pages say of it, to be read or printed in one piece.</summary>
/// <param name="Page">The page.</param>
/// <param name="Related">The pages that belong to it, with one sentence about each; events in order of time.</param>
/// <param name="Passages">What other pages say, in the order of the story; at most <see cref="DossierQueries.MaxPassages"/>.</param>
/// <param name="Total">How many passages there are.</param>
/// <param name="Sources">The sources of those passages and of the page, by short name.</param>
public sealed record DossierView(PageView Page, IReadOnlyList<DossierPage> Related, IReadOnlyList<PassageView> Passages, int Total,
    IReadOnlyList<ListedReference> Sources);

/// <summary>A page that belongs to a dossier.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">One sentence about it.</param>
/// <param name="Date">When, for readers; null for what is not dated.</param>
/// <param name="Sort">When, <c>yyyymmdd</c>; 0 for what is not dated.</param>
public sealed record DossierPage(PageLink Page, string Description, string? Date, int Sort);

/// <summary>Dossiers of people, services, organizations and claims.</summary>
public static class DossierQueries
{
    /// <summary>Most passages in a dossier; about a hundred printed pages.</summary>
    public const int MaxPassages = 500;

    extension(KnowledgeDb db)
    {
        /// <summary>Everything known about a person, a service, an organization or a claim; null when there is no such page.</summary>
        /// <param name="kind">The kind.</param>
        /// <param name="slug">The slug, exactly.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<DossierView?> DossierAsync(Kind kind, string slug, CancellationToken cancellation = default)
        {
            if (!(kind.IsEntity() || kind == Kind.Claim) || await db.PageAsync(kind, slug, cancellation: cancellation) is not { } page) return null;
            var id = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug).Select(p => p.Id).SingleAsync(cancellation);
            var related = await db.Relations.Where(r => r.TargetId == id).Select(r => r.PageId)
                .Union(db.Relations.Where(r => r.PageId == id).Select(r => r.TargetId))
                .Join(db.Pages, other => other, p => p.Id, (other, p) => p)
                .LeftJoin(db.Events, p => p.Id, e => e.PageId, (p, e) =>
                    new { p.Kind, p.Slug, p.Title, p.Description, p.SortName, Date = e == null ? null : e.Date.Display, Sort = e == null ? 0 : e.Date.Sort })
                .OrderBy(r => r.Sort).ThenBy(r => r.SortName).ThenBy(r => r.Kind).ThenBy(r => r.Slug).Take(PageQueries.MaxListed).ToListAsync(cancellation);
            var said = kind.IsEntity() ? await db.MentionsAsync(id, PassageOrder.Story, 1, MaxPassages, cancellation) : null;
            var passages = said?.Items ?? [];
            var keys = passages.SelectMany(passage => passage.Citations).Select(citation => KeyOf(citation.Href)).OfType<string>()
                .Concat(page.Sources.Select(source => source.Key)).Distinct().ToList();
            return new(
                page,
                related.ConvertAll(r => new DossierPage(new(r.Kind, r.Slug, r.Title), r.Description, r.Date, r.Sort)),
                passages, said?.Total ?? 0, await db.ReferencesOfAsync(keys, cancellation));
        }
    }

    /// <summary>The citekey of a source from its address on this site; null for anything else.</summary>
    private static string? KeyOf(string? href) =>
        href?.StartsWith(Urls.References + "/", StringComparison.Ordinal) == true ? Uri.UnescapeDataString(href[(Urls.References.Length + 1)..]) : null;
}

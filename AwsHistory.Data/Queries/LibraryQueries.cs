using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>How many of a thing there are.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Number">How many.</param>
public sealed record Count(string Name, int Number);

/// <summary>A page that is linked but not written.</summary>
/// <param name="Slug">The folded name.</param>
/// <param name="Written">The name as one of the links has it.</param>
/// <param name="Links">How many links ask for it.</param>
public sealed record WantedPage(string Slug, string Written, int Links)
{
    /// <summary>Its path.</summary>
    public string Url => Urls.Wanted(Slug);
}

/// <summary>A wanted page with those who want it.</summary>
/// <param name="Slug">The folded name.</param>
/// <param name="Written">The name as the links have it.</param>
/// <param name="Total">How many links there are in all.</param>
/// <param name="Links">Sentences that link to it.</param>
/// <param name="Near">Pages with near names.</param>
public sealed record WantedView(string Slug, string Written, int Total, IReadOnlyList<Backlink> Links, IReadOnlyList<PageLink> Near);

/// <summary>Lists, and what is missing from the library.</summary>
public static class LibraryQueries
{
    /// <summary>Pages on one page of a list.</summary>
    public const int ListedOnPage = 200;

    extension(KnowledgeDb db)
    {
        /// <summary>The pages of a kind: articles in the order of the story, events in order of time, others by name.</summary>
        /// <param name="kind">The kind.</param>
        /// <param name="page">Which page of the list, from 1; a number past the end gives the last.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<ListView> ListAsync(Kind kind, int page = 1, CancellationToken cancellation = default)
        {
            var all = db.Pages.Where(p => p.Kind == kind);
            var total = await all.CountAsync(cancellation);
            page = Paging.Within(page, total, ListedOnPage);
            var rows = await all
                .Select(p => new
                {
                    p.Slug,
                    p.Title,
                    p.SortName,
                    p.Description,
                    p.Order,
                    p.Words,
                    p.Part,
                    p.PartLead,
                    Date = db.Events.Where(e => e.PageId == p.Id).Select(e => e.Date.Display).FirstOrDefault(),
                    Sort = db.Events.Where(e => e.PageId == p.Id).Select(e => e.Date.Sort).FirstOrDefault(),
                    Category = db.Services.Where(s => s.PageId == p.Id).Select(s => s.Category).FirstOrDefault(),
                    Relations = db.Organizations.Where(o => o.PageId == p.Id).Select(o => o.Relations).FirstOrDefault(),
                    Verdict = db.Claims.Where(c => c.PageId == p.Id).Select(c => (Verdict?)c.Verdict).FirstOrDefault(),
                })
                .OrderBy(p => p.Order ?? int.MaxValue).ThenBy(p => p.Sort).ThenBy(p => p.SortName).ThenBy(p => p.Slug).Skip((page - 1) * ListedOnPage)
                    .Take(ListedOnPage).ToListAsync(cancellation);
            return new(kind, total, page, ListedOnPage, [.. rows.Select(p =>
                new ListedPage(new(kind, p.Slug, p.Title), p.Description, p.Date ?? p.Category ?? p.Relations?.Replace(" ", ", ", StringComparison.Ordinal)
                ?? (p.Verdict is { } v ? Vocabulary.Words(v) : null), kind == Kind.Article ? p.Words : null, p.Part, p.PartLead))]);
        }

        /// <summary>A page that is linked but not written; null when nobody links to it.</summary>
        /// <param name="slug">The folded name.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<WantedView?> WantedAsync(string slug, CancellationToken cancellation = default)
        {
            var wanted = db.Links.Where(l => l.Wanted == slug);
            var total = await wanted.CountAsync(cancellation);
            if (total == 0) return null;
            var rows = await db.SentencesAsync(wanted, cancellation);
            return new(slug, rows[0].Written, total, [.. rows.Select(row => row.Link).Distinct()], await db.NearAsync(slug, cancellation: cancellation));
        }

        /// <summary>A page that has the name of a wanted one after all; null when it is still wanted.</summary>
        /// <param name="slug">The folded name.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PageLink?> WrittenAsync(string slug, CancellationToken cancellation = default) => slug.Length == 0 ? null
            : await db.Names.Where(n => n.Folded == slug).Select(n => n.PageId).Concat(db.Pages.Where(p => p.Slug == slug).Select(p => p.Id))
                .Join(db.Pages, id => id, p => p.Id, (id, p) => p).OrderBy(p => p.Kind).ThenBy(p => p.Slug).Select(p => new PageLink(p.Kind, p.Slug, p.Title))
                .FirstOrDefaultAsync(cancellation);

        /// <summary>A file of figures as it stands; null when there is none of the name.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="cancellation">Ends the query.</param>
        public Task<string?> CsvAsync(string name, CancellationToken cancellation = default) => db.DataFiles.Where(d => d.Name == name).Select(d => d.Csv)
            .FirstOrDefaultAsync(cancellation);

        internal async Task<IReadOnlyList<Count>> PageCountsAsync(CancellationToken cancellation)
        {
            var counts = await db.Pages.GroupBy(p => p.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
            return [.. counts.OrderBy(c => c.Key).Select(c => new Count(c.Key.Folder(), c.Count))];
        }
    }
}

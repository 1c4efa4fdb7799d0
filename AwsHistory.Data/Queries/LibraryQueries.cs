using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>How many of a thing there are.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Number">How many.</param>
public sealed record Count(string Name, int Number);

/// <summary>A finding as the status page shows it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">The code.</param>
/// <param name="Place">File, line and column.</param>
/// <param name="Message">What was found.</param>
public sealed record FindingView(Severity Severity, string Code, string Place, string Message);

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

/// <summary>The state of the library.</summary>
/// <param name="Version">Names the database.</param>
/// <param name="Built">When it was built.</param>
/// <param name="Pages">Pages by kind.</param>
/// <param name="Citations">Citations by status.</param>
/// <param name="Passages">Passages in all.</param>
/// <param name="References">References in all.</param>
/// <param name="About">Citations of a moment that are sure to about a minute only.</param>
/// <param name="Disputed">What is disputed: claims by their verdict, events and milestones by their dates.</param>
/// <param name="Findings">Findings by severity.</param>
/// <param name="Severity">The severity the list is limited to; null for warnings and errors.</param>
/// <param name="Page">Which page of the list this is, from 1.</param>
/// <param name="PageSize">How many findings stand on a page.</param>
/// <param name="Listed">Findings, worst first.</param>
/// <param name="ListedTotal">How many there are of those that are listed.</param>
/// <param name="Stale">Last good pages of files that are broken.</param>
/// <param name="Wanted">Pages that are linked but not written, most wanted first.</param>
public sealed record StatusView(
    string Version, DateTime Built, IReadOnlyList<Count> Pages, IReadOnlyList<Count> Citations, int Passages, int References, int About,
    IReadOnlyList<Count> Disputed, IReadOnlyList<Count> Findings,
    Severity? Severity, int Page, int PageSize, IReadOnlyList<FindingView> Listed, int ListedTotal, IReadOnlyList<PageLink> Stale, IReadOnlyList<WantedPage> Wanted)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int ListPages => Paging.Pages(ListedTotal, PageSize);
}

/// <summary>Lists, the state of the library, and what is missing from it.</summary>
public static class LibraryQueries
{
    /// <summary>Pages on one page of a list.</summary>
    public const int ListedOnPage = 200;

    /// <summary>Findings on one page of the status.</summary>
    public const int FindingsOnPage = 100;

    private const int MaxWanted = 100;

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
                ?? (p.Verdict is { } v ? Vocabulary.Words(v) : null), kind == Kind.Article ? p.Words : null, p.Part))]);
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
        public async Task<PageLink?> WrittenAsync(string slug, CancellationToken cancellation = default) =>
            await db.Names.Where(n => n.Folded == slug).Select(n => n.PageId).Concat(db.Pages.Where(p => p.Slug == slug).Select(p => p.Id))
                .Join(db.Pages, id => id, p => p.Id, (id, p) => p).OrderBy(p => p.Kind).ThenBy(p => p.Slug).Select(p => new PageLink(p.Kind, p.Slug, p.Title))
                .FirstOrDefaultAsync(cancellation);

        /// <summary>A file of figures as it stands; null when there is none of the name.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="cancellation">Ends the query.</param>
        public Task<string?> CsvAsync(string name, CancellationToken cancellation = default) => db.DataFiles.Where(d => d.Name == name).Select(d => d.Csv)
            .FirstOrDefaultAsync(cancellation);

        /// <summary>The state of the library.</summary>
        /// <param name="version">The version of the database.</param>
        /// <param name="severity">Limits the list of findings; null for warnings and errors.</param>
        /// <param name="page">Which page of the findings, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<StatusView> StatusAsync(string version, Severity? severity = null, int page = 1, CancellationToken cancellation = default)
        {
            var statuses = await db.Citations.Where(c => !c.IsOurs).GroupBy(c => c.Status).Select(group => new { group.Key, Count = group.Count() })
                .ToListAsync(cancellation);
            var severities = await db.Findings.GroupBy(f => f.Severity).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
            var listed = severity is { } one ? db.Findings.Where(f => f.Severity == one) : db.Findings.Where(f => f.Severity != Data.Severity.Info);
            var total = await listed.CountAsync(cancellation);
            page = Paging.Within(page, total, FindingsOnPage);
            var findings = await listed.OrderByDescending(f => f.Severity).ThenBy(f => f.Path).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Code).ThenBy(f => f.Message)
                .Skip((page - 1) * FindingsOnPage).Take(FindingsOnPage).ToListAsync(cancellation);
            var wanted = await db.Links.Where(l => l.Wanted != null).GroupBy(l => l.Wanted!)
                .Select(group => new { Slug = group.Key, Written = group.Min(l => l.Written)!, Count = group.Count() })
                .OrderByDescending(w => w.Count).ThenBy(w => w.Slug).Take(MaxWanted).ToListAsync(cancellation);
            return new(
                version, await db.BuiltAsync(cancellation), await db.PageCountsAsync(cancellation), [.. statuses.OrderBy(s => s.Key).Select(s => new Count(Vocabulary.Words(s.Key), s.Count))],
                await db.Passages.CountAsync(cancellation), await db.References.CountAsync(cancellation),
                await db.Citations.CountAsync(c => c.About, cancellation),
                [
                    new("claims", await db.Claims.CountAsync(c => c.Verdict == Verdict.Disputed, cancellation)),
                    new("events", await db.Events.CountAsync(e => e.Disputed != null, cancellation)),
                    new("milestones of services", await db.Milestones.CountAsync(m => m.Disputed != null, cancellation)),
                ],
                    [.. severities.OrderByDescending(s => s.Key).Select(s => new Count(Vocabulary.Key(s.Key), s.Count))],
                severity, page, FindingsOnPage, findings.ConvertAll(f =>
                    new FindingView(f.Severity, f.Code, f.Line == 0 ? f.Path : f.Column == 0 ? $"{f.Path}({f.Line})"
                    : $"{f.Path}({f.Line},{f.Column})", f.Message)), total,
                await db.Pages.Where(p => p.IsStale).OrderBy(p => p.Path).Take(MaxWanted).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).ToListAsync(cancellation),
                wanted.ConvertAll(w => new WantedPage(w.Slug, w.Written, w.Count)));
        }

        internal async Task<IReadOnlyList<Count>> PageCountsAsync(CancellationToken cancellation)
        {
            var counts = await db.Pages.GroupBy(p => p.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
            return [.. counts.OrderBy(c => c.Key).Select(c => new Count(c.Key.Folder(), c.Count))];
        }
    }
}

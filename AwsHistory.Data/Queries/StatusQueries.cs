using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A finding as the status page shows it.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">The code.</param>
/// <param name="Place">File, line and column.</param>
/// <param name="Message">What was found.</param>
public sealed record FindingView(Severity Severity, string Code, string Place, string Message);

/// <summary>A citation that is not sure to the second.</summary>
/// <param name="Page">The page that cites.</param>
/// <param name="Ordinal">Its place among the citations of the page, from 1.</param>
/// <param name="Anchor">The id of the passage.</param>
/// <param name="Citation">The citation as pages show it.</param>
/// <param name="Reason">Why it is doubtful; null when it is sound, to about a minute.</param>
/// <param name="Sentence">The sentence it supports.</param>
public sealed record UnsureCitation(PageLink Page, int Ordinal, string Anchor, ShownCitation Citation, string? Reason, string Sentence);

/// <summary>What sources do not agree about.</summary>
/// <param name="Page">The claim, the event, or the service with the milestone.</param>
/// <param name="What">What is disputed, in a sentence or two.</param>
public sealed record Dispute(PageLink Page, string What);

/// <summary>The state of the library.</summary>
/// <param name="Version">Names the database.</param>
/// <param name="Built">When it was built.</param>
/// <param name="Pages">Pages by kind.</param>
/// <param name="Citations">Citations by status.</param>
/// <param name="Passages">Passages in all.</param>
/// <param name="References">References in all.</param>
/// <param name="About">Citations of a moment that are sure to about a minute only.</param>
/// <param name="Unsure">Citations that are doubtful, then those sure to about a minute, by page; at most a list of them.</param>
/// <param name="Disputed">How much is disputed: claims by their verdict, events and milestones by their dates.</param>
/// <param name="Disputes">What is, in the order of the kinds; at most a list of each.</param>
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
    IReadOnlyList<UnsureCitation> Unsure, IReadOnlyList<Count> Disputed, IReadOnlyList<Dispute> Disputes, IReadOnlyList<Count> Findings,
    Severity? Severity, int Page, int PageSize, IReadOnlyList<FindingView> Listed, int ListedTotal, IReadOnlyList<PageLink> Stale, IReadOnlyList<WantedPage> Wanted)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int ListPages => Paging.Pages(ListedTotal, PageSize);
}

/// <summary>The state of the library: how much there is, what is doubtful, and what is missing.</summary>
public static class StatusQueries
{
    /// <summary>Findings on one page of the status.</summary>
    public const int FindingsOnPage = 100;

    /// <summary>Most citations, disputes, stale and wanted pages that are listed, of each.</summary>
    public const int MaxOfEach = 100;

    extension(KnowledgeDb db)
    {
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
            var findings = await listed.OrderByDescending(f => f.Severity).ThenBy(f => f.Path).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Code)
                .ThenBy(f => f.Message).Skip((page - 1) * FindingsOnPage).Take(FindingsOnPage).ToListAsync(cancellation);
            var wanted = await db.Links.Where(l => l.Wanted != null).GroupBy(l => l.Wanted!)
                .Select(group => new { Slug = group.Key, Written = group.Min(l => l.Written)!, Count = group.Count() })
                .OrderByDescending(w => w.Count).ThenBy(w => w.Slug).Take(MaxOfEach).ToListAsync(cancellation);
            var claims = db.Claims.Where(c => c.Verdict == Verdict.Disputed).Select(c => new DisputeRow { PageId = c.PageId, What = c.ShortAnswer, At = 0 });
            var events = db.Events.Where(e => e.Disputed != null).Select(e => new DisputeRow { PageId = e.PageId, What = e.Disputed!, At = e.Date.Sort });
            var milestones = db.Milestones.Where(m => m.Disputed != null).Select(m => new DisputeRow { PageId = m.PageId, What = m.Disputed!, At = m.Date.Sort });
            return new(
                version, await db.BuiltAsync(cancellation), await db.PageCountsAsync(cancellation),
                [.. statuses.OrderBy(s => s.Key).Select(s => new Count(Vocabulary.Words(s.Key), s.Count))],
                await db.Passages.CountAsync(cancellation), await db.References.CountAsync(cancellation), await db.Citations.CountAsync(c => c.About, cancellation),
                [
                    .. await UnsureAsync(db.Citations.Where(c => !c.IsOurs && c.Status != CitationStatus.Sound)),
                    .. await UnsureAsync(db.Citations.Where(c => c.About && c.Status == CitationStatus.Sound)),
                ],
                [
                    new("claims", await claims.CountAsync(cancellation)),
                    new("events", await events.CountAsync(cancellation)),
                    new("milestones", await milestones.CountAsync(cancellation)),
                ],
                [.. await DisputesAsync(claims), .. await DisputesAsync(events), .. await DisputesAsync(milestones)],
                [.. severities.OrderByDescending(s => s.Key).Select(s => new Count(Vocabulary.Key(s.Key), s.Count))],
                severity, page, FindingsOnPage,
                findings.ConvertAll(f => new FindingView(f.Severity, f.Code,
                    f.Line == 0 ? f.Path : f.Column == 0 ? $"{f.Path}({f.Line})" : $"{f.Path}({f.Line},{f.Column})", f.Message)),
                total,
                await db.Pages.Where(p => p.IsStale).OrderBy(p => p.Path).Take(MaxOfEach).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).ToListAsync(cancellation),
                wanted.ConvertAll(w => new WantedPage(w.Slug, w.Written, w.Count)));

            async Task<IEnumerable<UnsureCitation>> UnsureAsync(IQueryable<Model.Citation> citations)
            {
                var rows = await citations.Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Citation = c, p.Kind, p.Slug, p.Title })
                    .OrderBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Citation.Ordinal).Take(MaxOfEach)
                    .Join(db.Passages, c => c.Citation.PassageId, p => p.Id, (c, p) => new { c.Citation, c.Kind, c.Slug, c.Title, p.Anchor, p.Text })
                    .LeftJoin(db.Pages, c => c.Citation.VideoId, p => p.Id, (c, p) => new { c.Citation, c.Kind, c.Slug, c.Title, c.Anchor, c.Text, Video = p!.Slug })
                    .OrderBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Citation.Ordinal).ToListAsync(cancellation);
                return rows.Select(c => new UnsureCitation(new(c.Kind, c.Slug, c.Title), c.Citation.Ordinal, c.Anchor,
                    new(c.Citation.Shown, c.Citation.Href, c.Video, c.Citation.Seconds, c.Citation.About, c.Citation.Status), c.Citation.Reason,
                    PageQueries.SentenceAround(c.Text, c.Citation.Offset)));
            }

            async Task<IEnumerable<Dispute>> DisputesAsync(IQueryable<DisputeRow> rows) =>
                (await rows.Join(db.Pages, d => d.PageId, p => p.Id, (d, p) => new { d.What, d.At, p.Kind, p.Slug, p.Title })
                    .OrderBy(d => d.At).ThenBy(d => d.Slug).ThenBy(d => d.What).Take(MaxOfEach).ToListAsync(cancellation))
                    .Select(d => new Dispute(new(d.Kind, d.Slug, d.Title), d.What));
        }
    }

    private sealed class DisputeRow
    {
        public int PageId { get; init; }

        public string What { get; init; } = "";

        /// <summary>The date by which it is sorted; 0 for a claim.</summary>
        public int At { get; init; }
    }
}

using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A change that readers may want to hear of: of a page, or of a verdict.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">One sentence about it.</param>
/// <param name="Day">The day, as the author gives it.</param>
/// <param name="Verdict">The verdict that was given; null when the page itself changed.</param>
/// <param name="Note">Why it was given; null when the page itself changed.</param>
public sealed record Change(PageLink Page, string Description, DateOnly Day, Verdict? Verdict, string? Note);

/// <summary>An address in the map of the site.</summary>
/// <param name="Url">The path.</param>
/// <param name="LastChange">The day of the last change; null when it is not known.</param>
public sealed record MappedPage(string Url, DateOnly? LastChange);

/// <summary>A part of the map of the site.</summary>
/// <param name="Parts">How many parts there are, at least 1.</param>
/// <param name="Pages">The pages of this part.</param>
public sealed record SiteMap(int Parts, IReadOnlyList<MappedPage> Pages);

/// <summary>The sound citations of a recording, for players.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Channel">Who published it; null when not known.</param>
/// <param name="Chapters">Its parts.</param>
/// <param name="Clips">What is cited, in order of time.</param>
public sealed record ClipsView(VideoLink Video, string? Channel, IReadOnlyList<ChapterView> Chapters, IReadOnlyList<CitedMoment> Clips);

/// <summary>A passage that can be cited by itself.</summary>
/// <param name="Kind">What it is in its page.</param>
/// <param name="Anchor">Its id there, which is a hash of its words.</param>
/// <param name="Heading">The heading it stands under; empty above the first.</param>
/// <param name="Text">Its words.</param>
public sealed record CitablePassage(PassageKind Kind, string Anchor, string Heading, string Text);

/// <summary>What a citation of a page needs to know.</summary>
/// <param name="Page">The page.</param>
/// <param name="Hash">Names what the page says.</param>
/// <param name="LastChange">The day of its last change; null when not known.</param>
/// <param name="Chosen">The passage that was asked for; null when none was, or the page has none such any more.</param>
/// <param name="IsGone">Whether a passage was asked for that the page does not have.</param>
/// <param name="Passages">Passages of the page, a page of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="PageNumber">Which page of them this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
public sealed record CitableView(
    PageLink Page, string Hash, DateOnly? LastChange, CitablePassage? Chosen, bool IsGone, IReadOnlyList<CitablePassage> Passages, int Total, int PageNumber,
        int PageSize)
{
    /// <summary>The number of pages of passages, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>A step in the life of a service, for tables.</summary>
/// <param name="Service">The service.</param>
/// <param name="Category">Its group.</param>
/// <param name="Milestone">The step; null for a service of which none is known.</param>
public sealed record ServiceRow(PageLink Service, string Category, Model.Milestone? Milestone);

/// <summary>What is made for other programs: feeds, maps, files for players.</summary>
public static class PublicationQueries
{
    /// <summary>Changes in the feed.</summary>
    public const int ChangesInFeed = 100;

    /// <summary>Pages in one part of the map; the protocol allows 50,000.</summary>
    public const int PagesInMap = 10_000;

    /// <summary>Most cited moments of one recording in a file.</summary>
    public const int MaxClips = 5000;

    /// <summary>Passages on one page of those that can be cited.</summary>
    public const int PassagesToCite = 100;

    private const int MaxRows = 10_000;

    extension(KnowledgeDb db)
    {
        /// <summary>The body of a page as Markdown; null when there is no such page.</summary>
        /// <param name="kind">Its kind.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="cancellation">Ends the query.</param>
        public Task<string?> MarkdownAsync(Kind kind, string slug, CancellationToken cancellation = default) =>
            db.Pages.Where(p => p.Kind == kind && p.Slug == slug).Join(db.Markdown, p => p.Id, m => m.PageId, (p, m) => m.Text).FirstOrDefaultAsync(cancellation);

        /// <summary>When the database was built.</summary>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<DateTime> BuiltAsync(CancellationToken cancellation = default) =>
            DateTime.Parse(await db.BuildFacts.Where(f => f.Name == "built").Select(f => f.Value)
                .FirstAsync(cancellation), null, System.Globalization.DateTimeStyles.RoundtripKind);

        /// <summary>The last changes of pages and verdicts, newest first. What has no day is not among them.</summary>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<Change>> ChangesAsync(CancellationToken cancellation = default)
        {
            var pages = await db.Pages.Where(p => p.Updated != null).OrderByDescending(p => p.Updated).ThenBy(p => p.Kind).ThenBy(p => p.Slug).Take(ChangesInFeed)
                .Select(p => new { p.Kind, p.Slug, p.Title, p.Description, Day = p.Updated!.Value }).ToListAsync(cancellation);
            var verdicts = await db.Verdicts.Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => new { v.Id, v.Day, v.Verdict, v.Note, p.Slug, p.Title, p.Description })
                .OrderByDescending(v => v.Day).ThenBy(v => v.Slug).ThenBy(v => v.Id).Take(ChangesInFeed).ToListAsync(cancellation);
            return
            [
                .. pages.Select(p => new Change(new(p.Kind, p.Slug, p.Title), p.Description, p.Day, null, null))
                    .Concat(verdicts.Select(v => new Change(new(Kind.Claim, v.Slug, v.Title), v.Description, v.Day, v.Verdict, v.Note)))
                    .OrderByDescending(change => change.Day).Take(ChangesInFeed),
            ];
        }

        /// <summary>A part of the map of the site: the pages of all kinds, then the sources.</summary>
        /// <param name="part">Which part, from 1; a number past the end gives an empty one.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<SiteMap> MapAsync(int part, CancellationToken cancellation = default)
        {
            var (pages, sources) = (await db.Pages.CountAsync(cancellation), await db.References.CountAsync(cancellation));
            var parts = Paging.Pages(pages + sources, PagesInMap);
            if (part < 1 || part > parts) return new(parts, []);
            var skip = (part - 1) * PagesInMap;
            var rows = await db.Pages.OrderBy(p => p.Kind).ThenBy(p => p.Slug).Skip(skip).Take(PagesInMap)
                .Select(p => new { p.Kind, p.Slug, p.Updated, Decided = db.Verdicts.Where(v => v.PageId == p.Id).Max(v => (DateOnly?)v.Day) }).ToListAsync(cancellation);
            var keys = await db.References.OrderBy(r => r.Key).Skip(Math.Max(0, skip - pages)).Take(PagesInMap - rows.Count).Select(r => r.Key).ToListAsync(cancellation);
            return new(parts, [.. rows.Select(p => new MappedPage(Urls.Page(p.Kind, p.Slug), PageView.LastOf(p.Updated, p.Decided))),
                .. keys.Select(key => new MappedPage(Urls.Reference(key), null))]);
        }

        /// <summary>The sound citations of a recording; null when there is no such recording.</summary>
        /// <param name="slug">Its slug.</param>
        /// <param name="most">How many at most.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<ClipsView?> ClipsAsync(string slug, int most = MaxClips, CancellationToken cancellation = default)
        {
            var video = await db.Pages.Where(p => p.Kind == Kind.Video && p.Slug == slug)
                .Join(db.Videos, p => p.Id, v => v.PageId, (p, v) => new { p.Title, Video = v }).FirstOrDefaultAsync(cancellation);
            if (video is null) return null;
            var id = video.Video.PageId;
            var rows = await db.CitedAsync(db.Citations.Where(c => c.VideoId == id && c.Seconds != null && c.Status == CitationStatus.Sound), 0, most, cancellation);
            return new(
                VideoLink.Of(slug, video.Title, video.Video), video.Video.Channel, await db.ChaptersAsync(id, cancellation), rows.ConvertAll(row => row.Moment));
        }

        /// <summary>What is needed to cite a page, or a passage of it; null when there is no such page.</summary>
        /// <param name="kind">Its kind.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="passage">The id of a passage; null for the page.</param>
        /// <param name="page">Which page of its passages, from 1.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<CitableView?> CitableAsync(Kind kind, string slug, string? passage = null, int page = 1, CancellationToken cancellation = default)
        {
            var row = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug)
                .Select(p => new { p.Id, p.Title, p.Local, p.Updated, Decided = db.Verdicts.Where(v => v.PageId == p.Id).Max(v => (DateOnly?)v.Day) })
                    .FirstOrDefaultAsync(cancellation);
            if (row is null) return null;
            var citable = db.Passages.Where(p => p.PageId == row.Id && p.Kind != PassageKind.Heading);
            var total = await citable.CountAsync(cancellation);
            page = Paging.Within(page, total, PassagesToCite);
            var passages = await View(citable.OrderBy(p => p.Ordinal).Skip((page - 1) * PassagesToCite).Take(PassagesToCite)).ToListAsync(cancellation);
            var chosen = passage is null ? null : passages.Find(p => p.Anchor == passage)
                ?? await View(citable.Where(p => p.Anchor == passage).OrderBy(p => p.Ordinal)).FirstOrDefaultAsync(cancellation);
            return new(
                new(kind, slug, row.Title), PageLocal.Read(row.Local).Hash ?? "", PageView.LastOf(row.Updated, row.Decided),
                chosen, passage is not null && chosen is null, passages, total, page, PassagesToCite);

            static IQueryable<CitablePassage> View(IQueryable<Passage> of) => of.Select(p => new CitablePassage(p.Kind, p.Anchor, p.HeadingText, p.Text));
        }

        /// <summary>The names of the files of figures.</summary>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<string>> FiguresAsync(CancellationToken cancellation = default) =>
            await db.DataFiles.OrderBy(d => d.Name).Take(PageQueries.MaxListed).Select(d => d.Name).ToListAsync(cancellation);

        /// <summary>The services with their steps, by name and then in time.</summary>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<ServiceRow>> ServiceRowsAsync(CancellationToken cancellation = default)
        {
            var rows = await db.Services.Join(db.Pages, s => s.PageId, p => p.Id, (s, p) => new { s.PageId, s.Category, p.Slug, p.Title, p.SortName })
                .LeftJoin(db.Milestones, s => s.PageId, m => m.PageId, (s, m) => new { Service = s, Milestone = m })
                .OrderBy(r => r.Service.SortName).ThenBy(r => r.Service.Slug).ThenBy(r => r.Milestone!.Ordinal).Take(MaxRows).ToListAsync(cancellation);
            return rows.ConvertAll(r => new ServiceRow(new(Kind.Service, r.Service.Slug, r.Service.Title), r.Service.Category, r.Milestone));
        }
    }
}

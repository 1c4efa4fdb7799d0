using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>Another page that cites the same.</summary>
/// <param name="Page">The page.</param>
/// <param name="Anchor">The id of its passage.</param>
/// <param name="Shown">The time, or the number of the source, as that page shows it.</param>
public sealed record SameCitation(PageLink Page, string Anchor, string Shown);

/// <summary>A citation by itself: what a reader may ask of it.</summary>
public sealed record CitationView
{
    /// <summary>The page that cites.</summary>
    public required PageLink Page { get; init; }

    /// <summary>Its place among the citations of the page, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The id of the passage.</summary>
    public required string Anchor { get; init; }

    /// <summary>The sentence it supports.</summary>
    public required string Sentence { get; init; }

    /// <summary>The time, number or key as the page shows it.</summary>
    public required string Shown { get; init; }

    /// <summary>The place in the source, such as <c>p. 3</c>; null when none is named, or a recording is cited.</summary>
    public string? Locator { get; init; }

    /// <summary>Where its link goes; null when it has none.</summary>
    public string? Href { get; init; }

    /// <summary>Whether it can be relied on.</summary>
    public CitationStatus Status { get; init; }

    /// <summary>Why not; null when sound.</summary>
    public string? Reason { get; init; }

    /// <summary>Sure to about a minute only.</summary>
    public bool About { get; init; }

    /// <summary>The recording; null when a reference is cited.</summary>
    public VideoLink? Video { get; init; }

    /// <summary>Seconds from the beginning of the recording; null when no time is cited, or none can be read.</summary>
    public int? Seconds { get; init; }

    /// <summary>The end of a span; null for a point.</summary>
    public int? EndSeconds { get; init; }

    /// <summary>The part of the recording; null when it has none.</summary>
    public ChapterView? Chapter { get; init; }

    /// <summary>What is said at that second; null when there is no transcript.</summary>
    public CueView? Cue { get; init; }

    /// <summary>The web or book source; null when a recording is cited.</summary>
    public SourceView? Source { get; init; }

    /// <summary>Other pages that cite the same source, or the same moment within half a minute; the nearest first, at most a few.</summary>
    public required IReadOnlyList<SameCitation> Others { get; init; }

    /// <summary>How many other pages there are in all.</summary>
    public int OtherPages { get; init; }
}

/// <summary>Citations one by one.</summary>
public static class CitationQueries
{
    private const int ShownOthers = 4;
    private const int CountedOthers = 200;

    extension(KnowledgeDb db)
    {
        /// <summary>A citation; null when there is none, or it is the editors' own word.</summary>
        /// <param name="kind">The kind of the page.</param>
        /// <param name="slug">Its slug.</param>
        /// <param name="ordinal">Which citation of the page, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<CitationView?> CitationAsync(Kind kind, string slug, int ordinal, CancellationToken cancellation = default)
        {
            var row = await (
                from page in db.Pages
                where page.Kind == kind && page.Slug == slug
                join c in db.Citations on page.Id equals c.PageId
                where c.Ordinal == ordinal && !c.IsOurs
                join passage in db.Passages on c.PassageId equals passage.Id
                from source in db.References.Where(r => r.Id == c.ReferenceId).DefaultIfEmpty()
                from recording in db.Videos.Where(v => v.PageId == c.VideoId).DefaultIfEmpty()
                from of in db.Pages.Where(p => p.Id == c.VideoId).DefaultIfEmpty()
                select new
                {
                    Page = new PageLink(page.Kind, page.Slug, page.Title),
                    Citation = c,
                    passage.Anchor,
                    passage.Text,
                    Source = source,
                    Video = recording,
                    VideoSlug = of.Slug,
                    VideoTitle = of.Title
                }).FirstOrDefaultAsync(cancellation);
            if (row is null) return null;
            var cited = row.Citation;
            var others = await db.OthersAsync(cited, cancellation);
            return new()
            {
                Page = row.Page,
                Ordinal = ordinal,
                Anchor = row.Anchor,
                Sentence = PageQueries.SentenceAround(row.Text, cited.Offset),
                Shown = cited.Shown,
                Locator = cited.Locator,
                Href = cited.Href,
                Status = cited.Status,
                Reason = cited.Reason,
                About = cited.About,
                Video = row.Video is null ? null : VideoLink.Of(row.VideoSlug, row.VideoTitle, row.Video),
                Seconds = cited.Seconds,
                EndSeconds = cited.EndSeconds,
                Chapter = cited is { VideoId: { } video, Seconds: { } at } ? await db.ChapterAtAsync(video, at, cancellation) : null,
                Cue = cited is { VideoId: { } said, Seconds: { } from } && await db.CuesAsync(said, row.VideoSlug, from, from, cancellation) is [var cue, ..]
                    ? cue : null,
                Source = row.Source is { } r ? new SourceView(0, r.Key, r.Title, r.Authors, r.Container
                    ?? r.Publisher, r.Issued?.Display, r.Url, r.Note, r.Strength, [ordinal]) : null,
                Others = [.. others.Take(ShownOthers)],
                OtherPages = others.Count,
            };
        }

        private async Task<IReadOnlyList<SameCitation>> OthersAsync(Model.Citation cited, CancellationToken cancellation)
        {
            var at = cited.Seconds;
            var same = cited.ReferenceId is not null ? db.Citations.Where(c => c.ReferenceId == cited.ReferenceId)
                : db.Citations.Where(c => c.VideoId == cited.VideoId && c.Seconds >= at - MomentQueries.Around && c.Seconds <= at + MomentQueries.Around);
            if (cited.ReferenceId is null && at is null) return [];
            var rows = await same.Where(c => c.PageId != cited.PageId)
                .Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Away = Math.Abs((c.Seconds ?? 0) - (at ?? 0)), c.Ordinal, c.PassageId, c.Shown, p.Kind, p.Slug, p.Title })
                .OrderBy(c => c.Away).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Ordinal).Take(CountedOthers)
                .Join(db.Passages, c => c.PassageId, p => p.Id, (c, p) => new { c.Away, c.Ordinal, c.Shown, c.Kind, c.Slug, c.Title, p.Anchor })
                .OrderBy(c => c.Away).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Ordinal).ToListAsync(cancellation);
            return [.. rows.Select(r => new SameCitation(new(r.Kind, r.Slug, r.Title), r.Anchor, r.Shown)).DistinctBy(other => other.Page)];
        }
    }
}

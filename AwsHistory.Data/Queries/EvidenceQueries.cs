using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A mark on the evidence ribbon: a citation, or several of one minute.</summary>
/// <param name="Seconds">Seconds from the beginning.</param>
/// <param name="IsDoubtful">Whether none of what it stands for can be relied on.</param>
/// <param name="Count">How many citations it stands for.</param>
/// <param name="Words">What it leads to, in a few words.</param>
/// <param name="Url">Where it leads.</param>
public sealed record EvidenceTick(int Seconds, bool IsDoubtful, int Count, string Words, string Url);

/// <summary>Which parts of a recording are cited.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Chapters">Its parts, in order.</param>
/// <param name="Citations">How many citations the marks stand for.</param>
/// <param name="Ticks">The marks, in order of time.</param>
public sealed record EvidenceView(VideoLink Video, IReadOnlyList<ChapterView> Chapters, int Citations, IReadOnlyList<EvidenceTick> Ticks)
{
    /// <summary>The running time in seconds; where it is not known, that of the last mark or chapter and a little more.</summary>
    public int Length => Video.Length ?? Math.Max(Ticks.Where(tick => !tick.IsDoubtful).Select(tick => tick.Seconds).DefaultIfEmpty()
        .Max(), Chapters.Select(chapter => chapter.Start).DefaultIfEmpty().Max()) + 60;

    /// <summary>The last chapter that has begun at a second; null before the first.</summary>
    /// <param name="seconds">The second.</param>
    public ChapterView? ChapterAt(int seconds) => Chapters.LastOrDefault(chapter => chapter.Start <= seconds);
}

/// <summary>What the evidence ribbon shows.</summary>
public static class EvidenceQueries
{
    /// <summary>Most marks on one ribbon; a page with more citations shows them minute by minute.</summary>
    public const int MaxTicks = 400;

    /// <summary>Most pages named on the ribbon of a recording.</summary>
    private const int MaxNamed = 4000;

    extension(KnowledgeDb db)
    {
        /// <summary>What an article cites of a recording; of a recording, what all pages cite.</summary>
        /// <param name="page">The page.</param>
        /// <param name="cited">What it cites, when it is an article.</param>
        /// <param name="own">Its recording, when it has one.</param>
        /// <param name="facts">Its facts, when it is a recording.</param>
        /// <param name="cancellation">Ends the query.</param>
        internal async Task<EvidenceView?> EvidenceAsync(Page page, CitedParts? cited, VideoLink? own, VideoFacts? facts, CancellationToken cancellation)
        {
            if (facts is not null)
            {
                var minutes = await db.TicksOfVideoAsync(page.Id, facts.Video, cancellation);
                return minutes.Count == 0 ? null : new(facts.Video, facts.Chapters, minutes.Sum(tick => tick.Count), minutes);
            }

            if (cited is null) return null;
            if (page.VideoId is { } mine && own is not null) return new(own, await db.ChaptersAsync(mine, cancellation), cited.Citations, cited.Ticks);
            var id = await db.Pages.Where(p => p.Kind == Kind.Video && p.Slug == cited.Video).Select(p => p.Id).FirstOrDefaultAsync(cancellation);
            return await db.VideoAsync(id, cancellation) is { Link: var link } ? new(link, await db.ChaptersAsync(id, cancellation), cited.Citations, cited.Ticks) : null;
        }

        internal async Task<(int Id, VideoLink Link)?> VideoAsync(int id, CancellationToken cancellation) =>
            await db.Videos.Where(v => v.PageId == id).Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => new { v, p.Slug, p.Title })
                .FirstOrDefaultAsync(cancellation) is { } row
                ? (id, VideoLink.Of(row.Slug, row.Title, row.v)) : null;

        internal Task<List<ChapterView>> ChaptersAsync(int video, CancellationToken cancellation) =>
            db.Chapters.Where(c => c.PageId == video).OrderBy(c => c.Start).Select(c => new ChapterView(c.Start, c.Title)).ToListAsync(cancellation);

        private async Task<IReadOnlyList<EvidenceTick>> TicksOfVideoAsync(int video, VideoLink link, CancellationToken cancellation)
        {
            var cited = db.Citations.Where(c => c.VideoId == video && c.Seconds != null);
            if (await cited.MaxAsync(c => c.Seconds, cancellation) is not { } last) return [];
            var step = Step(last);
            var minutes = await cited.GroupBy(c => new { Minute = c.Seconds!.Value / step, IsSound = c.Status == CitationStatus.Sound })
                .Select(group => new { group.Key.Minute, group.Key.IsSound, Count = group.Count(), First = group.Min(c => c.Seconds!.Value) })
                    .OrderBy(c => c.Minute).ToListAsync(cancellation);
            var pages = await cited.GroupBy(c => new { Minute = c.Seconds!.Value / step, c.PageId })
                .Select(group => new { group.Key.Minute, group.Key.PageId, Count = group.Count() })
                .Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { c.Minute, c.Count, p.Title, p.Kind, p.Slug })
                .OrderByDescending(c => c.Count).ThenBy(c => c.Title).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Minute).Take(MaxNamed)
                .ToListAsync(cancellation);
            var titles = pages.ToLookup(c => c.Minute, c => c.Title);
            return
            [
                .. minutes.GroupBy(r => r.Minute).Select(group =>
                {
                    var (first, named) = (group.Min(r => r.First), titles[group.Key].ToList());
                    var words = named.Count == 0 ? "cited" : "cited by " + string.Join(", ", named.Take(3)) + (named.Count > 3 ? $" and {named.Count - 3} more" : "");
                    return new EvidenceTick(first, group.All(r => !r.IsSound), group.Sum(r => r.Count), words,
                        link.IsPastEnd(first) ? link.Page.Url : Urls.Moment(link.Page.Slug, first));
                }),
            ];
        }
    }

    /// <summary>A minute, or as many as it takes for the marks to stay few.</summary>
    internal static int Step(int last) => 60 * Math.Max(1, (last / 60 / MaxTicks) + 1);
}

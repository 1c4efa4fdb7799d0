using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A claim that cites a moment.</summary>
/// <param name="Page">The claim.</param>
/// <param name="Verdict">What the evidence says of it.</param>
public sealed record ClaimAtMoment(PageLink Page, Verdict Verdict);

/// <summary>What is known of a moment of a recording: everything cited within half a minute of it.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Seconds">The moment, in seconds from the beginning.</param>
/// <param name="Chapter">The part of the recording; null when it has none.</param>
/// <param name="NextChapter">The part that comes next; null when there is none.</param>
/// <param name="Passages">Passages that cite it, in order of time.</param>
/// <param name="People">Who is named in them, most often first.</param>
/// <param name="Services">Which services are.</param>
/// <param name="Organizations">Which organizations are.</param>
/// <param name="Claims">Claims that rest on it.</param>
/// <param name="Cues">What is said, when the recording has a transcript.</param>
/// <param name="Earlier">The last cited second before; null when there is none.</param>
/// <param name="Later">The first cited second after; null when there is none.</param>
public sealed record MomentView(
    VideoLink Video, int Seconds, ChapterView? Chapter, ChapterView? NextChapter, IReadOnlyList<CitedMoment> Passages, IReadOnlyList<MentionedEntity> People,
        IReadOnlyList<MentionedEntity> Services,
    IReadOnlyList<MentionedEntity> Organizations, IReadOnlyList<ClaimAtMoment> Claims, IReadOnlyList<CueView> Cues, int? Earlier, int? Later)
{
    /// <summary>Whether the moment lies past the end of the recording, and so is none.</summary>
    public bool IsPastEnd => Video.IsPastEnd(Seconds);

    /// <summary>Whether there are more passages than are listed.</summary>
    public bool IsCut => Passages.Count >= MomentQueries.MaxPassages;
}

/// <summary>What a pasted link, or a time of a recording, leads to.</summary>
/// <param name="YouTubeId">The id in the link; null when it is no link to YouTube.</param>
/// <param name="Video">The recording; null when no page has it.</param>
/// <param name="Seconds">The moment; null when none is named.</param>
public sealed record PastedLink(string? YouTubeId, PageLink? Video, int? Seconds)
{
    /// <summary>The page of the moment, or of the recording; null when it leads nowhere.</summary>
    public string? Url => Video is null ? null : Seconds is { } seconds ? Urls.Moment(Video.Slug, seconds) : Video.Url;
}

/// <summary>A citation of a moment with the passage that has it.</summary>
internal sealed record CitedPassage(Model.Citation Citation, PageLink Page, PassageKind Kind, string Anchor, string Text)
{
    /// <summary>What pages show of it.</summary>
    public CitedMoment Moment => new(Citation.Seconds!.Value, Citation.Shown, Citation.About, Citation.Status, Citation.Reason, Page, Anchor,
        PageQueries.SentenceAround(Text, Citation.Offset), Citation.EndSeconds);
}

/// <summary>What is cited around a moment.</summary>
public static class MomentQueries
{
    /// <summary>How far, in seconds, a citation may lie from a moment and still be of it.</summary>
    public const int Around = 30;

    /// <summary>Most passages listed at one moment.</summary>
    public const int MaxPassages = 100;

    extension(KnowledgeDb db)
    {
        /// <summary>What is known of a moment; null when there is no such recording.</summary>
        /// <param name="video">The slug of the recording.</param>
        /// <param name="seconds">The moment.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<MomentView?> MomentAsync(string video, int seconds, CancellationToken cancellation = default)
        {
            var id = await db.Pages.Where(p => p.Kind == Kind.Video && p.Slug == video).Select(p => p.Id).FirstOrDefaultAsync(cancellation);
            if (await db.VideoAsync(id, cancellation) is not var (_, link)) return null;
            var (from, to) = (seconds - Around, seconds + Around);
            var all = db.Citations.Where(c => c.VideoId == id && c.Seconds != null);
            var moments = all.Where(c => link.End == null || c.Seconds <= link.End);
            var rows = await db.CitedAsync(all.Where(c => c.Seconds >= from && c.Seconds <= to), 0, MaxPassages, cancellation);
            var named = await db.NamedInAsync([.. rows.Select(r => r.Citation.PassageId).Distinct()], cancellation);
            var claims = rows.Where(r => r.Page.Kind == Kind.Claim).Select(r => r.Citation.PageId).Distinct().ToList();
            return new(
                link, seconds, await db.ChapterAtAsync(id, seconds, cancellation), await db.Chapters.Where(c => c.PageId == id && c.Start > seconds)
                    .OrderBy(c => c.Start).Select(c => new ChapterView(c.Start, c.Title))
                    .FirstOrDefaultAsync(cancellation), rows.ConvertAll(row => row.Moment), Of(Kind.Person), Of(Kind.Service), Of(Kind.Organization),
                await db.Claims.Where(c => claims.Contains(c.PageId))
                    .Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Page = p, c.Verdict }).OrderBy(c => c.Page.Slug)
                    .Select(c => new ClaimAtMoment(new(c.Page.Kind, c.Page.Slug, c.Page.Title), c.Verdict)).ToListAsync(cancellation),
                await db.CuesAsync(id, video, from, to, cancellation),
                await moments.Where(c => c.Seconds < from).MaxAsync(c => c.Seconds, cancellation), await moments.Where(c => c.Seconds > to)
                    .MinAsync(c => c.Seconds, cancellation));

            IReadOnlyList<MentionedEntity> Of(Kind kind) => [.. named.Where(entity => entity.Page.Kind == kind)];
        }

        /// <summary>What somebody pasted leads to.</summary>
        /// <param name="text">A link to YouTube in any form, or a time.</param>
        /// <param name="video">The slug of the recording that a time alone means; null for none.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PastedLink> PastedAsync(string? text, string? video, CancellationToken cancellation = default)
        {
            if (video is { Length: > 0 } && Timecode.TryParse(text, out var time)) return new(null, await db.RedirectAsync(Kind.Video, video, cancellation),
                time.Seconds);
            if (!YouTubeLink.TryParse(text, out var link) && !YouTubeLink.TryFind(text, out link)) return new(null, null, null);
            var page = await db.Videos.Where(v => v.YouTubeId == link.Id)
                .Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => p).OrderBy(p => p.Slug).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefaultAsync(cancellation);
            return new(link.Id, page, link.Seconds);
        }

        /// <summary>Citations of a recording with the passages that have them, in order of time.</summary>
        /// <param name="cited">The citations, each with a time.</param>
        /// <param name="skip">How many are left out at the beginning.</param>
        /// <param name="most">How many are read.</param>
        /// <param name="cancellation">Ends the query.</param>
        internal Task<List<CitedPassage>> CitedAsync(IQueryable<Model.Citation> cited, int skip, int most, CancellationToken cancellation) =>
            cited.Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Citation = c, p.Kind, p.Slug, p.Title })
                .OrderBy(c => c.Citation.Seconds).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Citation.Ordinal).Skip(skip).Take(most)
                .Join(db.Passages, c => c.Citation.PassageId, p => p.Id, (c, p) => new { c.Citation, Passage = new { p.Kind, p.Anchor, p.Text }, c.Kind, c.Slug, c.Title })
                .OrderBy(c => c.Citation.Seconds).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Citation.Ordinal)
                .Select(c => new CitedPassage(c.Citation, new(c.Kind, c.Slug, c.Title), c.Passage.Kind, c.Passage.Anchor, c.Passage.Text)).ToListAsync(cancellation);

        internal async Task<ChapterView?> ChapterAtAsync(int video, int seconds, CancellationToken cancellation) =>
            await db.Chapters.Where(c => c.PageId == video && c.Start <= seconds).OrderByDescending(c => c.Start).Select(c => new ChapterView(c.Start, c.Title))
                .FirstOrDefaultAsync(cancellation);

        private async Task<List<MentionedEntity>> NamedInAsync(List<int> passages, CancellationToken cancellation)
        {
            var rows = await db.Mentions.Where(m => passages.Contains(m.PassageId)).Select(m => new { m.EntityId, m.PassageId }).Distinct()
                .GroupBy(m => m.EntityId).Select(group => new { Id = group.Key, Count = group.Count() })
                .Join(db.Pages, e => e.Id, p => p.Id, (e, p) => new { e.Count, p.Kind, p.Slug, p.Title }).ToListAsync(cancellation);
            return [.. rows.OrderByDescending(e => e.Count).ThenBy(e => e.Title, StringComparer.Ordinal).ThenBy(e => e.Slug, StringComparer.Ordinal)
                .Select(e => new MentionedEntity(new(e.Kind, e.Slug, e.Title), e.Count))];
        }
    }
}

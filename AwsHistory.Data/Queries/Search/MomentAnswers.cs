using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What is known of a time, or of a link to a recording, that was typed into the box.</summary>
internal static class MomentAnswers
{
    private const int MaxVideos = 5, MaxCited = 12, Around = 60;

    /// <summary>The recordings that are meant, each with what cites them around the time, nearest first.</summary>
    public static async Task<IReadOnlyList<MomentAnswer>> ReadAsync(KnowledgeDb db, PastedMoment moment, CancellationToken cancellation)
    {
        var (from, to) = ((moment.Seconds ?? 0) - Around, moment.Seconds is { } at ? at + Around : int.MaxValue);
        var videos = await db.Videos.Where(v => moment.YouTubeId == null || v.YouTubeId == moment.YouTubeId)
            .Where(v => moment.YouTubeId != null || db.Citations.Any(c => c.VideoId == v.PageId && c.Seconds >= from && c.Seconds <= to))
            .Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => new { Video = v, p.Kind, p.Slug, p.Title }).OrderBy(v => v.Slug).Take(MaxVideos)
            .Select(v => new
            {
                v.Video.PageId,
                Link = new VideoLink(new(v.Kind, v.Slug, v.Title), v.Video.YouTubeId, v.Video.Media, v.Video.Length, v.Video.LengthIsRough),
            }).ToListAsync(cancellation);
        var answers = new List<MomentAnswer>();
        foreach (var video in videos)
        {
            var rows = await db.Citations.Where(c => c.VideoId == video.PageId && c.Seconds >= from && c.Seconds <= to)
                .Join(db.Passages, c => c.PassageId, p => p.Id, (c, p) => new { Citation = c, p.Anchor, p.Text, Passage = p.Kind })
                .Join(db.Pages, c => c.Citation.PageId, p => p.Id, (c, p) => new { c.Citation, c.Anchor, c.Text, c.Passage, p.Kind, p.Slug, p.Title })
                .OrderBy(c => c.Citation.Seconds).ThenBy(c => c.Kind).ThenBy(c => c.Slug).ThenBy(c => c.Citation.Ordinal).Take(200).ToListAsync(cancellation);
            var cited = rows.OrderBy(r => Math.Abs(r.Citation.Seconds!.Value - (moment.Seconds ?? 0))).Take(MaxCited)
                .Select(r => new CitedMoment(r.Citation.Seconds!.Value, r.Citation.Shown, r.Citation.About, r.Citation.Status, r.Citation.Reason,
                    new(r.Kind, r.Slug, r.Title), r.Anchor, Said(r.Text, r.Citation.Offset, r.Passage)));
            var url = video.Link.YouTubeId is { } id ? Urls.YouTube(id, moment.Seconds) : Urls.Media(video.Link.Media ?? "", moment.Seconds);
            answers.Add(new(video.Link, moment.Seconds, url, [.. cited]));
        }

        return answers;
    }

    /// <summary>The sentence that cites, or all of a table's row: one cell of it says nothing.</summary>
    private static string Said(string text, int offset, PassageKind kind) =>
        kind == PassageKind.Row ? string.Concat(Snippets.Around(text, []).Select(part => part.Text))
            : PageQueries.SentenceAround(text, offset);
}

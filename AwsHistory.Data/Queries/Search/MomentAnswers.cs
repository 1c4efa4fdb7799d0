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
            .Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => new { Video = v, p.Slug, p.Title }).OrderBy(v => v.Slug).Take(MaxVideos)
            .Select(v => new { v.Video.PageId, Link = VideoLink.Of(v.Slug, v.Title, v.Video) }).ToListAsync(cancellation);
        var answers = new List<MomentAnswer>();
        foreach (var video in videos)
        {
            var rows = await db.CitedAsync(db.Citations.Where(c => c.VideoId == video.PageId && c.Seconds >= from && c.Seconds <= to), 0, 200, cancellation);
            // A stable sort: of those equally near the earlier stays first.
            var cited = rows.OrderBy(row => Math.Abs(row.Citation.Seconds!.Value - (moment.Seconds ?? 0))).Take(MaxCited);
            answers.Add(new(video.Link, moment.Seconds, video.Link.Address(moment.Seconds), [.. cited.Select(Said)]));
        }

        return answers;
    }

    /// <summary>The sentence that cites, or all of a table's row: one cell of it says nothing.</summary>
    private static CitedMoment Said(CitedPassage passage) => passage.Kind != PassageKind.Row ? passage.Moment
        : passage.Moment with { Sentence = string.Concat(Snippets.Around(passage.Text, []).Select(part => part.Text)) };
}

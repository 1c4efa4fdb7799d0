using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What transcripts have of the words that were typed.</summary>
internal static class SaidAnswers
{
    private const int MaxSaid = 6;

    /// <summary>The best cues, best first.</summary>
    public static async Task<IReadOnlyList<SaidHit>> ReadAsync(KnowledgeDb db, string? match, CancellationToken cancellation)
    {
        if (match is null) return [];
        var found = await db.Database.SqlQuery<FoundCue>($"""
            SELECT c.PageId, c.Start, c.Speaker, snippet(CueIndex, 1, char(2), char(3), '…', 36) AS Snippet
            FROM CueIndex JOIN Cues c ON c.Id = CueIndex.rowid JOIN Pages p ON p.Id = c.PageId
            WHERE CueIndex MATCH {match} ORDER BY CueIndex.rank, p.Slug, c.Id LIMIT {MaxSaid}
            """).ToListAsync(cancellation);
        if (found.Count == 0) return [];
        var ids = found.Select(cue => cue.PageId).Distinct().ToList();
        var videos = await db.Videos.Where(v => ids.Contains(v.PageId))
            .Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => new { v.PageId, v.YouTubeId, v.Media, p.Kind, p.Slug, p.Title })
            .ToDictionaryAsync(v => v.PageId, cancellation);
        return found.ConvertAll(cue =>
        {
            var video = videos[cue.PageId];
            return new SaidHit(new(video.Kind, video.Slug, video.Title), cue.Start / 1000, cue.Speaker, Snippets.Split(cue.Snippet),
                Urls.Cue(video.Slug, cue.Start), Urls.Recording(video.YouTubeId, video.Media, cue.Start / 1000));
        });
    }

    private sealed record FoundCue(int PageId, int Start, string? Speaker, string Snippet);
}

using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A piece of a transcript.</summary>
/// <param name="Start">Milliseconds from the beginning.</param>
/// <param name="End">Milliseconds from the beginning.</param>
/// <param name="Speaker">Who speaks; null when not known.</param>
/// <param name="Text">What is said.</param>
/// <param name="Url">Where it stands on the page of the recording.</param>
public sealed record CueView(int Start, int End, string? Speaker, string Text, string Url)
{
    /// <summary>The whole second it begins in.</summary>
    public int Seconds => Start / 1000;
}

/// <summary>A part of a transcript.</summary>
/// <param name="Total">How many cues there are in all.</param>
/// <param name="Part">Which part this is, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Cues">The cues of this part, in order of time.</param>
public sealed record TranscriptView(int Total, int Part, int Parts, IReadOnlyList<CueView> Cues);

/// <summary>Transcripts, which are shown ten minutes at a time.</summary>
public static class TranscriptQueries
{
    private const int MaxCues = 1000;

    extension(KnowledgeDb db)
    {
        /// <summary>A part of a transcript; null when the recording has none.</summary>
        /// <param name="video">Page id of the recording.</param>
        /// <param name="slug">Its slug.</param>
        /// <param name="part">Which part, from 1; a number past the end gives the last.</param>
        /// <param name="cancellation">Ends the query.</param>
        internal async Task<TranscriptView?> TranscriptAsync(int video, string slug, int part, CancellationToken cancellation)
        {
            var all = db.Cues.Where(c => c.PageId == video);
            if (await all.MaxAsync(c => (int?)c.Start, cancellation) is not { } last) return null;
            var parts = Urls.TranscriptPart(last);
            part = Math.Clamp(part, 1, parts);
            var (from, to) = ((part - 1) * Urls.TranscriptPartLength, part * Urls.TranscriptPartLength);
            var cues = await all.Where(c => c.Start >= from && c.Start < to).OrderBy(c => c.Start).ThenBy(c => c.Id).Take(MaxCues).ToListAsync(cancellation);
            return new(await all.CountAsync(cancellation), part, parts, View(cues, slug));
        }

        /// <summary>What is said from the beginning of one second to the end of another.</summary>
        internal async Task<IReadOnlyList<CueView>> CuesAsync(int video, string slug, int from, int to, CancellationToken cancellation)
        {
            // A cue lasts seconds; one that began a minute before is over.
            var (earliest, start, end) = ((from - 60) * 1000L, from * 1000L, (to + 1) * 1000L);
            var cues = await db.Cues.Where(c => c.PageId == video && c.Start >= earliest && c.Start < end && c.End > start).OrderBy(c => c.Start).ThenBy(c => c.Id)
                .Take(MaxCues).ToListAsync(cancellation);
            return View(cues, slug);
        }

        /// <summary>Adds to cited moments where the transcript has them.</summary>
        internal async Task<List<CitedMoment>> WithCuesAsync(int video, string slug, List<CitedMoment> moments, CancellationToken cancellation)
        {
            if (moments.Count == 0) return moments;
            var (from, to) = ((moments.Min(moment => moment.Seconds) - 60) * 1000L, (moments.Max(moment => moment.Seconds) + 1) * 1000L);
            var cues = await db.Cues.Where(c => c.PageId == video && c.Start >= from && c.Start < to).OrderBy(c => c.Start).Select(c => new { c.Start, c.End })
                .Take(20_000).ToListAsync(cancellation);
            return cues.Count == 0 ? moments : moments.ConvertAll(moment =>
                cues.LastOrDefault(cue => cue.Start < (moment.Seconds + 1) * 1000L && cue.End > moment.Seconds * 1000L) is { } cue
                    ? moment with { CueUrl = Urls.Cue(slug, cue.Start) } : moment);
        }
    }

    /// <summary>Two who speak at once have cues of one start; the first has the plain address.</summary>
    private static List<CueView> View(List<Model.Cue> cues, string slug)
    {
        var seen = new Dictionary<int, int>();
        return cues.ConvertAll(cue =>
        {
            var n = seen[cue.Start] = seen.GetValueOrDefault(cue.Start) + 1;
            return new CueView(cue.Start, cue.End, cue.Speaker, cue.Text, Urls.Cue(slug, cue.Start) + (n > 1 ? $"-{n}" : ""));
        });
    }
}

using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What a doubtful citation may have meant.</summary>
public static class CandidateQueries
{
    extension(KnowledgeDb db)
    {
        /// <summary>The times that a citation may have meant, likeliest first; empty when it is sound, unknown, or nothing is likely.</summary>
        /// <param name="kind">The kind of the page that cites.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="ordinal">The citation's place on the page, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<TimeCandidate>> CandidatesAsync(Kind kind, string slug, int ordinal, CancellationToken cancellation = default)
        {
            var json = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug)
                .Join(db.Citations.Where(c => c.Ordinal == ordinal), p => p.Id, c => c.PageId, (p, c) => c.Candidates).FirstOrDefaultAsync(cancellation);
            return json is null ? [] : JsonSerializer.Deserialize<List<TimeCandidate>>(json)!;
        }
    }
}

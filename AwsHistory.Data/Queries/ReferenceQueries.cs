using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A source in the list of all.</summary>
/// <param name="Key">The citekey.</param>
/// <param name="Title">The title.</param>
/// <param name="Authors">Its authors; empty when not known.</param>
/// <param name="In">The paper or site it stands in, or its publisher; null when not known.</param>
/// <param name="Date">When it came out, for readers; null when not known.</param>
/// <param name="Url">Its address; null for a book.</param>
/// <param name="Strength">How near it stands to what it tells.</param>
/// <param name="Citations">How often it is cited.</param>
public sealed record ListedReference(string Key, string Title, string Authors, string? In, string? Date, string? Url, SourceStrength Strength, int Citations);

/// <summary>One page of the list of sources.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">Which page of the list this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page.</param>
public sealed record ReferencesView(int Total, int Page, int PageSize, IReadOnlyList<ListedReference> Items)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Web and book sources.</summary>
public static class ReferenceQueries
{
    /// <summary>Sources on one page of the list.</summary>
    public const int ReferencesOnPage = 500;

    extension(KnowledgeDb db)
    {
        /// <summary>All sources, by title.</summary>
        /// <param name="page">Which page of the list, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<ReferencesView> ReferencesAsync(int page = 1, CancellationToken cancellation = default)
        {
            var total = await db.References.CountAsync(cancellation);
            page = Math.Clamp(page, 1, Math.Max(1, (total + ReferencesOnPage - 1) / ReferencesOnPage));
            var rows = await db.References.OrderBy(r => r.Title).ThenBy(r => r.Key).Skip((page - 1) * ReferencesOnPage).Take(ReferencesOnPage)
                .Select(r => new { Reference = r, Citations = db.Citations.Count(c => c.ReferenceId == r.Id) }).ToListAsync(cancellation);
            return new(total, page, ReferencesOnPage, rows.ConvertAll(r => new ListedReference(r.Reference.Key, r.Reference.Title, r.Reference.Authors, r.Reference.Container ?? r.Reference.Publisher, r.Reference.Issued?.Display, r.Reference.Url, r.Reference.Strength, r.Citations)));
        }
    }
}

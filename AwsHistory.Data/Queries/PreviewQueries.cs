using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What a link leads to, in a few words.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">One sentence about it.</param>
/// <param name="Facts">What only its kind has; null for articles and recordings.</param>
/// <param name="Words">Words of its body.</param>
/// <param name="Mentions">For a person, service or organization, in how many passages of other pages it is named.</param>
/// <param name="Heading">The heading the link leads to, or under which the passage stands; null when it leads to the whole page.</param>
/// <param name="Passage">The beginning of what stands there; null when it leads to the whole page.</param>
public sealed record PreviewView(PageLink Page, string Description, PageFacts? Facts, int Words, int Mentions, string? Heading, string? Passage);

/// <summary>Previews of links.</summary>
public static class PreviewQueries
{
    extension(KnowledgeDb db)
    {
        /// <summary>What a link to a page, or to a place on it, leads to; null when there is no such page.</summary>
        /// <param name="kind">The kind of the page.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="anchor">The id of a heading or passage; anything else means the whole page.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<PreviewView?> PreviewAsync(Kind kind, string slug, string? anchor, CancellationToken cancellation = default)
        {
            var page = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug)
                .Select(p => new { p.Id, p.Title, p.Description, p.Local, p.Words, p.Mentions }).FirstOrDefaultAsync(cancellation);
            if (page is null) return null;
            var local = PageLocal.Read(page.Local);
            var heading = local.Headings?.FirstOrDefault(h => h.Anchor == anchor)?.Text;
            var passage = anchor is null ? null
                : await db.Passages.Where(p => p.PageId == page.Id && p.Kind != PassageKind.Heading && (p.Anchor == anchor || p.HeadingAnchor == anchor))
                    .OrderBy(p => p.Ordinal).FirstOrDefaultAsync(cancellation);
            return new(
                new(kind, slug, page.Title), page.Description, local.Facts, page.Words, page.Mentions,
                heading ?? (passage is { HeadingText.Length: > 0 } ? passage.HeadingText : null), passage?.Text);
        }
    }
}

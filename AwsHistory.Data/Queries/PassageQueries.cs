using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A citation within a passage.</summary>
/// <param name="Ordinal">Its place on its page.</param>
/// <param name="Offset">Where it stands in the text, in characters.</param>
/// <param name="Shown">What readers see.</param>
/// <param name="Href">Where it leads; null when nowhere.</param>
/// <param name="Video">Slug of the cited recording; null for a source.</param>
/// <param name="Seconds">Seconds from its beginning; null when no time is cited.</param>
/// <param name="About">Sure to about a minute only.</param>
/// <param name="Status">Whether it can be relied on.</param>
/// <param name="Reason">Why not; null when sound.</param>
/// <param name="Strength">How near the source stands to what it tells; a recording retells.</param>
/// <param name="IsOurs">Marks the editors' own words.</param>
/// <param name="Locator">The place in the source, such as <c>p. 3</c>; null when none is named.</param>
public sealed record PassageCitation(
    int Ordinal, int Offset, string Shown, string? Href, string? Video, int? Seconds, bool About, CitationStatus Status, string? Reason, SourceStrength Strength,
        bool IsOurs, string? Locator = null);

/// <summary>A link within a passage.</summary>
/// <param name="Offset">Where its words begin.</param>
/// <param name="Length">How many characters they have.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="IsWanted">Whether that page is not written yet.</param>
public sealed record PassageLink(int Offset, int Length, string Href, bool IsWanted);

/// <summary>A passage by itself, wherever it is shown.</summary>
/// <param name="Page">Its page.</param>
/// <param name="Anchor">Its id there.</param>
/// <param name="Heading">The heading it stands under; empty above the first.</param>
/// <param name="Text">Its words.</param>
/// <param name="Stance">For evidence, which way it points.</param>
/// <param name="Citations">Its citations, in order.</param>
/// <param name="Links">Its links, in order.</param>
public sealed record PassageView(PageLink Page, string Anchor, string Heading, string Text, Stance? Stance, IReadOnlyList<PassageCitation> Citations,
    IReadOnlyList<PassageLink> Links)
{
    /// <summary>Where it stands.</summary>
    public string Url => Urls.At(Page.Url, Anchor);
}

/// <summary>Passages apart from their pages.</summary>
public static class PassageQueries
{
    extension(KnowledgeDb db)
    {
        /// <summary>Passages with their citations and links, in the order of their ids given.</summary>
        /// <param name="ids">A page of passages; a list, not a library.</param>
        /// <param name="cancellation">Ends the queries.</param>
        internal async Task<IReadOnlyList<PassageView>> PassagesAsync(IReadOnlyList<int> ids, CancellationToken cancellation)
        {
            if (ids.Count == 0) return [];
            var passages = await db.Passages.Where(p => ids.Contains(p.Id))
                .Join(db.Pages, p => p.PageId, g => g.Id, (p, g) => new { p.Id, p.Anchor, p.HeadingText, p.Text, p.Stance, g.Kind, g.Slug, g.Title })
                    .ToDictionaryAsync(p => p.Id, cancellation);
            var citations = (await db.Citations.Where(c => ids.Contains(c.PassageId))
                .LeftJoin(db.Pages, c => c.VideoId, p => p.Id, (c, p) => new { Citation = c, Video = p!.Slug })
                .LeftJoin(db.References, c => c.Citation.ReferenceId, r => r.Id, (c, r) => new { c.Citation, c.Video, Source = r })
                .OrderBy(c => c.Citation.Ordinal).ToListAsync(cancellation)).ToLookup(c => c.Citation.PassageId, c => c.Source is { } source
                    ? new PassageCitation(c.Citation.Ordinal, c.Citation.Offset, source.ShortName, Urls.Reference(source.Key), null, null, false,
                        c.Citation.Status, c.Citation.Reason, source.Strength, false, c.Citation.Locator)
                    : new PassageCitation(
                        c.Citation.Ordinal, c.Citation.Offset, c.Citation.Shown, c.Citation.Href, c.Video, c.Citation.Seconds, c.Citation.About, c.Citation.Status,
                            c.Citation.Reason,
                        c.Video is null ? SourceStrength.Unknown : SourceStrength.Retelling, c.Citation.IsOurs));
            var links = (await db.Links.Where(l => ids.Contains(l.PassageId))
                .LeftJoin(db.Pages, l => l.TargetId, p => p.Id, (l, p) => new { Link = l, Slug = p!.Slug, Kind = (Kind?)p.Kind })
                .OrderBy(l => l.Link.Offset).ToListAsync(cancellation))
                .ToLookup(l => l.Link.PassageId, l => new PassageLink(
                    l.Link.Offset, l.Link.Length, l.Kind is { } kind ? Urls.At(Urls.Page(kind, l.Slug), l.Link.Fragment)
                        : Urls.Wanted(l.Link.Wanted ?? ""), l.Kind is null));
            return [.. ids.Where(passages.ContainsKey).Select(id => passages[id])
                .Select(p => new PassageView(new(p.Kind, p.Slug, p.Title), p.Anchor, p.HeadingText, p.Text, p.Stance, [.. citations[p.Id]], [.. links[p.Id]]))];
        }
    }
}

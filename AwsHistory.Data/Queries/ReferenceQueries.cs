using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>In which order sources are listed.</summary>
public enum ReferenceOrder
{
    /// <summary>By title.</summary>
    Title,

    /// <summary>By date, the oldest first; those without one last.</summary>
    Date,

    /// <summary>By how often they are cited.</summary>
    Cited,
}

/// <summary>What the list of sources is limited to. Anything that cannot be read counts as absent.</summary>
/// <param name="Strength">How near the source stands to what it tells; null for any.</param>
/// <param name="Year">The year it came out; null for any.</param>
/// <param name="Publisher">The paper, site or publisher, exactly; null for any.</param>
/// <param name="Order">The order.</param>
/// <param name="Page">Which page of the list, from 1.</param>
public sealed record ReferenceFilter(SourceStrength? Strength = null, int? Year = null, string? Publisher = null, ReferenceOrder Order = default, int Page = 1)
{
    /// <summary>The parts of a query string that are read.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["kind", "year", "publisher", "sort", "page"];

    /// <summary>Reads a query string.</summary>
    /// <param name="value">Gives the value of a part; null when it is absent.</param>
    public static ReferenceFilter Read(Func<string, string?> value) => new(
        Vocabulary.ReadOrNull<SourceStrength>(value("kind")) is { } strength and not SourceStrength.Unknown ? strength : null,
        int.TryParse(value("year"), out var year) && year is > 0 and < 10000 ? year : null,
        value("publisher") is { Length: > 0 and <= 200 } publisher ? publisher : null,
        Vocabulary.ReadOrNull<ReferenceOrder>(value("sort")) ?? default,
        Paging.Read(value("page")));

    /// <summary>The parts of the query string that say the same.</summary>
    public IEnumerable<(string Key, string Value)> Write()
    {
        if (Strength is { } strength) yield return ("kind", Vocabulary.Key(strength));
        if (Year is { } year) yield return ("year", $"{year}");
        if (Publisher is { } publisher) yield return ("publisher", publisher);
        if (Order != default) yield return ("sort", Vocabulary.Key(Order));
        if (Page > 1) yield return ("page", $"{Page}");
    }

    /// <summary>The list of sources as it is limited.</summary>
    /// <param name="ending"><c>.json</c> or <c>.md</c> for the twins; empty for the page.</param>
    public string Address(string ending = "") => Urls.With(Urls.References + ending, Write());
}

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

/// <summary>A value by which the sources can be limited.</summary>
/// <param name="Name">Its name for readers.</param>
/// <param name="Count">How many sources have it.</param>
/// <param name="IsChosen">Whether it is in force.</param>
/// <param name="Toggle">The filter with it taken up, or given up.</param>
public sealed record ReferenceFacet(string Name, int Count, bool IsChosen, ReferenceFilter Toggle);

/// <summary>One page of the list of sources.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="All">How many there are without it.</param>
/// <param name="Total">How many it leaves.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page.</param>
/// <param name="Strengths">Sources by strength.</param>
/// <param name="Years">Sources by year.</param>
/// <param name="Publishers">Sources by publisher, the most frequent.</param>
public sealed record ReferencesView(
    ReferenceFilter Filter, int All, int Total, int PageSize, IReadOnlyList<ListedReference> Items,
    IReadOnlyList<ReferenceFacet> Strengths, IReadOnlyList<ReferenceFacet> Years, IReadOnlyList<ReferenceFacet> Publishers)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>A source with everything it supports.</summary>
/// <param name="Reference">The source.</param>
/// <param name="Note">What a reader should know of it; null for nothing.</param>
/// <param name="Type">Its CSL type.</param>
/// <param name="Passages">Passages that cite it: a page of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Page">Which page of them this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Facts">Pages with a role or milestone that rests on it.</param>
/// <param name="Figures">Data files with a row that rests on it.</param>
public sealed record ReferenceView(
    ListedReference Reference, string? Note, string Type, IReadOnlyList<PassageView> Passages, int Total, int Page, int PageSize, IReadOnlyList<PageLink> Facts,
        IReadOnlyList<string> Figures)
{
    /// <summary>The number of pages of passages, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>A source for bibliographies.</summary>
/// <param name="Key">The citekey.</param>
/// <param name="Type">Its CSL type.</param>
/// <param name="Title">The title.</param>
/// <param name="Authors">Its authors, in order.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Container">The paper, site or book it stands in.</param>
/// <param name="Issued">When it came out, as EDTF.</param>
/// <param name="Url">Its address.</param>
/// <param name="Note">What a reader should know of it.</param>
public sealed record BibliographyItem(string Key, string Type, string Title, IReadOnlyList<CslName> Authors, string? Publisher, string? Container, string? Issued,
    string? Url, string? Note);

/// <summary>Web and book sources.</summary>
public static class ReferenceQueries
{
    /// <summary>Sources on one page of the list.</summary>
    public const int ReferencesOnPage = 100;

    private const int MaxFacets = 40;
    private const int MaxExported = 10_000;

    extension(KnowledgeDb db)
    {
        /// <summary>The sources, limited and sorted by a filter.</summary>
        /// <param name="filter">The filter.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<ReferencesView> ReferencesAsync(ReferenceFilter filter, CancellationToken cancellation = default)
        {
            var all = db.References.Select(r => new
            {
                Reference = r,
                In = r.Container ?? r.Publisher,
                // As readers look for it, not as computers number letters.
                Title = EF.Functions.Collate(r.Title, "NOCASE"),
                Year = r.Issued == null ? 0
                : r.Issued.Sort / 10000,
                Citations = db.Citations.Count(c => c.ReferenceId == r.Id)
            });
            var fitting = all.Where(r => (filter.Strength == null || r.Reference.Strength == filter.Strength) && (filter.Year == null || r.Year == filter.Year)
                && (filter.Publisher == null || r.In == filter.Publisher));
            var total = await fitting.CountAsync(cancellation);
            var page = Paging.Within(filter.Page, total, ReferencesOnPage);
            filter = filter with { Page = page };
            var sorted = filter.Order switch
            {
                ReferenceOrder.Date => fitting.OrderBy(r => r.Reference.Issued == null ? int.MaxValue : r.Reference.Issued.Sort).ThenBy(r => r.Title)
                    .ThenBy(r => r.Reference.Key),
                ReferenceOrder.Cited => fitting.OrderByDescending(r => r.Citations).ThenBy(r => r.Title).ThenBy(r => r.Reference.Key),
                _ => fitting.OrderBy(r => r.Title).ThenBy(r => r.Reference.Key),
            };
            var rows = await sorted.Skip((page - 1) * ReferencesOnPage).Take(ReferencesOnPage).ToListAsync(cancellation);
            var strengths = await db.References.GroupBy(r => r.Strength).Select(group => new { group.Key, Count = group.Count() })
                .OrderByDescending(value => value.Count).ThenBy(value => value.Key).ToListAsync(cancellation);
            var years = await all.Where(r => r.Year > 0).GroupBy(r => r.Year).Select(group => new { group.Key, Count = group.Count() }).OrderBy(value => value.Key)
                .ToListAsync(cancellation);
            var publishers = await all.Where(r => r.In != null).GroupBy(r => r.In!).Select(group => new { group.Key, Count = group.Count() })
                .OrderByDescending(value => value.Count).ThenBy(value => value.Key).Take(MaxFacets).ToListAsync(cancellation);
            return new(
                filter, strengths.Sum(value => value.Count), total, ReferencesOnPage, rows.ConvertAll(r => Listed(r.Reference, r.Citations)),
                [
                    .. strengths.Where(value => value.Key != SourceStrength.Unknown).Select(value => Facet(
                        Vocabulary.Words(value.Key), value.Count, filter.Strength == value.Key, filter with { Strength = value.Key }, filter with { Strength = null })),
                ],
                years.ConvertAll(value => Facet($"{value.Key}", value.Count, filter.Year == value.Key, filter with { Year = value.Key }, filter with { Year = null })),
                publishers.ConvertAll(value => Facet(
                    value.Key, value.Count, filter.Publisher == value.Key, filter with { Publisher = value.Key }, filter with { Publisher = null })));

            static ReferenceFacet Facet(string name, int count, bool isChosen, ReferenceFilter with, ReferenceFilter without) =>
                new(name, count, isChosen, (isChosen ? without : with) with { Page = 1 });
        }

        /// <summary>A source with everything it supports; null when there is none with the key.</summary>
        /// <param name="key">The citekey.</param>
        /// <param name="page">Which page of passages, from 1.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<ReferenceView?> ReferenceAsync(string key, int page = 1, CancellationToken cancellation = default)
        {
            if (await db.References.FirstOrDefaultAsync(r => r.Key == key, cancellation) is not { } reference) return null;
            var citing = db.Citations.Where(c => c.ReferenceId == reference.Id).Select(c => c.PassageId).Distinct();
            var total = await citing.CountAsync(cancellation);
            page = Paging.Within(page, total, EntityQueries.PassagesOnPage);
            var ids = await citing.Join(db.Passages, id => id, p => p.Id, (id, p) => p).Join(db.Pages, p => p.PageId, g => g.Id, (p, g) => new { p.Id, p.Ordinal, g.Kind, g.Slug })
                .OrderBy(p => p.Kind).ThenBy(p => p.Slug).ThenBy(p => p.Ordinal).Skip((page - 1) * EntityQueries.PassagesOnPage).Take(EntityQueries.PassagesOnPage)
                .Select(p => p.Id).ToListAsync(cancellation);
            var facts = await db.Roles.Where(r => r.Source == key).Select(r => r.PageId)
                .Concat(db.Milestones.Where(m => m.Source == key).Select(m => m.PageId)).Distinct()
                .Join(db.Pages, id => id, p => p.Id, (id, p) => p).OrderBy(p => p.Title).ThenBy(p => p.Kind).ThenBy(p => p.Slug).Take(PageQueries.MaxListed)
                .Select(p => new PageLink(p.Kind, p.Slug, p.Title)).ToListAsync(cancellation);
            var figures = await db.DataSources.Where(d => d.ReferenceKey == key).Select(d => d.DataName).Distinct().OrderBy(name => name).ToListAsync(cancellation);
            var citations = await db.Citations.CountAsync(c => c.ReferenceId == reference.Id, cancellation);
            return new(
                Listed(reference, citations), reference.Note, reference.Type, await db.PassagesAsync(ids, cancellation), total, page, EntityQueries.PassagesOnPage,
                facts, figures);
        }

        /// <summary>Sources by their citekeys, by title; their citations are not counted.</summary>
        internal async Task<IReadOnlyList<ListedReference>> ReferencesOfAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
            (await db.References.Where(r => keys.Contains(r.Key)).OrderBy(r => r.Title).ThenBy(r => r.Key).ToListAsync(cancellation)).ConvertAll(r => Listed(r, 0));

        /// <summary>All sources, or one of them, for bibliographies.</summary>
        /// <param name="key">A citekey; null for all.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<BibliographyItem>> BibliographyAsync(string? key = null, CancellationToken cancellation = default)
        {
            var rows = await db.References.Where(r => key == null || r.Key == key).OrderBy(r => r.Key).Take(MaxExported).ToListAsync(cancellation);
            return rows.ConvertAll(r => new BibliographyItem(r.Key, r.Type, r.Title, JsonSerializer.Deserialize<List<CslName>>(r.AuthorsJson)!, r.Publisher,
                r.Container, r.Issued?.Edtf, r.Url, r.Note));
        }
    }

    private static ListedReference Listed(Model.Reference r, int citations) =>
        new(r.Key, r.Title, r.Authors, r.Container ?? r.Publisher, r.Issued?.Display, r.Url, r.Strength, citations);
}

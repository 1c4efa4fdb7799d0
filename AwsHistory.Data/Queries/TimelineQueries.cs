using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A citation under an event.</summary>
/// <param name="Shown">A time, or a short name of the source.</param>
/// <param name="Href">Where it leads: the second of the recording, or the source in the list of all.</param>
/// <param name="Video">Slug of the cited recording; null for a source.</param>
/// <param name="Seconds">Seconds from its beginning; null for a source.</param>
/// <param name="About">Sure to about a minute only.</param>
/// <param name="Status">Whether it can be relied on.</param>
public sealed record EventCitation(string Shown, string? Href, string? Video, int? Seconds, bool About, CitationStatus Status);

/// <summary>An event on the timeline.</summary>
/// <param name="Page">Its page.</param>
/// <param name="Description">The beginning of its text.</param>
/// <param name="Date">When, for readers.</param>
/// <param name="Edtf">When, as EDTF.</param>
/// <param name="Earliest">First day it can mean, <c>yyyymmdd</c>; 0 when open.</param>
/// <param name="Latest">Last day it can mean, <c>yyyymmdd</c>; 99991231 when open.</param>
/// <param name="Sort">Its place in time, <c>yyyymmdd</c>.</param>
/// <param name="Confidence">How sure we are.</param>
/// <param name="IsDisputed">Whether something about it is disputed.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Concerns">The people, services and organizations concerned.</param>
/// <param name="Citations">What it rests on.</param>
public sealed record TimelineEvent(
    PageLink Page, string Description, string Date, string Edtf, int Earliest, int Latest, int Sort, Confidence Confidence, bool IsDisputed,
    IReadOnlyList<string> Topics, IReadOnlyList<PageLink> Concerns, IReadOnlyList<EventCitation> Citations)
{
    /// <summary>The year it stands under.</summary>
    public int Year => Sort / 10000;

    /// <summary>Whether the source itself is unsure of the date.</summary>
    public bool IsRough => Edtf.AsSpan().IndexOfAny('~', '?', '%') >= 0 || Earliest == 0 || Latest == HistoricalDate.OpenEnd;

    /// <summary>The first sound moment of a recording that tells it; null when none does.</summary>
    public EventCitation? Told => Citations.FirstOrDefault(citation => citation.Seconds is not null && citation.Status == CitationStatus.Sound);
}

/// <summary>A value by which the timeline can be limited.</summary>
/// <param name="Name">Its name for readers.</param>
/// <param name="Count">How many events it leaves, all other limits kept.</param>
/// <param name="IsChosen">Whether it is in force.</param>
/// <param name="Toggle">The filter with it taken up, or given up.</param>
public sealed record TimelineFacet(string Name, int Count, bool IsChosen, TimelineFilter Toggle);

/// <summary>How many events a year has.</summary>
/// <param name="Year">The year.</param>
/// <param name="Count">How many.</param>
public sealed record YearCount(int Year, int Count);

/// <summary>The timeline, limited by a filter.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="All">How many events there are without it.</param>
/// <param name="Total">How many it leaves.</param>
/// <param name="Events">Those, in order; at most a page of them.</param>
/// <param name="Drawn">All that it leaves, in order of time, for the drawing and the export.</param>
/// <param name="Years">All years from the first event to the last, limited by everything but the period.</param>
/// <param name="Topics">Topics, by count.</param>
/// <param name="People">People, by count.</param>
/// <param name="Services">Services, by count.</param>
/// <param name="Organizations">Organizations, by count.</param>
/// <param name="PageSize">How many events stand on a page.</param>
/// <param name="Unknown">What the filter names and nothing has; null when all of it exists.</param>
public sealed record TimelineView(
    TimelineFilter Filter, int All, int Total, IReadOnlyList<TimelineEvent> Events,
        [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<TimelineEvent> Drawn,
    IReadOnlyList<YearCount> Years, IReadOnlyList<TimelineFacet> Topics, IReadOnlyList<TimelineFacet> People, IReadOnlyList<TimelineFacet> Services,
    IReadOnlyList<TimelineFacet> Organizations, int PageSize, string? Unknown)
{
    /// <summary>Events on one page of the list.</summary>
    public const int EventsOnPage = 200;

    private const int MaxFacets = 60;

    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Limits events by a filter. Pure: the page, its twin and the explorer all use it.</summary>
    /// <param name="events">All events, in order of time.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="found">The slugs of events that hold the filter's words; null when it names none.</param>
    public static TimelineView Of(IReadOnlyList<TimelineEvent> events, TimelineFilter filter, IReadOnlySet<string>? found)
    {
        var fitting = Fitting(filter);
        var ordered = filter.Order == TimelineOrder.Told ? fitting.Where(e => e.Told is not null).OrderBy(e => e.Told!.Video, StringComparer.Ordinal)
            .ThenBy(e => e.Told!.Seconds).ToList() : fitting;
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (ordered.Count + EventsOnPage - 1) / EventsOnPage));
        filter = filter with { Page = page };
        var withoutPeriod = Fitting(filter with { From = null, To = null });
        var counts = withoutPeriod.GroupBy(e => e.Year).ToDictionary(group => group.Key, group => group.Count());
        var years = counts.Count == 0 ? [] : Enumerable.Range(counts.Keys.Min(), Math.Min(200, counts.Keys.Max() - counts.Keys.Min() + 1))
            .Select(year => new YearCount(year, counts.GetValueOrDefault(year))).ToList();
        var (topics, unknownTopic) = Facets(filter with { Topic = null }, filter.Topic, e => e.Topics.Select(topic => (topic, Slug.Fold(topic))), value =>
            filter with { Topic = value, Page = 1 });
        var (people, unknownPerson) = Facets(filter with { Person = null }, filter.Person, Of(Kind.Person), value => filter with { Person = value, Page = 1 });
        var (services, unknownService) = Facets(filter with { Service = null }, filter.Service, Of(Kind.Service), value => filter with { Service = value, Page = 1 });
        var (organizations, unknownOrganization) = Facets(filter with { Organization = null }, filter.Organization, Of(Kind.Organization), value =>
            filter with { Organization = value, Page = 1 });
        return new(
            filter, events.Count, ordered.Count, [.. ordered.Skip((page - 1) * EventsOnPage).Take(EventsOnPage)], fitting, years, topics, people, services,
                organizations, EventsOnPage,
            unknownTopic ?? unknownPerson ?? unknownService ?? unknownOrganization);

        List<TimelineEvent> Fitting(TimelineFilter by) =>
        [
            .. events.Where(e => by.Covers(e.Earliest, e.Latest)
                && (by.Topic is null || e.Topics.Any(topic => Slug.Fold(topic) == by.Topic))
                && Has(e, Kind.Person, by.Person) && Has(e, Kind.Service, by.Service) && Has(e, Kind.Organization, by.Organization)
                && (found is null || found.Contains(e.Page.Slug))),
        ];

        (IReadOnlyList<TimelineFacet> Facets, string? Unknown) Facets(TimelineFilter others, string? chosen, Func<TimelineEvent,
            IEnumerable<(string Name, string Slug)>> values, Func<string?, TimelineFilter> set)
        {
            var facets = Fitting(others).SelectMany(values).GroupBy(value => value).Select(group => (group.Key.Name, group.Key.Slug, Count: group.Count()))
                .OrderByDescending(value => value.Count).ThenBy(value => value.Name, StringComparer.Ordinal).Take(MaxFacets).ToList();
            var unknown = chosen is not null && !events.Any(e => values(e).Any(value => value.Slug == chosen)) ? chosen : null;
            return ([.. facets.Select(value => new TimelineFacet(value.Name, value.Count, value.Slug == chosen,
                set(value.Slug == chosen ? null : value.Slug)))], unknown);
        }

        static Func<TimelineEvent, IEnumerable<(string, string)>> Of(Kind kind) => e => e.Concerns.Where(page => page.Kind == kind)
            .Select(page => (page.Title, page.Slug));

        static bool Has(TimelineEvent e, Kind kind, string? slug) => slug is null || e.Concerns.Any(page => page.Kind == kind && page.Slug == slug);
    }
}

/// <summary>Everything dated.</summary>
public static class TimelineQueries
{
    /// <summary>Most events one timeline holds; a library with more shows the first.</summary>
    public const int MaxEvents = 5000;

    extension(KnowledgeDb db)
    {
        /// <summary>The timeline, limited by a filter.</summary>
        /// <param name="filter">The filter.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<TimelineView> TimelineAsync(TimelineFilter filter, CancellationToken cancellation = default) =>
            TimelineView.Of(await db.EventsAsync(cancellation), filter, filter.Words is { } words ? await db.EventsWithAsync(words, cancellation) : null);

        /// <summary>All events, in order of time.</summary>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<TimelineEvent>> EventsAsync(CancellationToken cancellation = default)
        {
            var rows = await db.Events.OrderBy(e => e.Date.Sort).ThenBy(e => e.PageId).Take(MaxEvents)
                .Join(db.Pages, e => e.PageId, p => p.Id, (e, p) =>
                    new { e.PageId, p.Slug, p.Title, p.Description, e.Date, e.Confidence, IsDisputed = e.Disputed != null }).ToListAsync(cancellation);
            var topics = (await db.Topics.Join(db.Events, t => t.PageId, e => e.PageId, (t, e) => t).OrderBy(t => t.Id).ToListAsync(cancellation))
                .ToLookup(t => t.PageId, t => t.Topic);
            var concerns = (await db.Relations.Where(r => r.Kind == RelationKind.About).Join(db.Events, r => r.PageId, e => e.PageId, (r, e) => r)
                .Join(db.Pages, r => r.TargetId, p => p.Id, (r, p) => new { r.Id, r.PageId, p.Kind, p.Slug, p.Title }).OrderBy(r => r.Id).ToListAsync(cancellation))
                .ToLookup(r => r.PageId, r => new PageLink(r.Kind, r.Slug, r.Title));
            var citations = (await db.Events.Join(db.Citations, e => e.PageId, c => c.PageId, (e, c) => c).Where(c => !c.IsOurs)
                .LeftJoin(db.Pages, c => c.VideoId, p => p.Id, (c, p) => new { Citation = c, Video = p!.Slug })
                .LeftJoin(db.References, c => c.Citation.ReferenceId, r => r.Id, (c, r) => new { c.Citation, c.Video, r!.Key, r.ShortName })
                .OrderBy(c => c.Citation.PageId).ThenBy(c => c.Citation.Ordinal)
                .Select(c => new
                {
                    c.Citation.PageId,
                    c.Citation.Shown,
                    c.Citation.Href,
                    c.Citation.Seconds,
                    c.Citation.About,
                    c.Citation.Status,
                    c.Video,
                    c.Key,
                    c.ShortName
                }).ToListAsync(cancellation))
                .ToLookup(c => c.PageId, c => c.Key is { } key
                    ? new EventCitation(c.ShortName, Urls.Reference(key), null, null, false, c.Status)
                    : new EventCitation(c.Seconds is { } s ? new Timecode(s).ToString() : c.Shown, c.Href, c.Video, c.Seconds, c.About, c.Status));
            return rows.ConvertAll(e => new TimelineEvent(
                new(Kind.Event, e.Slug, e.Title), e.Description, e.Date.Display, e.Date.Edtf, e.Date.Earliest, e.Date.Latest, e.Date.Sort, e.Confidence, e.IsDisputed,
                [.. topics[e.PageId]], [.. concerns[e.PageId]], [.. citations[e.PageId].Distinct()]));
        }

        /// <summary>Slugs of the events that hold the words, read as search reads them; null when no word is among them.</summary>
        private async Task<IReadOnlySet<string>?> EventsWithAsync(string words, CancellationToken cancellation)
        {
            if (SearchText.Parse(words).Match() is not { } match) return null;
            var slugs = await db.Database.SqlQuery<string>($"""
                SELECT DISTINCT g.Slug AS Value FROM PassageIndex i JOIN Passages p ON p.Id = i.rowid JOIN Pages g ON g.Id = p.PageId
                WHERE i.PassageIndex MATCH {match} AND g.Kind = {(int)Kind.Event} LIMIT {MaxEvents}
                """).ToListAsync(cancellation);
            return slugs.ToHashSet(StringComparer.Ordinal);
        }
    }
}

using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A citation as lists of events and of citations show it.</summary>
/// <param name="Shown">A time, or a short name of the source.</param>
/// <param name="Href">Where it leads: the second of the recording, or the source in the list of all.</param>
/// <param name="Video">Slug of the cited recording; null for a source.</param>
/// <param name="Seconds">Seconds from its beginning; null for a source.</param>
/// <param name="About">Sure to about a minute only.</param>
/// <param name="Status">Whether it can be relied on.</param>
public sealed record ShownCitation(string Shown, string? Href, string? Video, int? Seconds, bool About, CitationStatus Status);

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
/// <param name="Told">The first sound moment of a recording that tells it; null when none does.</param>
public sealed record TimelineEvent(
    PageLink Page, string Description, string Date, string Edtf, int Earliest, int Latest, int Sort, Confidence Confidence, bool IsDisputed,
    IReadOnlyList<string> Topics, IReadOnlyList<PageLink> Concerns, IReadOnlyList<ShownCitation> Citations, ShownCitation? Told)
{
    /// <summary>The year it stands under.</summary>
    public int Year => Sort / 10000;

    /// <summary>Whether the source itself is unsure of the date.</summary>
    public bool IsRough => HistoricalDate.IsRough(Edtf, Earliest, Latest);
}

/// <summary>An event as it is counted, limited and drawn: light, since there is one for every event of the library.</summary>
/// <param name="Id">Id of its page.</param>
/// <param name="Page">Its page.</param>
/// <param name="Date">When, for readers.</param>
/// <param name="Edtf">When, as EDTF.</param>
/// <param name="Earliest">First day it can mean, <c>yyyymmdd</c>; 0 when open.</param>
/// <param name="Latest">Last day it can mean, <c>yyyymmdd</c>; 99991231 when open.</param>
/// <param name="Sort">Its place in time, <c>yyyymmdd</c>.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Concerns">The people, services and organizations concerned.</param>
/// <param name="Told">The first sound moment of a recording that tells it; null when none does, and in the order of time, where nobody asks.</param>
public sealed record TimelinePoint(
    int Id, PageLink Page, string Date, string Edtf, int Earliest, int Latest, int Sort, IReadOnlyList<string> Topics, IReadOnlyList<PageLink> Concerns,
    ShownCitation? Told)
{
    /// <summary>The year it stands under.</summary>
    public int Year => Sort / 10000;

    /// <summary>Whether the source itself is unsure of the date.</summary>
    public bool IsRough => HistoricalDate.IsRough(Edtf, Earliest, Latest);
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
public sealed record YearCount(int Year, int Count)
{
    private const int MaxYears = 200;

    /// <summary>All years from the first to the last, those without an event too; of more than two hundred, the last.</summary>
    /// <param name="years">Those that have an event.</param>
    public static IReadOnlyList<YearCount> Of(IEnumerable<YearCount> years)
    {
        var counts = years.ToDictionary(year => year.Year, year => year.Count);
        if (counts.Count == 0) return [];
        var (first, last) = (Math.Max(counts.Keys.Min(), counts.Keys.Max() - MaxYears + 1), counts.Keys.Max());
        return [.. Enumerable.Range(first, last - first + 1).Select(year => new YearCount(year, counts.GetValueOrDefault(year)))];
    }
}

/// <summary>The timeline, limited by a filter.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="All">How many events there are without it.</param>
/// <param name="Total">How many it leaves.</param>
/// <param name="Events">Those, in order; at most a page of them.</param>
/// <param name="Drawn">All that it leaves, in order of time, for the drawing.</param>
/// <param name="Years">All years from the first event to the last, limited by everything but the period.</param>
/// <param name="Topics">Topics, by count.</param>
/// <param name="People">People, by count.</param>
/// <param name="Services">Services, by count.</param>
/// <param name="Organizations">Organizations, by count.</param>
/// <param name="PageSize">How many events stand on a page.</param>
/// <param name="Unknown">What the filter names and nothing has; null when all of it exists.</param>
public sealed record TimelineView(
    TimelineFilter Filter, int All, int Total, IReadOnlyList<TimelineEvent> Events,
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<TimelinePoint> Drawn,
    IReadOnlyList<YearCount> Years, IReadOnlyList<TimelineFacet> Topics, IReadOnlyList<TimelineFacet> People, IReadOnlyList<TimelineFacet> Services,
    IReadOnlyList<TimelineFacet> Organizations, int PageSize, string? Unknown)
{
    /// <summary>Events on one page of the list.</summary>
    public const int EventsOnPage = 200;

    private const int MaxFacets = 60;

    /// <summary>A limit that an event may miss.</summary>
    [Flags]
    private enum Limits
    {
        None = 0,
        Period = 1,
        Topic = 2,
        Person = 4,
        Service = 8,
        Organization = 16,
        Words = 32,
    }

    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);

    /// <summary>Whether the library has more events than a timeline holds, so that the last in time are neither counted nor shown.</summary>
    public bool IsCut { get; init; }

    /// <summary>
    /// Limits events by a filter. Pure, and in memory: each facet counts what all limits but its own leave, and the years what all but
    /// the period leave, so six questions are asked of the same events.
    /// </summary>
    /// <param name="points">All events, in order of time.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="found">Page ids of the events that hold the filter's words; null when it names none.</param>
    /// <returns>The view without its events, and those that stand on its page.</returns>
    public static (TimelineView View, IReadOnlyList<TimelinePoint> Listed) Of(IReadOnlyList<TimelinePoint> points, TimelineFilter filter, IReadOnlySet<int>? found)
    {
        var slugs = points.SelectMany(point => point.Topics).Distinct(StringComparer.Ordinal).ToDictionary(topic => topic, Slug.Fold, StringComparer.Ordinal);
        var missed = points.Select(Missed).ToList();
        var fitting = Without(Limits.None);
        var ordered = filter.Order == TimelineOrder.Told ? fitting.Where(point => point.Told is not null).OrderBy(point => point.Told!.Video, StringComparer.Ordinal)
            .ThenBy(point => point.Told!.Seconds).ToList() : fitting;
        filter = filter with { Page = Paging.Within(filter.Page, ordered.Count, EventsOnPage) };
        var (topics, unknownTopic) = Facets(Limits.Topic, filter.Topic, TopicsOf, value => filter with { Topic = value, Page = 1 });
        var (people, unknownPerson) = Facets(Limits.Person, filter.Person, Of(Kind.Person), value => filter with { Person = value, Page = 1 });
        var (services, unknownService) = Facets(Limits.Service, filter.Service, Of(Kind.Service), value => filter with { Service = value, Page = 1 });
        var (organizations, unknownOrganization) = Facets(Limits.Organization, filter.Organization, Of(Kind.Organization), value =>
            filter with { Organization = value, Page = 1 });
        return (
            new(filter, points.Count, ordered.Count, [], fitting,
                YearCount.Of(Without(Limits.Period).CountBy(point => point.Year).Select(year => new YearCount(year.Key, year.Value))), topics, people, services,
                organizations, EventsOnPage, unknownTopic ?? unknownPerson ?? unknownService ?? unknownOrganization),
            [.. ordered.Skip((filter.Page - 1) * EventsOnPage).Take(EventsOnPage)]);

        Limits Missed(TimelinePoint point) =>
            (filter.Covers(point.Earliest, point.Latest) ? Limits.None : Limits.Period)
            | (filter.Topic is null || TopicsOf(point).Any(topic => topic.Slug == filter.Topic) ? Limits.None : Limits.Topic)
            | (Has(point, Kind.Person, filter.Person) ? Limits.None : Limits.Person)
            | (Has(point, Kind.Service, filter.Service) ? Limits.None : Limits.Service)
            | (Has(point, Kind.Organization, filter.Organization) ? Limits.None : Limits.Organization)
            | (found is null || found.Contains(point.Id) ? Limits.None : Limits.Words);

        // What fits when a limit is not asked for.
        List<TimelinePoint> Without(Limits limit) => [.. points.Where((_, i) => (missed[i] & ~limit) == Limits.None)];

        (IReadOnlyList<TimelineFacet> Facets, string? Unknown) Facets(Limits own, string? chosen, Func<TimelinePoint,
            IEnumerable<(string Name, string Slug)>> values, Func<string?, TimelineFilter> set)
        {
            var facets = Without(own).SelectMany(values).GroupBy(value => value).Select(group => (group.Key.Name, group.Key.Slug, Count: group.Count()))
                .OrderByDescending(value => value.Count).ThenBy(value => value.Name, StringComparer.Ordinal).Take(MaxFacets).ToList();
            var unknown = chosen is not null && !points.Any(point => values(point).Any(value => value.Slug == chosen)) ? chosen : null;
            return ([.. facets.Select(value => new TimelineFacet(value.Name, value.Count, value.Slug == chosen,
                set(value.Slug == chosen ? null : value.Slug)))], unknown);
        }

        IEnumerable<(string Name, string Slug)> TopicsOf(TimelinePoint point) => point.Topics.Select(topic => (topic, slugs[topic]));

        static Func<TimelinePoint, IEnumerable<(string, string)>> Of(Kind kind) => point => point.Concerns.Where(page => page.Kind == kind)
            .Select(page => (page.Title, page.Slug));

        static bool Has(TimelinePoint point, Kind kind, string? slug) => slug is null || point.Concerns.Any(page => page.Kind == kind && page.Slug == slug);
    }
}

/// <summary>Everything dated.</summary>
public static class TimelineQueries
{
    /// <summary>Most events one timeline holds; a library with more shows the first.</summary>
    public const int MaxEvents = 5000;

    extension(KnowledgeDb db)
    {
        /// <summary>The timeline, limited by a filter. Whole events are read for the page of the list alone.</summary>
        /// <param name="filter">The filter.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<TimelineView> TimelineAsync(TimelineFilter filter, CancellationToken cancellation = default)
        {
            var (view, listed) = await db.LimitAsync(filter, cancellation);
            return view with { Events = await db.EventsAsync(listed, cancellation) };
        }

        /// <summary>All events that a filter leaves, in order of time.</summary>
        /// <param name="filter">The filter.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<TimelineEvent>> EventsAsync(TimelineFilter filter, CancellationToken cancellation = default) =>
            await db.EventsAsync((await db.LimitAsync(filter, cancellation)).View.Drawn, cancellation);

        private async Task<(TimelineView View, IReadOnlyList<TimelinePoint> Listed)> LimitAsync(TimelineFilter filter, CancellationToken cancellation)
        {
            var points = await db.PointsAsync(filter.Order == TimelineOrder.Told, cancellation);
            var (view, listed) = TimelineView.Of([.. points.Take(MaxEvents)], filter, filter.Words is { } words ? await db.EventsWithAsync(words, cancellation) : null);
            return (view with { IsCut = points.Count > MaxEvents }, listed);
        }

        /// <summary>As many as a timeline holds, and one more if there are more.</summary>
        private async Task<List<TimelinePoint>> PointsAsync(bool areTold, CancellationToken cancellation)
        {
            var taken = db.Events.Join(db.Pages, e => e.PageId, p => p.Id, (e, p) => new { e.PageId, p.Slug, p.Title, e.Date })
                .OrderBy(e => e.Date.Sort).ThenBy(e => e.Slug).Take(MaxEvents + 1);
            var rows = await taken.ToListAsync(cancellation);
            // "Cross" keeps the order of the tables: first the events, which are few.
            var named = (await db.Database.SqlQuery<Named>($"""
                WITH Taken AS MATERIALIZED (SELECT e.PageId FROM Events e JOIN Pages p ON p.Id = e.PageId ORDER BY e.Date_Sort, p.Slug LIMIT {MaxEvents + 1})
                SELECT t.PageId, t.Id, NULL AS Kind, '' AS Slug, t.Topic AS Name FROM Taken e CROSS JOIN Topics t ON t.PageId = e.PageId
                UNION ALL
                SELECT r.PageId, r.Id, p.Kind, p.Slug, p.Title FROM Taken e CROSS JOIN Relations r ON r.PageId = e.PageId JOIN Pages p ON p.Id = r.TargetId
                WHERE r.Kind = {(int)RelationKind.About}
                """).ToListAsync(cancellation)).OrderBy(value => value.Id).ToLookup(value => value.PageId);
            var told = areTold ? await db.ToldAsync(taken.Select(e => e.PageId), cancellation) : [];
            return rows.ConvertAll(e => new TimelinePoint(
                e.PageId, new(Kind.Event, e.Slug, e.Title), e.Date.Display, e.Date.Edtf, e.Date.Earliest, e.Date.Latest, e.Date.Sort,
                [.. named[e.PageId].Where(value => value.Kind is null).Select(value => value.Name)],
                [.. named[e.PageId].Where(value => value.Kind is not null).Select(value => new PageLink(value.Kind!.Value, value.Slug, value.Name))],
                told.GetValueOrDefault(e.PageId)));
        }

        /// <summary>The sound moments at which recordings tell events. A recording tells nothing that came after it.</summary>
        private IQueryable<Model.Citation> Telling() =>
            db.Events.Where(e => e.IsTold).Join(db.Citations, e => e.PageId, c => c.PageId, (e, c) => new { Event = e, Citation = c })
                .Where(c => !c.Citation.IsOurs && c.Citation.ReferenceId == null && c.Citation.Seconds != null && c.Citation.Status == CitationStatus.Sound
                    && !db.Videos.Any(v => v.PageId == c.Citation.VideoId && v.Published != null && v.Published.Latest < c.Event.Date.Earliest))
                .Select(c => c.Citation);

        /// <summary>By the page ids of events, the first sound moment of a recording that tells each.</summary>
        private async Task<Dictionary<int, ShownCitation>> ToldAsync(IQueryable<int> events, CancellationToken cancellation) =>
            (await db.Telling().Where(c => events.Contains(c.PageId))
                .LeftJoin(db.Pages, c => c.VideoId, p => p.Id, (c, p) => new { c.PageId, c.Ordinal, c.Shown, c.Href, c.Seconds, c.About, c.Status, Video = p!.Slug })
                .ToListAsync(cancellation))
                .GroupBy(c => c.PageId, (page, cited) => (Page: page, First: cited.MinBy(c => c.Ordinal)!))
                .ToDictionary(c => c.Page, c => Citation(null, null, c.First.Shown, c.First.Href, c.First.Video, c.First.Seconds, c.First.About, c.First.Status));

        /// <summary>Events with all that is shown of them, in the order given.</summary>
        private async Task<IReadOnlyList<TimelineEvent>> EventsAsync(IReadOnlyList<TimelinePoint> points, CancellationToken cancellation)
        {
            var ids = points.Select(point => point.Id).ToList();
            var telling = db.Telling().Select(c => c.Id);
            var rows = (await db.Events.Where(e => EF.Parameter(ids).Contains(e.PageId))
                .Join(db.Pages, e => e.PageId, p => p.Id, (e, p) => new { e.PageId, p.Description, e.Confidence, IsDisputed = e.Disputed != null })
                .LeftJoin(db.Citations.Where(c => !c.IsOurs), e => e.PageId, c => c.PageId, (e, c) => new { Event = e, Citation = c })
                .LeftJoin(db.Pages, c => c.Citation!.VideoId, p => p.Id, (c, p) => new { c.Event, c.Citation, Video = p!.Slug })
                .LeftJoin(db.References, c => c.Citation!.ReferenceId, r => r.Id, (c, r) => new
                {
                    c.Event.PageId,
                    c.Event.Description,
                    c.Event.Confidence,
                    c.Event.IsDisputed,
                    Ordinal = (int?)c.Citation!.Ordinal,
                    c.Citation.Shown,
                    c.Citation.Href,
                    c.Citation.Seconds,
                    About = (bool?)c.Citation.About,
                    Status = (CitationStatus?)c.Citation.Status,
                    IsTelling = telling.Contains(c.Citation.Id),
                    c.Video,
                    r!.Key,
                    r.ShortName,
                }).ToListAsync(cancellation)).ToLookup(row => row.PageId);
            return
            [
                .. points.Select(point =>
                {
                    var cited = rows[point.Id].Where(c => c.Ordinal is not null).OrderBy(c => c.Ordinal)
                        .Select(c => (Shown: Citation(c.Key, c.ShortName, c.Shown, c.Href, c.Video, c.Seconds, c.About!.Value, c.Status!.Value), c.IsTelling)).ToList();
                    var row = rows[point.Id].First();
                    return new TimelineEvent(
                        point.Page, row.Description, point.Date, point.Edtf, point.Earliest, point.Latest, point.Sort, row.Confidence, row.IsDisputed,
                        point.Topics, point.Concerns, [.. cited.Select(c => c.Shown).Distinct()], cited.Where(c => c.IsTelling).Select(c => c.Shown).FirstOrDefault());
                }),
            ];
        }

        /// <summary>Page ids of the events that hold the words, read as search reads them; null when no word is among them.</summary>
        private async Task<IReadOnlySet<int>?> EventsWithAsync(string words, CancellationToken cancellation)
        {
            if (SearchText.Parse(words).Match() is not { } match) return null;
            return (await db.Database.SqlQuery<int>($"""
                SELECT e.PageId AS Value FROM PassageIndex i JOIN Passages p ON p.Id = i.rowid JOIN Events e ON e.PageId = p.PageId
                WHERE i.PassageIndex MATCH {match} GROUP BY e.PageId ORDER BY e.Date_Sort, e.PageId LIMIT {MaxEvents}
                """).ToListAsync(cancellation)).ToHashSet();
        }
    }

    private static ShownCitation Citation(string? key, string? shortName, string shown, string? href, string? video, int? seconds, bool about, CitationStatus status) =>
        key is not null ? new(shortName!, Urls.Reference(key), null, null, false, status)
            : new(seconds is { } s ? new Timecode(s).ToString() : shown, href, video, seconds, about, status);

    /// <summary>A topic of an event, or with a kind the page it concerns.</summary>
    private sealed record Named(int PageId, int Id, Kind? Kind, string Slug, string Name);
}

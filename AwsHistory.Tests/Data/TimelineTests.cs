using System.Text.Json;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Data;

public class TimelineTests(SiteFixture site)
{
    private static readonly IReadOnlyList<TimelinePoint> Events =
    [
        .. new[] { Make("a", "2002/2003"), Make("b", "2003~", "origins", "Ann"), Make("c", "2003-05-01", "launch", "Ann"), Make("d", "../2006", "launch"),
            Make("e", "2006-03-14", "launch", "Bob"), Make("f", "2006/..") }.OrderBy(e => e.Sort),
    ];

    [Fact]
    public async Task A_recording_tells_nothing_that_came_after_it_and_nothing_that_its_event_says_it_does_not_tell()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        content.Write("videos/talk.md", "---\ntitle: Talk\nyoutube: APvj15_YCqk\npublished: 2022-09-05/2022-09-06\n---\nA talk.\n");
        foreach (var (name, date, more) in new[] { ("before", "2006-03-14", ""), ("same-month", "2022-09", ""), ("after", "2022-09-07", ""), ("beside", "2004", "told: false\n") })
            content.Write($"events/{name}.md", $"---\ntitle: {name}\ndate: {date}\n{more}---\nIt was so. [@talk 25:04]\n");
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using var db = library.Open();
        Assert.Equal(["before", "same-month"], (await db.TimelineAsync(new(Order: TimelineOrder.Told))).Events.Select(e => e.Page.Slug).Order());
        Assert.Equal(["before", "same-month"], (await db.EventsAsync(new TimelineFilter())).Where(e => e.Told is not null).Select(e => e.Page.Slug).Order());
    }

    [Theory]
    [InlineData("from=2003&to=2003", "a b c")]
    [InlineData("from=2004", "d e f")]
    [InlineData("to=2002", "a")]
    [InlineData("from=2006-03&to=2006-03", "d e f")]
    [InlineData("from=2006-04", "d f")]
    [InlineData("from=2010&to=2003", "a b c d e f")]
    [InlineData("from=abc", "a b c d e f")]
    [InlineData("from=2003-99-99&to=", "a b c d e f")]
    [InlineData("person=ann", "b c")]
    [InlineData("person=Ann&topic=launch", "c")]
    [InlineData("topic=nothing", "")]
    [InlineData("lanes=7&order=-1&page=-5", "a b c d e f")]
    public void A_query_string_limits_the_events(string query, string slugs)
    {
        var (view, listed) = TimelineView.Of(Events, Read(query), null);
        Assert.Equal(slugs, string.Join(' ', listed.Select(e => e.Page.Slug).Order()));
        Assert.Equal(listed.Count, view.Total);
    }

    [Theory]
    [InlineData("from=2003&to=2006-03&topic=launch&person=ann&service=s3&organization=aws&q=a b&lanes=person&order=told&page=3")]
    [InlineData("from=2006-03-14")]
    [InlineData("")]
    public void Writing_and_reading_a_filter_goes_both_ways(string query)
    {
        var filter = Read(query);
        Assert.Equal(query, string.Join('&', filter.Write().Select(part => $"{part.Key}={part.Value}")));
        Assert.Equal(filter, Read(string.Join('&', filter.Write().Select(part => $"{part.Key}={part.Value}"))));
    }

    [Fact]
    public void A_facet_counts_what_it_would_leave_and_knows_how_to_go_back()
    {
        var view = TimelineView.Of(Events, Read("person=ann"), null).View;
        Assert.Equal([("launch", 1, false), ("origins", 1, false)], view.Topics.Select(f => (f.Name, f.Count, f.IsChosen)).Order());
        var chosen = view.People.Single(f => f.IsChosen);
        Assert.Equal(("Ann", 2), (chosen.Name, chosen.Count));
        Assert.Null(chosen.Toggle.Person);
        Assert.Equal("launch", view.Topics.Single(f => f.Name == "launch").Toggle.Topic);
    }

    [Fact]
    public void What_nothing_is_called_is_said() => Assert.Equal("nobody", TimelineView.Of(Events, Read("person=nobody"), null).View.Unknown);

    [Fact]
    public void Uncertain_dates_stand_where_they_may_have_been()
    {
        Assert.Equal("a b c f e d", string.Join(' ', Events.Select(e => e.Page.Slug)));
        Assert.Equal(["about 2003", "from 2006", "by 2006"], Events.Where(e => e.IsRough).Select(e => e.Date));
    }

    [Fact]
    public void A_long_timeline_comes_in_pages()
    {
        var many = Enumerable.Range(0, 450).Select(i => Make($"e{i:000}", $"{1900 + (i / 4)}")).ToList();
        var (view, listed) = TimelineView.Of(many, Read("page=3"), null);
        Assert.Equal((450, 50, 3), (view.Total, listed.Count, view.Pages));
        Assert.Equal(3, TimelineView.Of(many, Read("page=99"), null).View.Filter.Page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("order=told")]
    [InlineData("from=2003&to=2006&topic=launch")]
    [InlineData("person=andy-jassy&to=2010")]
    [InlineData("service=s3&order=told")]
    [InlineData("organization=amazon&person=jeff-bezos&from=2002")]
    [InlineData("q=launch&topic=launch")]
    [InlineData("q=curiosity")]
    [InlineData("q=launch&person=nobody")]
    [InlineData("q=nothingsaysthis&order=told")]
    public async Task The_library_limits_its_events_as_one_would_by_hand(string query)
    {
        await using var db = site.Library.Open();
        var filter = Read(query);
        var all = await db.EventsAsync(new TimelineFilter());
        var said = filter.Words is { } words ? db.Pages.Where(page => page.Kind == Kind.Event).Join(db.Passages, page => page.Id, passage => passage.PageId, (page, passage) =>
            new { page.Slug, page.Title, passage.HeadingText, passage.Text, passage.Entities }).AsEnumerable()
            .Where(p => $"{p.Title} {p.Slug} {p.HeadingText} {p.Text} {p.Entities}".Contains(words, StringComparison.OrdinalIgnoreCase)).Select(p => p.Slug).ToHashSet() : null;
        var fitting = By(filter);
        var ordered = filter.Order == TimelineOrder.Told
            ? [.. fitting.Where(e => e.Told is not null).OrderBy(e => e.Told!.Video, StringComparer.Ordinal).ThenBy(e => e.Told!.Seconds)] : fitting;

        var view = await db.TimelineAsync(filter);
        Assert.Equal((all.Count, ordered.Count), (view.All, view.Total));
        Assert.Equal(ordered.Select(Whole), view.Events.Select(Whole));
        Assert.Equal(fitting.Select(e => e.Page), view.Drawn.Select(e => e.Page));
        if (filter.Order == TimelineOrder.Told) Assert.Equal(fitting.Select(e => e.Told), view.Drawn.Select(e => e.Told));
        Assert.Equal(fitting.Select(Whole), (await db.EventsAsync(filter)).Select(Whole));
        Assert.Equal(By(filter with { From = null, To = null }).CountBy(e => e.Year).OrderBy(year => year.Key).Select(year => (year.Key, year.Value)),
            view.Years.Where(year => year.Count > 0).Select(year => (year.Year, year.Count)));
        Same(view.Topics, By(filter with { Topic = null }).SelectMany(e => e.Topics));
        Same(view.People, By(filter with { Person = null }).SelectMany(e => Concerned(e, Kind.Person)).Select(page => page.Title));
        Same(view.Services, By(filter with { Service = null }).SelectMany(e => Concerned(e, Kind.Service)).Select(page => page.Title));
        Same(view.Organizations, By(filter with { Organization = null }).SelectMany(e => Concerned(e, Kind.Organization)).Select(page => page.Title));

        List<TimelineEvent> By(TimelineFilter by) =>
        [
            .. all.Where(e => by.Covers(e.Earliest, e.Latest) && (by.Topic is null || e.Topics.Select(Slug.Fold).Contains(by.Topic))
                && (by.Person is null || Concerned(e, Kind.Person).Any(page => page.Slug == by.Person))
                && (by.Service is null || Concerned(e, Kind.Service).Any(page => page.Slug == by.Service))
                && (by.Organization is null || Concerned(e, Kind.Organization).Any(page => page.Slug == by.Organization)) && said?.Contains(e.Page.Slug) != false),
        ];

        static IEnumerable<PageLink> Concerned(TimelineEvent e, Kind kind) => e.Concerns.Where(page => page.Kind == kind);

        static string Whole(TimelineEvent e) => JsonSerializer.Serialize(e);

        static void Same(IReadOnlyList<TimelineFacet> facets, IEnumerable<string> names) => Assert.Equal(
            names.CountBy(name => name).OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Take(60).Select(value => (value.Key, value.Value)),
            facets.Select(facet => (facet.Name, facet.Count)));
    }

    [Fact]
    public async Task A_timeline_of_more_events_than_it_holds_says_so_and_the_first_page_counts_them_all()
    {
        const int events = TimelineQueries.MaxEvents + 2;
        using var folder = new TemporaryFolder();
        AwsHistory.Data.DatabaseBuilder.Build(
            ContentCompiler.Compile([.. Enumerable.Range(0, events).Select(i => ($"events/e{i}.md", $"---\ntitle: E{i}\ndate: {1990 + (i / 500)}\n---\nWords.\n"))]), folder["k.db"]);
        await using var db = new KnowledgeDb(new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite($"Data Source={folder["k.db"]};Mode=ReadOnly;Pooling=False").Options);
        var view = await db.TimelineAsync(new());
        Assert.Equal((true, TimelineQueries.MaxEvents), (view.IsCut, view.All));
        Assert.Equal(events, (await db.HomeAsync(new DateOnly(2026, 11, 23))).Years.Sum(year => year.Count));
        await using var own = site.Library.Open();
        Assert.False((await own.TimelineAsync(new())).IsCut);
    }

    [Fact]
    public async Task The_first_page_tells_of_the_days_that_are_near_whatever_the_year()
    {
        using var folder = new TemporaryFolder();
        AwsHistory.Data.DatabaseBuilder.Build(
            ContentCompiler.Compile([
                .. ((string[])["2006-03-14", "2008-02-29", "2001-03-06", "2001-03", "2001-03-02~", "1999-03-13", "../2001-03-01"])
                    .Select((date, i) => ($"events/e{i}.md", $"---\ntitle: {date}\ndate: {date}\n---\nWords.\n")),
            ]),
            folder["k.db"]);
        await using var db = new KnowledgeDb(new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite($"Data Source={folder["k.db"]};Mode=ReadOnly;Pooling=False").Options);
        Assert.Equal(["2008-02-29", "2001-03-06", "1999-03-13"], (await db.HomeAsync(new DateOnly(2026, 3, 3))).Anniversaries.Select(near => near.Page.Title));
    }

    private static TimelineFilter Read(string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        return TimelineFilter.Read(key => parts.GetValueOrDefault(key));
    }

    private static TimelinePoint Make(string slug, string edtf, string? topic = null, string? person = null)
    {
        var date = HistoricalDate.ParseOrNull(edtf)!;
        return new(
            0, new(Kind.Event, slug, slug), date.Display, edtf, date.Earliest, date.Latest, date.SortKey,
            topic is null ? [] : [topic], person is null ? [] : [new(Kind.Person, person.ToLowerInvariant(), person)], null);
    }
}

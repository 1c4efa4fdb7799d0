using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Tests.Data;

public class TimelineTests
{
    private static readonly IReadOnlyList<TimelineEvent> Events =
    [
        .. new[] { Make("a", "2002/2003"), Make("b", "2003~", "origins", "Ann"), Make("c", "2003-05-01", "launch", "Ann"), Make("d", "../2006", "launch"),
            Make("e", "2006-03-14", "launch", "Bob"), Make("f", "2006/..") }.OrderBy(e => e.Sort),
    ];

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
        var view = TimelineView.Of(Events, Read(query), null);
        Assert.Equal(slugs, string.Join(' ', view.Events.Select(e => e.Page.Slug).Order()));
        Assert.Equal(view.Events.Count, view.Total);
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
        var view = TimelineView.Of(Events, Read("person=ann"), null);
        Assert.Equal([("launch", 1, false), ("origins", 1, false)], view.Topics.Select(f => (f.Name, f.Count, f.IsChosen)).Order());
        var chosen = view.People.Single(f => f.IsChosen);
        Assert.Equal(("Ann", 2), (chosen.Name, chosen.Count));
        Assert.Null(chosen.Toggle.Person);
        Assert.Equal("launch", view.Topics.Single(f => f.Name == "launch").Toggle.Topic);
    }

    [Fact]
    public void What_nothing_is_called_is_said() => Assert.Equal("nobody", TimelineView.Of(Events, Read("person=nobody"), null).Unknown);

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
        var view = TimelineView.Of(many, Read("page=3"), null);
        Assert.Equal((450, 50, 3), (view.Total, view.Events.Count, view.Pages));
        Assert.Equal(3, TimelineView.Of(many, Read("page=99"), null).Filter.Page);
    }

    private static TimelineFilter Read(string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        return TimelineFilter.Read(key => parts.GetValueOrDefault(key));
    }

    private static TimelineEvent Make(string slug, string edtf, string? topic = null, string? person = null)
    {
        var date = HistoricalDate.ParseOrNull(edtf)!;
        return new(
            new(Kind.Event, slug, slug), "", date.Display, edtf, date.Earliest, date.Latest, date.SortKey, Confidence.High, false,
            topic is null ? [] : [topic], person is null ? [] : [new(Kind.Person, person.ToLowerInvariant(), person)], []);
    }
}

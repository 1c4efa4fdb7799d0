using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Components.Parts;
using AwsHistory.Web.Drawing;
using Bunit;

namespace AwsHistory.Tests.Web;

public class DrawingTests : BunitContext
{
    [Fact]
    public void A_year_takes_its_share_of_the_axis()
    {
        var scale = new TimeScale(2000, 2009, 0, 1000);
        Assert.Equal(0, scale.At(20000101));
        Assert.Equal(500, scale.At(20050101));
        Assert.Equal(550, scale.At(20050702), 1.0);
        Assert.Equal(1000, scale.At(HistoricalDate.OpenEnd));
        Assert.Equal(0, scale.At(19500101));
        Assert.Equal([2000, 2002, 2004, 2006, 2008], scale.Labels(150));
    }

    [Fact]
    public void A_day_is_a_dot_a_month_a_bar_and_a_doubtful_year_is_soft()
    {
        var layout = TimelineLayout.Of(TimelineView.Of([Make("2003~"), Make("2004-03"), Make("2006-03-14"), Make("2006/..")], new(), null).View);
        var lane = Assert.Single(layout.Lanes);
        Assert.Equal([MarkShape.Soft, MarkShape.Bar, MarkShape.Dot, MarkShape.Soft], lane.Marks.Select(mark => mark.Shape));
    }

    [Fact]
    public void Marks_do_not_touch_and_where_there_are_too_many_the_rest_is_counted()
    {
        var events = Enumerable.Range(0, 300).Select(i => Make($"2010-06-{1 + (i % 28):00}")).Prepend(Make("1994-01-01")).ToList();
        var layout = TimelineLayout.Of(TimelineView.Of([.. events.OrderBy(e => e.Sort)], new(), null).View);
        var lane = Assert.Single(layout.Lanes);
        Assert.All(lane.Marks.GroupBy(mark => mark.Y), row =>
            Assert.All(row.OrderBy(mark => mark.X).Zip(row.OrderBy(mark => mark.X).Skip(1)), pair => Assert.True(pair.First.X + pair.First.Width <= pair.Second.X)));
        Assert.Equal(301, lane.Marks.Count + lane.Hidden.Sum(hidden => hidden.Count));
        Assert.InRange(lane.Height, 0, 120);
        Assert.All(lane.Marks, mark => Assert.InRange(mark.X + mark.Width, 0, TimelineLayout.Width));
    }

    [Fact]
    public void Two_clocks_are_those_of_one_recording_the_one_that_tells_most()
    {
        var one = Clocks(Told("2003", "talk", 30), Told("2001", "talk", 60), Told("2005", "talk", 90));
        Assert.Equal(["on", "back", "on"], one.FindAll("path").Select(line => line.ClassName));
        Assert.DoesNotContain("Only", one.Find("figcaption").TextContent, StringComparison.Ordinal);
        var two = Clocks(Told("2003", "talk", 30), Told("2001", "talk", 7000), Told("1999", "other", 40), Told("1990", "another", 50));
        Assert.Equal(["2003", "2001"], two.FindAll("a").Select(link => link.GetAttribute("href")![^4..]));
        Assert.Equal(["on", "back"], two.FindAll("path").Select(line => line.ClassName));
        Assert.Contains("Only the recording that tells most", two.Find("figcaption").TextContent, StringComparison.Ordinal);
        Assert.Empty(Clocks().FindAll("svg"));
    }

    private IRenderedComponent<TwoClocks> Clocks(params TimelinePoint[] points) => Render<TwoClocks>(parameters =>
        parameters.Add(part => part.View, TimelineView.Of([.. points.OrderBy(point => point.Sort)], new(Order: TimelineOrder.Told), null).View));

    private static TimelinePoint Told(string edtf, string video, int seconds) =>
        Make(edtf) with { Told = new($"{seconds}", null, video, seconds, false, CitationStatus.Sound) };

    private static TimelinePoint Make(string edtf)
    {
        var date = HistoricalDate.ParseOrNull(edtf)!;
        return new(0, new(Kind.Event, edtf, edtf), date.Display, edtf, date.Earliest, date.Latest, date.SortKey, ["launch"], [], null);
    }
}

using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web.Components.Parts;
using Bunit;

namespace AwsHistory.Tests.Web;

/// <summary>The drawings of lives: of services, and of a person's roles and events.</summary>
public class LivesTests : BunitContext
{
    [Fact]
    public void A_bar_runs_to_the_edge_unless_a_source_tells_of_a_retirement_and_each_step_is_marked_on_it()
    {
        var drawing = Render<LivesDrawing>(parameters => parameters.Add(part => part.Services,
            [Service("Kept", ("announced", 20100101), ("general-availability", 20120101)), Service("Gone", ("beta", 20100101), ("retired", 20140101))])
                .Add(part => part.Until, 2026)).Find("svg.roomy");
        var bars = drawing.QuerySelectorAll("rect.bar");
        Assert.Equal(["alive", "gone"], bars.Select(bar => bar.ClassList.Contains("gone") ? "gone" : "alive"));
        Assert.Equal(1076, Number(bars[0], "x") + Number(bars[0], "width"), 0.1);
        var (retired, opened) = (Number(bars[1], "x") + Number(bars[1], "width"), Number(Assert.Single(drawing.QuerySelectorAll("circle.open")), "cx"));
        Assert.Equal(2 * (opened - Number(bars[0], "x")), retired - Number(bars[1], "x"), 1.0);
        Assert.Equal([Number(bars[0], "x"), Number(bars[1], "x"), retired], drawing.QuerySelectorAll("line.step").Select(step => Number(step, "x1")), (a, b) => Math.Abs(a - b) < 0.1);
    }

    [Fact]
    public void A_role_that_lasts_lasts_to_the_year_of_which_the_page_tells()
    {
        var years = Life([Role(20000101, 20051231), Role(20060101, AwsHistory.Data.Content.HistoricalDate.OpenEnd)], 2020).FindAll("svg.roomy text.year");
        Assert.Equal(["2000", "2020"], [years[0].TextContent, years[^1].TextContent]);
    }

    [Fact]
    public void Every_mark_of_a_life_is_explained_and_no_other()
    {
        Assert.Equal(["an event"], Legend([], Event(20100101), Event(20110101)));
        Assert.Equal(["a role", "a role whose end no source of ours tells", "an event"], Legend([Role(20000101, 20051231), Role(20060101, null)], Event(20100101)));
    }

    private IEnumerable<string> Legend(IReadOnlyList<RoleView> roles, params IReadOnlyList<RelatedPage> events) =>
        [.. Life(roles, 2026, events).FindAll(".key").Select(key => key.Words())];

    private IRenderedComponent<LifeAxis> Life(IReadOnlyList<RoleView> roles, int asOf, params IReadOnlyList<RelatedPage> events)
    {
        var page = new PageView
        {
            Page = new(Kind.Person, "ann", "Ann"),
            Description = "",
            Html = "",
            Words = 0,
            Aliases = [],
            Topics = [],
            Headings = [],
            Sources = [],
            Doubtful = [],
            Mentioned = [],
            Related = events,
            Backlinks = [],
            Facts = new PersonFacts(roles, []) { AsOf = asOf },
        };
        return Render<LifeAxis>(parameters => parameters.Add(part => part.Of, page));
    }

    private static RoleView Role(int from, int? to) => new("Head", "House", null, null, null, from, to, null);

    private static RelatedPage Event(int day) => new(RelationKind.About, false, new(Kind.Event, $"e{day}", "E"), $"{day}", day, null);

    private static ListedService Service(string name, params (string Kind, int Day)[] steps) =>
        new(new(Kind.Service, name, name), null, "", 0, "other", [.. steps.Select(step => new LifeStep(step.Kind, "then", step.Day))]);

    private static double Number(AngleSharp.Dom.IElement element, string attribute) => double.Parse(element.GetAttribute(attribute)!);
}

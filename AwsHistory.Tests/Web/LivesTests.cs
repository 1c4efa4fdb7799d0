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
    public void A_bar_ends_with_the_last_step_we_know_and_what_follows_fades_unless_it_was_retired()
    {
        var drawing = Render<LivesDrawing>(parameters => parameters.Add(part => part.Services,
            [Service("Kept", ("announced", 20100101), ("general-availability", 20120101)), Service("Gone", ("beta", 20100101), ("retired", 20140101))])
                .Add(part => part.Until, 2026)).Find("svg.roomy");
        var bars = drawing.QuerySelectorAll("rect.bar").Select(bar => (Left: Number(bar, "x"), Right: Number(bar, "x") + Number(bar, "width"))).ToList();
        Assert.Equal(2 * (bars[0].Right - bars[0].Left), bars[1].Right - bars[1].Left, 1.0);
        var unknown = Assert.Single(drawing.QuerySelectorAll("rect.unknown"));
        Assert.Equal(bars[0].Right, Number(unknown, "x"), 0.1);
        Assert.Equal(1076, Number(unknown, "x") + Number(unknown, "width"), 0.1);
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
        Assert.Equal(["a role", "a role of which one end is not known", "an event"], Legend([Role(20000101, 20051231), Role(20060101, null)], Event(20100101)));
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

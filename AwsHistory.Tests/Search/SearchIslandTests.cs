using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using AwsHistory.Web.Components.Islands;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AwsHistory.Tests.Search;

/// <summary>The island: what it renders first is what the page shows without it, and then it follows the typing.</summary>
public sealed class SearchIslandTests : BunitContext
{
    public SearchIslandTests(SiteFixture site)
    {
        Services.AddSingleton(site.Library);
        Services.AddSingleton(new Handover(site.Library));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.SetupVoid("history.replaceState", _ => true).SetVoidResult();
    }

    [Fact]
    public void It_shows_the_search_of_its_address()
    {
        var island = Open("?q=jassy&person=jeff-bezos");
        Assert.Equal("jassy", island.Find("input[name=q]").GetAttribute("value"));
        Assert.Equal("jeff-bezos", island.Find("input[name=person]").GetAttribute("value"));
        Assert.NotEmpty(island.FindAll(".groups > li"));
        Assert.Empty(JSInterop.Invocations);
    }

    [Fact]
    public void Its_first_rendering_has_the_results_so_that_none_vanish_while_it_comes_up()
    {
        var island = Open("?q=s3");
        Assert.Equal(1, island.RenderCount);
        Assert.Equal("/services/s3", island.Find(".groups h2 a").GetAttribute("href"));
    }

    [Fact]
    public void Typing_changes_results_facets_and_address()
    {
        var island = Open("?q=jassy");
        island.Find("input[name=q]").Input("lambda");
        island.WaitForAssertion(() => Assert.Equal("/services/lambda", island.Find(".groups h2 a").GetAttribute("href")));
        Assert.All(island.FindAll(".facets a"), link => Assert.StartsWith("/search?q=lambda&", link.GetAttribute("href"), StringComparison.Ordinal));
        island.WaitForAssertion(() => Assert.Equal("/search?q=lambda", JSInterop.Invocations["history.replaceState"][^1].Arguments[2]));
    }

    [Fact]
    public void Quick_typing_asks_for_the_last_word_only()
    {
        var island = Open(null);
        foreach (var typed in (string[])["s", "sn", "sno", "snow", "snowflake"]) island.Find("input[name=q]").Input(typed);
        island.WaitForAssertion(() => Assert.Equal("/organizations/snowflake-inc", island.Find(".groups h2 a").GetAttribute("href")));
        island.WaitForAssertion(() => Assert.Equal("/search?q=snowflake", Assert.Single(JSInterop.Invocations["history.replaceState"]).Arguments[2]));
    }

    [Fact]
    public void What_is_chosen_stays_chosen_while_typing()
    {
        var island = Open("?q=jassy&kind=events");
        island.Find("input[name=q]").Input("outage");
        island.WaitForAssertion(() => Assert.Contains("/search?q=outage&kind=events", JSInterop.Invocations["history.replaceState"]
            .Select(call => (string)call.Arguments[2]!)));
        Assert.All(island.FindAll(".groups h2 a"), link => Assert.StartsWith("/events/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void An_emptied_box_shows_advice_again()
    {
        var island = Open("?q=jassy");
        island.Find("input[name=q]").Input("");
        island.WaitForAssertion(() => Assert.NotEmpty(island.FindAll(".advice")));
        Assert.Empty(island.FindAll(".groups"));
    }

    [Fact]
    public void Another_address_is_another_search_and_the_same_one_keeps_what_was_typed()
    {
        var island = Open("?q=jassy");
        island.Find("input[name=q]").Input("lambda");
        island.WaitForAssertion(() => Assert.Equal("/services/lambda", island.Find(".groups h2 a").GetAttribute("href")));
        island.Render(parameters => parameters.Add(p => p.Query, "?q=jassy"));
        Assert.Equal("/services/lambda", island.Find(".groups h2 a").GetAttribute("href"));
        island.Render(parameters => parameters.Add(p => p.Query, "?q=snowflake"));
        island.WaitForAssertion(() => Assert.Equal("/organizations/snowflake-inc", island.Find(".groups h2 a").GetAttribute("href")));
        Assert.Equal("snowflake", island.Find("input[name=q]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"")]
    [InlineData("'; DROP TABLE Pages; --")]
    [InlineData("\0\u0002")]
    public void Whatever_is_typed_the_island_stays_up(string typed)
    {
        var island = Open(null);
        island.Find("input[name=q]").Input(typed);
        island.WaitForAssertion(() => Assert.NotEmpty(JSInterop.Invocations));
        Assert.Empty(island.FindAll("script, mark:empty"));
        island.Find("input[name=q]").Input("s3");
        island.WaitForAssertion(() => Assert.Equal("/services/s3", island.Find(".groups h2 a").GetAttribute("href")));
    }

    [Fact]
    public void A_reader_who_leaves_while_it_searches_breaks_nothing()
    {
        var island = Open("?q=jassy");
        island.Find("input[name=q]").Input("lambda");
        island.Instance.Dispose();
        Thread.Sleep(300);
        Assert.Empty(JSInterop.Invocations);
    }

    private IRenderedComponent<SearchIsland> Open(string? query)
    {
        var island = Render<SearchIsland>(parameters => parameters.Add(p => p.Query, query));
        island.WaitForAssertion(() => Assert.NotEmpty(island.FindAll(".tally, .advice, .moment, .nothing")));
        return island;
    }
}

using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using AwsHistory.Web.Components.Islands;
using AwsHistory.Web.Components.Parts;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AwsHistory.Tests.Web;

/// <summary>The timeline's explorer, without a browser.</summary>
public class ExplorerTests : BunitContext
{
    private readonly BunitJSModuleInterop module;
    private readonly HeldTime time = new();

    public ExplorerTests(SiteFixture site)
    {
        Services.AddSingleton(site.Library);
        Services.AddSingleton(new Handover(site.Library));
        Services.AddSingleton<TimeProvider>(time);
        module = JSInterop.SetupModule("./js/explorer.js");
        module.SetupVoid("start", _ => true).SetVoidResult();
        module.SetupVoid("remember", _ => true).SetVoidResult();
        module.SetupVoid("show", _ => true).SetVoidResult();
        module.SetupVoid("go", _ => true).SetVoidResult();
    }

    [Fact]
    public void Its_state_comes_from_the_address()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, "?from=2006&to=2006&explore=1"));
        Assert.Equal(["2006"], explorer.FindAll("section.year > h2").Select(h => h.TextContent));
        Assert.Equal("true", explorer.Find(".explorer").GetAttribute("data-ready"));
    }

    [Fact]
    public async Task What_its_page_was_made_of_is_not_asked_for_again()
    {
        var handover = Services.GetRequiredService<Handover>();
        var asked = 0;
        Assert.Same(await AskAsync("/a"), await AskAsync("/a"));
        Assert.Equal(1, asked);
        await AskAsync("/b");
        Assert.Equal(2, asked);
        var kept = await handover.GetAsync(new TimelineFilter().Address(), db => db.TimelineAsync(new()));
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, "?explore=1"));
        Assert.Same(kept, explorer.FindComponent<TimelineBody>().Instance.View);

        Task<object> AskAsync(string address) => handover.GetAsync(address, _ =>
        {
            asked++;
            return Task.FromResult(new object());
        });
    }

    [Fact]
    public void Typing_filters_and_the_address_follows()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        var all = explorer.FindAll(".events > li").Count;
        Assert.Single(explorer.FindAll("input[type=search]"));
        Assert.DoesNotContain(explorer.FindAll(".facet"), facet => facet.HasAttribute("open"));
        Type(explorer, "curiosity");
        Assert.InRange(explorer.FindAll(".events > li").Count, 1, all / 10);
        Assert.Contains("Curiosity", string.Concat(explorer.FindAll(".events").Select(list => list.TextContent)), StringComparison.Ordinal);
        Assert.Equal("/timeline?q=curiosity&explore=1", module.Invocations["remember"][^1].Arguments[0]);
    }

    [Fact]
    public void Whoever_types_on_is_answered_once()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        var (renders, all) = (explorer.RenderCount, explorer.Find("output").TextContent);
        foreach (var words in (string[])["c", "cu", "cur"]) explorer.Find(".explorer-tools input").Input(words);
        Assert.Equal((renders, all), (explorer.RenderCount, explorer.Find("output").TextContent));
        Type(explorer, "curiosity");
        Assert.Equal("/timeline?q=curiosity&explore=1", Assert.Single(module.Invocations["remember"]).Arguments[0]);
    }

    [Fact]
    public async Task A_choice_overtakes_what_was_being_typed_and_keeps_the_words()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        explorer.Find(".explorer-tools input").Input("S3");
        await explorer.InvokeAsync(() => explorer.Instance.PeriodAsync(2006, 2006.99));
        time.Pass();
        Assert.Equal("/timeline?from=2006&to=2006&q=S3&explore=1", Assert.Single(module.Invocations["remember"]).Arguments[0]);
        Assert.Equal("S3", explorer.Find(".explorer-tools input").GetAttribute("value"));
        Assert.Equal(["2006"], explorer.FindAll("section.year > h2").Select(h => h.TextContent));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"")]
    [InlineData("a AND NOT (")]
    [InlineData("💥 ')--")]
    public void No_text_can_break_it(string text)
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        Type(explorer, text);
        Assert.Contains("event", explorer.Find("output").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawn_period_and_the_keys_move_through_the_events()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        await explorer.InvokeAsync(() => explorer.Instance.PeriodAsync(2007.99, 2005.5));
        Assert.Equal(["2005", "2006", "2007"], explorer.FindAll("section.year > h2").Select(h => h.TextContent));
        await explorer.InvokeAsync(() => explorer.Instance.KeyAsync("ArrowRight"));
        var first = explorer.Find("output").TextContent;
        await explorer.InvokeAsync(() => explorer.Instance.KeyAsync("ArrowRight"));
        Assert.NotEqual(first, explorer.Find("output").TextContent);
        await explorer.InvokeAsync(() => explorer.Instance.KeyAsync("ArrowLeft"));
        Assert.Equal(first, explorer.Find("output").TextContent);
        await explorer.InvokeAsync(() => explorer.Instance.KeyAsync("Enter"));
        Assert.StartsWith("/events/", (string)module.Invocations["go"][0].Arguments[0]!, StringComparison.Ordinal);
        await explorer.InvokeAsync(() => explorer.Instance.KeyAsync("Home"));
        Assert.True(explorer.FindAll("section.year").Count > 20);
    }

    [Fact]
    public async Task A_facet_is_a_link_that_the_island_takes_over()
    {
        var explorer = Render<TimelineExplorer>(parameters => parameters.Add(p => p.Query, ""));
        var outage = explorer.FindAll(".facet a").First(link => link.TextContent.StartsWith("Outages", StringComparison.Ordinal));
        Assert.Equal("/timeline?topic=outages", outage.GetAttribute("href"));
        await outage.ClickAsync(new());
        Assert.Equal("Topic: Outages", explorer.Find(".facet[open] summary").Words());
        Assert.All(explorer.FindAll(".facet a[aria-current]"), link => Assert.Contains("Outages", link.TextContent, StringComparison.Ordinal));
    }

    /// <summary>Types, rests, and waits for the answer.</summary>
    private void Type(IRenderedComponent<TimelineExplorer> explorer, string words)
    {
        var answers = module.Invocations["remember"].Count;
        explorer.Find(".explorer-tools input").Input(words);
        time.Pass();
        explorer.WaitForState(() => module.Invocations["remember"].Count > answers, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_passage_is_put_together_from_its_words_links_and_citations()
    {
        var passage = new PassageView(
            new(Kind.Article, "a", "A"), "p-1", "", "S3 opened in March. It grew.", null,
            [new(1, 19, "25:04", "https://x", "v", 1504, false, CitationStatus.Sound, null, SourceStrength.Retelling, false),
                new(2, 28, "ours", null, null, null, false, CitationStatus.Sound, null, SourceStrength.Unknown, true)],
            [new(0, 2, "/services/s3", false), new(13, 5, "/wanted/march", true)]);
        var text = Render<PassageText>(parameters => parameters.Add(p => p.Passage, passage));
        Assert.Equal("S3 opened in March. 25:04 It grew. our words", string.Join(' ', text.Nodes.Select(n => n.TextContent.Trim()).Where(t => t.Length > 0))
            .Replace(" .", ".", StringComparison.Ordinal));
        Assert.Equal(["/services/s3", "/wanted/march", "https://x"], text.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("wanted", text.FindAll("a")[1].ClassName);
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 3, "next:/list?page=2")]
    [InlineData(2, 3, "prev:/list next:/list?page=3")]
    [InlineData(3, 3, "prev:/list?page=2")]
    public void A_list_in_pages_has_one_address_for_each(int page, int pages, string links)
    {
        var pager = Render<Pager>(parameters => parameters.Add(p => p.Page, page).Add(p => p.Pages, pages).Add(p => p.Path, "/list"));
        Assert.Equal(links, string.Join(' ', pager.FindAll("a").Select(a => $"{a.GetAttribute("rel")}:{a.GetAttribute("href")}")));
    }
}

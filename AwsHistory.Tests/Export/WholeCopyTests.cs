using System.Net;
using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using AwsHistory.Web.Export;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Export;

/// <summary>Our own site as files, made once for the tests of this class, and served by nginx as README says.</summary>
public sealed class WholeCopy : IAsyncLifetime
{
    public const string Origin = "https://history.example";

    private readonly TemporaryFolder folder = new(), data = new();

    public string Path => folder.Path;

    internal ExportResult Result { get; private set; } = null!;

    internal Nginx Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var library = new Library(Paths.Content, data.Path);
        library.Build();
        Result = await StaticExport.RunAsync(library, StaticCopy.Read(Origin)!, Path);
        Server = await Nginx.ServeAsync(Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        folder.Dispose();
        data.Dispose();
    }
}

/// <summary>What must hold of the whole site as files.</summary>
public sealed class WholeCopyTests(WholeCopy copy, SiteFixture live, BrowserFixture browser) : IClassFixture<WholeCopy>
{
    [Fact]
    public async Task Every_link_of_the_copy_leads_to_a_file_every_fragment_to_an_element_and_all_pages_are_there()
    {
        var crawl = await Crawl.OfAsync(copy.Server.Client, ["/", "/status", "/references", "/videos"], isWhole: true, WholeCopy.Origin);
        Assert.Empty(crawl.Broken);
        Assert.Empty(crawl.Odd);
        Assert.Empty(crawl.Lost);
        Assert.Empty(copy.Result.Missing);
        var served = await Crawl.OfAsync(live.Client, ["/", "/status", "/references", "/videos"]);
        // What is not among these, the site would give out as the page without it.
        Assert.Empty(served.Seen.SelectMany(path => path.Split('?').Skip(1)).SelectMany(query => query.Split('&')).Select(part => part.Split('=')[0]).Distinct()
            .Except(Site.QueryKeys).Except(["t", "mark", "v"]));
        Assert.Empty(served.Seen.Where(path => !path.Contains('?', StringComparison.Ordinal)).Except(crawl.Seen));
    }

    [Fact]
    public void No_file_names_the_server_it_was_made_by_or_waits_for_one()
    {
        Assert.All(Directory.EnumerateFiles(copy.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("_framework", StringComparison.Ordinal) && !file.EndsWith(".png", StringComparison.Ordinal)), file =>
        {
            var text = File.ReadAllText(file);
            Assert.False(text.Contains("127.0.0.1", StringComparison.Ordinal) || text.Contains("localhost", StringComparison.Ordinal), file);
            if (file.EndsWith(".html", StringComparison.Ordinal)) Assert.False(text.Contains("<!--Blazor", StringComparison.Ordinal), file);
        });
        Assert.Contains($"<link rel=\"canonical\" href=\"{WholeCopy.Origin}/articles/silicon\"",
            File.ReadAllText(Path.Combine(copy.Path, "articles", "silicon.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/articles/silicon")]
    [InlineData("/people/andy-jassy")]
    [InlineData("/timeline")]
    [InlineData("/claims/method")]
    public async Task A_page_says_what_the_served_one_says(string path)
    {
        var (here, there) = (await copy.Server.Client.GetPageAsync(path), await live.Client.GetPageAsync(path));
        foreach (var page in new[] { here, there })
            foreach (var left in page.QuerySelectorAll(".copy-note, .timeline-form, .explore, .on-paper").ToList()) left.Remove();
        Assert.Equal(there.QuerySelector("main")!.Words(), here.QuerySelector("main")!.Words());
        Assert.Equal(there.Title, here.Title);
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_with_status_404_and_a_view_is_a_file()
    {
        using var missing = await copy.Server.Client.GetAsync("/articles/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("There is no page here", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var view = await copy.Server.Client.GetPageAsync("/timeline/~person=andy-jassy");
        Assert.Equal("true", view.QuerySelector("nav.tabs a[aria-current]")!.GetAttribute("aria-current"));
        // Another person cannot be added, and the link that would is none; this one can be taken away.
        Assert.NotEmpty(view.QuerySelectorAll(".facet a:not([href])"));
        Assert.Equal("/timeline", view.QuerySelector(".facet a[aria-current=true]")!.GetAttribute("href"));
        Assert.Equal("/timeline/~person=andy-jassy#main", view.QuerySelector("a.skip")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/articles/silicon", "text/html; charset=utf-8")]
    [InlineData("/articles/silicon.md", "text/markdown; charset=utf-8")]
    [InlineData("/articles/silicon.json", "application/json")]
    [InlineData("/videos/acquired-aws.vtt", "text/vtt; charset=utf-8")]
    [InlineData("/timeline.csv", "text/csv; charset=utf-8")]
    [InlineData("/timeline.ics", "text/calendar; charset=utf-8")]
    [InlineData("/references.bib", "application/x-bibtex; charset=utf-8")]
    [InlineData("/llms.txt", "text/plain; charset=utf-8")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task Each_format_is_served_as_what_it_is(string path, string type)
    {
        using var response = await copy.Server.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
    }

    [Fact]
    public async Task The_copy_is_searched_in_the_browser_alone()
    {
        await using var reader = await browser.OpenAsync(copy.Server.Address);
        var page = reader.Page;
        await page.GotoAsync("/articles/silicon");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jass");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Andy Jassy");
        await page.Locator("#search-words").FillAsync("spare capacity");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=spare"));
        await Expect(page.Locator(".tally")).ToContainTextAsync("passages");
        await Expect(page.Locator(".groups")).ToContainTextAsync("spare");
        await page.Locator("#search-words").FillAsync("graviton processors");
        await Expect(page.Locator(".snippet mark").First).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[Gg]raviton|[Pp]rocessor"));
        await page.Locator("#search-words").FillAsync("zzyzx qwertz");
        await Expect(page.Locator(".tally")).ToContainTextAsync("Nothing was found for");
        await page.Locator("#search-words").FillAsync("\"excess capacity\" -netflix");
        await Expect(page.Locator("a.snippet").First).ToContainTextAsync("excess capacity", new() { IgnoreCase = true });
        await page.Locator("a.snippet").First.ClickAsync();
        await Expect(page.Locator(".arrived, :target").First).ToBeVisibleAsync();
        Assert.Empty(reader.Errors);
        Assert.Empty(reader.Outside);
        Assert.Empty(reader.Sockets);
    }

    [Fact]
    public async Task Pages_are_exchanged_without_a_load_cards_show_and_an_address_with_a_query_finds_its_file()
    {
        await using var reader = await browser.OpenAsync(copy.Server.Address);
        var page = reader.Page;
        await page.GotoAsync("/timeline");
        await page.GetByRole(AriaRole.Link, new() { Name = "As the episode tells it" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/timeline/~order=told$"));
        // Pages are exchanged in place from when there is a player that is to outlast them.
        await page.GotoAsync("/articles/silicon");
        await page.Locator(".body .cite.time a").First.ClickAsync();
        await Expect(page.Locator(".dock .poster")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("window.Blazor");
        await page.EvaluateAsync("window.stays = true");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Site", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Articles" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Articles");
        Assert.True(await page.EvaluateAsync<bool>("window.stays === true"));
        await page.GotoAsync("/articles/silicon");
        await page.Locator(".body .cite.source a").First.FocusAsync();
        await Expect(page.Locator(".card")).ToBeVisibleAsync();
        await page.GotoAsync("/services?by=life");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/services/~by=life$"));
        Assert.Empty(reader.Errors);
        Assert.Empty(reader.Sockets);
    }

    [Fact]
    public async Task A_long_view_is_looked_for_in_the_browser_where_the_export_puts_it()
    {
        await using var reader = await browser.OpenAsync(copy.Server.Address);
        await reader.Page.GotoAsync("/articles/silicon");
        await reader.Page.WaitForFunctionAsync("!String(window.fetch).includes('native code')");
        foreach (var letters in (int[])[10, 60])
        {
            var address = "/timeline.csv?topic=" + Uri.EscapeDataString(string.Concat(Enumerable.Repeat("я ", letters)));
            var asked = await reader.Page.EvaluateAsync<string>("address => fetch(address).then(answer => new URL(answer.url).pathname)", address);
            Assert.Equal(CopyAddress.Read(address).InCopy, asked);
        }
    }

    [Fact]
    public async Task Without_scripts_the_copy_reads_as_the_site_and_says_what_it_cannot_do()
    {
        await using var reader = await browser.OpenAsync(copy.Server.Address, scripts: false);
        var page = reader.Page;
        await page.GotoAsync("/timeline");
        await Expect(page.Locator(".copy-note")).ToBeVisibleAsync();
        await Expect(page.Locator("form.timeline-form")).ToHaveCountAsync(0);
        await page.GotoAsync("/search?q=jassy");
        await Expect(page.Locator("noscript p")).ToContainTextAsync("needs JavaScript");
        await page.GotoAsync("/moments");
        await Expect(page.Locator(".copy-note")).ToContainTextAsync("no server that could look up a link");
    }
}

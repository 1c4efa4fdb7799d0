using AwsHistory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

/// <summary>The cards of citations: when they come, what they say, how they go.</summary>
public class CardTests(WatchSite site, BrowserFixture browser) : IClassFixture<WatchSite>
{
    private async Task<BrowserPage> OpenAsync(int width = 1280)
    {
        var reader = await browser.OpenAsync(site.Client.BaseAddress!, width);
        await reader.Page.GotoAsync("/articles/one");
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return reader;
    }

    private static ILocator Cite(BrowserPage reader, string time) => reader.Page.Locator(".body .cite a", new() { HasText = time }).First;

    private static ILocator Card(BrowserPage reader) => reader.Page.GetByRole(AriaRole.Dialog);

    [Fact]
    public async Task A_card_comes_after_half_a_second_goes_when_the_pointer_has_left_and_moves_nothing()
    {
        await using var reader = await OpenAsync();
        const string places = "JSON.stringify([...document.querySelectorAll('.body *:not(.card, .card *, .passage-link)')].map(e => { const { x, y, width } = e.getBoundingClientRect(); return [x, y + scrollY, width]; }))";
        var before = await reader.Page.EvaluateAsync<string>(places);
        await reader.Page.EvaluateAsync("""
            () => {
              window.times = {};
              const cite = [...document.querySelectorAll('.body .cite a')].find(a => a.textContent.includes('25:04'));
              cite.addEventListener('pointerover', () => times.over ??= performance.now());
              new MutationObserver(() => { if (document.querySelector('.card')) times.shown ??= performance.now(); else if (times.shown) times.gone ??= performance.now(); }).observe(document.body, { childList: true, subtree: true });
              addEventListener('pointerout', e => { if (e.target === cite) times.out = performance.now(); });
            }
            """);
        await Cite(reader, "25:04").HoverAsync();
        await Expect(Card(reader)).ToBeVisibleAsync();
        Assert.Equal(before, await reader.Page.EvaluateAsync<string>(places));
        await Expect(Card(reader).Locator(".card-head")).ToHaveTextAsync("25:04 The queue");
        await reader.Page.Mouse.MoveAsync(5, 5);
        await Expect(Card(reader)).ToHaveCountAsync(0);
        Assert.True(await reader.Page.EvaluateAsync<double>("times.shown - times.over") > 480);
        Assert.True(await reader.Page.EvaluateAsync<double>("times.gone - times.out") > 290);
        Assert.Empty(reader.Outside);
    }

    [Fact]
    public async Task A_pointer_that_passes_by_asks_for_nothing()
    {
        await using var reader = await OpenAsync();
        var asked = new List<string>();
        reader.Page.Request += (_, request) => asked.Add(request.Url);
        await Cite(reader, "2:00").HoverAsync();
        await reader.Page.Mouse.MoveAsync(5, 5);
        await Cite(reader, "25:04").HoverAsync();
        await Expect(Card(reader)).ToContainTextAsync("25:04");
        Assert.DoesNotContain(asked, url => url.EndsWith("/citations/articles/one/1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pointer_may_go_into_the_card()
    {
        await using var reader = await OpenAsync();
        await Cite(reader, "25:04").HoverAsync();
        await Expect(Card(reader)).ToBeVisibleAsync();
        await Card(reader).GetByRole(AriaRole.Link, new() { Name = "Two" }).HoverAsync();
        await Task.Delay(600);
        await Expect(Card(reader)).ToBeVisibleAsync();
        await Card(reader).GetByRole(AriaRole.Link, new() { Name = "Two" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Two");
        await Expect(Card(reader)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_focus_brings_a_card_that_is_announced_entered_by_tab_and_closed_by_escape()
    {
        await using var reader = await OpenAsync();
        await Cite(reader, "25:04").FocusAsync();
        await Expect(Card(reader)).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("[role=status].unseen")).ToContainTextAsync("The queue came first, she says.");
        await reader.Page.Keyboard.PressAsync("Tab");
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.querySelector('.card').contains(document.activeElement)"));
        await Task.Delay(600);
        await Expect(Card(reader)).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(Card(reader)).ToHaveCountAsync(0);
        await Expect(Cite(reader, "25:04")).ToBeFocusedAsync();
        // It has been sent away, and does not come back by itself.
        await Task.Delay(900);
        await Expect(Card(reader)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_doubtful_citation_says_why_and_what_its_page_offers_instead()
    {
        await using var reader = await OpenAsync();
        // What a page may add to a reason: links to better times.
        await reader.Page.EvaluateAsync("document.querySelector('.cite.doubtful .why').innerHTML += ' Perhaps <a href=\"https://www.youtube.com/watch?v=APvj15_YCqk&t=599s\" data-video=\"the-talk\" data-t=\"599\">9:59</a>.'");
        await Cite(reader, "9:59:59").HoverAsync();
        await Expect(Card(reader).Locator(".card-status")).ToContainTextAsync("Past the end.");
        await Expect(Card(reader).Locator(".card-status")).ToContainTextAsync("is past the end of the video, which runs 2:46:00");
        await Card(reader).GetByRole(AriaRole.Link, new() { Name = "9:59", Exact = true }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = "Play from 9:59" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_source_has_a_card_too()
    {
        await using var reader = await OpenAsync();
        await reader.Page.Locator(".body .cite.source a").First.HoverAsync();
        await Expect(Card(reader).Locator(".card-head")).ToHaveTextAsync("A queue Jeff Barr, 5 November 2004");
        await Expect(Card(reader)).ToContainTextAsync("First-hand.");
        await Expect(Card(reader).GetByRole(AriaRole.Link, new() { Name = "Open the source" })).ToHaveAttributeAsync("href", "https://example.com/queue");
    }

    [Fact]
    public async Task A_finger_on_a_source_stays_where_it_reads_and_the_card_leads_to_the_list()
    {
        await using var reader = await browser.OpenAsync(site.Client.BaseAddress!, width: 360, touch: true);
        await reader.Page.GotoAsync("/articles/one", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await reader.Page.Locator(".body .cite.source a").First.TapAsync();
        await Expect(Card(reader).Locator(".card-head")).ToHaveTextAsync("A queue Jeff Barr, 5 November 2004");
        Assert.DoesNotContain("#", reader.Page.Url, StringComparison.Ordinal);
        await Card(reader).GetByRole(AriaRole.Link, new() { Name = "In the list" }).TapAsync();
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#source-barr-2004$"));
    }

    [Fact]
    public async Task Links_can_be_taken_away()
    {
        await using var reader = await OpenAsync();
        await reader.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Cite(reader, "25:04").HoverAsync();
        await Card(reader).GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(Card(reader).GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        var link = await reader.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Matches("/articles/one\\?t=1504#p-\\w{8}$", link);
        await reader.Page.GotoAsync(link);
        await Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = "Play from 25:04" })).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".body :target")).ToContainTextAsync("The queue came first");
    }

    [Fact]
    public async Task Where_the_clipboard_is_closed_the_words_are_laid_out()
    {
        await using var reader = await OpenAsync();
        await reader.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await Cite(reader, "25:04").HoverAsync();
        await Card(reader).GetByRole(AriaRole.Button, new() { Name = "Copy with source" }).ClickAsync();
        await Expect(Card(reader).GetByLabel("To be copied")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^“The queue came first, she says.”"));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(768)]
    [InlineData(320)]
    public async Task A_card_lies_within_the_window(int width)
    {
        await using var reader = await OpenAsync(width);
        foreach (var time in (string[])["2:00", "25:04", "1:05:30", "1:00"])
        {
            await Cite(reader, time).HoverAsync();
            await Expect(Card(reader)).ToBeVisibleAsync();
            var box = (await Card(reader).BoundingBoxAsync())!;
            Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= width && box.Y + box.Height <= 900, $"{time}: {box.X}, {box.Y}, {box.Width}, {box.Height}");
            await reader.Page.Keyboard.PressAsync("Escape");
        }
    }
}

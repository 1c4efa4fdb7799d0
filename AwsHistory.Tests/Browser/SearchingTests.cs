using AwsHistory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

/// <summary>What only a browser shows of search: keys, the way back, live results, and the passage one arrives at.</summary>
public class SearchingTests(SiteFixture site, BrowserFixture browser)
{
    [Fact]
    public async Task Without_scripts_the_form_finds_narrows_and_leads_to_the_marked_passage()
    {
        await using var reader = await browser.OpenAsync(site, scripts: false);
        var page = reader.Page;
        await page.GotoAsync("/articles");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("spare capacity");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=spare\\+capacity$"));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Narrow the results" }).GetByRole(AriaRole.Link, new() { Name = "Articles", Exact = true }).ClickAsync();
        await Expect(page.Locator(".chosen")).ToContainTextAsync("Articles");
        await page.Locator("a.snippet").First.ClickAsync();
        await Expect(page.Locator(":target")).ToBeVisibleAsync();
        Assert.Contains("#p", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slash_leads_to_the_box_and_arrows_and_enter_to_a_suggestion()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/articles/silicon");
        await page.Keyboard.PressAsync("/");
        var box = page.Locator("#search-words");
        await Expect(box).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jas/");
        await Expect(box).ToHaveValueAsync("jas/");
        await page.Keyboard.PressAsync("Backspace");
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToContainTextAsync("Andy Jassy");
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await options.First.GetAttributeAsync("id"))!);
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("[aria-selected=true]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/people/andy-jassy$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Andy Jassy");
        await page.WaitForLoadStateAsync(LoadState.Load);
        // And again after navigation within the site, which takes away what scripts had added.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("lamb");
        await Expect(options.First).ToContainTextAsync("Lambda");
        await page.Keyboard.PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(box).ToHaveValueAsync("lamb");
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).ToHaveValueAsync("");
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task What_is_chosen_stays_chosen_when_a_later_answer_comes()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        var late = new TaskCompletionSource();
        await page.RouteAsync("**?q=jass", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/articles/silicon");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jas");
        await Expect(page.GetByRole(AriaRole.Option).Last).ToContainTextAsync("“jas”");
        await page.Keyboard.TypeAsync("s");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[aria-selected=true]")).ToContainTextAsync("Andy Jassy");
        late.SetResult();
        await Expect(page.GetByRole(AriaRole.Option).Last).ToContainTextAsync("“jass”");
        await Expect(page.Locator("[aria-selected=true]")).ToContainTextAsync("Andy Jassy");
    }

    [Fact]
    public async Task Control_and_enter_opens_beside_this_page()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/articles/silicon");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jassy");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Andy Jassy");
        await page.Keyboard.PressAsync("ArrowDown");
        var opened = await page.Context.RunAndWaitForPageAsync(() => page.Keyboard.PressAsync("Control+Enter"));
        await Expect(opened).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/people/andy-jassy$"));
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/articles/silicon$"));
        await opened.CloseAsync();
    }

    [Fact]
    public async Task Recent_searches_stay_in_the_browser_and_can_be_forgotten()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/articles");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("spare capacity");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".groups > li").First).ToBeVisibleAsync();
        await page.GotoAsync("/people");
        await page.Keyboard.PressAsync("/");
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options).ToHaveCountAsync(2);
        await Expect(options.First).ToContainTextAsync("spare capacity");
        Assert.Empty(await reader.CookiesAsync());
        await options.Last.ClickAsync();
        await Expect(options).ToHaveCountAsync(0);
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('recent-searches')"));
    }

    [Fact]
    public async Task Results_follow_the_typing_and_so_does_the_address_and_back_leads_back()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/people");
        await page.GotoAsync("/search?q=jassy");
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("lambda");
        await Expect(page.Locator(".groups h2 a").First).ToHaveTextAsync("AWS Lambda");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lambda$"));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Narrow the results" }).GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lambda&kind=events$"));
        await Expect(page.Locator(".chosen")).ToContainTextAsync("Events");
        await Expect(page.Locator("#search-words")).ToHaveValueAsync("lambda");
        await page.GoBackAsync();
        await Expect(page.Locator(".chosen")).ToHaveCountAsync(0);
        await Expect(page.Locator(".groups h2 a").First).ToHaveTextAsync("AWS Lambda");
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task What_is_typed_before_the_island_is_up_is_not_lost()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        var connect = await HoldConnectionAsync(page);
        await page.GotoAsync("/search", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator("#search-words").ClickAsync();
        await page.Keyboard.TypeAsync("lambda");
        await Expect(page.Locator("[data-live]")).ToHaveCountAsync(0);
        connect();
        await Expect(page.Locator(".groups h2 a").First).ToHaveTextAsync("AWS Lambda");
        await Expect(page.Locator("#search-words")).ToBeFocusedAsync();
        await Expect(page.Locator("#search-words")).ToHaveValueAsync("lambda");
        await page.Keyboard.TypeAsync(" functions");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lambda\\+functions$"));
    }

    [Fact]
    public async Task A_result_reached_before_the_island_is_up_stays_in_focus()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        var connect = await HoldConnectionAsync(page);
        await page.GotoAsync("/search?q=jassy", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator("a.snippet").First.FocusAsync();
        await Expect(page.Locator("[data-live]")).ToHaveCountAsync(0);
        connect();
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        await Expect(page.Locator("a.snippet").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Arrows_lead_through_the_results_and_escape_back_to_the_box()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/search?q=jassy");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".groups h2 a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("a.snippet").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("#search-words")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#search-words")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/people/andy-jassy"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_found_passage_and_its_words_are_marked_on_arrival(bool within)
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/search?q=%22within+two+months%22&kind=articles");
        var hit = page.Locator("a.snippet").First;
        if (within) await hit.ClickAsync();
        else await page.GotoAsync((await hit.GetAttributeAsync("href"))!);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("mark=.*#p-"));
        var passage = page.Locator(within ? ".arrived" : ":target");
        await Expect(passage).ToContainTextAsync("within two months");
        await Expect(passage).ToBeInViewportAsync();
        Assert.NotEqual("rgba(0, 0, 0, 0)", await passage.EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor"));
        await page.WaitForFunctionAsync("CSS.highlights.has('found')");
        var marked = await page.EvaluateAsync<string>("[...CSS.highlights.get('found')].map(range => range.toString()).join(' ').toLowerCase()");
        Assert.Contains("within two months", marked, StringComparison.Ordinal);
        // Elsewhere nothing stays marked.
        await page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        await page.WaitForFunctionAsync("!CSS.highlights.has('found')");
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task A_search_opened_by_its_address_is_complete_before_any_script_runs()
    {
        await using var reader = await browser.OpenAsync(site, scripts: false);
        await reader.Page.GotoAsync("/search?q=jassy&person=jeff-bezos&year=2003");
        await Expect(reader.Page.Locator(".chosen li")).ToHaveCountAsync(2);
        await Expect(reader.Page.Locator(".groups mark").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_connection_is_lost_the_page_says_so_and_works_on()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        // Holds the socket, so that it can be cut.
        await page.AddInitScriptAsync("const Socket = WebSocket; window.sockets = []; window.WebSocket = class extends Socket { constructor(...a) { super(...a); sockets.push(this); } };");
        await page.GotoAsync("/search?q=jassy");
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        await page.RouteAsync("**/_blazor**", route => route.AbortAsync());
        await page.EvaluateAsync("() => { window.WebSocket = class { constructor() { throw new Error('cut'); } }; sockets.forEach(socket => socket.close()); }");
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await page.Locator("#search-words").FillAsync("lambda");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lambda$"));
        await Expect(page.Locator(".groups h2 a").First).ToHaveTextAsync("AWS Lambda");
        await page.Locator("a.snippet").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("AWS Lambda");
    }

    [Fact]
    public async Task When_the_server_has_forgotten_the_page_it_is_loaded_again_with_the_words_typed_since()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/search?q=jassy");
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        // As Blazor tells it, in the middle of a word.
        await page.EvaluateAsync("""
            () => {
              document.querySelector('#search-words').value = 'lambda';
              document.querySelector('#components-reconnect-modal').dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state: 'rejected' } }));
            }
            """);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lambda$"));
        await Expect(page.Locator("[data-live] .groups h2 a").First).ToHaveTextAsync("AWS Lambda");
        Assert.False(await page.EvaluateAsync<bool>("'connection' in document.body.dataset"));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task A_connection_given_up_is_sought_again_when_the_network_is_back()
    {
        await using var reader = await browser.OpenAsync(site);
        var page = reader.Page;
        await page.GotoAsync("/search?q=jassy");
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            () => {
              window.asked = 0;
              Blazor.reconnect = async () => { window.asked++; return true; };
              const tell = state => document.querySelector('#components-reconnect-modal').dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state } }));
              window.dispatchEvent(new Event('online'));
              tell('failed');
              window.dispatchEvent(new Event('online'));
              tell('hide');
              window.dispatchEvent(new Event('online'));
            }
            """);
        Assert.Equal(1, await page.EvaluateAsync<int>("window.asked"));
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('form.search-box').hasAttribute('data-enhance')"));
    }

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=amazon")]
    [InlineData("/search?q=25:04")]
    [InlineData("/search?q=zzzqqq")]
    public async Task The_search_page_fits_a_narrow_window_and_calls_nobody_else(string path)
    {
        await using var reader = await browser.OpenAsync(site, width: 320);
        await reader.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Empty(reader.Outside);
        Assert.Empty(await reader.CookiesAsync());
        Assert.Empty(reader.Errors);
    }

    /// <summary>The connection waits until it is let go, so that a reader is sooner than the island.</summary>
    private static async Task<Action> HoldConnectionAsync(IPage page)
    {
        var free = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await free.Task;
            await route.ContinueAsync();
        });
        return free.SetResult;
    }
}

using AwsHistory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

public class TimelineTests(SiteFixture site, BrowserFixture browser)
{
    [Fact]
    public async Task Without_scripts_the_form_and_the_links_limit_the_timeline()
    {
        await using var reader = await browser.OpenAsync(site, scripts: false);
        await reader.Page.GotoAsync("/timeline");
        await reader.Page.GetByLabel("From").FillAsync("2006");
        await reader.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2007");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=2006&to=2007"));
        await Expect(reader.Page.Locator("section.year > h2")).ToHaveTextAsync(["2006", "2007"]);
        await reader.Page.Locator(".facet summary", new() { HasText = "Topic" }).ClickAsync();
        await reader.Page.Locator(".facet a", new() { HasText = "Launches" }).ClickAsync();
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("topic=launches"));
    }

    [Fact]
    public async Task A_mark_of_the_drawing_has_the_card_of_its_event()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/timeline?from=2006-03&to=2006-03");
        await reader.Page.Locator("svg.lanes a[data-event=s3-launch-2006]").First.HoverAsync();
        await Expect(reader.Page.Locator(".card .card-head")).ToContainTextAsync("S3");
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(reader.Page.Locator(".card")).ToHaveCountAsync(0);
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task The_explorer_answers_to_pointer_keyboard_and_back_button_and_can_be_linked()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/timeline");
        await reader.Page.GetByText("Zoom and filter").ClickAsync();
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
        var all = await reader.Page.Locator("section.year").CountAsync();

        var box = (await reader.Page.Locator("svg.lanes").BoundingBoxAsync())!;
        await reader.Page.Mouse.MoveAsync(box.X + (box.Width * 0.45f), box.Y + 20);
        await reader.Page.Mouse.DownAsync();
        await reader.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + 60, new() { Steps = 5 });
        await reader.Page.Mouse.UpAsync();
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=20"));
        await reader.Page.WaitForFunctionAsync("most => { const years = document.querySelectorAll('section.year').length; return years > 0 && years <= most; }", all - 5);

        await reader.Page.Locator(".explorer").FocusAsync();
        await reader.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(reader.Page.Locator(".events li.current")).ToHaveCountAsync(1);

        await reader.Page.GetByLabel("Filter as you type").FillAsync("S3");
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=S3"));
        var linked = reader.Page.Url;
        var events = (await site.Client.GetPageAsync(new Uri(linked).PathAndQuery)).QuerySelectorAll(".events > li h3").Select(heading => heading.TextContent.Trim()).ToList();
        Assert.NotEmpty(events);
        await Expect(reader.Page.Locator(".events > li h3")).ToHaveTextAsync(events);

        await reader.Page.GoBackAsync();
        await Expect(reader.Page).Not.ToHaveURLAsync(linked);
        await reader.Page.GotoAsync(linked);
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".events > li h3")).ToHaveTextAsync(events);
    }

    [Fact]
    public async Task The_wheel_scrolls_the_page_over_the_drawing()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/timeline?explore=1");
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
        await reader.Page.Locator("svg.lanes").HoverAsync();
        await reader.Page.Mouse.WheelAsync(0, 400);
        await reader.Page.WaitForFunctionAsync("scrollY > 100");
    }

    [Fact]
    public async Task A_filter_of_the_explorer_answers_each_of_ten_choices()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/timeline?explore=1");
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
        // Timed in the page from the click to the changed list; the aim, a tenth of a second, is for the reader of the figures.
        var milliseconds = await reader.Page.EvaluateAsync<double[]>("""
            async () => {
              const times = [];
              for (let i = 0; i < 10; i++) {
                const links = [...document.querySelectorAll('.facet a')].filter(a => a.textContent.includes('Outage') || a.textContent.includes('Pricing'));
                const start = performance.now();
                const changed = new Promise(done => new MutationObserver((_, o) => { o.disconnect(); done(); }).observe(document.querySelector('output'), { childList: true, subtree: true, characterData: true }));
                links[i % 2].click();
                await Promise.race([changed, new Promise((_, fail) => setTimeout(() => fail(new Error(`no answer to choice ${i + 1}`)), 60000))]);
                times.push(performance.now() - start);
              }
              return times.sort((a, b) => a - b);
            }
            """);
        TestContext.Current.TestOutputHelper?.WriteLine($"from click to change: median {milliseconds[5]:0} ms, slowest {milliseconds[9]:0} ms");
    }

    [Fact]
    public async Task A_lost_connection_leaves_a_page_that_works()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/timeline?explore=1");
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
        await reader.Page.Context.SetOfflineAsync(true);
        await reader.Page.EvaluateAsync("Blazor.disconnect ? Blazor.disconnect() : null");
        await reader.Page.Context.SetOfflineAsync(false);
        await reader.Page.GotoAsync("/timeline?topic=outages");
        await Expect(reader.Page.Locator(".facet a[aria-current]")).ToContainTextAsync("Outages");
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.Locator(".explorer[data-ready]")).ToBeVisibleAsync();
    }
}

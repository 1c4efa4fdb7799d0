using AwsHistory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

/// <summary>Without a network, what was read stays readable.</summary>
public class OfflineTests(SiteFixture site, BrowserFixture browser)
{
    [Fact]
    public async Task A_page_that_was_read_stays_readable_without_a_network_and_another_says_why_not()
    {
        await using var reader = await browser.OpenAsync(site.Client.BaseAddress!, offline: true);
        // The first page of all was there before the worker, and is kept like the others.
        await reader.Page.GotoAsync("/articles/the-spare-capacity-myth");
        await reader.Page.WaitForFunctionAsync("caches.match(location.pathname).then(Boolean)");
        await reader.Page.GotoAsync("/people/andy-jassy");
        // Copies are made beside the reading.
        await reader.Page.WaitForFunctionAsync("Promise.all([location.pathname, '/articles/the-spare-capacity-myth', document.querySelector('link[rel=stylesheet]').href].map(kept => caches.match(kept))).then(kept => kept.every(Boolean))");
        await reader.Page.Context.SetOfflineAsync(true);

        await reader.Page.GotoAsync("/articles/the-spare-capacity-myth");
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("The spare-capacity myth");
        await Expect(reader.Page.Locator("body")).ToHaveCSSAsync("font-family", new System.Text.RegularExpressions.Regex("serif"));
        await Expect(reader.Page.GetByText("No network. Pages you have read before stay readable.")).ToBeVisibleAsync();
        await reader.Page.Locator(".body .cite.time a").First.ClickAsync();
        await Expect(reader.Page.Locator(".offline-note, .dock .state").Filter(new() { HasTextRegex = new("cannot be played now|offline") })).ToBeVisibleAsync();

        await reader.Page.GotoAsync("/people/werner-vogels");
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("No network");
        await reader.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Andy Jassy" }).ClickAsync();
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("Andy Jassy");

        await reader.Page.Context.SetOfflineAsync(false);
        await reader.Page.GotoAsync("/people/werner-vogels");
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("Werner Vogels");
    }
}

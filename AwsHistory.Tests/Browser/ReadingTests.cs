using AwsHistory.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

public class ReadingTests(SiteFixture site, BrowserFixture browser)
{
    public static TheoryData<string> Pages =>
        ["/", "/articles", "/timeline", "/references", "/articles/the-spare-capacity-myth", "/articles/four-origin-stories", "/articles/the-numbers", "/people/andy-jassy", "/services/s3",
            "/organizations/oracle", "/claims/excess-capacity-story", "/events/s3-launch-2006", "/videos/acquired-aws", "/videos/acquired-aws/at/799", "/moments",
                "/status", "/references", "/claims/method", "/api", "/cite/articles/the-spare-capacity-myth", "/nothing-here"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Reading_calls_nobody_else_opens_no_circuit_and_sets_no_cookie(string path)
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        Assert.Empty(reader.Outside);
        Assert.Empty(reader.Sockets);
        Assert.Empty(await reader.CookiesAsync());
        Assert.DoesNotContain(reader.Errors, error => !error.Contains("404", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_makes_a_narrow_window_scroll_sideways(string path)
    {
        await using var reader = await browser.OpenAsync(site, width: 320);
        await reader.Page.GotoAsync(path);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    [Fact]
    public async Task Without_scripts_a_reader_goes_from_the_first_page_to_the_second_of_the_video()
    {
        await using var reader = await browser.OpenAsync(site, scripts: false);
        await reader.Page.GotoAsync("/");
        await reader.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "The spare-capacity myth", Exact = true }).First.ClickAsync();
        await Expect(reader.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The spare-capacity myth");
        await Expect(reader.Page.Locator(".body .cite.time a", new() { HasText = "13:19" }).First)
            .ToHaveAttributeAsync("href", "https://www.youtube.com/watch?v=APvj15_YCqk&t=799s");
    }
}

using System.Text.RegularExpressions;
using AwsHistory.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AwsHistory.Tests.Browser;

/// <summary>Every kind of page, light and dark, wide and narrow, before the rules of axe-core.</summary>
public partial class AccessibilityTests(SiteFixture site, BrowserFixture browser)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    public static TheoryData<string> Pages =>
    [
        "/", "/articles", "/articles/the-spare-capacity-myth", "/articles/four-origin-stories", "/articles/the-numbers", "/articles/how-we-check-sources",
        "/timeline", "/timeline?explore=1", "/timeline?lanes=person&from=2003&to=2008", "/events", "/events/s3-launch-2006", "/people", "/people?by=organization",
            "/people/andy-jassy",
        "/services", "/services/s3", "/organizations", "/organizations/oracle", "/claims", "/claims/excess-capacity-story", "/claims/method",
        "/videos", "/videos/acquired-aws", "/videos/acquired-aws/at/799", "/moments", "/dossier/people/werner-vogels", "/dossier/claims/excess-capacity-story",
            "/references", "/references/ft-person-year-andy", "/status", "/nothing-here", "/search", "/search?q=jassy", "/cite/articles/the-spare-capacity-myth", "/api",
            "/offline", "/dossier/services/s3", "/dossier/organizations/aws",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_rule_is_broken(string path)
    {
        await using var reader = await browser.OpenAsync(site);
        await AssertAccessibleAsync(reader, path);
    }

    internal static async Task AssertAccessibleAsync(BrowserPage reader, string path)
    {
        await reader.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        // What is below the window has a guessed place until it comes near; axe-core would measure the guess.
        await reader.Page.EvaluateAsync("""
            () => {
              const shown = new CSSStyleSheet();
              shown.replaceSync('* { content-visibility: visible !important; }');
              document.adoptedStyleSheets = [shown];
            }
            """);
        var broken = new List<string>();
        // Colours hang on the scheme and sizes on the width, never on both: two of the four pairs see all there is.
        foreach (var (width, scheme) in new[] { (1440, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await reader.Page.RunAxe(Rules);
            // A citation is a target in a sentence, which WCAG 2.5.8 leaves out and axe-core cannot tell.
            broken.AddRange(result.Violations.SelectMany(rule => rule.Nodes.Where(node => rule.Id != "target-size" || !InSentence().IsMatch($"{node.Target}"))
                .Select(node => $"{width} {scheme} {rule.Id}: {string.Join(' ', node.Target)} {node.Html}")));
        }

        Assert.Empty(broken.Distinct());
    }

    [GeneratedRegex(@"^#c\d+ > a")]
    private static partial Regex InSentence();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_one_heading_a_title_a_language_and_a_description(string path)
    {
        var page = await site.Client.GetPageAsync(path);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("AWS History", page.Title, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!.Length > 20);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task With_text_twice_as_large_nothing_is_clipped_and_nothing_scrolls_sideways(string path)
    {
        await using var reader = await browser.OpenAsync(site, width: 1280);
        await reader.Page.GotoAsync(path);
        await reader.Page.EvaluateAsync("document.documentElement.style.fontSize = '225%'");
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        // What hides what overflows it, other than what is hidden for sight altogether, would clip text.
        Assert.Empty(await reader.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && getComputedStyle(e).overflowX === 'hidden' && getComputedStyle(e).clipPath === 'none' && getComputedStyle(e).position !== 'absolute'
              && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.clientWidth > 2).map(e => e.outerHTML.slice(0, 120))
            """));
        // The largest letters the site itself offers, on a phone.
        await reader.Page.SetViewportSizeAsync(320, 800);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("document.documentElement.style.fontSize = '', document.documentElement.dataset.size = 'huge', Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }
}

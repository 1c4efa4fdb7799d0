using System.Net;
using AwsHistory.Tests.Support;
using Markdig.Syntax;

namespace AwsHistory.Tests.Web;

/// <summary>The site follows its folder.</summary>
public class LiveTests
{
    [Fact]
    public async Task A_saved_file_is_on_the_site_soon_after_and_the_old_tag_no_longer_counts()
    {
        using var content = new TemporaryFolder();
        content.Write("articles/a.md", "---\ntitle: Before\n---\nText.\n");
        await using var site = new RunningSite(content.Path);
        await site.StartAsync();
        using var first = await site.Client.GetAsync("/articles/a");
        content.Write("articles/a.md", "---\ntitle: After\n---\nText.\n").Write("articles/b.md", "---\ntitle: New\n---\nText.\n");
        await Patience.UntilAsync(async () => (await site.Client.GetStringAsync("/articles/a")).Contains("After", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/articles/a");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("<h1 tabindex=\"-1\">After</h1>", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("New", await site.Client.GetStringAsync("/articles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_folder_in_the_place_of_the_content_is_seen_and_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("content/articles/a.md", Titled("Before")).Write("new/articles/a.md", Titled("Moved here"));
        await using var site = new RunningSite(folder["content"]) { Log = "Critical" };
        await site.StartAsync();
        Directory.Move(folder["content"], folder["old"]);
        Directory.Move(folder["new"], folder["content"]);
        await Shows("Moved here");
        folder.Write("content/articles/a.md", Titled("Edited there"));
        await Shows("Edited there");
        Directory.Delete(folder["content"], recursive: true);
        folder.Write("content/articles/a.md", Titled("Made anew"));
        await Shows("Made anew");
        folder.Write("content/articles/a.md", Titled("Edited again"));
        await Shows("Edited again");

        Task Shows(string title) => Patience.UntilAsync(async () => (await site.Client.GetStringAsync("/articles.json")).Contains(title, StringComparison.Ordinal));
        static string Titled(string title) => $"---\ntitle: {title}\n---\nText.\n";
    }

    [Fact]
    public async Task An_empty_library_is_a_site_that_says_what_to_do()
    {
        using var content = new TemporaryFolder();
        await using var site = new RunningSite(content.Path);
        await site.StartAsync();
        foreach (var path in (string[])["/", "/articles", "/people", "/status", "/references", "/home.json", "/status.json"])
        {
            using var response = await site.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Contains("makes the first", await site.Client.GetStringAsync("/people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_file_injects_nothing()
    {
        using var content = new TemporaryFolder();
        content.Write("articles/a.md", """
            ---
            title: "<script>alert('title')</script>"
            description: "\"><script>alert('lead')</script>"
            aliases: ["<img src=x onerror=alert(1)>"]
            topics: ["<b>"]
            videoId: APvj15_YCqk
            ---
            <script>alert('body')</script> [x](javascript:alert(1)) [[<script>|<b>x</b>]] [@<script>] [99:99:99]

            ![](https://evil.example/x.png)

            [](javascript:alert(1))

            ## <img src=x onerror=alert(1)>

            | <i>a</i> | b |
            |---|---|
            | <a class="yt-timestamp" data-t="&quot; onclick=&quot;alert(1)">[1:00]</a> | `<b>` |
            | ![](https://evil.example/y.png) | [](javascript:alert(2)) |
            """).Write("people/p.md", "---\ntitle: \"<script>alert('person')</script>\"\nlinks: ['javascript:alert(1)', 'https://example.com/\"><script>']\n---\n[[a]]\n")
            .Write("references.yml", "- {id: r, title: '<script>alert(1)</script>', URL: 'https://example.com/\"onmouseover=alert(1)', note: '<b>'}\n");
        await using var site = new RunningSite(content.Path);
        await site.StartAsync();
        foreach (var path in (string[])["/", "/articles", "/articles/a", "/people", "/people/p", "/references", "/status", "/wanted/script", "/cite/articles/a",
            "/api", "/timeline"])
        {
            var page = await site.Client.GetPageAsync(path);
            Assert.Empty(page.QuerySelectorAll("body script:not([src]), img, [onclick], [onerror], [onmouseover], body b > script, i"));
            Assert.All(page.QuerySelectorAll("[href]"), element =>
                Assert.DoesNotContain("javascript:", element.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
            var data = page.QuerySelector("head > script[type='application/ld+json']")!.TextContent;
            Assert.DoesNotContain("javascript:", data, StringComparison.OrdinalIgnoreCase);
            System.Text.Json.JsonDocument.Parse(data).Dispose();
        }

        foreach (var path in (string[])["/articles/a.md", "/people/p.md", "/references.md", "/articles.md", "/llms.txt"])
        {
            var twin = Markdig.Markdown.Parse(await site.Client.GetStringAsync(path));
            Assert.Empty(twin.Descendants<HtmlBlock>());
            Assert.Empty(twin.Descendants<Markdig.Syntax.Inlines.HtmlInline>());
            Assert.All(twin.Descendants<Markdig.Syntax.Inlines.LinkInline>(), link => Assert.DoesNotMatch("(?i)^javascript:|[\"<>]", link.Url));
        }

        foreach (var path in (string[])["/feed.xml", "/sitemap.xml"]) System.Xml.Linq.XDocument.Parse(await site.Client.GetStringAsync(path));
        using var card = await site.Client.GetAsync("/cards/articles/a.png");
        Assert.Equal(System.Net.HttpStatusCode.OK, card.StatusCode);
    }
}

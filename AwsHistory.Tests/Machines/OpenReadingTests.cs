using System.Net;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Machines;

/// <summary>Reading from other sites, choosing by Accept, keeping copies.</summary>
public class OpenReadingTests(SiteFixture site)
{
    private const string Page = "/articles/the-spare-capacity-myth";

    public static TheoryData<string> Data =>
    [
        Page + ".json", Page + ".md", "/feed.xml", "/sitemap.xml", "/robots.txt", "/llms.txt", "/timeline.ics", "/timeline.csv", "/services.csv",
            "/data/aws-results.csv", "/videos/acquired-aws.vtt",
        "/videos/acquired-aws.chapters.json", "/references.bib", "/references.csl.json", "/cite" + Page + ".bib", "/cite" + Page + ".csl.json", "/api.json",
    ];

    [Theory]
    [MemberData(nameof(Data))]
    public async Task Data_can_be_read_by_any_site_and_kept(string path)
    {
        using var first = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("*", Assert.Single(first.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(first.Headers.Contains("Set-Cookie"));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("*", Assert.Single(second.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_browser_that_asks_before_it_reads_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Page + ".json");
        request.Headers.Add("Origin", "https://example.com");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET, HEAD", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
    }

    [Fact]
    public async Task A_page_is_no_data_for_other_sites()
    {
        using var response = await site.Client.GetAsync(Page);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("text/markdown", true)]
    [InlineData("text/markdown, text/html;q=0.5", true)]
    [InlineData("text/html, text/markdown;q=0.9", false)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false)]
    [InlineData("*/*", false)]
    [InlineData("text/markdown;q=0", false)]
    [InlineData("markdown,,;;=", false)]
    public async Task Markdown_comes_at_the_pages_own_address_to_those_who_prefer_it(string accept, bool isMarkdown)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(isMarkdown ? "text/markdown" : "text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        if (isMarkdown) Assert.Equal(await site.Client.GetStringAsync(Page + ".md"), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_has_the_page_does_not_have_its_markdown()
    {
        using var page = await site.Client.GetAsync(Page);
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Add("Accept", "text/markdown");
        request.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/")]
    [InlineData("/claims/method")]
    [InlineData("/videos/acquired-aws/at/799")]
    public async Task A_page_without_a_twin_stays_a_page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/markdown");
        using var response = await site.Client.SendAsync(request);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Another_name_leads_to_the_twin_as_well()
    {
        using var response = await site.Client.GetAsync("/services/Simple%20Storage%20Service.md");
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("/services/s3.md", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/timeline.md?page=99999")]
    [InlineData("/references.md?sort=cited&page=2")]
    [InlineData("/events.md?page=2")]
    [InlineData("/people/andy-jassy.md?page=3&sort=video")]
    [InlineData("/sitemap.xml?part=99999999999")]
    [InlineData("/sitemap.xml?part=-1")]
    [InlineData("/timeline.ics?from=nonsense")]
    [InlineData("/cite/articles/the-spare-capacity-myth?passage=%00%ff&page=-1")]
    public async Task A_bad_query_string_is_as_good_as_none(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Search;

/// <summary>The search page and its companions over HTTP, as a browser without scripts has them.</summary>
public class SearchPageTests(SiteFixture site)
{
    [Fact]
    public async Task Every_page_has_a_form_that_leads_to_the_search()
    {
        var page = await site.Client.GetPageAsync("/articles/silicon");
        var form = Assert.Single(page.QuerySelectorAll("form[role=search]"));
        Assert.Equal(("/search", "get"), (form.GetAttribute("action"), form.GetAttribute("method")));
        Assert.Equal("q", form.QuerySelector("input")!.GetAttribute("name"));
        Assert.Equal("/opensearch.xml", page.QuerySelector("link[rel=search]")!.GetAttribute("href"));
        // The search page has its own box and no second one.
        Assert.Single((await site.Client.GetPageAsync("/search?q=s3")).QuerySelectorAll("form[role=search]"));
    }

    [Theory]
    [InlineData("/search?q=jassy")]
    [InlineData("/search?q=jassy&kind=events&page=2")]
    [InlineData("/search?person=andy-jassy&year=2006")]
    [InlineData("/search?q=jasy")]
    public async Task The_page_shows_what_its_twin_says(string path)
    {
        var page = await site.Client.GetPageAsync(path);
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync(path.Replace("/search", "/search.json", StringComparison.Ordinal)));
        var groups = twin.RootElement.GetProperty("groups");
        Assert.Equal(groups.EnumerateArray().Select(group => group.GetProperty("page").GetProperty("url").GetString()), page.QuerySelectorAll(".groups h2 a")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal(
            groups.EnumerateArray().SelectMany(group => group.GetProperty("hits").EnumerateArray()).Select(hit => hit.GetProperty("url").GetString()),
            page.QuerySelectorAll(".hits a.snippet").Select(link => link.GetAttribute("href")));
        Assert.Equal(twin.RootElement.GetProperty("facets").EnumerateArray()
            .Sum(facet => facet.GetProperty("values").GetArrayLength()), page.QuerySelectorAll(".facets li").Length);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("[id]").GroupBy(element => element.Id), group => Assert.Single(group));
    }

    [Fact]
    public async Task The_timeline_reads_words_as_search_does()
    {
        async Task<int> Found(string words)
        {
            using var twin = JsonDocument.Parse(await site.Client.GetStringAsync("/timeline.json?q=" + Uri.EscapeDataString(words)));
            return twin.RootElement.GetProperty("total").GetInt32();
        }

        var (outage, all) = (await Found("outage"), await Found(""));
        Assert.InRange(outage, 1, all - 1);
        Assert.InRange(await Found("outage -s3"), 1, outage - 1);
        Assert.InRange(await Found("\"risky bet\""), 1, await Found("bet"));
        Assert.Equal(outage, await Found("outag"));
        // Where no word is, nothing is left out; a word that nothing has leaves nothing.
        Assert.Equal(all, await Found("\" * --"));
        Assert.Equal(0, await Found("zzzqqq\" OR NOT ("));
    }

    [Fact]
    public async Task One_search_is_not_answered_with_another()
    {
        var (first, second) = (await site.Client.GetPageAsync("/search?q=snowflake"), await site.Client.GetPageAsync("/search?q=lambda"));
        Assert.Equal("/organizations/snowflake-inc", first.QuerySelector(".groups h2 a")!.GetAttribute("href"));
        Assert.Equal("/services/lambda", second.QuerySelector(".groups h2 a")!.GetAttribute("href"));
        using var response = await site.Client.GetAsync("/search?q=lambda");
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Null(response.Headers.ETag);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal("noindex, follow", response.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Theory]
    [InlineData("q=jassy")]
    [InlineData("q=amazon")]
    [InlineData("q=aws+cloud")]
    [InlineData("q=the")]
    [InlineData("person=andy-jassy")]
    [InlineData("q=amazon&in=articles/the-monolith-and-the-mandate")]
    public async Task A_search_costs_a_reader_less_than_20_kilobytes(string query)
    {
        foreach (var path in (string[])["/search", "/search.json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{query}");
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var response = await site.Client.SendAsync(request);
            Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
            Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1_000, 20_000);
        }
    }

    [Fact]
    public async Task Facets_and_their_removal_are_links()
    {
        var page = await site.Client.GetPageAsync("/search?q=jassy&person=jeff-bezos");
        Assert.Equal("/search?q=jassy", page.QuerySelector(".chosen a")!.GetAttribute("href"));
        Assert.Equal("true", page.QuerySelectorAll(".facets a").Single(link => link.Words() == "Jeff Bezos").GetAttribute("aria-current"));
        Assert.Equal("jeff-bezos", page.QuerySelector("form input[name=person]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_found_helps()
    {
        var page = await site.Client.GetPageAsync("/search?q=zzzqqq");
        Assert.Contains("Nothing was found for “zzzqqq”", page.QuerySelector("[role=status]")!.Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".nothing a[href='/people']"));
        Assert.Equal("/search?q=zzzqqq", (await site.Client.GetPageAsync("/search?q=zzzqqq&kind=events")).QuerySelector(".nothing a")!.GetAttribute("href"));
        Assert.Contains("Nothing here cites that recording", (await site.Client.GetPageAsync("/search?q=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ"))
            .QuerySelector(".nothing")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_to_mark_make_no_other_page()
    {
        using var plain = await site.Client.GetAsync("/articles/silicon");
        using var marked = await site.Client.GetAsync("/articles/silicon?mark=nitro");
        Assert.Equal(plain.Headers.ETag, marked.Headers.ETag);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await marked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Suggestions_have_the_form_of_opensearch_and_may_be_kept()
    {
        using var response = await site.Client.GetAsync("/suggest?q=jas");
        Assert.Equal("application/x-suggestions+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=300", response.Headers.CacheControl?.ToString());
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var parts = answer.RootElement.EnumerateArray().ToList();
        Assert.Equal("jas", parts[0].GetString());
        Assert.Equal("Andy Jassy", parts[1][0].GetString());
        Assert.StartsWith("Person.", parts[2][0].GetString(), StringComparison.Ordinal);
        Assert.Equal(new Uri(site.Client.BaseAddress!, "/people/andy-jassy").ToString(), parts[3][0].GetString());
        Assert.Equal(parts[1].GetArrayLength(), parts[3].GetArrayLength());
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 100, 4_000);
    }

    [Fact]
    public async Task A_browser_can_add_the_site_to_its_search_engines()
    {
        using var response = await site.Client.GetAsync("/opensearch.xml");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/opensearchdescription+xml", response.Content.Headers.ContentType?.MediaType);
        var description = XElement.Parse(await response.Content.ReadAsStringAsync());
        XNamespace ns = "http://a9.com/-/spec/opensearch/1.1/";
        Assert.InRange(description.Element(ns + "ShortName")!.Value.Length, 1, 16);
        var templates = description.Elements(ns + "Url").ToDictionary(url => url.Attribute("type")!.Value, url => url.Attribute("template")!.Value);
        Assert.Equal($"{site.Client.BaseAddress}search?q={{searchTerms}}", templates["text/html"]);
        foreach (var template in templates.Values)
        {
            using var found = await site.Client.GetAsync(template.Replace("{searchTerms}", "s3", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        }

        using var image = await site.Client.GetAsync(description.Element(ns + "Image")!.Value);
        Assert.Equal(HttpStatusCode.OK, image.StatusCode);
    }
}

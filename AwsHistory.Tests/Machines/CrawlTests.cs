using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Machines;

/// <summary>Every page of the map says who it is, to people and to programs.</summary>
public class CrawlTests(SiteFixture site)
{
    [Fact]
    public async Task No_page_is_without_address_title_description_data_picture_and_twins()
    {
        var map = XDocument.Parse(await site.Client.GetStringAsync("/sitemap.xml"));
        var paths = map.Descendants().Where(element => element.Name.LocalName == "loc").Select(element => new Uri(element.Value).AbsolutePath).ToList();
        Assert.InRange(paths.Count, 300, 5000);
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (path, _) =>
        {
            foreach (var fault in await FaultsOf(path)) faults.Add($"{path}: {fault}");
        });
        Assert.Empty(faults.Order());
    }

    private async Task<List<string>> FaultsOf(string path)
    {
        var faults = new List<string>();
        using var response = await site.Client.GetAsync(path);
        if (response.StatusCode != HttpStatusCode.OK) return [$"answers {response.StatusCode}"];
        var page = Html.Parse(await response.Content.ReadAsStringAsync());
        if (Href("link[rel=canonical]") is not { } canonical || new Uri(canonical).AbsolutePath != path) faults.Add("canonical");
        if (page.Title is not { Length: > 0 }) faults.Add("title");
        if (Content("meta[name=description]").Length == 0) faults.Add("description");
        foreach (var name in (string[])["og:title", "og:description", "og:url", "og:image"])
            if (Content($"meta[property='{name}']").Length == 0) faults.Add(name);
        var data = page.QuerySelectorAll("script[type='application/ld+json']");
        if (data.Length != 1) faults.Add("data");
        foreach (var block in data)
        {
            using var json = JsonDocument.Parse(block.TextContent);
            if (json.RootElement.GetProperty("@graph").GetArrayLength() == 0) faults.Add("empty data");
        }

        if (page.QuerySelector("#cite-this") is null) faults.Add("no citation of the page");
        foreach (var twin in page.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("href")!)
            .Append(new Uri(Content("meta[property='og:image']")).AbsolutePath))
        {
            // Only that it is there: what is in them has tests of its own.
            using var request = new HttpRequestMessage(HttpMethod.Head, twin);
            if (twin.EndsWith(".png", StringComparison.Ordinal) && path.Length % 20 != 0) continue;
            using var answer = await site.Client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK) faults.Add($"{twin} answers {answer.StatusCode}");
        }

        return faults;

        string? Href(string selector) => page.QuerySelector(selector)?.GetAttribute("href");

        string Content(string selector) => page.QuerySelector(selector)?.GetAttribute("content") ?? "";
    }
}

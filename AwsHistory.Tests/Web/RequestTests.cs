using System.Net;
using AwsHistory.Tests.Support;
using AwsHistory.Web;

namespace AwsHistory.Tests.Web;

/// <summary>What is asked of the site that is no plain reading of a page, and texts that are not like others.</summary>
public class RequestTests(SiteFixture site)
{
    [Theory]
    [InlineData("POST", "/")]
    [InlineData("POST", "/articles")]
    [InlineData("PUT", "/articles.json")]
    [InlineData("DELETE", "/no/such/page")]
    [InlineData("POST", "/app.css")]
    [InlineData("PROPFIND", "/suggest?q=jas")]
    public async Task Whoever_wants_to_write_is_told_that_this_is_for_reading(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task What_may_be_asked_is_told_and_the_connection_of_the_islands_may_be_opened()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/articles");
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow);
        using var opened = await site.Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task A_description_without_a_space_is_suggested_and_previewed()
    {
        using var content = new TemporaryFolder();
        content.Write("articles/long.md", $"---\ntitle: Zebra\ndescription: {new string('x', 400)}\n---\n{new string('y', 500)}\n");
        await using var own = new RunningSite(content.Path);
        await own.StartAsync();
        Assert.Contains(new string('x', 110) + "…", System.Text.RegularExpressions.Regex.Unescape(await own.Client.GetStringAsync("/suggest?q=zebra")),
            StringComparison.Ordinal);
        Assert.Contains(new string('x', 320) + "…", WebUtility.HtmlDecode(await own.Client.GetStringAsync("/previews/articles/long")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_more_than_a_page_says_how_many_there_are_and_leads_to_all()
    {
        using var content = new TemporaryFolder();
        for (var i = 0; i < 205; i++) content.Write($"people/p{i:000}.md", $"---\ntitle: Ann P{i:000}\nroles:\n  - title: Clerk\n    organization: Firm {i % 2}\n---\nWords.\n");
        await using var own = new RunningSite(content.Path);
        await own.StartAsync();
        foreach (var list in (string[])["/people", "/people?by=organization"])
        {
            var first = await own.Client.GetPageAsync(list);
            Assert.Contains("205 people", first.QuerySelector(".lead")!.Words(), StringComparison.Ordinal);
            var next = first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;
            Assert.Equal(list + (list.Contains('?', StringComparison.Ordinal) ? "&page=2" : "?page=2"), next);
            var second = await own.Client.GetPageAsync(next);
            Assert.Equal(205, Links(first).Concat(Links(second)).Distinct().Count());
            using var twin = System.Text.Json.JsonDocument.Parse(await own.Client.GetStringAsync(second.QuerySelector("link[type='application/json']")!.GetAttribute("href")));
            Assert.Equal((205, 2, 5), (twin.RootElement.GetProperty("total").GetInt32(), twin.RootElement.GetProperty("pages").GetInt32(),
                twin.RootElement.GetProperty("items").GetArrayLength()));
        }

        static IEnumerable<string?> Links(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll(".cards a").Select(link => link.GetAttribute("href"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData(".bib")]
    [InlineData(".csl.json")]
    public async Task A_source_whose_key_has_a_slash_as_those_of_publishers_have_is_a_page_and_data(string ending)
    {
        using var content = new TemporaryFolder();
        content.Write("references.yml", "- id: 10.1145/1294261.1294281\n  title: Dynamo\n").Write("articles/a.md", "---\ntitle: A\n---\nText. [@10.1145/1294261.1294281]\n");
        await using var own = new RunningSite(content.Path);
        await own.StartAsync();
        var link = (await own.Client.GetPageAsync("/references")).QuerySelector(".references a")!.GetAttribute("href");
        using var response = await own.Client.GetAsync(link + ending);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Dynamo", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "400")]
    [InlineData("x:99999", "400")]
    [InlineData("history.example:8080", "200")]
    public async Task A_request_that_names_no_host_an_address_could_be_made_of_is_a_bad_one(string host, string status)
    {
        foreach (var path in (string[])["/", "/articles.json", "/feed.xml", "/no/such/page"])
        {
            using var connection = new System.Net.Sockets.TcpClient();
            await connection.ConnectAsync(site.Client.BaseAddress!.Host, site.Client.BaseAddress.Port);
            await using var stream = connection.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
            using var reader = new StreamReader(stream);
            Assert.Equal($"HTTP/1.1 {(status == "200" && path == "/no/such/page" ? "404" : status)}", (await reader.ReadLineAsync())![..12]);
        }
    }

    [Theory]
    [InlineData("at/30", HttpStatusCode.OK)]
    [InlineData("at/30.json", HttpStatusCode.OK)]
    [InlineData("at/0:30", HttpStatusCode.MovedPermanently)]
    [InlineData("at/0:30.500", HttpStatusCode.MovedPermanently)]
    [InlineData("at/30.md", HttpStatusCode.NotFound)]
    [InlineData("at/x.md", HttpStatusCode.NotFound)]
    [InlineData("at/30.MD", HttpStatusCode.NotFound)]
    [InlineData("at/30.vtt", HttpStatusCode.NotFound)]
    [InlineData("at/abc.json", HttpStatusCode.NotFound)]
    [InlineData("at/.json", HttpStatusCode.NotFound)]
    [InlineData("at/x.csl.json", HttpStatusCode.NotFound)]
    [InlineData("at/30.chapters.json", HttpStatusCode.NotFound)]
    [InlineData("at/30.bib", HttpStatusCode.NotFound)]
    [InlineData("at/30/at/30.md", HttpStatusCode.NotFound)]
    [InlineData("at/", HttpStatusCode.NotFound)]
    public async Task An_address_below_a_recording_is_a_moment_or_a_file_and_never_both(string below, HttpStatusCode status)
    {
        foreach (var accept in (string[])["text/html", "text/markdown"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/videos/acquired-aws/" + below);
            request.Headers.Add("Accept", accept);
            using var response = await site.Client.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("two words", 5, "two…")]
    [InlineData("one, two", 6, "one…")]
    [InlineData("unbroken", 3, "unb…")]
    [InlineData(" unbroken", 3, " un…")]
    [InlineData("ab\U0001F600cd", 3, "ab…")]
    public void A_text_is_cut_at_a_word_where_it_has_one(string text, int length, string cut) => Assert.Equal(cut, Words.Shorten(text, length));
}

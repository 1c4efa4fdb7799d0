using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Web;

public class PagesTests(SiteFixture site)
{
    public static TheoryData<string> Pages =>
    [
        "/", "/articles", "/people", "/services", "/organizations", "/claims", "/events", "/videos", "/references", "/status", "/claims/method",
        "/articles/the-spare-capacity-myth", "/people/andy-jassy", "/services/s3", "/organizations/oracle", "/claims/excess-capacity-story",
            "/events/s3-launch-2006", "/videos/acquired-aws", "/videos/acquired-aws/at/799", "/moments",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_one_heading_a_name_a_language_and_an_address_and_can_be_cached(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal("public, no-cache", response.Headers.CacheControl?.ToString());
        Assert.NotNull(response.Headers.ETag);
        var page = await site.Client.GetPageAsync(path);
        var heading = Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(heading.Words());
        Assert.EndsWith("AWS History", page.Title, StringComparison.Ordinal);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.InRange(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!.Length, 20, 500);
        Assert.EndsWith(path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.All(page.QuerySelectorAll("[id]").GroupBy(element => element.Id), group => Assert.Single(group));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_reader_who_has_the_page_is_told_so(string path)
    {
        using var first = await site.Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Theory]
    [InlineData(Kind.Person)]
    [InlineData(Kind.Service)]
    [InlineData(Kind.Organization)]
    public async Task The_page_after_is_the_next_of_the_list(Kind kind)
    {
        await using var db = site.Library.Open();
        var list = kind switch
        {
            Kind.Person => (await db.PeopleAsync()).Items.Select(person => person.Page),
            Kind.Service => (await db.ServicesAsync()).Items.Select(service => service.Page),
            _ => (await db.OrganizationsAsync()).Items.Select(organization => organization.Page),
        };
        var walked = new List<PageLink>();
        for (var page = list.First(); page is not null; page = (await db.PageAsync(kind, page.Slug))!.After?.Page) walked.Add(page);
        Assert.Equal(list, walked);
        Assert.Equal(list, (await db.ListAsync(kind)).Items.Select(item => item.Page));
    }

    [Fact]
    public async Task Services_stand_under_the_letter_readers_look_for()
    {
        var page = await site.Client.GetPageAsync("/services?by=name");
        Assert.Contains("Amazon S3", page.QuerySelectorAll("[aria-labelledby=group-s] a").Select(link => link.Words()));
        Assert.Contains("AWS Lambda", page.QuerySelectorAll("[aria-labelledby=group-l] a").Select(link => link.Words()));
        Assert.Equal(page.QuerySelectorAll(".group h2").Select(letter => letter.Words()).Order(StringComparer.Ordinal), page.QuerySelectorAll(".group h2")
            .Select(letter => letter.Words()));
    }

    [Fact]
    public async Task A_part_of_a_recording_leads_to_what_is_cited_of_it()
    {
        var recording = await site.Client.GetPageAsync("/videos/acquired-aws");
        Assert.Contains("5 or 6 September 2022", recording.QuerySelector("[aria-labelledby=page-chapters]")!.Words(), StringComparison.Ordinal);
        var links = recording.QuerySelectorAll(".chapters a.cited").Select(link => link.GetAttribute("href")!.Split('#')).ToList();
        Assert.True(links.Count > 20);
        foreach (var page in links.GroupBy(link => link[0], link => link[1]))
        {
            var list = await site.Client.GetPageAsync(page.Key);
            Assert.All(page, anchor => Assert.Equal("OL", list.QuerySelector($"[aria-labelledby=page-moments] h3#{anchor}")?.NextElementSibling?.TagName));
        }
    }

    [Fact]
    public async Task An_event_leads_to_others_of_its_people_and_services()
    {
        var threads = (await site.Client.GetPageAsync("/events/s3-launch-2006")).QuerySelector("[aria-labelledby=page-threads]")!;
        Assert.Equal(["/people/jeff-barr", "/services/s3"], threads.QuerySelectorAll("h3 a").Select(link => link.GetAttribute("href")).Intersect(["/people/jeff-barr", "/services/s3"]));
        await using var db = site.Library.Open();
        foreach (var thread in ((EventFacts)(await db.PageAsync(Kind.Event, "s3-launch-2006"))!.Facts!).Threads)
        {
            var filter = thread.Of.Kind == Kind.Person ? new TimelineFilter(Person: thread.Of.Slug) : new TimelineFilter(Service: thread.Of.Slug);
            var all = (await db.EventsAsync(filter)).Select(e => e.Page).ToList();
            Assert.InRange(thread.Nearest.Count, 1, 4);
            // In the order of the timeline, which leads to the rest; never the event itself.
            Assert.Equal(all.Intersect(thread.Nearest.Select(near => near.Page)), thread.Nearest.Select(near => near.Page));
            Assert.DoesNotContain("s3-launch-2006", thread.Nearest.Select(near => near.Page.Slug));
            Assert.Contains(filter.Address(), threads.QuerySelectorAll("p a").Select(link => link.GetAttribute("href")));
        }
    }

    [Fact]
    public async Task The_state_of_the_library_counts_what_is_rough_and_what_is_disputed()
    {
        var page = await site.Client.GetPageAsync("/status");
        var counts = page.QuerySelectorAll(".tallies div").Select(row => row.Words()).ToList();
        await using var db = site.Library.Open();
        var status = await db.StatusAsync("");
        Assert.True(status.About > 0 && status.Disputed.All(count => count.Number > 0));
        Assert.Contains($"to about a minute{status.About}", counts);
        Assert.All(status.Disputed, count => Assert.Contains($"{count.Name}{count.Number}", counts));
        // And each of them is there to be looked at: with its sentence, on the page that says it.
        Assert.Equal(status.About, status.Unsure.Count(unsure => unsure.Citation.About));
        Assert.Equal(status.Unsure.Select(unsure => Urls.At(unsure.Page.Url, unsure.Anchor)), page.QuerySelectorAll(".status .moments a.snippet")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal(status.Disputed.Sum(count => count.Number), page.QuerySelectorAll(".disputes li").Length);
    }

    [Fact]
    public async Task That_nothing_was_found_of_one_severity_is_not_said_of_all()
    {
        var page = (await site.Client.GetPageAsync("/status?severity=error")).QuerySelector(".status")!.Words();
        Assert.Contains("No finding of this severity", page, StringComparison.Ordinal);
        Assert.DoesNotContain("every citation is sound", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_status_of_a_citation_is_explained()
    {
        var rules = (await site.Client.GetPageAsync("/api")).QuerySelector(".api")!.Words();
        Assert.All(Enum.GetValues<CitationStatus>(), status =>
            Assert.Contains(JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString()), rules, StringComparison.Ordinal));
        Assert.Contains("another time fits far better", (await site.Client.GetPageAsync("/claims/method")).QuerySelector(".prose")!.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/timeline?explore=1")]
    [InlineData("/search?q=jassy")]
    public async Task A_page_with_an_island_is_made_anew_for_each_reader(string path)
    {
        var markers = new HashSet<string>();
        for (var reader = 0; reader < 2; reader++)
        {
            using var response = await site.Client.GetAsync(path);
            Assert.Contains("no-store", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Null(response.Headers.ETag);
            Assert.Null(response.Headers.Age);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(markers.Add(body[body.IndexOf("\"descriptor\"", StringComparison.Ordinal)..][..400]));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_nothing_of_other_sites(string path)
    {
        var page = await site.Client.GetPageAsync(path);
        Assert.All(page.QuerySelectorAll("script[src], img[src], iframe[src], link[rel=stylesheet], source[src], video[src], audio[src]"),
            element => Assert.DoesNotContain("//", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("body script:not([src]), [onclick], [style]"));
    }

    [Theory]
    [InlineData("/articles/the-spare-capacity-myth")]
    [InlineData("/people/andy-jassy")]
    [InlineData("/claims/excess-capacity-story")]
    [InlineData("/videos/acquired-aws")]
    [InlineData("/videos/acquired-aws/at/799")]
    [InlineData("/articles")]
    [InlineData("/status")]
    [InlineData("/references")]
    public async Task The_json_twin_says_what_the_page_says(string path)
    {
        using var response = await site.Client.GetAsync(path + ".json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var twin = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var page = await site.Client.GetPageAsync(path);
        Assert.EndsWith(path + ".json", page.QuerySelector("link[rel=alternate][type='application/json']")!.GetAttribute("href"), StringComparison.Ordinal);
        if (twin.RootElement.TryGetProperty("page", out var named) && named.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal((page.QuerySelector(".crumbs span") ?? page.QuerySelector("h1"))!.Words(), named.GetProperty("title").GetString());
            Assert.Equal(page.QuerySelectorAll(".sources > ol > li").Length, twin.RootElement.GetProperty("sources").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("/dossier/claims/excess-capacity-story")]
    [InlineData("/dossier/services/s3")]
    public async Task A_dossier_has_a_twin_as_other_pages_have(string path)
    {
        var page = await site.Client.GetPageAsync(path);
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync(page.QuerySelector("link[rel=alternate][type='application/json']")!.GetAttribute("href")));
        Assert.Equal(page.QuerySelector("h1")!.Words(), twin.RootElement.GetProperty("page").GetProperty("page").GetProperty("title").GetString());
        Assert.Equal(page.QuerySelectorAll(".references > li").Length, twin.RootElement.GetProperty("sources").GetArrayLength());
    }

    [Theory]
    [InlineData("/articles/the-spare-capcity-myth", "The spare-capacity myth")]
    [InlineData("/people/andy-jasy", "Andy Jassy")]
    [InlineData("/services/s33", "Amazon S3")]
    [InlineData("/nothing-like-it", null)]
    [InlineData("/not-found", null)]
    [InlineData("/wanted/nothing", null)]
    [InlineData("/events/%01%ff", null)]
    [InlineData("/events/%F0%9F%92%A9", null)]
    [InlineData("/articles/..%2f..%2fetc%2fpasswd", null)]
    [InlineData("/articles/<script>alert(1)</script>", null)]
    public async Task A_missing_page_is_a_real_404_that_offers_near_names(string path, string? offered)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Headers.ETag);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("There is no page here", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        if (offered is not null) Assert.Contains($">{offered}</a>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/articles/nothing.json")]
    [InlineData("/wanted/nothing.json")]
    public async Task A_missing_twin_is_a_problem_document(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/articles/The_Spare_Capacity_Myth", "/articles/the-spare-capacity-myth")]
    [InlineData("/services/Simple%20Storage%20Service", "/services/s3")]
    [InlineData("/services/Simple%20Storage%20Service.json", "/services/s3.json")]
    [InlineData("/wanted/s3", "/services/s3")]
    public async Task Another_name_of_a_page_leads_to_it_for_good(string path, string target)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(target, response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/articles?page=abc")]
    [InlineData("/articles?page=-1")]
    [InlineData("/articles?page=99999999999999999999")]
    [InlineData("/videos/acquired-aws?page=4000")]
    [InlineData("/status?severity=nonsense&page=0")]
    [InlineData("/status?severity=7")]
    [InlineData("/timeline?from=9999-24")]
    [InlineData("/?utm_source=x&page=2")]
    public async Task A_bad_query_string_is_as_good_as_none(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var twin = await site.Client.GetAsync(path.StartsWith("/?", StringComparison.Ordinal) ? "/home.json?x=1"
            : path.Replace("?", ".json?", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, twin.StatusCode);
    }

    [Fact]
    public async Task A_query_string_of_ten_thousand_characters_is_no_500()
    {
        using var response = await site.Client.GetAsync("/status?severity=" + new string('x', 7000));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var longer = await site.Client.GetAsync("/status?severity=" + new string('x', 10_000));
        Assert.True(longer.StatusCode is HttpStatusCode.OK or HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        var (head, ofHead) = await AskAsync("HEAD");
        var (get, ofGet) = await AskAsync("GET");
        Assert.Equal("", ofHead);
        Assert.Contains("</html>", ofGet, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Equal(Field(get, "ETag"), Field(head, "ETag"));
        Assert.Equal(Field(get, "Content-Type"), Field(head, "Content-Type"));

        // A client of HTTP would not read a body after HEAD, so what is really sent is read here.
        async Task<(string Head, string Body)> AskAsync(string method)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, site.Client.BaseAddress!.Port);
            await using var stream = tcp.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} /articles/the-spare-capacity-myth HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync() is var all && all.Split("\r\n\r\n", 2) is [var first, var rest] ? (first, rest) : (all, "");
        }

        static string Field(string head, string name) => head.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_is_sent_compressed_to_those_who_can_read_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/articles/the-spare-capacity-myth");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1000, 30_000);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task The_style_sheet_is_there_and_can_be_kept_for_good()
    {
        var page = await site.Client.GetPageAsync("/");
        using var response = await site.Client.GetAsync("/" + page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/css", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("max-age=31536000, immutable", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_citation_is_a_link_to_the_second_with_the_time_as_its_words()
    {
        var page = await site.Client.GetPageAsync("/articles/the-spare-capacity-myth");
        var citation = page.QuerySelectorAll(".body .cite.time a").First(link => link.Words() == "13:19");
        Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk&t=799s", citation.GetAttribute("href"));
    }
}

using System.Globalization;
using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using CsvHelper;
using Ical.Net;

namespace AwsHistory.Tests.Machines;

/// <summary>The formats, as parsers written by others read them.</summary>
public class FormatTests(SiteFixture site)
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task The_feed_is_atom_and_names_each_change_with_the_day_the_author_gave()
    {
        using var reader = XmlReader.Create(new StringReader(await site.Client.GetStringAsync("/feed.xml")));
        var formatter = new Atom10FeedFormatter();
        formatter.ReadFrom(reader);
        var feed = formatter.Feed;
        Assert.NotEmpty(feed.Items);
        Assert.Equal(feed.Items.Count(), feed.Items.Select(item => item.Id).Distinct().Count());
        Assert.Equal(feed.Items.Max(item => item.LastUpdatedTime), feed.LastUpdatedTime);
        Assert.All(feed.Items, item => Assert.True(item.Links.Single().Uri.IsAbsoluteUri));
        Assert.Contains(feed.Items, item => item.Categories.Single().Name == "verdict" && item.Title.Text == "Mostly false: The spare-capacity story"
            && item.LastUpdatedTime.Date == new DateTime(2026, 11, 22));
        await using var db = site.Library.Open();
        var article = feed.Items.First(item => item.Categories.Single().Name == "article");
        var page = await db.PageAsync(Kind.Article, article.Links[0].Uri.AbsolutePath.Split('/')[^1]);
        Assert.Equal(page!.Updated, DateOnly.FromDateTime(article.LastUpdatedTime.UtcDateTime));
    }

    [Fact]
    public async Task The_map_names_every_page_once_and_dates_only_those_whose_change_is_known()
    {
        var map = XDocument.Parse(await site.Client.GetStringAsync("/sitemap.xml"));
        var urls = map.Root!.Elements(Sitemap + "url").ToList();
        var paths = urls.Select(url => new Uri(url.Element(Sitemap + "loc")!.Value).AbsolutePath).ToList();
        Assert.Equal(paths.Count, paths.Distinct().Count());
        await using var db = site.Library.Open();
        var home = await db.HomeAsync(new DateOnly(2026, 1, 1));
        var references = await db.ReferencesAsync(new ReferenceFilter());
        Assert.Equal(home.Pages.Sum(count => count.Number),
            paths.Count(path => Kinds.FromFolder(path.Split('/')[1]) is not null && path.Split('/').Length > 2 && path != Urls.Method));
        Assert.Equal(references.All, paths.Count(path => path.StartsWith("/references/", StringComparison.Ordinal)));
        Assert.All(urls.Elements(Sitemap + "lastmod"), day => Assert.True(DateOnly.TryParseExact(day.Value, "yyyy-MM-dd", out _)));
        Assert.Equal("2026-11-22", LastChange("/claims/excess-capacity-story"));
        Assert.Equal("2026-11-27", LastChange("/articles/the-spare-capacity-myth"));
        Assert.Null(LastChange("/services/s3"));

        string? LastChange(string path) => urls.Single(url => url.Element(Sitemap + "loc")!.Value.EndsWith(path, StringComparison.Ordinal))
            .Element(Sitemap + "lastmod")?.Value;
    }

    [Fact]
    public async Task The_calendar_holds_each_event_that_is_dated_to_the_day_every_year_and_no_other()
    {
        using var response = await site.Client.GetAsync("/timeline.ics");
        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        var calendar = Ical.Net.Calendar.Load(text)!;
        await using var db = site.Library.Open();
        var dated = (await db.EventsAsync(new TimelineFilter())).Where(e => e.Earliest == e.Latest && e.Edtf.Length == 10).ToList();
        Assert.NotEmpty(dated);
        Assert.Equal(dated.Select(e => $"{e.Page.Title} ({e.Year})").Order(StringComparer.Ordinal), calendar.Events.Select(e => e.Summary).Order(StringComparer.Ordinal));
        var s3 = calendar.Events.Single(e => e.Uid!.StartsWith("s3-launch-2006@", StringComparison.Ordinal));
        Assert.Equal(new DateOnly(2006, 3, 14), s3.Start!.Date);
        Assert.False(s3.Start.HasTime);
        Assert.Equal(FrequencyType.Yearly, s3.RecurrenceRule!.Frequency);
        Assert.Equal(calendar.Events.Count, calendar.Events.Select(e => e.Uid).Distinct().Count());
    }

    [Fact]
    public async Task The_calendar_takes_the_timelines_query_string()
    {
        var all = Ical.Net.Calendar.Load(await site.Client.GetStringAsync("/timeline.ics"))!;
        var some = Ical.Net.Calendar.Load(await site.Client.GetStringAsync("/timeline.ics?from=2006&to=2006"))!;
        Assert.InRange(some.Events.Count, 1, all.Events.Count - 1);
        Assert.All(some.Events, e => Assert.Equal(2006, e.Start!.Year));
    }

    [Fact]
    public async Task The_chapters_rise_and_the_silent_ones_are_out_of_the_table_of_contents()
    {
        using var response = await site.Client.GetAsync("/videos/acquired-aws.chapters.json");
        Assert.Equal("application/json+chapters", response.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("1.2.0", json.RootElement.GetProperty("version").GetString());
        var chapters = json.RootElement.GetProperty("chapters").EnumerateArray().ToList();
        var starts = chapters.ConvertAll(chapter => chapter.GetProperty("startTime").GetDouble());
        Assert.Equal(starts.Distinct().Order(), starts);
        await using var db = site.Library.Open();
        var facts = (VideoFacts)(await db.PageAsync(Kind.Video, "acquired-aws"))!.Facts!;
        Assert.Equal(facts.Chapters.Select(chapter => chapter.Title), chapters.Where(chapter => !chapter.TryGetProperty("toc", out _))
            .Select(chapter => chapter.GetProperty("title").GetString()));
        using var moment = await site.Client.GetAsync(new Uri(chapters[^1].GetProperty("url").GetString()!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, moment.StatusCode);
    }

    [Theory]
    [InlineData("/services.csv", "service")]
    [InlineData("/timeline.csv", "date")]
    [InlineData("/data/aws-results.csv", null)]
    public async Task A_table_has_as_many_cells_in_each_row_as_names_in_its_head(string path, string? first)
    {
        using var csv = new CsvParser(new StringReader(await site.Client.GetStringAsync(path)), CultureInfo.InvariantCulture);
        Assert.True(csv.Read());
        var columns = csv.Record!.Length;
        if (first is not null) Assert.Equal(first, csv.Record[0]);
        var rows = 0;
        for (; csv.Read(); rows++) Assert.Equal(columns, csv.Record!.Length);
        Assert.NotEqual(0, rows);
    }

    [Fact]
    public async Task The_table_of_services_has_a_row_for_each_step()
    {
        await using var db = site.Library.Open();
        var steps = (await db.ServicesAsync()).Items.Sum(service => Math.Max(1, service.Milestones.Count));
        using var csv = new CsvReader(new StringReader(await site.Client.GetStringAsync("/services.csv")), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().ToList();
        Assert.Equal(steps, rows.Count);
        Assert.Contains(rows, row => row.url == "/services/s3" && row.date == "2006-03-14" && row.step == "general-availability");
    }

    [Fact]
    public async Task Robots_are_told_where_the_map_is_and_what_is_only_a_piece_of_a_page()
    {
        var lines = (await site.Client.GetStringAsync("/robots.txt")).Split('\n');
        Assert.Contains("User-agent: *", lines);
        Assert.Contains("Disallow: /citations/", lines);
        Assert.Contains($"Sitemap: {site.Client.BaseAddress}sitemap.xml", lines);
    }

    [Fact]
    public async Task The_text_for_language_models_has_its_form_and_every_link_in_it_leads_somewhere()
    {
        var document = Markdig.Markdown.Parse(await site.Client.GetStringAsync("/llms.txt"));
        Assert.Equal(1, Assert.IsType<Markdig.Syntax.HeadingBlock>(document[0]).Level);
        Assert.IsType<Markdig.Syntax.QuoteBlock>(document[1]);
        var links = Markdig.Syntax.MarkdownObjectExtensions.Descendants<Markdig.Syntax.Inlines.LinkInline>(document).Select(link => link.Url!).ToList();
        Assert.InRange(links.Count, 30, 500);
        foreach (var link in links)
        {
            using var response = await site.Client.GetAsync(link);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link} answers {response.StatusCode}");
        }
    }

    [Fact]
    public async Task A_letter_that_a_format_cannot_say_is_left_out_of_it()
    {
        using var content = new TemporaryFolder();
        const string Head = "---\ntitle: \"A\\x01B\"\ndescription: \"C\\x01D\"\nupdated: 2026-11-01\n";
        content.Write("articles/a.md", $"{Head}topics: [\"E\\x01F\"]\nvideo: v\n---\nText. [1:00]\n")
            .Write("events/e.md", $"{Head}date: 2006-03-14\ntopics: [\"E\\x01F\"]\n---\nText.\n")
            .Write("claims/c.md", $"{Head}claim: \"G\\x01H\"\nverdict: false\nshort_answer: \"I\\x01J\"\n---\nText.\n")
            .Write("videos/v.md", $"{Head}youtube: APvj15_YCqk\nlength: 46:00\nchapters:\n  - start: 0:00\n    title: \"K\\x01L\"\n---\nWords\u0001 here. [1:00]\n");
        await using var own = new RunningSite(content.Path);
        await own.StartAsync();
        foreach (var path in (string[])["/feed.xml", "/sitemap.xml", Urls.OpenSearch]) XDocument.Parse(await own.Client.GetStringAsync(path));
        Assert.Contains(">AB<", await own.Client.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:AB (2006)", await own.Client.GetStringAsync("/timeline.ics"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', await own.Client.GetStringAsync("/timeline.ics"));
        foreach (var path in (string[])["/videos/v.vtt", "/videos/v.chapters.json", "/articles/a.md", "/timeline.csv", "/cite/articles/a.bib"])
            Assert.NotEmpty(await own.Client.GetStringAsync(path));
    }
}

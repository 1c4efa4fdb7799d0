using System.Text.Json;
using System.Text.Json.Nodes;
using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web.Machines;

namespace AwsHistory.Tests.Machines;

/// <summary>Pages in the words of schema.org.</summary>
public class StructuredDataTests(SiteFixture site)
{
    [Theory]
    [InlineData("/articles/the-spare-capacity-myth", "Article")]
    [InlineData("/people/andy-jassy", "Person")]
    [InlineData("/services/s3", "Service")]
    [InlineData("/organizations/oracle", "Organization")]
    [InlineData("/claims/excess-capacity-story", "ClaimReview")]
    [InlineData("/events/s3-launch-2006", "Event")]
    [InlineData("/videos/acquired-aws", "VideoObject")]
    [InlineData("/", "WebSite")]
    [InlineData("/timeline", "CollectionPage")]
    [InlineData("/people", "CollectionPage")]
    [InlineData("/status", "WebPage")]
    public async Task A_page_is_what_its_kind_is(string path, string type)
    {
        var graph = await Graph(path);
        Assert.Equal(type, (string?)graph[0]!["@type"]);
        Assert.NotNull(graph[0]!["name"]);
        if (path != "/") Assert.Contains(graph, node => (string?)node!["@type"] == "BreadcrumbList");
    }

    [Fact]
    public async Task The_first_page_says_where_to_search() =>
        Assert.EndsWith("/search?q={search_term_string}", (string?)(await Graph("/"))[0]!["potentialAction"]!["target"]!["urlTemplate"], StringComparison.Ordinal);

    [Fact]
    public async Task The_clips_of_a_recording_are_its_sound_citations_each_once_and_in_order()
    {
        var video = (await Graph("/videos/acquired-aws"))[0]!;
        var clips = video["hasPart"]!.AsArray();
        var starts = clips.Select(clip => (int)clip!["startOffset"]!).ToList();
        Assert.Equal(starts.Distinct().Order(), starts);
        Assert.All(clips, clip => Assert.EndsWith($"?t={clip!["startOffset"]}", (string?)clip["url"], StringComparison.Ordinal));
        await using var db = site.Library.Open();
        var facts = (AwsHistory.Data.Queries.VideoFacts)(await AwsHistory.Data.Queries.PageQueries.PageAsync(db, Kind.Video, "acquired-aws"))!.Facts!;
        Assert.DoesNotContain(facts.Moments.Where(moment => moment.Status != CitationStatus.Sound
            && !facts.Moments.Any(other => other.Seconds == moment.Seconds && other.Status == CitationStatus.Sound)), moment => starts.Contains(moment.Seconds));
        // Its length is only known roughly, and its day of publication not for sure: neither is stated.
        Assert.Null(video["duration"]);
        Assert.Null(video["uploadDate"]);
    }

    [Theory]
    [InlineData(Verdict.True, 5)]
    [InlineData(Verdict.MostlyTrue, 4)]
    [InlineData(Verdict.Mixed, 3)]
    [InlineData(Verdict.MostlyFalse, 2)]
    [InlineData(Verdict.False, 1)]
    [InlineData(Verdict.Disputed, null)]
    [InlineData(Verdict.Unproven, null)]
    public void A_verdict_has_a_number_only_where_it_is_a_point_on_the_scale(Verdict verdict, int? value)
    {
        var rating = StructuredData.Rating(verdict);
        Assert.NotEmpty((string)rating["alternateName"]!);
        Assert.Equal(value, (int?)rating["ratingValue"]);
        Assert.Equal(value is null, rating["bestRating"] is null);
    }

    [Fact]
    public async Task A_review_names_the_words_it_judges_and_those_who_say_them()
    {
        var review = (await Graph("/claims/excess-capacity-story"))[0]!;
        Assert.StartsWith("AWS began because", (string?)review["claimReviewed"], StringComparison.Ordinal);
        Assert.Equal("Dan Rose", (string?)review["itemReviewed"]!["author"]!["name"]);
        Assert.Equal("2026-11-22", (string?)review["datePublished"]);
        Assert.Equal(3, review["itemReviewed"]!["appearance"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_event_begins_when_its_source_says_and_no_more_exactly()
    {
        Assert.Equal("2006-03-14", (string?)(await Graph("/events/s3-launch-2006"))[0]!["startDate"]);
        await using var db = site.Library.Open();
        var rough = (await AwsHistory.Data.Queries.TimelineQueries.EventsAsync(db, new AwsHistory.Data.Queries.TimelineFilter())).First(e => e.IsRough);
        Assert.Null((await Graph(rough.Page.Url))[0]!["startDate"]);
    }

    [Fact]
    public void Nothing_in_it_can_end_the_script_element()
    {
        var data = new StructuredData("https://example.com").Page("/status", "</script><script>alert(1)</script>", "<!-- & ]]>");
        var text = data.ToJsonString(StructuredData.Options);
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('>', text);
        Assert.DoesNotContain('&', text);
        Assert.Equal("</script><script>alert(1)</script>", (string?)JsonNode.Parse(text)!["@graph"]![0]!["name"]);
    }

    private async Task<JsonArray> Graph(string path)
    {
        var page = await site.Client.GetPageAsync(path);
        var data = JsonNode.Parse(Assert.Single(page.QuerySelectorAll("script[type='application/ld+json']")).TextContent)!;
        Assert.Equal("https://schema.org", (string?)data["@context"]);
        return data["@graph"]!.AsArray();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Web;

/// <summary>Moments, cards, transcripts and recordings over HTTP.</summary>
public partial class WatchPagesTests(WatchSite site) : IClassFixture<WatchSite>
{
    [Fact]
    public async Task A_moment_is_a_page_with_a_twin()
    {
        var page = await site.Client.GetPageAsync("/videos/the-talk/at/1504");
        Assert.Equal("25:04 of The talk", page.QuerySelector("h1")!.Words());
        Assert.Equal(4, page.QuerySelectorAll(".moments li").Length);
        Assert.Equal("/videos/the-talk/at/1504.json", page.QuerySelector("link[rel=alternate]")!.GetAttribute("href"));
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync("/videos/the-talk/at/1504.json"));
        Assert.Equal(4, twin.RootElement.GetProperty("passages").GetArrayLength());
        Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk", twin.RootElement.GetProperty("video").GetProperty("href").GetString());
    }

    [Theory]
    [InlineData("/videos/the-talk/at/25:04", "/videos/the-talk/at/1504")]
    [InlineData("/videos/the-talk/at/01504", "/videos/the-talk/at/1504")]
    [InlineData("/videos/The_Talk/at/25m4s", "/videos/the-talk/at/1504")]
    public async Task A_moment_has_one_address(string path, string target)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.MovedPermanently, target), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/videos/the-talk/at/soon")]
    [InlineData("/videos/the-talk/at/-1")]
    [InlineData("/videos/the-talk/at/99999999999")]
    [InlineData("/videos/no-talk/at/5")]
    [InlineData("/videos/no-talk/at/5.json")]
    [InlineData("/videos/the-talk/at/99999999999.json")]
    [InlineData("/videos/a/at/b/at/5")]
    [InlineData("/citations/articles/one/99")]
    [InlineData("/citations/articles/one/99.json")]
    [InlineData("/citations/articles/one/x")]
    [InlineData("/citations/articles/one/-1")]
    [InlineData("/citations/articles/1")]
    [InlineData("/citations/nothing/one/1")]
    [InlineData("/citations/articles")]
    [InlineData("/media")]
    [InlineData("/media/nothing.wav")]
    [InlineData("/media/page.html")]
    [InlineData("/media/..%2fvideos%2fthe-file.vtt")]
    public async Task What_is_not_there_is_a_404(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_moment_past_the_end_is_a_404_that_says_where_the_end_is()
    {
        // Asked twice, so that a kept answer would be seen.
        for (var i = 0; i < 2; i++)
        {
            using var late = await site.Client.GetAsync("/videos/the-talk/at/35999");
            Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
            var text = await late.Content.ReadAsStringAsync();
            Assert.Contains("the recording ends at 2:46:00", text, StringComparison.Ordinal);
            Assert.Contains("href=\"/articles/one#", text, StringComparison.Ordinal);
            Assert.DoesNotContain("data-play", text, StringComparison.Ordinal);
        }

        using var written = await site.Client.GetAsync("/videos/the-talk/at/9:59:59");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/videos/the-talk/at/35999"), (written.StatusCode, written.Headers.Location?.ToString()));
        using var twin = await site.Client.GetAsync("/videos/the-talk/at/35999.json");
        using var unknown = await site.Client.GetAsync("/videos/lost/at/35999");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (twin.StatusCode, unknown.StatusCode));
        foreach (var path in (string[])["/videos/the-talk", "/videos/the-talk/at/3930", "/citations/articles/one/5"])
        {
            var page = await site.Client.GetStringAsync(path);
            Assert.Contains(path.Contains("/at/", StringComparison.Ordinal) ? "/at/1520" : "9:59:59", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/at/35999", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/videos/APvj15_YCqk/at/754", "/videos/the-talk/at/754")]
    [InlineData("/videos/APvj15_YCqk", "/videos/the-talk")]
    public async Task What_YouTube_calls_a_recording_leads_to_its_page(string path, string target)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.MovedPermanently, target), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("link=https://youtu.be/APvj15_YCqk?t=1504", "/videos/the-talk/at/1504")]
    [InlineData("link=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DAPvj15_YCqk%26t%3D25m4s", "/videos/the-talk/at/1504")]
    [InlineData("link=https://youtu.be/APvj15_YCqk", "/videos/the-talk")]
    [InlineData("link=See+[this](https://youtu.be/APvj15_YCqk?t=1504),+at+the+beginning.", "/videos/the-talk/at/1504")]
    [InlineData("link=25:04&video=the-talk", "/videos/the-talk/at/1504")]
    [InlineData("link=25:04&video=the_file", "/videos/the-file/at/1504")]
    public async Task A_pasted_link_leads_to_its_moment(string query, string target)
    {
        using var response = await site.Client.GetAsync("/moments?" + query);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(target, new Uri(site.Client.BaseAddress!, response.Headers.Location!).AbsolutePath);
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync("/moments.json?" + query));
        Assert.Equal(target, twin.RootElement.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("link=nonsense", "Copy the address of the video")]
    [InlineData("link=https://youtu.be/AAAAAAAAAAA?t=3", "No page here cites the recording AAAAAAAAAAA")]
    [InlineData("link=25:04&video=nothing", "Copy the address of the video")]
    [InlineData("link=%3Cscript%3Ealert(1)%3C/script%3E", "Copy the address of the video")]
    public async Task A_link_that_leads_nowhere_is_answered_in_words(string query, string words)
    {
        using var response = await site.Client.GetAsync("/moments?" + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync("/moments.json?" + query));
        Assert.Equal(JsonValueKind.Null, twin.RootElement.GetProperty("url").ValueKind);
    }

    [Fact]
    public async Task A_card_is_a_fragment_that_can_be_kept_and_has_a_twin()
    {
        using var first = await site.Client.GetAsync("/citations/articles/one/2");
        Assert.Equal("text/html", first.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<html", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var card = await site.Client.GetPageAsync("/citations/articles/one/2");
        Assert.Equal("25:04 The queue", card.QuerySelector(".card-head")!.Words());
        Assert.Equal("The queue came first, she says.", card.QuerySelector("blockquote")!.Words());
        Assert.Equal(["/articles/two", "/claims/first", "/people/ann-lee"], card.QuerySelectorAll(".card-others a")
            .Select(link => link.GetAttribute("href")!.Split('#')[0]));
        var copies = card.QuerySelectorAll("[data-copy]").Select(button => button.GetAttribute("data-copy")!).ToList();
        Assert.Matches(@"^http://127\.0\.0\.1:\d+/articles/one\?t=1504#p-\w{8}$", copies[0]);
        Assert.Equal($"“The queue came first, she says.”\nOne, AWS History. {copies[0]}\nSource: The talk, 25:04. https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s", copies[1]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/citations/articles/one/2");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var twin = JsonDocument.Parse(await site.Client.GetStringAsync("/citations/articles/one/2.json"));
        Assert.Equal(1504, twin.RootElement.GetProperty("seconds").GetInt32());
    }

    [Fact]
    public async Task A_kept_page_may_still_be_swapped_in_without_a_load()
    {
        for (var i = 0; i < 2; i++)
        {
            using var response = await site.Client.GetAsync("/articles/three");
            Assert.Equal("allow", Assert.Single(response.Headers.GetValues("blazor-enhanced-nav")));
        }
    }

    [Fact]
    public async Task A_recording_of_ours_is_sent_in_the_parts_that_are_asked_for()
    {
        using var whole = await site.Client.GetAsync("/media/talk.wav");
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/media/talk.wav");
            request.Headers.Range = new RangeHeaderValue(1000, 1999);
            using var part = await site.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(bytes[1000..2000], await part.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_transcript_stands_on_the_page_of_its_recording_each_cue_with_an_address()
    {
        var page = await site.Client.GetPageAsync("/videos/the-file?part=2");
        var cue = page.QuerySelector("#cue-600000")!;
        Assert.Equal("10:00 Ann Lee Cue 150 says the word zebra. #", cue.Words());
        Assert.Equal("/media/talk.wav#t=600", cue.QuerySelector(".time")!.GetAttribute("href"));
        Assert.Equal("/videos/the-file?part=2#cue-600000", cue.QuerySelector(".here")!.GetAttribute("href"));
        Assert.Equal("10:00", page.QuerySelector(".parts [aria-current]")!.Words());
    }

    [Theory]
    [InlineData("/videos/the-file?part=x")]
    [InlineData("/videos/the-file?part=-4")]
    [InlineData("/videos/the-file?part=99999999999")]
    [InlineData("/videos/the-file.json?part=0")]
    [InlineData("/articles/one?t=1504")]
    [InlineData("/articles/one?t=nonsense")]
    [InlineData("/moments?link=&video=")]
    public async Task A_bad_query_string_is_as_good_as_none(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_scripts_a_page_has_plain_links_to_every_recording()
    {
        var page = await site.Client.GetPageAsync("/articles/one");
        // It begins where the page begins to tell of it.
        Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk&t=120s", page.QuerySelector("header .facade")!.GetAttribute("href"));
        Assert.Contains("/media/talk.wav#t=60", page.QuerySelectorAll(".body .cite.time a").Select(link => link.GetAttribute("href")));
        Assert.Equal(5, page.QuerySelectorAll(".ribbon .tick").Length);
        // The list says what the drawing shows, and every mark leads to a passage that is there.
        Assert.Equal(page.QuerySelectorAll(".ribbon .tick").Select(tick => tick.GetAttribute("href")), page.QuerySelectorAll(".ribbon details a")
            .Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".ribbon .tick"), tick => Assert.NotNull(page.GetElementById(tick.GetAttribute("href")!.Split('#')[1])));
        Assert.Equal(2, page.QuerySelectorAll(".ribbon .tick.doubtful").Length);
    }

    [Fact]
    public async Task The_scripts_that_a_page_loads_by_itself_are_small()
    {
        // What app.js imports, and what that imports; the player, the cards, the explorer and the help come when they are asked for.
        var folder = Path.Combine(Paths.Root, "AwsHistory.Web", "wwwroot", "js");
        var (loaded, open, size) = (new HashSet<string>(), new Queue<string>(["app.js"]), 0);
        while (open.TryDequeue(out var name))
        {
            if (!loaded.Add(name)) continue;
            var script = await File.ReadAllTextAsync(Path.Combine(folder, name));
            foreach (Match import in Import().Matches(script)) open.Enqueue(import.Groups[1].Value);
            using var buffer = new MemoryStream();
            await using (var brotli = new System.IO.Compression.BrotliStream(buffer, System.IO.Compression.CompressionLevel.Optimal,
                leaveOpen: true)) await brotli.WriteAsync(System.Text.Encoding.UTF8.GetBytes(script));
            size += (int)buffer.Length;
        }

        Assert.Contains("watch.js", loaded);
        Assert.DoesNotContain("player.js", loaded);
        Assert.InRange(size, 1_000, 20_000);
    }

    [GeneratedRegex(@"^import (?:\{[^}]*\} from )?'\./([\w-]+\.js)'", RegexOptions.Multiline)]
    private static partial Regex Import();
}

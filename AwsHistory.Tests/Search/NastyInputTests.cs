using System.Net;
using System.Text.Json;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Search;

/// <summary>Whatever is typed, nobody is harmed by it.</summary>
public class NastyInputTests(SiteFixture site)
{
    public static TheoryData<string> Inputs =>
    [
        "c++", "\"", "\"\"\"", "AND", "OR", "NOT", "NEAR(a b)", "*", "**", "-", "--", "a-b", "s3:launch", "title:x", "{Title Body}: x", "^x", "(x", "x)", "+",
            "a +b", "x NOT", "NOT x", "x AND", "\\", "'", "%", "_", ";",
        "'; DROP TABLE Passages; --", "\" OR 1=1 --", "x\" OR \"y", "PassageIndex MATCH 'x'", "sqlite_master", "char(2)", "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "{{7*7}}", "${x}",
        "العربية", "עברית", "\u202Ejassy\u202C", "\u200f", "日本語", "Ünïcödé", "ſ", "İ", "ß", "🚀", "👩‍👩‍👧‍👦", "🚀 s3", "\ud83d", "\udc00x", "a\u0300\u0301\u0302",
            "\0", "\u0001\u0002\u0003", "a\u0002b\u0003c", "\t\r\n", "\u00a0", "٢٠٠٦", "½", "1e999", "0x41", "-1", "NaN",
        "../../etc/passwd", "http://example.com", "https://youtu.be/", "99:99:99", "25:04:00:00:00", "jassy " + "\"" , "\"jassy", "jassy\"", "jassy*", "*jassy",
            "jas*sy", "amazon -amazon", "-amazon -aws", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Any_input_is_answered_and_nothing_of_it_becomes_markup(string typed)
    {
        var query = Uri.EscapeDataString(typed);
        foreach (var path in (string[])[$"/search?q={query}", $"/search?q={query}&kind={query}&person={query}&topic={query}&year={query}&in={query}&page={query}"])
        {
            using var response = await site.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await site.Client.GetPageAsync(path);
            Assert.Empty(page.QuerySelectorAll("body script:not([src]), main img, main b, [onerror], [onclick], [style]"));
            Assert.All(page.QuerySelectorAll("main [href]"), element => Assert.Matches("^(/|https://www\\.youtube\\.com/watch)", element.GetAttribute("href")!));
            // A highlight is a word of the library, never a piece of markup or of an operator.
            Assert.All(page.QuerySelectorAll("main mark"), mark => Assert.Contains(mark.TextContent, char.IsLetterOrDigit));
            Assert.DoesNotContain(page.DocumentElement.TextContent, c => c is '\u0002' or '\u0003');
        }

        foreach (var path in (string[])[$"/search.json?q={query}", $"/suggest?q={query}"])
        {
            using var response = await site.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Ten_thousand_characters_are_answered()
    {
        foreach (var typed in (string[])[new('x', 7_500), string.Join('+', Enumerable.Repeat("jassy", 1_200)), new('"', 2_400)])
        {
            foreach (var path in (string[])["/search?q=", "/search.json?q=", "/suggest?q="])
            {
                using var response = await site.Client.GetAsync(path + typed);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }

        // A request line this long is refused by the server itself.
        using var longer = await site.Client.GetAsync("/search?q=" + new string('x', 10_000));
        Assert.True(longer.StatusCode is HttpStatusCode.OK or HttpStatusCode.RequestUriTooLong);
        await using var db = site.Library.Open();
        var view = await AwsHistory.Data.Queries.SearchQueries.SearchAsync(db, new() { Text = new string('x', 10_000) + " jassy" });
        Assert.Equal(0, view.Pages);
    }

    [Fact]
    public async Task Marks_in_a_text_are_no_highlights()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        content.Write("articles/a.md", "---\ntitle: A\n---\nZebra \u0002stripes\u0003 and <b>more</b> `\u0002code\u0003` zebra.\n");
        using var library = new AwsHistory.Data.Library(content.Path, data.Path);
        library.Build();
        await using var db = library.Open();
        var hit = Assert.Single(Assert.Single((await AwsHistory.Data.Queries.SearchQueries.SearchAsync(db, new() { Text = "zebra" })).Groups).Hits);
        Assert.Equal(["Zebra", "zebra"], hit.Snippet.Where(part => part.IsMatch).Select(part => part.Text));
        Assert.Contains("<b>more</b>", string.Concat(hit.Snippet.Select(part => part.Text)), StringComparison.Ordinal);
    }
}

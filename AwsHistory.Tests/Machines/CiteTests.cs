using System.Net;
using System.Text.Json.Nodes;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web;

namespace AwsHistory.Tests.Machines;

/// <summary>How others cite us.</summary>
public class CiteTests(SiteFixture site)
{
    private const string Page = "/articles/the-spare-capacity-myth";

    [Fact]
    public async Task A_page_says_how_to_cite_it_in_five_ways_without_a_script()
    {
        var page = await site.Client.GetPageAsync(Page);
        var link = page.QuerySelector("#cite-this dd a")!.GetAttribute("href")!;
        Assert.Matches(@"/articles/the-spare-capacity-myth\?v=[0-9a-f]{16}$", link);
        var words = page.QuerySelector("#cite-this")!.Words();
        Assert.Contains($"AWS History. (2026, November 27). The spare-capacity myth. {link}", words, StringComparison.Ordinal);
        Assert.Contains($"AWS History. “The spare-capacity myth.” Last modified November 27, 2026. {link}.", words, StringComparison.Ordinal);
        Assert.Contains("@misc{aws-history-article-the-spare-capacity-myth,", words, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"webpage\"", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_the_link_is_told_nothing_as_long_as_the_page_says_the_same()
    {
        var link = (await site.Client.GetPageAsync(Page)).QuerySelector("#cite-this dd a")!.GetAttribute("href")!;
        Assert.Null((await site.Client.GetPageAsync(link)).QuerySelector(".notice"));
        Assert.Contains("something else now", (await site.Client.GetPageAsync(Page + "?v=0123456789abcdef")).QuerySelector(".notice")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passage_is_cited_by_the_hash_of_its_words()
    {
        var list = await site.Client.GetPageAsync("/cite" + Page);
        var passage = list.QuerySelectorAll(".citable a")[^1].GetAttribute("href")!;
        var page = await site.Client.GetPageAsync(passage);
        var anchor = passage.Split("passage=")[1];
        Assert.EndsWith("#" + anchor, page.QuerySelector(".formats a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull((await site.Client.GetPageAsync(Page)).GetElementById(anchor));
        Assert.Contains(page.QuerySelector("blockquote")!.Words(),
            page.QuerySelectorAll(".formats pre")[^1].TextContent.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passage_whose_words_have_changed_is_said_to_be_gone()
    {
        var page = await site.Client.GetPageAsync($"/cite{Page}?passage=p-00000000");
        Assert.Contains("no passage p-00000000 any more", page.QuerySelector(".notice")!.Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cite/articles/nothing")]
    [InlineData("/cite/nothing/at-all")]
    [InlineData("/cite")]
    public async Task What_is_not_there_cannot_be_cited(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_hash_changes_with_what_the_page_says_and_with_nothing_else()
    {
        Assert.Equal(await Hash("Words. [1:00]\n", ""), await Hash("Words. [1:00]\n", "updated: 2026-01-01\n"));
        Assert.NotEqual(await Hash("Words. [1:00]\n", ""), await Hash("Other words. [1:00]\n", ""));
        Assert.NotEqual(await Hash("Words. [1:00]\n", ""), await Hash("Words. [1:01]\n", ""));

        static async Task<string> Hash(string body, string keys)
        {
            using var folder = new TemporaryFolder();
            DatabaseBuilder.Build(ContentCompilerOf(("articles/a.md", $"---\ntitle: A\nvideo: the-talk\n{keys}---\n{body}"),
                ("videos/the-talk.md", Compile.Video)), folder["k.db"]);
            await using var db = new AwsHistory.Data.Model.KnowledgeDb(Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions.UseSqlite(new Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<AwsHistory.Data.Model.KnowledgeDb>(), $"Data Source={folder["k.db"]};Mode=ReadOnly;Pooling=False").Options);
            var hash = (await db.PageAsync(Kind.Article, "a"))!.Hash;
            Assert.Equal(hash, (await db.CitableAsync(Kind.Article, "a"))!.Hash);
            return hash;
        }

        static AwsHistory.Data.Content.ContentSet ContentCompilerOf(params (string, string)[] files) => AwsHistory.Data.Content.ContentCompiler.Compile(files);
    }

    [Fact]
    public async Task The_files_for_reference_managers_say_the_same()
    {
        var csl = JsonNode.Parse(await site.Client.GetStringAsync($"/cite{Page}.csl.json"))![0]!;
        Assert.Equal("The spare-capacity myth", (string?)csl["title"]);
        Assert.Equal("AWS History", (string?)csl["author"]![0]!["literal"]);
        Assert.Equal("[[2026,11,27]]", csl["issued"]!["date-parts"]!.ToJsonString());
        Assert.Contains((string)csl["URL"]!, await site.Client.GetStringAsync($"/cite{Page}.bib"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2002-03-14", "[[2002,3,14]]")]
    [InlineData("2002-03/2003", "[[2002,3],[2003]]")]
    [InlineData("2002/2003-04-05", "[[2002],[2003,4,5]]")]
    [InlineData("2002~/2003-04?", "[[2002],[2003,4]]")]
    [InlineData("2002/..", "[[2002]]")]
    [InlineData("2006-21", "[[2006]]")]
    [InlineData("2005/2006-24", "[[2005],[2006]]")]
    [InlineData("2006-33~", "[[2006]]")]
    [InlineData("2006-XX", "[[2006]]")]
    [InlineData("2006-03-XX", "[[2006,3]]")]
    public void Each_end_of_a_span_is_as_precise_as_it_is_written(string issued, string parts)
    {
        var csl = JsonNode.Parse(Bibliography.Csl([new("key", "book", "Title", [], null, null, issued, null, null)]))!;
        Assert.Equal(parts, csl[0]!["issued"]!["date-parts"]!.ToJsonString());
    }

    [Theory]
    [InlineData("199X", "{\"raw\":\"1990s\"}", null)]
    [InlineData("../2006", "{\"raw\":\"by 2006\"}", "2006")]
    [InlineData("2006-33", "{\"date-parts\":[[2006]]}", "2006")]
    public void What_is_no_year_is_not_made_one(string issued, string csl, string? year)
    {
        BibliographyItem item = new("key", "book", "Title", [], null, null, issued, null, null);
        Assert.Equal(csl, JsonNode.Parse(Bibliography.Csl([item]))![0]!["issued"]!.ToJsonString());
        var bibTex = Bibliography.BibTex([item]);
        Assert.Equal(year is not null, bibTex.Contains($"year = {{{year}", StringComparison.Ordinal));
        Assert.DoesNotContain("month", bibTex, StringComparison.Ordinal);
    }
}

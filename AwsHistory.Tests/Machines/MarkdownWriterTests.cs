using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Tests.Machines;

/// <summary>What the twin of a page says, and that it says nothing the page would not.</summary>
public class MarkdownWriterTests
{
    [Theory]
    [InlineData("Plain *words* and **strong** ones.", "Plain *words* and **strong** ones.")]
    [InlineData("See [[the-talk|the talk]].", "See [the talk](/videos/the-talk).")]
    [InlineData("See [[the-talk]].", "See [The talk](/videos/the-talk).")]
    [InlineData("See [[nothing here]].", "See [nothing here](/wanted/nothing-here).")]
    [InlineData("Said so. [25:04]", "Said so. ([25:04](https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s))")]
    [InlineData("Said so. [25:04~]", "Said so. ([about 25:04](https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s))")]
    [InlineData("Both. [@ours; @the-talk 25:04]", "Both. (our words) ([25:04](https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s))")]
    [InlineData("We think so. [@ours]", "We think so. (our words)")]
    [InlineData("[words](javascript:alert(1))", "words")]
    [InlineData("![picture](https://example.com/a.png)", "[picture](https://example.com/a.png)")]
    [InlineData("<script>alert(1)</script>", "\\<script>alert(1)\\</script>")]
    [InlineData("a_b_c and 2\\*3", "a\\_b\\_c and 2\\*3")]
    [InlineData("`code | x`", "`code | x`")]
    [InlineData("## Head\n\ntext", "## Head\n\ntext")]
    [InlineData("# Head", "## Head")]
    [InlineData("- one\n- two\n  - inner", "- one\n- two\n\n  - inner")]
    [InlineData("3. three\n4. four", "3. three\n4. four")]
    [InlineData("> quoted\n>\n> again", "> quoted\n>\n> again")]
    [InlineData("| a | b |\n|---|---|\n| [[the-talk\\|x]] | 1 |", "| a | b |\n| --- | --- |\n| [x](/videos/the-talk) | 1 |")]
    [InlineData("1\\. no list", "1\\. no list")]
    [InlineData("\\# no heading", "\\# no heading")]
    [InlineData("~~gone~~ and H~2~O", "~~gone~~ and H~2~O")]
    [InlineData("A note.[^1]\n\n[^1]: What it says.", "A note.[^note-1]\n\n[^note-1]: What it says.")]
    [InlineData("```\n# not a heading\n```", "```\n# not a heading\n```")]
    public void Every_construct_is_written_back_resolved(string written, string twin) =>
        Assert.Equal(twin + "\n", Compile.Body(written).Page.Markdown);

    [Fact]
    public void A_time_that_cannot_be_relied_on_says_so() =>
        Assert.StartsWith("Late. ([9:00:00](https://www.youtube.com/watch?v=APvj15_YCqk&t=32400s), doubtful: 9:00:00 is past the end",
            Compile.Body("Late. [9:00:00]").Page.Markdown, StringComparison.Ordinal);

    [Fact]
    public void What_holds_for_all_figures_of_a_chart_is_said_once_below_it()
    {
        var (page, findings) = Compile.Article("---\ntitle: A page\n---\n```chart\ndata: sums\nx: year\ny: sum\nnote: \"Our sums: rounded.\"\n```\n\nAfter.",
            ("data/sums.csv", "year,sum,reference,note\n2001,1,,\n2002,2,,Late.\n"));
        Assert.DoesNotContain(findings, finding => finding.Rule.Severity > Severity.Info);
        Assert.EndsWith("| 2002 | 2 |\n\nOur sums: rounded.\n\nAfter.\n", page.Markdown, StringComparison.Ordinal);
        Assert.Equal(2, page.Html.Split("Our sums: rounded.").Length);
    }

    [Fact]
    public void The_drawings_of_a_page_share_one_pattern()
    {
        const string chart = "```chart\ndata: sums\nx: year\ny: sum\n```\n\n";
        var (page, _) = Compile.Article($"---\ntitle: A page\n---\n```chart\ndata: none\nx: year\ny: sum\n```\n\n{chart}{chart}",
            ("data/sums.csv", "year,sum\n2001,1\n2002,2\n"), ("data/none.csv", "year,sum\n2001,\n"));
        Assert.Equal((3, 2, 1), (Count("<figure"), Count("<svg"), Count("id=\"hatch\"")));

        int Count(string part) => page.Html.Split(part).Length - 1;
    }

    [Fact]
    public void The_twin_of_every_page_reads_as_the_page_does_and_holds_no_html_and_no_refused_link()
    {
        var findings = new List<Diagnostic>();
        var set = new ContentCompiler().Compile(new ContentFolder(Paths.Content).Read(findings), findings);
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().Build();
        var pages = set.Documents.Select(document => set.Compile(document).Page).OfType<CompiledPage>().ToList();
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            var twin = Markdown.Parse(page.Markdown, pipeline);
            Assert.Empty(twin.Descendants<HtmlBlock>());
            Assert.Empty(twin.Descendants<HtmlInline>());
            Assert.All(twin.Descendants<LinkInline>(), link => Assert.Matches("^(/|https?://|mailto:|#)", link.Url));
            Assert.Equal(page.Headings.Select(heading => heading.Text), twin.Descendants<HeadingBlock>().Select(heading => Words(heading.Inline!)));
            var items = page.Passages.Count(passage => passage.Kind == PassageKind.Item);
            Assert.Equal(items, twin.Descendants<ListItemBlock>().Count());
        }
    }

    private static string Words(ContainerInline inline) => string.Concat(inline.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));
}

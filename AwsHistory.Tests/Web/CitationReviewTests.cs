using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web;

namespace AwsHistory.Tests.Web;

/// <summary>What an author sees of doubtful citations, and what becomes of the answers.</summary>
public class CitationReviewTests
{
    private const string Place = "articles/story.md:17:30";

    [Fact]
    public void Each_doubtful_citation_is_listed_with_place_reason_and_candidates()
    {
        using var files = Folder();
        var output = new StringWriter();
        Review(files).List(output);
        var lines = output.ToString().Split('\n');
        Assert.Equal($"{Place} [2:05:04]", lines[0]);
        Assert.StartsWith("  out of order: 2:05:04 is out of order", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^  1\. +25:04 +\d+ %  25:04 written 2:05:04: a digit moved$", lines[2]);
        Assert.Contains("14 citations, 2 doubtful, 2 of them with times", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_the_author_accepts_is_written()
    {
        using var files = Folder();
        var before = File.ReadAllText(files["articles/story.md"]);
        var output = new StringWriter();
        Review(files).Ask(new StringReader("what\n9:99\n5:00:00\n1\n\n"), output);
        Assert.Equal(before.Replace("[2:05:04]", "[25:04 printed 2:05:04]", StringComparison.Ordinal), File.ReadAllText(files["articles/story.md"]));
        Assert.Contains("\"what\" is neither a number of the list nor a time", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("5:00:00 is past the end of the recording", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 2 citations rewritten", output.ToString(), StringComparison.Ordinal);
        var again = new StringWriter();
        Review(files).List(again);
        Assert.DoesNotContain("2:05:04", again.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("q\n")]
    public void Without_an_answer_nothing_is_written(string answers)
    {
        using var files = Folder();
        var before = File.ReadAllBytes(files["articles/story.md"]);
        Review(files).Ask(new StringReader(answers), new StringWriter());
        Assert.Equal(before, File.ReadAllBytes(files["articles/story.md"]));
    }

    [Fact]
    public void What_was_accepted_before_the_end_is_kept()
    {
        using var files = Folder();
        Review(files).Ask(new StringReader("25:05\nq\n"), new StringWriter());
        Assert.Contains("[25:05 printed 2:05:04]", File.ReadAllText(files["articles/story.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_answers_is_written_as_a_whole()
    {
        using var files = Folder();
        Review(files).Accept(["# checked by ear", "", $"{Place} [2:05:04] => 25:04", "articles/story.md:29:58 [4:35:07] => 35:07"], "answers", new StringWriter());
        var text = File.ReadAllText(files["articles/story.md"]);
        Assert.Contains("[25:04 printed 2:05:04]", text, StringComparison.Ordinal);
        Assert.Contains("[35:07 printed 4:35:07]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Place + " [2:05:05] => 25:04", "something else is written there now")]
    [InlineData("articles/story.md:1:1 [2:05:04] => 25:04", "no doubtful citation stands there")]
    [InlineData(Place + " [2:05:04]", "was expected")]
    [InlineData(Place + " [2:05:04] => soon", "was expected")]
    [InlineData(Place + " [2:05:04] => 5:00:00", "past the end")]
    [InlineData("articles/story.md:29:58 [4:35:07] => 35:07", "answered before")]
    public void One_answer_that_does_not_fit_keeps_all_from_being_written(string line, string why)
    {
        using var files = Folder();
        var before = File.ReadAllBytes(files["articles/story.md"]);
        var error = Assert.Throws<FormatException>(() => Review(files).Accept(["articles/story.md:29:58 [4:35:07] => 35:07", line], "answers", new StringWriter()));
        Assert.StartsWith("answers(2): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(files["articles/story.md"]));
    }

    [Fact]
    public async Task The_page_says_why_a_citation_is_doubted_and_offers_the_times_it_may_have_meant()
    {
        using var files = Folder();
        await using var site = new RunningSite(files.Path);
        await site.StartAsync();
        var html = await site.Client.GetStringAsync("/articles/story", TestContext.Current.CancellationToken);
        Assert.Contains("""perhaps" aria-label="Perhaps here""", html, StringComparison.Ordinal);
        Assert.Contains("""data-video="the-talk" data-t="1504">25:04</a>: 25:04 written 2:05:04: a digit moved""", html, StringComparison.Ordinal);
        Assert.Contains("\"perhaps\":[{\"seconds\":1504", await site.Client.GetStringAsync("/articles/story.json", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static CitationReview Review(TemporaryFolder files) => CitationReview.Of(new ContentFolder(files.Path), TestContext.Current.CancellationToken);

    /// <summary>An article of fourteen sentences; the seventh has lost the order of its digits, the thirteenth lies past the end.</summary>
    private static TemporaryFolder Folder()
    {
        var text = string.Concat(Enumerable.Range(0, 14).Select(i => i switch
        {
            6 => "The middle of it, as it was. [2:05:04]\n\n",
            12 => "Nearly the end of the story of it, as it was told then.  [4:35:07]\n\n",
            _ => $"Sentence number {i} stands apart from word{i} and thing{i}. [{13 + (2 * i)}:{i * 7 % 60:00}]\n\n",
        }));
        return new TemporaryFolder().Write("videos/the-talk.md", Support.Compile.Video).Write("articles/story.md", "---\ntitle: Story\nvideo: the-talk\n---\n" + text);
    }
}

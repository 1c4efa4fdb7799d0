using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;
using Compile = AwsHistory.Tests.Support.Compile;

namespace AwsHistory.Tests.Content;

public class CitationDoctorTests
{
    [Theory]
    [InlineData("2:05:04", 1504, "25:04 written 2:05:04: a digit moved")]
    [InlineData("1:25:04", 1504, "25:04 written 1:25:04: an hour too many")]
    [InlineData("25:04:00", 1504, "25:04 written 25:04:00: minutes and seconds stand where hours and minutes belong")]
    [InlineData("2:04:00", 1504, "25:04 written 2:04:00: a digit lost")]
    [InlineData("52:04", 1504, "25:04 written 52:04: two digits swapped")]
    public void A_time_that_breaks_the_order_is_doubted_and_the_known_way_back_is_offered_with_its_reason(string written, int meant, string reason)
    {
        var citation = Middle(written);
        Assert.NotEqual(CitationStatus.Sound, citation.Status);
        Assert.InRange(citation.Candidates.Count, 1, 3);
        var offered = Assert.Single(citation.Candidates, time => time.Seconds == meant);
        Assert.StartsWith(reason, offered.Reason, StringComparison.Ordinal);
        Assert.InRange(offered.Score, .01, 1);
        Assert.Equal($"https://www.youtube.com/watch?v=APvj15_YCqk&t={meant}s", offered.Href);
        Assert.Equal(citation.Candidates.Select(time => time.Score).OrderDescending(), citation.Candidates.Select(time => time.Score));
    }

    [Fact]
    public void On_a_page_in_order_nobody_is_accused()
    {
        var (page, findings) = Compile.Body(Story("25:04"));
        Assert.All(page.Citations(), citation => Assert.Equal((CitationStatus.Sound, 0), (citation.Status, citation.Candidates.Count)));
        Assert.DoesNotContain(findings, finding => finding.Rule.Severity > Severity.Info);
    }

    [Fact]
    public void A_time_that_cannot_be_read_gets_the_time_that_another_page_gives_for_the_same_thing()
    {
        const string said = "Bezos asked O'Reilly about web services and syndicated product catalogues. ";
        var (page, _) = Compile.Article(
            "---\ntitle: A page\nvideo: the-talk\n---\n" + Story("99:99:99", said),
            ("articles/other.md", "---\ntitle: The other\nvideo: the-talk\n---\nAnother beginning, told by others. [20:00]\n\n" + said + "[25:06]\n\nDifferent words close it. [40:00]\n"));
        var citation = page.Citations().Single(c => c.Shown == "99:99:99");
        Assert.Equal(CitationStatus.Malformed, citation.Status);
        Assert.Equal(1506, citation.Candidates[0].Seconds);
        Assert.Contains("“The other” says the same at 25:06", citation.Candidates[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_that_a_citation_itself_shows_is_offered_when_it_links_another()
    {
        var (page, _) = Compile.Body(Story("x").Replace("[x]", """<a class="yt-timestamp" data-t="00:45:04">[00:25:04]</a>""", StringComparison.Ordinal));
        var citation = page.Citations().Single(c => c.Status != CitationStatus.Sound);
        Assert.Equal(CitationStatus.LabelDiffers, citation.Status);
        Assert.Equal((1504, "the citation itself shows this time"), (citation.Candidates[0].Seconds, citation.Candidates[0].Reason));
    }

    [Fact]
    public void A_time_that_an_editor_set_right_is_believed_against_the_order_and_what_was_printed_is_shown()
    {
        var (page, findings) = Compile.Body(Story("2:05:04 printed 25:04"));
        var citation = page.Citations().Single(c => c.Printed is not null);
        Assert.Equal((CitationStatus.Sound, 7504, "25:04", "2:05:04"), (citation.Status, citation.Seconds, citation.Printed, citation.Shown));
        Assert.DoesNotContain(findings, finding => finding.Rule.Severity > Severity.Info);
        Assert.Contains("Printed 25:04; set right by an editor.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_set_gives_the_same_opinions_and_the_page_offers_them()
    {
        var (page, _) = Compile.Body(Story("2:05:04"));
        var (again, _) = Compile.Body(Story("2:05:04"));
        Assert.Equal(page.Html, again.Html);
        Assert.Contains("""data-t="1504">perhaps 25:04</a>""", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undone_is_within_the_recording_and_each_time_stands_once_for_each_way()
    {
        for (var written = 0; written < 12 * 3600; written += 97)
        {
            var repairs = TimeErrors.Undo(written, 9960);
            Assert.All(repairs, repair => Assert.InRange(repair.Seconds, 0, 9960));
            Assert.Equal(repairs.Count, repairs.Select(repair => (repair.Seconds, repair.Form)).Distinct().Count());
            Assert.DoesNotContain(repairs, repair => repair.Seconds == written);
        }
    }

    private static CompiledCitation Middle(string time)
    {
        var (page, _) = Compile.Body(Story(time));
        return page.Citations().ElementAt(6);
    }

    /// <summary>Twelve sentences in the order of the recording, two minutes apart; the seventh, at 25:04, has the time that is asked for.</summary>
    private static string Story(string time, string sentence = "The sentence in the middle tells of a meeting. ") =>
        string.Concat(Enumerable.Range(0, 12).Select(i => i == 6 ? $"{sentence}[{time}]\n\n"
            : $"Sentence number {i} stands apart from word{i} and thing{i}. [{13 + (2 * i)}:{(i * 7) % 60:00}]\n\n"));
}

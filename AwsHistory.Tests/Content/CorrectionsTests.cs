using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Content;

public class CorrectionsTests
{
    [Theory]
    [InlineData("""<a class="yt-timestamp" data-t="02:05:04">[02:05:04]</a>""", """<a class="yt-timestamp" data-t="00:25:04" data-printed="02:05:04">[00:25:04]</a>""")]
    [InlineData("""<a class='yt-timestamp' data-t='05:24'>[05:24]</a>""", """<a class='yt-timestamp' data-t='25:04' data-printed='05:24'>[25:04]</a>""")]
    [InlineData("""<a class="yt-timestamp" data-t="00:10:00">[00:12:00]</a>""", """<a class="yt-timestamp" data-t="00:25:04" data-printed="00:10:00 [00:12:00]">[00:25:04]</a>""")]
    [InlineData("""<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>""", """<a class="yt-timestamp" data-t="25:04" data-printed="HH:MM:SS">[25:04]</a>""")]
    [InlineData("""<a class="yt-timestamp" data-t="02:27:51]">[]</a>""", """<a class="yt-timestamp" data-t="00:25:04" data-printed="02:27:51]">[]</a>""")]
    [InlineData("""<a class="yt-timestamp" data-t="02:05:04">see here</a>""", """<a class="yt-timestamp" data-t="00:25:04" data-printed="02:05:04">see here</a>""")]
    [InlineData("""<a class="yt-timestamp" data-t="00:24:00" data-printed="02:05:04">[00:24:00]</a>""", """<a class="yt-timestamp" data-t="00:25:04" data-printed="02:05:04">[00:25:04]</a>""")]
    [InlineData("[2:05:04]", "[25:04 printed 2:05:04]")]
    [InlineData("[02:05:04]", "[00:25:04 printed 02:05:04]")]
    [InlineData("[2:05:04~]", "[25:04~ printed 2:05:04~]")]
    [InlineData("[2:05:04-2:06:10]", "[25:04-26:10 printed 2:05:04-2:06:10]")]
    [InlineData("[99:99:99]", "[00:25:04 printed 99:99:99]")]
    [InlineData("[24:00 printed 2:05:04]", "[25:04 printed 2:05:04]")]
    [InlineData("[@the-talk 2:05:04]", "[@the-talk 25:04 printed 2:05:04]")]
    [InlineData("[@the-talk, 2:05:04]", "[@the-talk, 25:04 printed 2:05:04]")]
    public void The_time_is_replaced_and_what_was_printed_first_is_kept(string written, string rewritten)
    {
        Assert.Equal(rewritten, Corrections.Rewrite(written, 0, 1504));
        var (page, _) = Support.Compile.Body($"It grew. {rewritten}\n");
        var citation = Assert.Single(page.Citations());
        Assert.Equal((1504, rewritten), (citation.Seconds, citation.Written));
        Assert.NotNull(citation.Printed);
        Assert.Equal(CitationStatus.Sound, citation.Status);
    }

    [Fact]
    public void Of_several_in_one_pair_of_brackets_the_one_that_is_meant_is_rewritten() =>
        Assert.Equal("[@barr-2004, p. 3; @the-talk 25:04 printed 2:05:04; @the-talk 26:00]",
            Corrections.Rewrite("[@barr-2004, p. 3; @the-talk 2:05:04; @the-talk 26:00]", 1, 1504));

    [Fact]
    public void A_place_in_a_book_is_no_time_that_was_printed_otherwise()
    {
        Assert.Equal("p. 3 printed 1990", WrittenCitation.ParseKeyedOrNull("@a, p. 3 printed 1990")!.Value.Locator);
        Assert.Equal("12 printed 1990", WrittenCitation.ParseKeyedOrNull("@a, 12 printed 1990")!.Value.Locator);
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\r", false)]
    public void Every_other_byte_of_the_file_stays_as_it_was(string end, bool mark)
    {
        using var files = new TemporaryFolder();
        var lines = new[] { "---", "title: Ä", "video: the-talk", "---", "\tcode [2:05:04]", "", "Déjà vu 🎬 [1:00] and again [2:05:04] and [2:05:04]  ",
            "> - quoted\twith a tab [2:06:00]", "", "| a | b |", "|---|---|", "| x | [2:07:00] |", "no end of line" };
        var text = string.Join(end, lines);
        files.Write("videos/the-talk.md", Support.Compile.Video).Write("articles/a.md", [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(files["articles/a.md"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var folder = new ContentFolder(files.Path);
        var (file, page) = Read(folder);
        var citations = page.Citations().ToList();
        Assert.Equal(5, citations.Count);
        folder.Rewrite(file, now => Corrections.Apply(now, page, [new(citations[2], 1504), new(citations[3], 1560), new(citations[4], 1620)]));
        var expected = text.Replace("and [2:05:04]  ", "and [25:04 printed 2:05:04]  ", StringComparison.Ordinal)
            .Replace("[2:06:00]", "[26:00 printed 2:06:00]", StringComparison.Ordinal).Replace("[2:07:00]", "[27:00 printed 2:07:00]", StringComparison.Ordinal);
        Assert.Equal([.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(expected)], File.ReadAllBytes(files["articles/a.md"]));
        Assert.Equal(["articles/a.md"], Directory.GetFiles(files["articles"]).Select(path => "articles/" + Path.GetFileName(path)));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            File.GetUnixFileMode(files["articles/a.md"]));
    }

    [Fact]
    public void A_file_that_has_changed_since_it_was_read_is_not_written()
    {
        using var files = new TemporaryFolder();
        files.Write("videos/the-talk.md", Support.Compile.Video).Write("articles/a.md", "---\ntitle: A\nvideo: the-talk\n---\nIt grew. [2:05:04]\n");
        var folder = new ContentFolder(files.Path);
        var (file, page) = Read(folder);
        files.Write("articles/a.md", "---\ntitle: A\nvideo: the-talk\n---\nIt grew much. [2:05:04]\n");
        var error = Assert.Throws<IOException>(() => folder.Rewrite(file, text => Corrections.Apply(text, page, [new(page.Citations().First(), 1504)])));
        Assert.Contains("has changed", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("much. [2:05:04]\n", File.ReadAllText(files["articles/a.md"]), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(files["articles"]));
    }

    [Fact]
    public void A_link_to_a_file_stays_a_link()
    {
        using var files = new TemporaryFolder();
        files.Write("videos/the-talk.md", Support.Compile.Video).Write("articles/_real.md", "---\ntitle: A\nvideo: the-talk\n---\nIt grew. [2:05:04]\n");
        File.CreateSymbolicLink(files["articles/a.md"], files["articles/_real.md"]);
        var folder = new ContentFolder(files.Path);
        var (file, page) = Read(folder);
        folder.Rewrite(file, text => Corrections.Apply(text, page, [new(page.Citations().First(), 1504)]));
        Assert.NotNull(new FileInfo(files["articles/a.md"]).LinkTarget);
        Assert.EndsWith("[25:04 printed 2:05:04]\n", File.ReadAllText(files["articles/_real.md"]), StringComparison.Ordinal);
    }

    private static (SourceFile File, CompiledPage Page) Read(ContentFolder folder)
    {
        var read = folder.Read([]);
        var set = new ContentCompiler().Compile(read);
        var file = read.First(file => file.Path == "articles/a.md");
        return (file, set.Compile(set.Documents.First(document => document.Source.Path == "articles/a.md")).Page!);
    }
}

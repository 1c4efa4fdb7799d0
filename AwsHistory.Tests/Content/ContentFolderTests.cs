using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Content;

public class ContentFolderTests
{
    private const string Page = "---\ntitle: A\n---\nx\n";

    [Fact]
    public void Only_content_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("articles/a.md", Page).Write("articles/README.md", "x").Write("README.md", "x").Write(".git/a.md", "x").Write("_drafts/a.md", "x")
            .Write("data/d.csv", "a\n1\n").Write("references.yml", "[]").Write("articles/notes.txt", "x").Write("other/data.csv", "x")
            .Write("videos/v.vtt", "WEBVTT").Write("videos/v.srt", "x").Write("articles/v.vtt", "WEBVTT").Write("media/a.mp3", [0, 1]);
        var findings = new List<Diagnostic>();
        Assert.Equal(["articles/a.md", "data/d.csv", "references.yml", "videos/v.srt", "videos/v.vtt"], new ContentFolder(folder.Path).Read(findings)
            .Select(file => file.Path));
        Assert.Empty(findings);
    }

    [Fact]
    public void A_folder_named_like_a_file_is_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("articles/x.md/inside.md", Page);
        var findings = new List<Diagnostic>();
        Assert.Empty(new ContentFolder(folder.Path).Read(findings));
        Assert.Equal("articles/x.md: warning AH1010: \"x.md\" is a folder; a file was expected", Assert.Single(findings).ToString());
    }

    [Fact]
    public void A_file_of_fifty_megabytes_is_refused_without_being_read()
    {
        using var folder = new TemporaryFolder();
        using (var big = File.Create(folder["big.md"])) big.SetLength(50 * 1024 * 1024);
        var file = Assert.Single(new ContentFolder(folder.Path).Read([]));
        Assert.Equal("big.md: error AH1008: the file has 50 MB, the limit is 8 MB; split it", file.Problem?.ToString());
    }

    [Fact]
    public void A_symbolic_link_out_of_the_folder_is_not_followed()
    {
        using var outside = new TemporaryFolder();
        outside.Write("secret.md", Page).Write("more/secret.md", Page);
        using var folder = new TemporaryFolder();
        folder.Write("a.md", Page);
        File.CreateSymbolicLink(folder["in.md"], folder["a.md"]);
        File.CreateSymbolicLink(folder["out.md"], outside["secret.md"]);
        File.CreateSymbolicLink(folder["gone.md"], folder["nothing.md"]);
        Directory.CreateSymbolicLink(folder["more"], outside["more"]);
        Directory.CreateSymbolicLink(folder["circle"], folder.Path);
        var findings = new List<Diagnostic>();
        var files = new ContentFolder(folder.Path).Read(findings);
        Assert.Equal(["a.md", "in.md"], files.Select(file => file.Path));
        Assert.Equal(["circle", "gone.md", "more", "out.md"], findings.Order().Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal("AH1011", finding.Rule.Code));
    }

    [Fact]
    public void Only_what_lies_in_the_media_folder_is_served_from_it()
    {
        using var outside = new TemporaryFolder();
        outside.Write("secret.mp3", "x");
        using var folder = new TemporaryFolder();
        folder.Write("media/a.mp3", "x").Write("media/deep/b.mp3", "x").Write("media/.hidden.mp3", "x").Write("other/c.mp3", "x").Write("secret.mp3", "x");
        File.CreateSymbolicLink(folder["media/in.mp3"], folder["media/a.mp3"]);
        File.CreateSymbolicLink(folder["media/out.mp3"], outside["secret.mp3"]);
        Directory.CreateSymbolicLink(folder["media/more"], outside.Path);
        var content = new ContentFolder(folder.Path);
        Assert.All((string[])["a.mp3", "deep/b.mp3", "in.mp3"], path => Assert.NotNull(content.MediaOrNull(path)));
        Assert.All((string[])["", "nothing.mp3", ".hidden.mp3", "deep", "out.mp3", "more/secret.mp3", "../secret.mp3", "../other/c.mp3", "deep/../../secret.mp3",
            "/etc/passwd", "a.mp3\0"], path => Assert.Null(content.MediaOrNull(path)));
    }

    [Fact]
    public void A_file_deleted_while_the_folder_is_read_was_never_there()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 300; i++) folder.Write($"a{i:000}.md", Page);
        using var stop = new CancellationTokenSource();
        var deleting = Task.Run(() =>
        {
            for (var i = 299; i >= 0; i--) File.Delete(folder[$"a{i:000}.md"]);
        }, TestContext.Current.CancellationToken);
        while (!deleting.IsCompleted)
            Assert.All(new ContentFolder(folder.Path).Read([]), file => Assert.True(file.Problem is null or { Rule.Code: "AH1005" }));
    }

    [Fact]
    public void The_text_of_a_file_that_was_changed_or_removed_meanwhile_is_not_taken_for_the_one_that_was_found()
    {
        using var files = new TemporaryFolder();
        files.Write("a.md", Page).Write("b.md", Page).Write("c.md", Page);
        var found = new ContentFolder(files.Path).Read([]);
        files.Write("b.md", Page.Replace('A', 'B'));
        File.Delete(files["c.md"]);
        Assert.Equal(Page, found[0].ReadText());
        Assert.Equal("b.md was changed while the content was read", Assert.Throws<ContentChangedException>(found[1].ReadText).Message);
        Assert.Equal("c.md was changed while the content was read", Assert.Throws<ContentChangedException>(found[2].ReadText).Message);
        Assert.Throws<ContentChangedException>(() => new ContentCompiler().Compile(found));
    }

    [Fact]
    public void An_unchanged_file_is_not_read_twice_and_a_changed_one_is()
    {
        using var files = new TemporaryFolder();
        files.Write("a.md", Page).Write("b.md", Page);
        var folder = new ContentFolder(files.Path);
        var before = folder.Read([]);
        files.Write("b.md", Page + "more\n");
        var after = folder.Read([]);
        Assert.Same(before[0], after[0]);
        Assert.NotEqual(before[1].Hash, after[1].Hash);
    }
}

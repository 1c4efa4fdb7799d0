using System.Diagnostics;
using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web.Export;

namespace AwsHistory.Tests.Export;

/// <summary>What an export does to its folder, and how addresses become files.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder content = new(), data = new(), folder = new();

    [Theory]
    [InlineData("/", "/", "index.html")]
    [InlineData("/articles", "/articles", "articles.html")]
    [InlineData("/articles/a/b.c", "/articles/a/b.c", "articles/a/b.c.html")]
    [InlineData("/wanted/caf%C3%A9%20x", "/wanted/caf%C3%A9%20x", "wanted/café x.html")]
    [InlineData("/events?page=2", "/events/~page=2", "events/~page=2.html")]
    [InlineData("/timeline?from=2006&to=2006", "/timeline/~from=2006,to=2006", "timeline/~from=2006,to=2006.html")]
    [InlineData("/references?publisher=New%20York%20Times", "/references/~publisher=New+York+Times", "references/~publisher=New+York+Times.html")]
    [InlineData("/references?publisher=AT%26T+Labs", "/references/~publisher=AT~26T+Labs", "references/~publisher=AT~26T+Labs.html")]
    [InlineData("/articles/a?t=12", "/articles/a", "articles/a.html")]
    [InlineData("/search?q=x&kind=events", "/search", "search.html")]
    public void An_address_has_a_file(string href, string inCopy, string file)
    {
        var address = CopyAddress.Read(href);
        Assert.False(address.IsLeftOut);
        Assert.Equal((inCopy, file), (address.InCopy, address.File(isPage: true)));
    }

    [Fact]
    public void A_limited_twin_lies_beside_its_page_and_what_only_a_server_knows_has_no_file()
    {
        Assert.Equal("timeline/~topic=ai.csv", CopyAddress.Read("/timeline.csv?topic=ai").File(isPage: false));
        Assert.Equal("references/~kind=book.csl.json", CopyAddress.Read("/references.csl.json?kind=book").File(isPage: false));
        Assert.All(["/moments?link=x", "/timeline?explore=1", "/timeline?topic=ai&q=x"], href => Assert.True(CopyAddress.Read(href).IsLeftOut));
        Assert.All(["https://example.org/sub/", "ftp://example.org", "example.org", "", "https://me@example.org", "https://example.org/?x"], text =>
            Assert.Null(StaticCopy.Read(text)));
        Assert.Equal("https://example.org:8443", StaticCopy.Read("https://example.org:8443")!.Origin);
    }

    [Fact]
    public async Task Only_what_changed_is_written_only_what_was_written_is_removed()
    {
        content.Write("articles/a.md", "---\ntitle: A\n---\nSee [[b]]. [talk](https://youtu.be/APvj15_YCqk?t=10)\n")
            .Write("articles/b.md", "---\ntitle: B\n---\nText.\n").Write("articles/c.md", "---\ntitle: C\n---\nOther.\n");
        folder.Write("site/.aws-history-export", "");
        var first = await RunAsync();
        Assert.Equal((0, 0), (first.Unchanged, first.Removed));
        Assert.True(File.Exists(folder["site/articles/b.html"]) && File.Exists(folder["site/404.html"]) && File.Exists(folder["site/search/about.json"]));
        folder.Write("site/CNAME", "history.example").Write("site/.git/HEAD", "x");
        var page = new FileInfo(folder["site/articles/a.html"]).LastWriteTimeUtc;
        var second = await RunAsync();
        Assert.Equal((0, first.Written, 0), (second.Written, second.Unchanged, second.Removed));
        content.Write("articles/c.md", "---\ntitle: C\n---\nChanged words.\n");
        File.Delete(content["articles/b.md"]);
        var third = await RunAsync();
        Assert.True(third.Written is > 0 && third.Written < first.Written / 2, $"{third.Written} of {first.Written}");
        Assert.True(third.Removed > 0);
        Assert.False(File.Exists(folder["site/articles/b.html"]));
        Assert.Contains("Changed words.", File.ReadAllText(folder["site/articles/c.html"]), StringComparison.Ordinal);
        // What others put there stays, and no draft does.
        Assert.True(File.Exists(folder["site/CNAME"]) && File.Exists(folder["site/.git/HEAD"]));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*draft*", SearchOption.AllDirectories));
        Assert.True(new FileInfo(folder["site/articles/a.html"]).LastWriteTimeUtc >= page);
    }

    [Fact]
    public async Task An_export_that_was_cut_short_is_gone_on_with_and_cleans_up()
    {
        content.Write("articles/a.md", "---\ntitle: A\n---\nText.\n");
        using (var cut = new CopyFolder(folder["site"]))
        {
            await cut.WriteAsync("articles/gone.html", "old"u8.ToArray(), default);
            // One at a time: another export would take the files of this one for its own.
            Assert.Throws<IOException>(() => new CopyFolder(folder["site"]));
        }

        folder.Write("site/articles/gone.html.aws-history-draft", "half");
        var result = await RunAsync();
        Assert.Equal(1, result.Removed);
        Assert.False(File.Exists(folder["site/articles/gone.html"]) || File.Exists(folder["site/articles/gone.html.aws-history-draft"]));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stop.Token));
        Assert.True(File.Exists(folder["site/articles/a.html"]));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused_and_no_name_leads_out_of_ours()
    {
        folder.Write("mine/thesis.doc", "years of work");
        Assert.Throws<IOException>(() => new CopyFolder(folder["mine"]));
        using var ours = new CopyFolder(folder["site"]);
        await Assert.ThrowsAsync<IOException>(() => ours.WriteAsync("../mine/thesis.doc", "x"u8.ToArray(), default));
        Assert.Equal("years of work", File.ReadAllText(folder["mine/thesis.doc"]));
    }

    [Fact]
    public async Task Another_name_of_a_page_leads_to_it_and_a_library_without_pages_has_a_copy()
    {
        await RunAsync();
        Assert.Contains("There is nothing here yet.", File.ReadAllText(folder["site/articles.html"]), StringComparison.Ordinal);
        content.Write("articles/a.md", "---\ntitle: A\naliases: [Old A]\n---\nText.\n");
        await RunAsync();
        Assert.Contains("url=/articles/a\"", File.ReadAllText(folder["site/articles/old-a.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_topic_in_any_script_has_a_file_and_links_lead_there()
    {
        string[] topics = ["очень длинная тема про историю облачных вычислений и серверов", "очень длинная тема про историю облачных вычислений и сетей"];
        for (var i = 0; i < topics.Length; i++) content.Write($"events/e{i}.md", $"---\ntitle: E{i}\ndate: 2006-03-1{i}\ntopics: [\"{topics[i]}\"]\n---\nText.\n");
        Assert.Empty((await RunAsync()).Missing);
        var links = Html.Parse(File.ReadAllText(folder["site/timeline.html"])).QuerySelectorAll("a[href*='~topic=']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.Equal(topics.Length, links.Count);
        Assert.All(links, link =>
        {
            Assert.InRange(link.Split('/')[^1].Length, 0, 200);
            Assert.True(File.Exists(folder["site" + link + ".html"]), link);
        });
        Assert.All(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), file => Assert.InRange(Path.GetFileName(file).Length, 0, 220));
    }

    [Fact]
    public async Task The_verb_counts_what_it_did_and_says_in_one_line_what_cannot_be()
    {
        content.Write("articles/a.md", "---\ntitle: A\n---\nText.\n");
        var done = await VerbAsync(folder["site"], "--base-url", "https://history.example", "--content", content.Path, "--data", data.Path);
        Assert.Equal((0, ""), (done.Exit, done.Error));
        Assert.Matches(@"\d+ files written, 0 unchanged, 0 removed, in [\d.]+ s\n$", done.Output);
        foreach (var (target, address) in new[] { (folder["site"], "https://history.example/below"), (content.Path, "https://history.example") })
        {
            var refused = await VerbAsync(target, "--base-url", address, "--content", content.Path, "--data", data.Path);
            Assert.Equal(1, refused.Exit);
            Assert.StartsWith("error: ", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        content.Dispose();
        data.Dispose();
        folder.Dispose();
    }

    private async Task<ExportResult> RunAsync(CancellationToken cancellation = default)
    {
        using var library = new Library(content.Path, data.Path);
        library.Build(null, CancellationToken.None);
        return await StaticExport.RunAsync(library, StaticCopy.Read("https://history.example")!, folder["site"], null, cancellation);
    }

    private static async Task<(int Exit, string Output, string Error)> VerbAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "AwsHistory.Web.dll"), "export" }.Concat(arguments)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        return (process.ExitCode, await output, await error);
    }
}

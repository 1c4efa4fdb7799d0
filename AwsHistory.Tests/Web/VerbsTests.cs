using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AwsHistory.Data;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Web;

/// <summary>The program as it is started by people and by scripts.</summary>
public class VerbsTests
{
    private const string Page = "---\ntitle: A\n---\nText.\n";

    [Fact]
    public async Task Check_prints_findings_like_a_compiler_and_fails_on_errors_alone()
    {
        using var content = new TemporaryFolder();
        content.Write("a.md", "---\ntitle: A\nvideoId: APvj15_YCqk\n---\nSee [[nothing]]. [1:00] [99:99:99]\n");
        var warned = await RunAsync("check", content.Path);
        Assert.Equal(0, warned.Exit);
        Assert.StartsWith("a.md(5,5): warning AH3001: no page \"nothing\"\na.md(5,25): warning AH4001:", warned.Output, StringComparison.Ordinal);
        Assert.Contains("a.md: 2 citations, 1 doubtful\n1 files, 1 pages (1 articles)", warned.Output, StringComparison.Ordinal);
        Assert.Contains("0 errors, 2 warnings", warned.Output, StringComparison.Ordinal);
        content.Write("b.md", "nothing");
        var failed = await RunAsync("check", content.Path);
        Assert.Equal(1, failed.Exit);
        Assert.Contains("b.md(1,1): error AH1001", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Citations_are_rewritten_only_on_a_terminal_or_by_a_file_of_answers()
    {
        using var content = new TemporaryFolder();
        content.Write("videos/talk.md", "---\ntitle: T\nyoutube: APvj15_YCqk\nlength: 46:00\n---\nx\n")
            .Write("articles/a.md", "---\ntitle: A\nvideo: talk\n---\nIt grew. [10:00] Then. [2:05:04]\n");
        var listed = await RunAsync("check", content.Path, "--citations");
        Assert.Equal(0, listed.Exit);
        Assert.StartsWith("articles/a.md:5:24 [2:05:04]\n  past the end: ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("2 citations, 1 doubtful", listed.Output, StringComparison.Ordinal);
        var refused = await RunAsync("check", content.Path, "--citations", "--fix");
        Assert.Equal(1, refused.Exit);
        Assert.StartsWith("error: --fix asks on a terminal", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("check", content.Path, "--fix")).Exit);
        content.Write("answers.txt", "articles/a.md:5:24 [2:05:04] => 25:04\n");
        var written = await RunAsync("check", content.Path, "--citations", "--fix", "--answers", content["answers.txt"]);
        Assert.Equal((0, ""), (written.Exit, written.Error));
        Assert.EndsWith("[10:00] Then. [25:04 printed 2:05:04]\n", File.ReadAllText(content["articles/a.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_writes_one_file_that_can_be_read()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        content.Write("a.md", Page);
        var built = await RunAsync("build", content.Path, "--output", data["knowledge-1.db"]);
        Assert.Equal((0, ""), (built.Exit, built.Error));
        Assert.Contains("1 pages", built.Output, StringComparison.Ordinal);
        Assert.Equal([data["knowledge-1.db"]], Directory.GetFiles(data.Path));
        using var library = new Library(content.Path, data.Path);
        Assert.True(library.TryOpenLast());
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_one_line_with_a_failing_exit_code()
    {
        using var content = new TemporaryFolder();
        content.Write("a.md", Page).Write("file", "x");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string[][] impossible =
        [
            ["check", content["nothing"]],
            ["build", content.Path, "--output", content["file/data.db"]],
            ["--content", content["nothing"]],
            ["--content", content.Path, "--data", content["file/data"], "--urls", "http://127.0.0.1:0"],
            ["--content", content.Path, "--data", content["data"], "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"],
            .. ((string[])["nonsense", "http://127.0.0.1:99999", "http://192.0.2.1:5193", "ftp://127.0.0.1:5193", "http://127.0.0.1:0/below"])
                .Select(address => (string[])["--content", content.Path, "--data", content["data"], "--urls", address]),
            ["chekc"],
        ];
        foreach (var arguments in impossible)
        {
            var result = await RunAsync(arguments);
            Assert.True(result.Exit != 0, string.Join(' ', arguments));
            Assert.StartsWith("error: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_no_library_can_be_written_one_line_is_all_that_is_said_of_it_however_threads_run()
    {
        using var content = new TemporaryFolder();
        content.Write("a.md", Page).Write("file", "x");
        for (var run = 0; run < 5; run++)
        {
            var (exit, output, error) = await RunAsync("--content", content.Path, "--data", content["file"], "--urls", "http://127.0.0.1:0");
            Assert.Equal(1, exit);
            Assert.Matches(@"^error: cannot write the database in [^\n]+\n$", error);
            Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("Building the library", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Killed_at_any_moment_of_a_build_the_last_good_database_is_still_there()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        for (var i = 0; i < 400; i++) content.Write($"a{i}.md",
            $"---\ntitle: A{i}\n---\n" + string.Concat(Enumerable.Repeat($"Words of page {i} with [[a{(i + 1) % 400}]]. ", 60)) + "\n");
        using (var library = new Library(content.Path, data.Path)) library.Build();
        var random = new Random(42);
        var drafts = new HashSet<string>();
        for (var round = 0; round < 6; round++)
        {
            content.Write($"a{round}.md", $"---\ntitle: Changed {round}\n---\nx\n");
            for (var i = 100; i < 400; i++) content.Write($"a{i}.md", $"---\ntitle: A{i}\n---\nRound {round}.\n");
            using var process = Start("--content", content.Path, "--data", data.Path, "--urls", "http://127.0.0.1:0", "--Library:FirstReaders=0");
            await Patience.UntilAsync(() => Task.FromResult(Drafts().Except(drafts).Any()));
            await Task.Delay(round == 0 ? 0 : random.Next(400));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            // What is left of a draft shows that it was killed at work.
            if (round == 0) Assert.NotEmpty(Drafts());
            drafts.UnionWith(Drafts());
            using var library = new Library(content.Path, data.Path);
            Assert.True(library.TryOpenLast());
            using var db = library.Open();
            Assert.Equal(400, db.Pages.Count());
        }

        using var after = new Library(content.Path, data.Path);
        after.Build();
        Assert.Single(Directory.GetFiles(data.Path));

        string[] Drafts() => Directory.GetFiles(data.Path, ".knowledge-*.tmp");
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', arguments)} did not end");
        }

        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "AwsHistory.Web.dll"))) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

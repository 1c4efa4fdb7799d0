using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>
/// How fast a search is on a large library, beside a bare query of the index and beside MiniSearch in the reader's browser.
/// Run by hand: see README.md.
/// </summary>
public partial class SearchBenchmark(ITestOutputHelper output)
{
    private const int Rounds = 3, Drawn = 200;

    [Fact(Explicit = true)]
    public async Task A_search_with_facets_and_snippets_beside_a_bare_query_and_beside_MiniSearch()
    {
        var notes = Environment.GetEnvironmentVariable("NOTES");
        Assert.True(notes is null || Directory.Exists(notes), $"NOTES names no folder: {notes}");
        Say($"sentences of {(notes is null ? "content/, since NOTES names no other folder" : "the folder in NOTES")}");
        var passages = int.TryParse(Environment.GetEnvironmentVariable("PASSAGES"), out var number) ? number : 100_000;
        var watch = Stopwatch.StartNew();
        using var generated = new GeneratedLibrary(notes ?? Paths.Content, passages);
        await using var db = generated.Library.Open();
        Say($"{await db.PassagesInIndexAsync():#,0} passages on {await db.Pages.CountAsync():#,0} pages, generated and built in {watch.Elapsed.TotalSeconds:0} s");

        var queries = Judged().Concat(await DrawAsync(db)).ToList();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var query in queries)
            {
                watch.Restart();
                await using (var one = generated.Library.Open()) await one.SearchAsync(new() { Text = query });
                var took = watch.Elapsed.TotalMilliseconds;
                // The first round warms both up.
                if (round > 0) ours.Add(took);
                await using var other = generated.Library.Open();
                var match = Bare(query);
                watch.Restart();
                await BareAsync(other, match);
                if (round > 0) bare.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        Say($"{queries.Count} queries, {Rounds} rounds, in turn");
        Say($"search with facets and snippets: {Percentiles(ours)}");
        Say($"bare FTS5, ids by rank:          {Percentiles(bare)}");
        Say($"p95 of ours is {Percentile(ours, 0.95) / Percentile(bare, 0.95):0.00} times that of bare FTS5");
        await SayBytesAsync(generated.Library, queries);
        Say(await MiniSearchAsync(db, queries));
    }

    private static async Task BareAsync(KnowledgeDb db, string match)
    {
        await db.Database.OpenConnectionAsync();
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = "SELECT rowid FROM PassageIndex WHERE PassageIndex MATCH @match ORDER BY rank LIMIT 30";
        command.Parameters.AddWithValue("@match", match);
        using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetInt64(0);
    }

    /// <summary>The same words as plain FTS5: all of them, the last one unfinished.</summary>
    private static string Bare(string query) => string.Join(' ', SearchText.Parse(query).Wanted.Select(term => $"\"{term.Text}\"")) + "*";

    private static IEnumerable<string> Judged() =>
        File.ReadLines(Path.Combine(Paths.Root, "AwsHistory.Tests", "Search", "Questions.md")).Select(line => Row().Match(line))
            .Where(row => row.Success && row.Groups[1].Value != "typed").Select(row => row.Groups[1].Value.Replace("\"", "", StringComparison.Ordinal));

    /// <summary>One, two or three words that stand in the same passage, the common ones as often as they occur.</summary>
    private static async Task<List<string>> DrawAsync(KnowledgeDb db)
    {
        var random = new Random(4711);
        var most = await db.Passages.MaxAsync(p => p.Id);
        var drawn = new List<string>();
        while (drawn.Count < Drawn)
        {
            var id = random.Next(1, most + 1);
            var text = await db.Passages.Where(p => p.Id == id).Select(p => p.Text).FirstOrDefaultAsync() ?? "";
            var words = Word().Matches(text).Select(match => match.Value).ToList();
            if (words.Count < 8) continue;
            var start = random.Next(words.Count - 3);
            drawn.Add(string.Join(' ', (drawn.Count % 4) switch
            {
                0 => [words[start]],
                1 => [words[start], words[start + 1]],
                2 => [words[start], words[random.Next(words.Count)], words[random.Next(words.Count)]],
                _ => new[] { words[start], words[start + 1][..Math.Min(4, words[start + 1].Length)] },
            }));
        }

        return drawn;
    }

    private async Task SayBytesAsync(Library library, List<string> queries)
    {
        await using var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var sizes = new List<double>();
        foreach (var query in queries)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/search?q={Uri.EscapeDataString(query)}");
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var response = await client.SendAsync(request);
            sizes.Add((await response.Content.ReadAsByteArrayAsync()).Length / 1000.0);
        }

        await app.StopAsync();
        Say($"a page of results is {Percentile(sizes, 0.5):0.0} kB at p50 and {sizes.Max():0.0} kB at most, as sent (br)");
        Assert.InRange(sizes.Max(), 1, 20);
    }

    private static async Task<string> MiniSearchAsync(KnowledgeDb db, List<string> queries)
    {
        using var folder = new TemporaryFolder();
        folder.Write("package.json", """{ "type": "module", "private": true }""").Write("run.mjs", MiniSearchScript);
        await using (var file = File.CreateText(folder["passages.jsonl"]))
        {
            await foreach (var p in db.Passages.Where(p => p.Kind != PassageKind.Heading)
                .Join(db.Pages, p => p.PageId, g => g.Id, (p, g) =>
                    new { id = p.Id, title = g.Title, heading = p.HeadingText, body = p.Text, entities = p.Entities }).AsAsyncEnumerable())
                await file.WriteLineAsync(JsonSerializer.Serialize(p));
        }

        folder.Write("queries.json", JsonSerializer.Serialize(new
        {
            queries = queries.Select(query => SearchText.Parse(query).Wanted.Select(term => term.Text)),
            rounds = Rounds
        }));
        return await RunAsync("npm", "install --silent --no-audit --no-fund minisearch@7", folder.Path) is not (0, _)
            ? "MiniSearch was not measured: npm is missing, or cannot install it"
            : await RunAsync("node", "--max-old-space-size=8192 run.mjs", folder.Path) is (0, var answer) ? answer.Trim() : "MiniSearch was not measured: node failed";
    }

    private const string MiniSearchScript = """
        import { createReadStream, readFileSync } from 'node:fs';
        import { createInterface } from 'node:readline';
        import { gzipSync } from 'node:zlib';
        import MiniSearch from 'minisearch';
        const { queries, rounds } = JSON.parse(readFileSync('queries.json', 'utf8'));
        const index = new MiniSearch({ fields: ['title', 'heading', 'body', 'entities'], searchOptions: { boost: { title: 8, heading: 4, entities: 3 }, combineWith: 'AND' } });
        let started = performance.now();
        for await (const line of createInterface({ input: createReadStream('passages.jsonl') })) index.add(JSON.parse(line));
        const built = (performance.now() - started) / 1000;
        const times = [];
        for (let round = 0; round <= rounds; round++) for (const words of queries) {
          started = performance.now();
          index.search(words.join(' '), { prefix: (term, i, terms) => i === terms.length - 1 }).slice(0, 30);
          if (round > 0) times.push(performance.now() - started);
        }
        times.sort((a, b) => a - b);
        const json = JSON.stringify(index);
        console.log(`MiniSearch, ids by rank:         p50 ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms; indexed in ${built.toFixed(0)} s; the index a reader downloads is ${(json.length / 1e6).toFixed(1)} MB, ${(gzipSync(json).length / 1e6).toFixed(1)} MB compressed (gzip), without the texts for snippets`);
        """;

    private static async Task<(int Exit, string Output)?> RunAsync(string program, string arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, text);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Percentiles(List<double> times) => $"p50 {Percentile(times, 0.5):0.0} ms, p95 {Percentile(times, 0.95):0.0} ms";

    private static double Percentile(List<double> values, double part) => values.Order().ElementAt((int)((values.Count - 1) * part));

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    [GeneratedRegex(@"^\| (.+?) \| [a-z]+/.+ \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"[\p{L}\p{N}]{3,}")]
    private static partial Regex Word();
}

internal static class IndexSize
{
    public static async Task<int> PassagesInIndexAsync(this KnowledgeDb db) => await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM PassageFacets")
        .SingleAsync();
}

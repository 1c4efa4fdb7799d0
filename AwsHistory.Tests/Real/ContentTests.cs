using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Real;

/// <summary>What stands in <c>content/</c>.</summary>
public partial class ContentTests(SiteFixture site)
{
    private static readonly Lazy<(ContentSet Set, IReadOnlyList<CompiledPage> Pages, IReadOnlyList<Diagnostic> Findings)> Compiled = new(() =>
    {
        var findings = new List<Diagnostic>();
        var set = new ContentCompiler().Compile(new ContentFolder(Paths.Content).Read(findings), findings);
        var results = set.Documents.Select(set.Compile).ToList();
        return (set, [.. results.Select(result => result.Page).OfType<CompiledPage>()], [.. set.Findings.Concat(results.SelectMany(result => result.Findings))]);
    });

    [Fact]
    public void Our_content_gives_no_error_no_warning_and_no_page_that_nothing_links_to() => Assert.Empty(Compiled.Value.Findings);

    [Fact]
    public void Every_timed_citation_is_sound() =>
        Assert.All(Compiled.Value.Pages.SelectMany(page => page.Citations()), citation => Assert.Equal(CitationStatus.Sound, citation.Status));

    [GeneratedRegex("=[^&]*")]
    private static partial Regex QueryValue();

    [Fact]
    public async Task Every_internal_link_leads_to_a_page_and_every_fragment_to_an_element()
    {
        var queue = new Queue<string>(["/", "/status", "/references", "/videos"]);
        var seen = new HashSet<string>(queue);
        var kinds = new HashSet<string>();
        var wanted = new List<(string From, string Path, string Fragment)>();
        var ids = new Dictionary<string, HashSet<string>>();
        while (queue.TryDequeue(out var path))
        {
            using var response = await site.Client.GetAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} answers {response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = Html.Parse(await response.Content.ReadAsStringAsync());
            ids[path] = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
            foreach (var href in page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!))
            {
                if (href.Contains("//", StringComparison.Ordinal) || href.StartsWith("mailto:", StringComparison.Ordinal)) continue;
                var hash = href.IndexOf('#', StringComparison.Ordinal);
                var target = hash < 0 ? href : href[..hash];
                Assert.StartsWith("/", target, StringComparison.Ordinal);
                if (hash >= 0) wanted.Add((path, target, Uri.UnescapeDataString(href[(hash + 1)..])));
                // Filters can be combined without end: one of each kind is followed, with whatever value.
                if (seen.Add(target) && (!target.Contains('?', StringComparison.Ordinal) || kinds.Add(QueryValue().Replace(target, "=")))) queue.Enqueue(target);
            }
        }

        Assert.True(seen.Count > 330, $"{seen.Count} pages were found");
        Assert.Empty(wanted.Where(link => ids.TryGetValue(link.Path, out var known) && !known.Contains(link.Fragment)).Select(link => $"{link.From}: {link.Path}#{link.Fragment}").Distinct());
    }
}

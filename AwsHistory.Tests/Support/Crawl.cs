using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace AwsHistory.Tests.Support;

/// <summary>Goes through a site by its own links, as a reader with endless patience.</summary>
internal sealed partial class Crawl
{
    private readonly Dictionary<string, HashSet<string>> ids = [];
    private readonly List<(string From, string Path, string Fragment)> wanted = [];

    private Crawl()
    {
    }

    /// <summary>Every address that was linked.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>Those that do not answer 200, with what they answer and a page that links them.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Links that do not begin at the root.</summary>
    public List<string> Odd { get; } = [];

    /// <summary>Ids that stand on a page more than once.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>Links to an element that is not there.</summary>
    public IEnumerable<string> Lost => wanted.Where(link => ids.TryGetValue(link.Path, out var known) && !known.Contains(link.Fragment))
        .Select(link => $"{link.From}: {link.Path}#{link.Fragment}").Distinct();

    /// <param name="client">Where the site is.</param>
    /// <param name="starts">Where to begin.</param>
    /// <param name="isWhole">Whether what pages load is asked for too, and every query string followed; else links alone, and one query string of
    /// each kind, for filters can be combined without end.</param>
    /// <param name="origin">How absolute links to the site itself begin; null for those that are not followed.</param>
    public static async Task<Crawl> OfAsync(HttpClient client, IEnumerable<string> starts, bool isWhole = false, string? origin = null)
    {
        var crawl = new Crawl();
        var queue = new Queue<(string Path, string From)>(starts.Select(start => (start, "")));
        crawl.Seen.UnionWith(queue.Select(next => next.Path));
        var kinds = new HashSet<string>();
        while (queue.TryDequeue(out var next))
        {
            var (path, from) = next;
            using var response = await client.GetAsync(path);
            if (response.StatusCode != HttpStatusCode.OK) crawl.Broken.Add($"{path} answers {(int)response.StatusCode}, linked by {from}");
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = Html.Parse(await response.Content.ReadAsStringAsync());
            var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
            crawl.ids[path] = [.. ids];
            crawl.Twice.AddRange(ids.GroupBy(id => id).Where(id => id.Count() > 1).Select(id => $"{path}#{id.Key}"));
            foreach (var link in Links(page, isWhole))
            {
                var href = origin is not null && link.StartsWith(origin + "/", StringComparison.Ordinal) ? link[origin.Length..] : link;
                if (href.Contains("//", StringComparison.Ordinal) || href.StartsWith("mailto:", StringComparison.Ordinal)
                    || href.StartsWith("data:", StringComparison.Ordinal)) continue;
                var hash = href.IndexOf('#', StringComparison.Ordinal);
                var target = hash < 0 ? href : href[..hash];
                if (!target.StartsWith('/')) crawl.Odd.Add($"{path}: {href}");
                if (hash >= 0) crawl.wanted.Add((path, target, Uri.UnescapeDataString(href[(hash + 1)..])));
                if (crawl.Seen.Add(target) && (isWhole || !target.Contains('?', StringComparison.Ordinal)
                    || kinds.Add(QueryValue().Replace(target, "=")))) queue.Enqueue((target, path));
            }
        }

        return crawl;
    }

    private static IEnumerable<string> Links(IDocument page, bool isWhole)
    {
        foreach (var link in page.QuerySelectorAll("a[href]")) yield return link.GetAttribute("href")!;
        if (!isWhole) yield break;
        // Of styles and scripts the address is written from the base, which is the root.
        foreach (var loaded in page.QuerySelectorAll("link[href]").Select(link => link.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("[src]").Select(element => element.GetAttribute("src")!)))
            yield return loaded.StartsWith('/') || loaded.Contains(':', StringComparison.Ordinal) ? loaded : "/" + loaded;
        foreach (var form in page.QuerySelectorAll("form[action]")) yield return form.GetAttribute("action")!;
        foreach (var picture in page.QuerySelectorAll("meta[property='og:image']")) yield return picture.GetAttribute("content")!;
    }

    [GeneratedRegex("=[^&]*")]
    private static partial Regex QueryValue();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace AwsHistory.Web.Export;

/// <summary>How far an export has come.</summary>
/// <param name="Done">Addresses that are written.</param>
/// <param name="Total">Addresses known so far; it grows while pages are read.</param>
internal readonly record struct ExportProgress(int Done, int Total);

/// <summary>What an export did.</summary>
/// <param name="Written">Files that are new or say something else than before.</param>
/// <param name="Unchanged">Files that were there as they should be.</param>
/// <param name="Removed">Files of an earlier export that are no more.</param>
/// <param name="Missing">Addresses that pages link and that lead nowhere.</param>
/// <param name="Time">How long it took.</param>
internal sealed record ExportResult(int Written, int Unchanged, int Removed, IReadOnlyList<string> Missing, TimeSpan Time);

/// <summary>
/// The whole site as files. The site itself runs on a port of its own and is asked for every address there is: those the library
/// knows, and those its pages lead to. So a page of the copy is the page that is served, and nothing is made twice.
/// </summary>
internal sealed class StaticExport
{
    /// <summary>What a player asks for while it plays: what is known around each half minute.</summary>
    private const int SecondsAround = 30;

    private readonly Library library;
    private readonly StaticCopy copy;
    private readonly CopyFolder folder;
    private readonly HttpClient client;
    private readonly IProgress<ExportProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> visits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CopyAddress> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CopyAddress> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> linked = new(StringComparer.Ordinal), missing = new(StringComparer.Ordinal);
    private int done, planned;

    private StaticExport(Library library, StaticCopy copy, CopyFolder folder, HttpClient client, IProgress<ExportProgress>? progress, CancellationToken cancellation) =>
        (this.library, this.copy, this.folder, this.client, this.progress, this.cancellation) = (library, copy, folder, client, progress, cancellation);

    /// <exception cref="IOException">The folder is not ours or cannot be written, or the site failed to make a page; nothing was removed then.</exception>
    public static async Task<ExportResult> RunAsync(Library library, StaticCopy copy, string path, IProgress<ExportProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        using var folder = new CopyFolder(path);
        await using var site = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"], copy);
        await site.StartAsync(cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(site.Urls.First()) };
        var export = new StaticExport(library, copy, folder, client, progress, cancellation);
        await export.CrawlAsync(Files(site.Environment.WebRootFileProvider, "").Concat(await export.KnownAsync()));
        await using (var db = library.Open())
            await foreach (var (name, bytes) in db.SearchFilesAsync(Words.Singular, cancellation)) await folder.WriteAsync(Urls.Search[1..] + "/" + name, bytes,
                cancellation);
        var removed = folder.RemoveRest();
        return new(folder.Written, folder.Unchanged, removed, [.. export.missing.Keys.Order(StringComparer.Ordinal)], watch.Elapsed);
    }

    private async Task CrawlAsync(IEnumerable<string> seeds)
    {
        foreach (var seed in seeds) Enqueue(CopyAddress.Read(seed));
        await DrainAsync();
        // Only now is it known what the pages themselves offer; what those views offer beyond it has no file, but for the pages of lists.
        foreach (var view in offered.Values) waiting.TryAdd(view.OnSite, view);
        await DrainAsync();
        // For servers, which show it in place of what is not there; it is a page of its own too, since its way past the menus leads to it.
        var notFound = new CopyAddress(Urls.NotFound, "", "");
        await VisitAsync(notFound);
        await folder.WriteAsync("404.html", Encoding.UTF8.GetBytes(await PageAsync(notFound, await client.GetStringAsync(notFound.OnSite, cancellation))), cancellation);
    }

    private async Task DrainAsync()
    {
        while (!waiting.IsEmpty)
        {
            var wave = waiting.ToArray();
            waiting.Clear();
            await Parallel.ForEachAsync(wave, new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount)
            }, async (address, _) =>
            {
                if (!await VisitAsync(address.Value) && linked.ContainsKey(address.Key)) missing.TryAdd(address.Key, true);
            });
        }
    }

    private void Enqueue(CopyAddress address)
    {
        if (!visits.ContainsKey(address.OnSite) && waiting.TryAdd(address.OnSite, address)) Interlocked.Increment(ref planned);
    }

    /// <returns>Whether there is anything at the address.</returns>
    private Task<bool> VisitAsync(CopyAddress address) => visits.GetOrAdd(address.OnSite, _ => new(async () =>
    {
        var exists = await WriteAsync(address);
        progress?.Report(new(Interlocked.Increment(ref done), Math.Max(done, planned)));
        return exists;
    })).Value;

    private async Task<bool> WriteAsync(CopyAddress address)
    {
        if (address.Path.StartsWith(Urls.MediaFolder + "/", StringComparison.Ordinal))
        {
            if (library.Folder.MediaOrNull(Uri.UnescapeDataString(address.Path[(Urls.MediaFolder.Length + 1)..])) is not { } media) return false;
            await folder.CopyAsync(address.File(isPage: false), media, cancellation);
            return true;
        }

        using var response = await client.GetAsync(address.OnSite, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        var isPage = response.Content.Headers.ContentType?.MediaType == "text/html";
        if (response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400)
        {
            var to = new Uri(client.BaseAddress!, location).PathAndQuery;
            Enqueue(CopyAddress.Read(to));
            await folder.WriteAsync(address.File(!address.IsData), Encoding.UTF8.GetBytes(Moved(CopyAddress.Read(to).InCopy)), cancellation);
            return true;
        }

        if (response.StatusCode != HttpStatusCode.OK) throw new IOException($"the site answers {(int)response.StatusCode} for {address.OnSite}");
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (isPage) bytes = Encoding.UTF8.GetBytes(await PageAsync(address, Encoding.UTF8.GetString(bytes)));
        await folder.WriteAsync(address.File(isPage), bytes, cancellation);
        return true;
    }

    private async Task<string> PageAsync(CopyAddress address, string html)
    {
        var page = new CopyPage(address, copy, html);
        var twins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twin in page.Alternates.Where(Keeps))
            if (await VisitAsync(twin)) twins.Add(twin.OnSite);
        foreach (var target in page.Targets)
        {
            if (!Keeps(target)) continue;
            linked.TryAdd(target.OnSite, true);
            if (visits.ContainsKey(target.OnSite)) continue;
            if (target.View.Length > 0 && address.View.Length == 0 && !target.IsData)
            {
                if (offered.TryAdd(target.OnSite, target)) Interlocked.Increment(ref planned);
            }
            else
            {
                Enqueue(target);
            }
        }

        return page.Written(Keeps, twin => twins.Contains(twin.OnSite));

        bool Keeps(CopyAddress target) => page.Keeps(target, other => offered.ContainsKey(other.OnSite));
    }

    /// <summary>What no page need link: pages that only a search finds, cards that scripts fetch, the addresses that programs know by heart.</summary>
    private async Task<List<string>> KnownAsync()
    {
        await using var db = library.Open();
        var pages = await db.Pages.OrderBy(page => page.Id).Select(page => new { page.Id, page.Kind, page.Slug }).ToListAsync(cancellation);
        var addresses = new List<string> { Urls.Home, Urls.Search, Urls.OpenSearch, Urls.TimelineRoot, Urls.References, Urls.BibTex(), Urls.Csl(), Urls.Method,
            Urls.Moments, Urls.Status, Urls.Offline };
        addresses.AddRange(Kinds.All.Select(Urls.List));
        foreach (var page in pages) addresses.AddRange([Urls.Page(page.Kind, page.Slug), Urls.Preview(page.Kind, page.Slug)]);
        // Other names of a page lead to it: addresses that outlive a change of name.
        addresses.AddRange((await db.Names.Select(name => new { name.Kind, name.Folded }).Distinct().ToListAsync(cancellation))
            .Select(name => Urls.Page(name.Kind, name.Folded)));
        addresses.AddRange((await db.References.Select(reference => reference.Key).ToListAsync(cancellation))
            .SelectMany(key => new[] { Urls.Reference(key), Urls.BibTex(key), Urls.Csl(key) }));
        addresses.AddRange((await db.DataFiles.Select(file => file.Name).ToListAsync(cancellation)).Select(Urls.Data));
        var byId = pages.ToDictionary(page => page.Id);
        addresses.AddRange((await db.Citations.Select(citation => new { citation.PageId, citation.Ordinal }).ToListAsync(cancellation))
            .Select(citation => Urls.Citation(byId[citation.PageId].Kind, byId[citation.PageId].Slug, citation.Ordinal)));
        foreach (var video in await db.Videos.Select(video => new { video.PageId, video.Length, video.Media }).ToListAsync(cancellation))
        {
            for (var at = 0; at <= (video.Length ?? 0); at += SecondsAround) addresses.Add(Urls.Json(Urls.Moment(byId[video.PageId].Slug, at)));
            if (video.Media?.StartsWith("media/", StringComparison.Ordinal) == true) addresses.Add(Urls.Media(video.Media, null));
        }

        return addresses;
    }

    /// <summary>The files of ours that the site serves as they are; scripts load some by name.</summary>
    private static IEnumerable<string> Files(IFileProvider provider, string under) => provider.GetDirectoryContents(under)
        .Where(file => file.Name is not ("_framework" or "_content") && !file.Name.EndsWith(".gz", StringComparison.Ordinal)
            && !file.Name.EndsWith(".br", StringComparison.Ordinal))
        .SelectMany(file => file.IsDirectory ? Files(provider, $"{under}/{file.Name}") : [$"{under}/{file.Name}"]);

    private static string Moved(string to)
    {
        var address = WebUtility.HtmlEncode(to);
        return $"<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Moved · AWS History</title><meta http-equiv=\"refresh\" content=\"0; url={address}\">"
            + $"<link rel=\"canonical\" href=\"{address}\"><p>This page is now at <a href=\"{address}\">{address}</a>.</p></html>\n";
    }
}

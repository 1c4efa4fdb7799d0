using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Data;

/// <summary>
/// Every path of the site. It lives beside the compiler because the HTML of articles is made at build; nothing else in the
/// program writes a path.
/// </summary>
public static class Urls
{
    /// <summary>The first page.</summary>
    public const string Home = "/";

    /// <summary>The state of the library.</summary>
    public const string Status = "/status";

    /// <summary>Every web and book source.</summary>
    public const string References = "/references";

    /// <summary>What the verdicts mean.</summary>
    public const string Method = "/claims/method";

    /// <summary>The list of all pages of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string List(Kind kind) => "/" + kind.Folder();

    /// <summary>A page.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="slug">Its slug; slashes in it stay.</param>
    public static string Page(Kind kind, string slug) => $"/{kind.Folder()}/{Escape(slug)}";

    /// <summary>A passage or heading of a page.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="anchor">The id of the element; empty for the page itself.</param>
    public static string At(string page, string? anchor) => string.IsNullOrEmpty(anchor) ? page : $"{page}#{Uri.EscapeDataString(anchor)}";

    /// <summary>A page that is linked but not written.</summary>
    /// <param name="slug">The folded target of the links.</param>
    public static string Wanted(string slug) => $"/wanted/{Escape(slug)}";

    /// <summary>A source with everything it supports.</summary>
    /// <param name="key">Its citekey.</param>
    public static string Reference(string key) => $"{References}/{Uri.EscapeDataString(key)}";

    /// <summary>All sources, or one, as BibTeX.</summary>
    /// <param name="key">A citekey; null for all.</param>
    public static string BibTex(string? key = null) => (key is null ? References : Reference(key)) + ".bib";

    /// <summary>All sources, or one, as CSL-JSON.</summary>
    /// <param name="key">A citekey; null for all.</param>
    public static string Csl(string? key = null) => (key is null ? References : Reference(key)) + ".csl.json";

    /// <summary>The same record as data.</summary>
    /// <param name="path">A page's path.</param>
    public static string Json(string path) => path == Home ? "/home.json" : path + ".json";

    /// <summary>What is said of a person, service or organization, in an order.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="order">The order.</param>
    public static string Mentions(string page, PassageOrder order) => order == PassageOrder.Story ? page : $"{page}?sort={order.ToString().ToLowerInvariant()}";

    /// <summary>A file of figures.</summary>
    /// <param name="name">Its name.</param>
    public static string Data(string name) => $"/data/{Escape(name)}.csv";

    /// <summary>Everything dated.</summary>
    public const string TimelineRoot = "/timeline";

    /// <summary>The timeline with a filter; without one, its root.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="ending"><c>.json</c> or <c>.csv</c> for the twins; empty for the page.</param>
    public static string Timeline(TimelineFilter filter, string ending = "") => TimelineRoot + ending + Query(filter.Write());

    /// <summary>A query string, with its question mark; empty when there is nothing to say.</summary>
    /// <param name="parts">Names and values.</param>
    public static string Query(IEnumerable<(string Key, string Value)> parts)
    {
        var query = string.Join('&', parts.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    /// <summary>A YouTube video, from a second on. The <c>s</c> after the number is what YouTube itself writes.</summary>
    /// <param name="id">The video's id.</param>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public static string YouTube(string id, int? seconds) =>
        $"https://www.youtube.com/watch?v={Uri.EscapeDataString(id)}" + (seconds is { } s ? $"&t={s}s" : "");

    /// <summary>A recording that is a file, from a second on (W3C Media Fragments, <c>#t=</c>).</summary>
    /// <param name="address">The file's address.</param>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public static string Media(string address, int? seconds) => seconds is { } s ? $"{address}#t={s}" : address;

    private static string Escape(string slug) => string.Join('/', slug.Split('/').Select(Uri.EscapeDataString));
}

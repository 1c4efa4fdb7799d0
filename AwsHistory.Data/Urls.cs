namespace AwsHistory.Data;

/// <summary>
/// Every path of the site. It lives beside the compiler because the HTML of articles is made at build; nothing else in C# and
/// Razor writes a path but the directives by which pages are found, which take literals alone.
/// </summary>
public static class Urls
{
    /// <summary>The first page.</summary>
    public const string Home = "/";

    /// <summary>The name of the first page where it needs one, in data and pictures.</summary>
    private const string HomeName = "/home";

    /// <summary>What stands in the place of a page that is not there.</summary>
    public const string NotFound = "/not-found";

    /// <summary>What stands in the place of a page where there is no network.</summary>
    public const string Offline = "/offline";

    /// <summary>The picture of the site in the tabs of a browser.</summary>
    public const string Icon = "/favicon.svg";

    /// <summary>The state of the library.</summary>
    public const string Status = "/status";

    /// <summary>Every web and book source.</summary>
    public const string References = "/references";

    /// <summary>What the verdicts mean.</summary>
    public const string Method = "/claims/method";

    /// <summary>Where a link to a recording is pasted.</summary>
    public const string Moments = "/moments";

    /// <summary>Recordings that are files of the content folder.</summary>
    public const string MediaFolder = "/media";

    /// <summary>How much of a transcript stands on one page, in milliseconds.</summary>
    public const int TranscriptPartLength = 600_000;

    /// <summary>Whether the program lives.</summary>
    public const string Lives = "/healthz";

    /// <summary>Whether it has a library to read from.</summary>
    public const string Ready = "/readyz";

    /// <summary>Search.</summary>
    public const string Search = "/search";

    /// <summary>Names that begin with what is typed, in the form of OpenSearch suggestions.</summary>
    public const string Suggest = "/suggest";

    /// <summary>The description by which a browser adds the site to its search engines.</summary>
    public const string OpenSearch = "/opensearch.xml";

    /// <summary>The list of all pages of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string List(Kind kind) => "/" + kind.Folder();

    /// <summary>A page.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="slug">Its slug; slashes in it stay.</param>
    public static string Page(Kind kind, string slug) => $"/{kind.Folder()}/{Escape(slug)}";

    /// <summary>A page by its key.</summary>
    /// <param name="key">Folder and slug, as in <c>articles/silicon</c>.</param>
    public static string Page(string key) => "/" + Escape(key);

    /// <summary>What stands before the path of a page of which everything is asked for.</summary>
    public const string DossierRoot = "/dossier";

    /// <summary>Everything known about a person, a service, an organization or a claim, in one piece.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="slug">Its slug.</param>
    public static string Dossier(Kind kind, string slug) => DossierRoot + Page(kind, slug);

    /// <summary>An address that asks for more; all query strings are made here.</summary>
    /// <param name="address">An address without a fragment; it may have a query string already.</param>
    /// <param name="parts">Names and values.</param>
    public static string With(string address, params IEnumerable<(string Key, string Value)> parts)
    {
        // A plus is what forms write for a space, and reads better.
        var query = string.Join('&', parts.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
        return query.Length == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>A passage or heading of a page.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="anchor">The id of the element; empty for the page itself.</param>
    public static string At(string page, string? anchor) => string.IsNullOrEmpty(anchor) ? page : $"{page}#{Uri.EscapeDataString(anchor)}";

    /// <summary>A passage that was found, with the words to mark in it; pages are the same whatever words those are.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="anchor">The id of the passage.</param>
    /// <param name="words">The words.</param>
    public static string Found(string page, string anchor, IEnumerable<string> words) =>
        At(string.Join(' ', words) is { Length: > 0 } mark ? With(page, ("mark", mark)) : page, anchor);

    /// <summary>What stands before the name of a page that is linked but not written.</summary>
    public const string WantedRoot = "/wanted";

    /// <summary>A page that is linked but not written.</summary>
    /// <param name="slug">The folded target of the links.</param>
    public static string Wanted(string slug) => $"{WantedRoot}/{Escape(slug)}";

    /// <summary>A source with everything it supports.</summary>
    /// <param name="key">Its citekey; slashes in it stay.</param>
    public static string Reference(string key) => $"{References}/{Escape(key)}";

    /// <summary>All sources, or one, as BibTeX.</summary>
    /// <param name="key">A citekey; null for all.</param>
    public static string BibTex(string? key = null) => (key is null ? References : Reference(key)) + ".bib";

    /// <summary>All sources, or one, as CSL-JSON.</summary>
    /// <param name="key">A citekey; null for all.</param>
    public static string Csl(string? key = null) => (key is null ? References : Reference(key)) + ".csl.json";

    /// <summary>What stands between a recording and a moment of it.</summary>
    public const string MomentMark = "/at/";

    /// <summary>What is cited around a moment of a recording.</summary>
    /// <param name="video">The slug of the recording.</param>
    /// <param name="seconds">Seconds from the beginning.</param>
    public static string Moment(string video, int seconds) => $"{Page(Kind.Video, video)}{MomentMark}{seconds}";

    /// <summary>Whether a path is one of a moment.</summary>
    /// <param name="path">The path.</param>
    public static bool IsMoment(string path) => path.StartsWith(List(Kind.Video) + "/", StringComparison.Ordinal)
        && path.LastIndexOf(MomentMark, StringComparison.Ordinal) is var at && at > List(Kind.Video).Length + 1
        && path.Length > at + MomentMark.Length && path.IndexOf('/', at + MomentMark.Length) < 0;

    /// <summary>What stands before the path of a page whose citations are asked for one by one.</summary>
    public const string CitationRoot = "/citations";

    /// <summary>What stands before the path of a page of which the beginning is asked for.</summary>
    public const string PreviewRoot = "/previews";

    /// <summary>The beginning of a page, for those who rest on a link to it.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="slug">Its slug.</param>
    public static string Preview(Kind kind, string slug) => PreviewRoot + Page(kind, slug);

    /// <summary>A citation by itself.</summary>
    /// <param name="kind">The kind of the page that cites.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="ordinal">Which of its citations, from 1.</param>
    public static string Citation(Kind kind, string slug, int ordinal) => $"{CitationRoot}{Page(kind, slug)}/{ordinal}";

    /// <summary>A passage, with the offer to play the recording from a second on.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="seconds">The second; null for none.</param>
    /// <param name="anchor">The id of the passage.</param>
    public static string Share(string page, int? seconds, string anchor) => At(seconds is { } s ? With(page, ("t", $"{s}")) : page, anchor);

    /// <summary>A part of a transcript.</summary>
    /// <param name="video">The slug of the recording.</param>
    /// <param name="part">Which part, from 1.</param>
    public static string Transcript(string video, int part) =>
        At(part == 1 ? Page(Kind.Video, video) : With(Page(Kind.Video, video), ("part", $"{part}")), "page-transcript");

    /// <summary>Where a page of a recording lists what is cited of a part of it.</summary>
    /// <param name="video">The path of the page.</param>
    /// <param name="start">Where the part begins, in seconds.</param>
    /// <param name="page">Which page of the list, from 1.</param>
    public static string CitedPart(string video, int start, int page) => At(OfList(video, page), $"cited-{start}");

    /// <summary>A cue of a transcript.</summary>
    /// <param name="video">The slug of the recording.</param>
    /// <param name="start">Where the cue begins, in milliseconds.</param>
    public static string Cue(string video, int start) => At(With(Page(Kind.Video, video), ("part", $"{TranscriptPart(start)}")), $"cue-{start}");

    /// <summary>Which part of a transcript a moment stands in.</summary>
    /// <param name="milliseconds">The moment.</param>
    public static int TranscriptPart(int milliseconds) => (milliseconds / TranscriptPartLength) + 1;

    /// <summary>The same record as data.</summary>
    /// <param name="path">A page's path.</param>
    public static string Json(string path) => Named(path) + ".json";

    /// <summary>The same page as Markdown.</summary>
    /// <param name="path">A page's path.</param>
    public static string Markdown(string path) => path + ".md";

    /// <summary>What machines can read, explained.</summary>
    public const string Api = "/api";

    /// <summary>The same as an OpenAPI document.</summary>
    public const string OpenApi = "/api.json";

    /// <summary>The last changes, as Atom.</summary>
    public const string Feed = "/feed.xml";

    /// <summary>The map of the site, for search engines.</summary>
    public const string Map = "/sitemap.xml";

    /// <summary>A part of it.</summary>
    /// <param name="part">Which part, from 1.</param>
    public static string MapPart(int part) => With(Map, ("part", $"{part}"));

    /// <summary>What robots may read.</summary>
    public const string Robots = "/robots.txt";

    /// <summary>What language models should know of the site.</summary>
    public const string Llms = "/llms.txt";

    /// <summary>The list of services with their steps, as a table.</summary>
    public static string ServicesCsv => List(Kind.Service) + ".csv";

    /// <summary>The citations of a recording as WebVTT.</summary>
    /// <param name="video">The slug of the recording.</param>
    public static string Vtt(string video) => Page(Kind.Video, video) + ".vtt";

    /// <summary>The chapters of a recording in the form of Podcasting 2.0.</summary>
    /// <param name="video">The slug of the recording.</param>
    public static string Chapters(string video) => Page(Kind.Video, video) + ".chapters.json";

    /// <summary>The picture that stands for a page where it is shared.</summary>
    /// <param name="path">A page's path.</param>
    public static string Card(string path) => $"{CardRoot}{Named(path)}.png";

    /// <summary>What stands before the path of a page whose picture is asked for.</summary>
    public const string CardRoot = "/cards";

    /// <summary>The page that a picture is of.</summary>
    /// <param name="name">What stands between <see cref="CardRoot"/> and the ending, without its slash.</param>
    public static string PageOf(string name) => "/" + name == HomeName ? Home : "/" + name;

    /// <summary>How to cite a page or one of its passages.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="passage">The id of a passage; null for the page.</param>
    /// <param name="ending"><c>.json</c>, <c>.bib</c> or <c>.csl.json</c> for the data; empty for the page.</param>
    public static string Cite(Kind kind, string slug, string? passage = null, string ending = "") =>
        With($"{CiteRoot}{Page(kind, slug)}{ending}", passage is null ? [] : [("passage", passage)]);

    /// <summary>What stands before the path of a page that is to be cited.</summary>
    public const string CiteRoot = "/cite";

    /// <summary>A page as it is now: who follows the link later is told when it says something else by then.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="hash">The hash of what it says.</param>
    /// <param name="passage">The id of a passage; null for the page.</param>
    public static string Permanent(string page, string hash, string? passage = null) => At(With(page, ("v", hash)), passage);

    /// <summary>A file of figures.</summary>
    /// <param name="name">Its name.</param>
    public static string Data(string name) => $"{DataRoot}/{Escape(name)}.csv";

    /// <summary>Where the files of figures are.</summary>
    public const string DataRoot = "/data";

    /// <summary>Everything dated.</summary>
    public const string TimelineRoot = "/timeline";

    /// <summary>The timeline with the explorer.</summary>
    /// <param name="timeline">The timeline as it is limited.</param>
    public static string Explorer(string timeline) => With(timeline, ("explore", "1"));

    /// <summary>A search in the form of a URI template.</summary>
    /// <param name="search">What answers it.</param>
    /// <param name="words">The name of the place where the words are put.</param>
    public static string SearchTemplate(string search, string words) => $"{search}?q={{{words}}}";

    /// <summary>A page of a list; the first has the address of the list alone.</summary>
    /// <param name="list">The list.</param>
    /// <param name="page">Which page, from 1.</param>
    public static string OfList(string list, int page) => page > 1 ? With(list, ("page", $"{page}")) : list;

    /// <summary>A recording, from a second on.</summary>
    /// <param name="youTubeId">Its YouTube id; null when it is a file.</param>
    /// <param name="media">Its address when it is a file; null otherwise.</param>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public static string Recording(string? youTubeId, string? media, int? seconds) =>
        youTubeId is not null ? YouTube(youTubeId, seconds) : Media(media ?? "", seconds);

    /// <summary>A YouTube video, from a second on. The <c>s</c> after the number is what YouTube itself writes.</summary>
    /// <param name="id">The video's id.</param>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public static string YouTube(string id, int? seconds) =>
        $"https://www.youtube.com/watch?v={Uri.EscapeDataString(id)}" + (seconds is { } s ? $"&t={s}s" : "");

    /// <summary>A recording that is a file, from a second on (W3C Media Fragments, <c>#t=</c>).</summary>
    /// <param name="address">The file's address.</param>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public static string Media(string address, int? seconds)
    {
        // "media/talk.mp3" is a file of the content folder.
        if (address.StartsWith("media/", StringComparison.Ordinal)) address = $"{MediaFolder}/{Escape(address["media/".Length..])}";
        return seconds is { } s ? $"{address}#t={s}" : address;
    }

    private static string Named(string path) => path == Home ? HomeName : path;

    private static string Escape(string slug) => string.Join('/', slug.Split('/').Select(Uri.EscapeDataString));
}

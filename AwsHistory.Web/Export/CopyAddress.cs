using AwsHistory.Data;

namespace AwsHistory.Web.Export;

/// <summary>
/// An address of the site, and what it is in a copy. A query string names no file, so a view of a page (another order, another part,
/// one limit) gets an address below the page: <c>/timeline?topic=silicon</c> is <c>/timeline/~topic=silicon</c>. No slug has a tilde.
/// </summary>
/// <param name="Path">The path, as it is written in links.</param>
/// <param name="View">What is chosen on the page, in the order of the link; empty for the page itself.</param>
/// <param name="Rest">What is read by scripts in the browser alone, with its question mark; empty for nothing.</param>
internal sealed record CopyAddress(string Path, string View, string Rest)
{
    /// <summary>What a page shows by its query string and has a file for in a copy.</summary>
    public static readonly string[] ViewKeys = [.. Site.QueryKeys.Except(["link", "video", "explore", "passage", "v", "at", "q"])];

    /// <summary>What is for scripts, or for nobody: the second to play from, the words to mark, the version that was cited.</summary>
    private static readonly string[] ScriptKeys = ["t", "mark", "v"];

    /// <summary>How long what is chosen may be in the name of a file, which has an ending too, and another while it is written; and how much of it is kept if it is longer.</summary>
    private const int LongestView = 200, BeginningOfView = 160;

    /// <summary>The ends of data, longest first.</summary>
    private static readonly string[] Endings = [".chapters.json", ".csl.json", ".json", ".csv", ".ics", ".vtt", ".bib", ".xml", ".txt", ".png", ".md"];

    /// <summary>Whether the query string asks for something that has no file: words to search for, a link to look up.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>Whether it is data and not a page.</summary>
    public bool IsData => Ending.Length > 0;

    private string Ending => Array.Find(Endings, ending => Path.EndsWith(ending, StringComparison.Ordinal)) ?? "";

    /// <summary>The path without the ending of data.</summary>
    public string Page => Ending.Length > 0 ? Path[..^Ending.Length] : Path;

    /// <summary>What is chosen but for the number of the page of a list.</summary>
    public string Unpaged => string.Join('&', View.Split('&').Where(part => !part.StartsWith("page=", StringComparison.Ordinal)));

    /// <summary>As it is asked of the site.</summary>
    public string OnSite => View.Length == 0 ? Path : $"{Path}?{View}";

    /// <summary>As it is in the copy, without what is for scripts.</summary>
    public string InCopy => View.Length == 0 ? Path : $"{Page.TrimEnd('/')}/~{Short(View.Replace("%20", "+", StringComparison.Ordinal).Replace('%', '~').Replace('&', ','))}{Ending}";

    /// <summary>The file under the folder of the copy. Servers look for the address with <c>.html</c>.</summary>
    /// <param name="isPage">Whether it is HTML.</param>
    public string File(bool isPage) => InCopy == Urls.Home ? "index.html" : Uri.UnescapeDataString(InCopy[1..]) + (isPage ? ".html" : "");

    /// <summary>Reads a link of a page.</summary>
    /// <param name="href">A path from the root, without a fragment.</param>
    public static CopyAddress Read(string href)
    {
        var mark = href.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return new(href, "", "");
        var (path, parts) = (href[..mark], href[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries));
        // The page of results is one file; a script reads what is asked.
        if (path == Urls.Search) return new(path, "", href[mark..]);
        var rest = string.Join('&', parts.Where(part => ScriptKeys.Contains(Key(part))));
        var view = parts.Where(part => !ScriptKeys.Contains(Key(part))).ToList();
        return new(path, string.Join('&', view), rest.Length == 0 ? "" : "?" + rest) { IsLeftOut = view.Exists(part => !ViewKeys.Contains(Key(part))) };
    }

    /// <summary>
    /// A letter that is not Latin takes six in an address, and a file's name has at most 255: a long view is its beginning and a hash of all of
    /// it. The hash is FNV-1a, which <c>copy.js</c> makes as well, in the middle of a click.
    /// </summary>
    private static string Short(string view)
    {
        if (view.Length <= LongestView) return view;
        var hash = 2166136261u;
        foreach (var letter in view) hash = unchecked((hash ^ letter) * 16777619u);
        return $"{view[..BeginningOfView]}~{hash:x8}";
    }

    private static string Key(string part) => part.Split('=')[0];
}

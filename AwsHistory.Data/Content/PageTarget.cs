using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>Another page, as a file refers to it.</summary>
/// <param name="Name">Its slug, alias, title or path; empty for the page itself.</param>
/// <param name="Fragment">The heading that is meant, as written; null for the whole page.</param>
/// <param name="Kind">Of which kind it must be; null for any.</param>
internal readonly record struct PageTarget(string Name, string? Fragment, Kind? Kind)
{
    /// <summary>The page of a file that a link leads to, by whatever way it is written; null when it leads elsewhere.</summary>
    /// <param name="link">The link.</param>
    /// <param name="path">The file it stands in, from which relative paths are taken.</param>
    public static PageTarget? OfOrNull(LinkInline link, string path) =>
        link is WikiLinkInline wiki ? new(wiki.Target, wiki.Fragment, null) : OfUrlOrNull(UrlOf(link), path);

    /// <summary>The address of a link as its author wrote it.</summary>
    public static string UrlOf(LinkInline link) => link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";

    /// <summary>A path within the site, or to another file of the folder as Markdown editors write it: <c>../people/andy-jassy.md</c>.</summary>
    private static PageTarget? OfUrlOrNull(string url, string file)
    {
        if (url.Length == 0 || !SafeUrl.IsAllowed(url) || SafeUrl.IsOutside(url)) return null;
        var hash = url.IndexOf('#');
        var fragment = hash < 0 || hash == url.Length - 1 ? null : Uri.UnescapeDataString(url[(hash + 1)..]);
        if (hash == 0) return fragment is null ? null : new("", fragment, null);
        var path = (hash < 0 ? url : url[..hash]).Split('?')[0];
        var rooted = path.StartsWith('/');
        var from = new Uri("http://site/" + string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
        if (Uri.TryCreate(from, path, out var uri)) path = uri.AbsolutePath;
        path = Uri.UnescapeDataString(path);
        var slash = path.IndexOf('/', 1);
        var isPage = slash > 0 && Kinds.FromFolder(path.AsSpan(1, slash - 1)) is not null && path != Urls.Method;
        // Lists, the status and other pages that no file makes.
        if (rooted && !isPage) return null;
        if (path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) path = path[..^3];
        return new(path.TrimStart('/'), fragment, null);
    }
}

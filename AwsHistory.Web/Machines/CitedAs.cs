using System.Globalization;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// A page of ours, or a passage of one, as others cite it. The link carries the hash of what the page says, so that whoever follows it
/// is told when the page says something else by then; a passage's id is a hash of its words.
/// </summary>
/// <param name="Key">Its key in a bibliography.</param>
/// <param name="Title">The title of the page.</param>
/// <param name="Link">The permanent link.</param>
/// <param name="Day">The day of the last change; null when not known.</param>
/// <param name="Hash">The hash of what the page says; null for a page that is made of many.</param>
/// <param name="Words">The words of the passage; null when the page is cited.</param>
public sealed record CitedAs(string Key, string Title, string Link, DateOnly? Day, string? Hash, string? Words)
{
    private const string Site = "AWS History";

    public static CitedAs Of(PageView view, string origin) => Of(view.Page, view.Hash, view.LastChange, null, origin);

    public static CitedAs Of(CitableView view, string origin) => Of(view.Page, view.Hash, view.LastChange, view.Chosen, origin);

    /// <summary>A list, or another page that is made of many.</summary>
    public static CitedAs Of(string path, string title, string origin) =>
        new("aws-history" + (path == Urls.Home ? "" : "-" + Slug.Fold(path.Split('?')[0]).Trim('/').Replace('/', '-')), title, origin + path, null, null, null);

    private static CitedAs Of(PageLink page, string hash, DateOnly? day, CitablePassage? passage, string origin) => new(
        $"aws-history-{page.Kind.ToString().ToLowerInvariant()}-{page.Slug.Replace('/', '-')}{(passage is null ? "" : "-" + passage.Anchor)}", page.Title,
        origin + Urls.Permanent(page.Url, hash, passage?.Anchor), day, hash, passage?.Text);

    /// <summary>American Psychological Association, 7th edition; the author is the site, so the site is not named again.</summary>
    public string Apa => $"{ApaBefore}{Title}. {Link}";

    /// <summary>What stands before the title, which alone is set in italics.</summary>
    public string ApaBefore => $"{Site}. ({(Day is { } day ? day.ToString("yyyy, MMMM d", CultureInfo.InvariantCulture) : "n.d.")}). ";

    /// <summary>The Chicago Manual of Style, 17th edition, bibliography.</summary>
    public string Chicago => $"{Site}. “{Title}{(Title[^1] is '?' or '!' ? "" : ".")}” {(Day is { } day ? "Last modified " + day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture) : "n.d")}. {Link}.";

    public string BibTex => Bibliography.BibTex([Item]).Trim();

    public string Csl => Bibliography.Csl([Item]);

    public BibliographyItem Item => new(
        Key, "webpage", Title, [new CslName(null, null, Site)], null, Site, Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null, Link,
        (Words, Hash) switch { (null, null) => null, (null, { } hash) => $"Version {hash}", ({ } words, var hash) => $"“{words}” Version {hash}" });
}

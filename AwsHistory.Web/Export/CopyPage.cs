using System.Net;
using System.Text.RegularExpressions;
using AwsHistory.Data;

namespace AwsHistory.Web.Export;

/// <summary>
/// A page made by the site, read for what it leads to, and written with the addresses of the copy. What is chosen on a page without a
/// choice has a file, one step deep, with all pages of its list; choices cannot be combined, and a link that would do so is no link.
/// </summary>
/// <param name="at">The address of the page.</param>
/// <param name="copy">Where the copy will be.</param>
/// <param name="html">The page.</param>
internal sealed partial class CopyPage(CopyAddress at, StaticCopy copy, string html)
{
    /// <summary>Everything the page leads to or loads, as far as it is ours.</summary>
    public IEnumerable<CopyAddress> Targets => Address().Matches(html)
        .Select(match => Ours(WebUtility.HtmlDecode(match.Groups["to"].Value), match.Groups["name"].Value)).OfType<string>()
        .Select(target => CopyAddress.Read(WithoutFragment(target))).Where(target => !target.IsLeftOut);

    /// <summary>The same in other formats.</summary>
    public IEnumerable<CopyAddress> Alternates => Tag().Matches(html).Where(tag => IsAlternate(tag.Value)).Select(Target).OfType<CopyAddress>();

    /// <summary>Whether a target has a file, as far as this page can tell: from a page itself all have, from a view those that others offer, its own
    /// twins, and the pages of its list.</summary>
    /// <param name="target">What is linked.</param>
    /// <param name="isOffered">Whether some page itself offers it.</param>
    public bool Keeps(CopyAddress target, Func<CopyAddress, bool> isOffered) => !target.IsLeftOut
        && (target.View.Length == 0 || at.View.Length == 0 || isOffered(target)
            || (target.Page == at.Page && (target.IsData ? target.View == at.View : target.Unpaged == at.Unpaged || target.Unpaged.Length == 0)));

    /// <summary>The page with the addresses of the copy.</summary>
    /// <param name="keeps">Whether a target has a file.</param>
    /// <param name="exists">Whether a twin is there.</param>
    public string Written(Func<CopyAddress, bool> keeps, Func<CopyAddress, bool> exists) => Tag().Replace(State().Replace(html, ""), tag =>
    {
        if (Target(tag) is not { } target) return tag.Value;
        if (IsAlternate(tag.Value) && (!keeps(target) || !exists(target))) return "";
        var href = WebUtility.HtmlDecode(tag.Groups["to"].Value);
        var fragment = href[WithoutFragment(href).Length..];
        // The way past the menus leads to this page, whatever is chosen on it.
        if (tag.Value.Contains("class=\"skip\"", StringComparison.Ordinal)) return With(at.InCopy + fragment);
        if (target.View.Length == 0 && !target.IsLeftOut) return tag.Value;
        if (keeps(target)) return With(target.InCopy + target.Rest + fragment);
        return target.Page == at.Page ? With(null) : With(target.Path + target.Rest + fragment);

        string With(string? to) => tag.Groups["before"].Value + (to is null ? "" : $"href=\"{WebUtility.HtmlEncode(to)}\"") + tag.Groups["after"].Value;
    });

    private static CopyAddress? Target(Match tag) => WebUtility.HtmlDecode(tag.Groups["to"].Value) is ['/', not '/', ..] or "/"
        ? CopyAddress.Read(WithoutFragment(WebUtility.HtmlDecode(tag.Groups["to"].Value))) : null;

    private static bool IsAlternate(string tag) => tag.StartsWith("<link", StringComparison.Ordinal) && tag.Contains("rel=\"alternate\"", StringComparison.Ordinal);

    /// <summary>A path from the root, for what is ours; null for all else.</summary>
    private string? Ours(string to, string name) => to switch
    {
        _ when to.StartsWith(copy.Origin + "/", StringComparison.Ordinal) => to[copy.Origin.Length..],
        ['/', '/', ..] or ['#', ..] or "" => null,
        ['/', ..] => to,
        // The address of a style or a script is written from the base, which is the root.
        _ when name != "content" && Relative().IsMatch(to) => Urls.Home + to,
        _ => null,
    };

    private static string WithoutFragment(string href) => href.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? href[..hash] : href;

    [GeneratedRegex("""\s(?<name>href|src|action|content|poster|data-blazor)="(?<to>[^"]*)""")]
    private static partial Regex Address();

    [GeneratedRegex("""(?<before><(?:a|link)\b[^>]*?\s)href="(?<to>[^"]*)"(?<after>[^>]*>)""")]
    private static partial Regex Tag();

    /// <summary>What islands would start from, sealed for a server that will not be there.</summary>
    [GeneratedRegex("<!--Blazor-[^>]*-->")]
    private static partial Regex State();

    [GeneratedRegex(@"^[\w./-]+\.\w+$")]
    private static partial Regex Relative();
}

using System.Globalization;
using System.Xml.Linq;
using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>The map of the site (sitemaps.org, 0.9). A page whose last change is not known has no date: none is better than a wrong one.</summary>
internal static class MapXml
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Lists =
        [Urls.Home, .. Kinds.All.Select(Urls.List), Urls.TimelineRoot, Urls.References, Urls.Method, Urls.Moments, Urls.Status, Urls.Api];

    public static string Write(IReadOnlyList<MappedPage> pages, bool isFirst, string origin) => new XDocument(new XElement(
        Sitemap + "urlset",
        (isFirst ? Lists.Select(path => new MappedPage(path, null)) : []).Concat(pages).Select(page => new XElement(
            Sitemap + "url", new XElement(Sitemap + "loc", origin + page.Url),
            page.LastChange is { } day ? new XElement(Sitemap + "lastmod", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null)))).ToXml();

    public static string Index(int parts, string origin) => new XDocument(new XElement(
        Sitemap + "sitemapindex",
        Enumerable.Range(1, parts).Select(part => new XElement(Sitemap + "sitemap", new XElement(Sitemap + "loc", origin + Urls.MapPart(part)))))).ToXml();
}

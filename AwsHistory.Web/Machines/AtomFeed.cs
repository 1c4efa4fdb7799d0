using System.Globalization;
using System.Xml.Linq;
using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// What changed lately (Atom, RFC 4287). A change is known to the day, so its time is the first second of that day in UTC; what
/// has no day is not in the feed.
/// </summary>
internal static class AtomFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static string Write(IReadOnlyList<Change> changes, DateTime built, string origin)
    {
        var feed = new XElement(
            Atom + "feed", new XAttribute(XNamespace.Xml + "lang", "en"),
            new XElement(Atom + "id", origin + Urls.Feed),
            new XElement(Atom + "title", "AWS History: changes"),
            new XElement(Atom + "subtitle", "Pages that changed, and verdicts that were given."),
            Link("self", origin + Urls.Feed, "application/atom+xml"),
            Link("alternate", origin + Urls.Home, "text/html"),
            new XElement(Atom + "updated", changes.Count > 0 ? Time(changes[0].Day) : built.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            new XElement(Atom + "author", new XElement(Atom + "name", "AWS History")),
            new XElement(Atom + "rights", "CC BY 4.0"),
            changes.Select(change => Entry(change, origin)));
        return new XDocument(new XDeclaration("1.0", "utf-8", null), feed).ToXml();
    }

    private static XElement Entry(Change change, string origin)
    {
        var url = origin + change.Page.Url;
        return new(
            Atom + "entry",
            // One entry a page, and one a verdict: a page that changes again is the same entry with a new date.
            new XElement(Atom + "id", change.Verdict is { } given ? $"{url}#verdict-{change.Day:yyyy-MM-dd}-{given.ToString().ToLowerInvariant()}" : url),
            new XElement(Atom + "title", Xml.Clean(change.Verdict is { } verdict ? $"{Words.Verdict(verdict)}: {change.Page.Title}" : change.Page.Title)),
            Link("alternate", url, "text/html"),
            new XElement(Atom + "updated", Time(change.Day)),
            new XElement(Atom + "category", new XAttribute("term", change.Verdict is null ? change.Page.Kind.ToString().ToLowerInvariant() : "verdict")),
            new XElement(Atom + "summary", Xml.Clean(change.Note is { Length: > 0 } note ? $"{note} {change.Description}" : change.Description)));
    }

    private static XElement Link(string relation, string href, string type) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", href));

    private static string Time(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
}

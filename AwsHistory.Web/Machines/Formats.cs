using AwsHistory.Data;

namespace AwsHistory.Web.Machines;

/// <summary>A format for machines, as it is explained to people and in the OpenAPI document.</summary>
/// <param name="Path">Its address; what stands in braces is to be filled in.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Example">An address that works in our own library; null where the address has nothing to fill in but is an ending.</param>
internal sealed record Format(string Path, string Meaning, string Type, string? Example);

/// <summary>All formats but the twins of single pages, which the OpenAPI document takes from the routes.</summary>
internal static class Formats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new("{page}.json", "Any page or list as JSON", "application/json", null),
        new("{page}.md", "Articles, people, services, organizations, claims, events, recordings, their lists, the timeline and the sources as Markdown",
            "text/markdown", Urls.Markdown(Urls.Page(Kind.Article, "the-spare-capacity-myth"))),
        Same(Urls.Llms, "The way in for language models", "text/plain"),
        Same(Urls.OpenApi, "The JSON of every page, as OpenAPI 3.1", "application/json"),
        Same(Urls.Feed, "Pages that changed, and verdicts that were given: Atom", "application/atom+xml"),
        Same(Urls.Map, "Every page with the day of its last change where that is known", "application/xml"),
        Same(Urls.TimelineRoot + ".csv", "The timeline as a table; takes the timeline’s query string", "text/csv"),
        Same(Urls.TimelineRoot + ".ics", "“On this day”: each event dated to the day, every year; takes the timeline’s query string", "text/calendar"),
        Same(Urls.ServicesCsv, "The services, a row for each step of their lives", "text/csv"),
        new(Fill(Urls.Data("NAME"), "name"), "A file of figures; the names stand below", "text/csv", Urls.Data("aws-results")),
        new(Fill(Urls.Vtt("SLUG")), "Our sound citations of a recording, in step with it: WebVTT", "text/vtt", Urls.Vtt("acquired-aws")),
        new(Fill(Urls.Chapters("SLUG")), "Its chapters: Podcasting 2.0", "application/json+chapters", Urls.Chapters("acquired-aws")),
        Same(Urls.BibTex(), "All sources as BibTeX", "application/x-bibtex"),
        Same(Urls.Csl(), "All sources as CSL-JSON", "application/vnd.citationstyles.csl+json"),
        new(Fill(Urls.BibTex("KEY"), "key"), "One source; with .csl.json as CSL-JSON", "application/x-bibtex", null),
        new(Urls.CiteRoot + "/{kind}/{slug}.bib", "How to cite a page of ours, or with ?passage= a passage; with .csl.json as CSL-JSON", "application/x-bibtex",
            Urls.Cite(Kind.Article, "the-spare-capacity-myth", null, ".bib")),
        new(Urls.CardRoot + "/{kind}/{slug}.png", "The picture of a page, 1200 × 630", "image/png", Urls.Card(Urls.Page(Kind.Article, "the-spare-capacity-myth"))),
    ];

    private static Format Same(string path, string meaning, string type) => new(path, meaning, type, path);

    private static string Fill(string path, string name = "slug") => path.Replace(name.ToUpperInvariant(), $"{{{name}}}", StringComparison.Ordinal);
}

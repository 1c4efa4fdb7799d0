using System.Globalization;
using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary><c>llms.txt</c>, the way in for language models (llmstxt.org), and <c>robots.txt</c>.</summary>
internal static class LlmsText
{
    // Cards of single citations are pieces of pages.
    public static string Robots(string origin) => $"User-agent: *\nAllow: /\nDisallow: {Urls.CitationRoot}/\n\nSitemap: {origin}{Urls.Map}\n";

    public static async Task<string> WriteAsync(KnowledgeDb db, string origin, CancellationToken cancellation)
    {
        var text = new StringBuilder("""
            # AWS History

            > How Amazon Web Services came to be: the story, the people and the services. Every fact names its source, and every citation of a recording leads to the second.

            Each page below is Markdown. A citation of a recording is a link to the second; a citation of a text is a footnote. "Doubtful" marks a time that cannot be relied on and says why; "(our words)" marks what rests on no source. Dates are as precise as their sources and no more. The same pages are HTML at the address without `.md`, and JSON with `.json` in its place. Text and data: CC BY 4.0.

            """.ReplaceLineEndings("\n"));
        foreach (var kind in (Kind[])[Kind.Article, Kind.Claim])
        {
            var list = await db.ListAsync(kind, 1, cancellation);
            text.Append(CultureInfo.InvariantCulture, $"\n## {Words.Plural(kind)}\n\n");
            foreach (var page in list.Items) Item(page.Page.Title, Urls.Markdown(page.Page.Url), page.Note is { } verdict
                ? $"{Words.Capital(verdict)}. {page.Description}" : page.Description);
            if (list.Pages > 1) Item($"All {list.Total:#,0}", Urls.Markdown(Urls.List(kind)), "the whole list, page by page");
        }

        text.Append("\n## Lists\n\n");
        foreach (var kind in (Kind[])[Kind.Person, Kind.Service, Kind.Organization, Kind.Event, Kind.Video])
        {
            var list = await db.ListAsync(kind, 1, cancellation);
            Item(Words.Plural(kind), Urls.Markdown(Urls.List(kind)), $"{list.Total.ToString("#,0", CultureInfo.InvariantCulture)} in all, a page each");
        }

        Item("Timeline", Urls.Markdown(Urls.TimelineRoot), "everything dated, in order");
        Item("Sources", Urls.Markdown(Urls.References), "every web and book source");
        text.Append("\n## Optional\n\n");
        Item("What machines can read", Urls.Api, "every format, explained");
        Item("OpenAPI document", Urls.OpenApi, "the JSON of every page");
        Item("Changes", Urls.Feed, "Atom");
        return text.ToString();

        void Item(string title, string path, string note) =>
            text.Append(CultureInfo.InvariantCulture, $"- [{MarkdownTwin.Plain(title)}]({origin}{path}): {MarkdownTwin.Plain(note)}\n");
    }
}

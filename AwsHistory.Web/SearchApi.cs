using System.Xml.Linq;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Machines;

namespace AwsHistory.Web;

/// <summary>
/// What programs ask of search: its JSON twin, suggestions, and the description for browsers. Nothing of it is kept on the
/// server, where words that nobody asks twice would push the pages out; readers keep suggestions for some minutes.
/// </summary>
internal static class SearchApi
{
    private const int SecondsToKeep = 300;

    private const int LongestDescription = 110;

    private static readonly XNamespace OpenSearch = "http://a9.com/-/spec/opensearch/1.1/";

    public static void MapSearchApi(this WebApplication app, bool isServed)
    {
        app.MapGet(Urls.Json(Urls.Search), async (Library library, HttpRequest request, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            return Results.Ok(await db.SearchAsync(SearchRequest.Parse(request.QueryString.Value), cancellation));
        }).Twin<SearchView>("search", "Passages with words, of people, services, organizations, topics, kinds and years").CacheOutput(policy => policy.NoCache());

        // The OpenSearch suggestions extension: the words, names, what they are, and where they are.
        app.MapGet(Urls.Suggest, async (Library library, HttpContext context, CancellationToken cancellation) =>
        {
            var typed = SearchRequest.Parse(context.Request.QueryString.Value).Text;
            await using var db = library.Open();
            var found = await db.SuggestAsync(typed, cancellation: cancellation);
            context.Items[PageHeaders.KeepFor] = SecondsToKeep;
            return Results.Json(
                new object[] { typed, found.Select(Name), found.Select(suggestion => $"{Words.Singular(suggestion.Page.Kind)}. {Words.Shorten(suggestion.Description, LongestDescription)}"),
                    found.Select(suggestion => context.Request.Origin() + suggestion.Page.Url) },
                contentType: "application/x-suggestions+json");
        }).CacheOutput(policy => policy.NoCache());

        app.MapGet(Urls.OpenSearch, (HttpRequest request) => Results.Text(Description(request.Origin(), isServed).ToString(), "application/opensearchdescription+xml"));
    }

    /// <summary>A title, and the name that was typed where the title does not have it: "Amazon Simple Storage Service (S3)".</summary>
    private static string Name(Suggestion suggestion) =>
        suggestion.Page.Title.Contains(suggestion.Name, StringComparison.OrdinalIgnoreCase) ? suggestion.Page.Title : $"{suggestion.Page.Title} ({suggestion.Name})";

    private static XElement Description(string site, bool isServed) => new(
        OpenSearch + "OpenSearchDescription",
        new XElement(OpenSearch + "ShortName", "AWS History"),
        new XElement(OpenSearch + "Description", "How Amazon Web Services came to be: people, services, events and claims, each passage with its source."),
        new XElement(OpenSearch + "InputEncoding", "UTF-8"),
        new XElement(OpenSearch + "Image", new XAttribute("width", 16), new XAttribute("height", 16), new XAttribute("type", "image/svg+xml"), site + Urls.Icon),
        Url("text/html", site + Urls.Search),
        // Answered by a server alone.
        isServed ? Url("application/x-suggestions+json", site + Urls.Suggest) : null,
        isServed ? Url("application/json", site + Urls.Json(Urls.Search)) : null,
        new XElement(OpenSearch + "Url", new XAttribute("type", "application/opensearchdescription+xml"), new XAttribute("rel", "self"),
            new XAttribute("template", site + Urls.OpenSearch)));

    private static XElement Url(string type, string address) =>
        new(OpenSearch + "Url", new XAttribute("type", type), new XAttribute("template", Urls.SearchTemplate(address, "searchTerms")));
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Xml;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// Pages in the words of schema.org, as JSON-LD. It says nothing that the page does not: a date that is not known to the day
/// stays as short as it is, a doubtful citation is no clip, and a verdict that is no point on a scale gets no number.
/// </summary>
internal sealed class StructuredData(string origin)
{
    private const int MaxMentions = 50;

    /// <summary>Safe inside a script element: &lt;, &gt; and &amp; are escaped, so nothing in it can end it.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A page of the library.</summary>
    public JsonNode Of(PageView view)
    {
        var url = origin + view.Page.Url;
        var main = view.Facts switch
        {
            PersonFacts person => Person(view, person),
            ServiceFacts service => Service(view, service),
            OrganizationFacts organization => Named("Organization", view, organization.Links),
            ClaimFacts claim => Review(view, claim),
            EventFacts happening => Event(view, happening),
            VideoFacts video => Video(view, video),
            _ => Article(view),
        };
        return Graph(main, Crumbs((Words.Plural(view.Page.Kind), Urls.List(view.Page.Kind)), (view.Page.Title, view.Page.Url)));

        JsonObject Article(PageView article)
        {
            var node = Thing("Article", article.Page.Url, article.Page.Title, article.Description);
            node["headline"] = article.Page.Title;
            node["inLanguage"] = "en";
            node["wordCount"] = article.Words;
            node["image"] = origin + Urls.Card(article.Page.Url);
            node["mainEntityOfPage"] = url;
            node["author"] = Us();
            node["publisher"] = Us();
            node["license"] = License;
            if (article.LastChange is { } day) node["dateModified"] = Day(day);
            Add(node, "about", article.Related.Where(related => related is { Kind: RelationKind.About, IsOurs: true }).Select(related => Entity(related.Page)));
            Add(node, "mentions", article.Mentioned.Take(MaxMentions).Select(entity => Entity(entity.Page)));
            Add(node, "citation", article.Sources.Select(Work));
            if (article.Video is { } recording) node["isBasedOn"] = Reference("VideoObject", recording.Page);
            return node;
        }
    }

    /// <summary>A page that is no page of the library.</summary>
    public JsonNode Page(string path, string title, string description)
    {
        if (path == Urls.Home) return Graph(Site());
        var isList = path is Urls.TimelineRoot or Urls.References || Kinds.FromFolder(path.AsSpan(1)) is not null;
        return Graph(WebPage(isList ? "CollectionPage" : "WebPage", path, title, description), Crumbs((title, path)));
    }

    /// <summary>The timeline: its events in order, as many as stand on the page.</summary>
    public JsonNode Timeline(TimelineView view, string title, string description)
    {
        var page = WebPage("CollectionPage", Urls.TimelineRoot, title, description);
        page["mainEntity"] = new JsonObject
        {
            ["@type"] = "ItemList",
            ["numberOfItems"] = view.Total,
            ["itemListElement"] = new JsonArray([
                .. view.Events.Select((e, i) => (JsonNode)new JsonObject
                {
                    ["@type"] = "ListItem", ["position"] = ((view.Filter.Page - 1) * view.PageSize) + i + 1, ["item"] = Listed(e),
                }),
            ]),
        };
        return Graph(page, Crumbs((title, Urls.TimelineRoot)));
    }

    /// <summary>An event in a list: its name and address, and its date if that is sure. Its own page has the rest.</summary>
    private JsonObject Listed(TimelineEvent e)
    {
        var node = new JsonObject { ["@type"] = "Event", ["url"] = origin + e.Page.Url, ["name"] = e.Page.Title };
        if (HistoricalDate.IsoOrNull(e.Edtf) is { } start) node["startDate"] = start;
        return node;
    }

    private const string License = "https://creativecommons.org/licenses/by/4.0/";

    private JsonObject Person(PageView view, PersonFacts facts)
    {
        var node = Named("Person", view, facts.Links);
        // What lasts, as the source says; a role without an end may long be over.
        var now = facts.Roles.Where(role => role.ToSort == HistoricalDate.OpenEnd).ToList();
        Add(node, "jobTitle", now.Select(role => (JsonNode)role.Title));
        Add(node, "worksFor", now.Select(role => role.Page is { } page ? Reference("Organization", page)
            : new JsonObject { ["@type"] = "Organization", ["name"] = role.Organization }));
        Add(node, "subjectOf", (view.Said?.Mentions.Items ?? []).Select(passage => passage.Page).Where(page => page.Kind == Kind.Article).Distinct()
            .Take(MaxMentions).Select(page => Reference("Article", page)));
        return node;
    }

    private JsonObject Service(PageView view, ServiceFacts facts)
    {
        var node = Named("Service", view, facts.Links);
        node["category"] = facts.Category.Replace('-', ' ');
        node["provider"] = new JsonObject { ["@type"] = "Organization", ["name"] = "Amazon Web Services" };
        Add(node, "isRelatedTo", view.Related.Where(related => related.Kind is RelationKind.Predecessor or RelationKind.Successor)
            .Select(related => Reference("Service", related.Page)).DistinctBy(related => related.ToJsonString()));
        return node;
    }

    private JsonObject Review(PageView view, ClaimFacts facts)
    {
        var node = Thing("ClaimReview", view.Page.Url, view.Page.Title, facts.ShortAnswer);
        node["claimReviewed"] = facts.Claim;
        node["reviewBody"] = facts.ShortAnswer;
        node["inLanguage"] = "en";
        node["image"] = origin + Urls.Card(view.Page.Url);
        node["author"] = Us();
        node["license"] = License;
        var days = facts.History.Select(step => step.Day).OfType<DateOnly>().ToList();
        if (days.Count > 0) node["datePublished"] = Day(days.Min());
        if (view.LastChange is { } changed) node["dateModified"] = Day(changed);
        var claim = new JsonObject { ["@type"] = "Claim", ["name"] = facts.Claim };
        Add(claim, "author", view.Related.Where(related => related is { Kind: RelationKind.AssertedBy, IsOurs: true })
            .Select(related => Reference("Person", related.Page)));
        // Where it is made: what is cited for it. What is cited against it only repeats it.
        var supports = view.Evidence.Where(passage => passage.Stance == Stance.Supports).SelectMany(passage => passage.Citations)
            .Select(citation => citation.Ordinal).ToHashSet();
        Add(claim, "appearance", view.Sources.Where(source => source.Citations.Any(supports.Contains)).Select(Work));
        node["itemReviewed"] = claim;
        node["reviewRating"] = Rating(facts.Verdict);
        Add(node, "citation", view.Sources.Select(Work));
        return node;
    }

    /// <summary>Five verdicts are points between false and true. That sources disagree, or say nothing, is no point between the two.</summary>
    internal static JsonObject Rating(Verdict verdict)
    {
        var rating = new JsonObject { ["@type"] = "Rating", ["alternateName"] = Words.Verdict(verdict) };
        int? value = verdict switch { Verdict.True => 5, Verdict.MostlyTrue => 4, Verdict.Mixed => 3, Verdict.MostlyFalse => 2, Verdict.False => 1, _ => null };
        if (value is not { } points) return rating;
        rating["ratingValue"] = points;
        rating["worstRating"] = 1;
        rating["bestRating"] = 5;
        return rating;
    }

    private JsonObject Event(PageView view, EventFacts facts)
    {
        var node = Thing("Event", view.Page.Url, view.Page.Title, view.Description);
        if (HistoricalDate.IsoOrNull(facts.Edtf) is { } start) node["startDate"] = start;
        node["image"] = origin + Urls.Card(view.Page.Url);
        Add(node, "about", view.Related.Where(related => related is { Kind: RelationKind.About, IsOurs: true }).Select(related => Entity(related.Page)));
        Add(node, "subjectOf", view.Sources.Select(Work));
        return node;
    }

    private JsonObject Video(PageView view, VideoFacts facts)
    {
        var video = facts.Video;
        var node = Thing("VideoObject", view.Page.Url, view.Page.Title, view.Description);
        node["thumbnailUrl"] = origin + Urls.Card(view.Page.Url);
        if (video.YouTubeId is { } id)
        {
            node["embedUrl"] = "https://www.youtube-nocookie.com/embed/" + Uri.EscapeDataString(id);
            node["sameAs"] = Urls.YouTube(id, null);
        }
        else
        {
            node["contentUrl"] = video.Href.StartsWith('/') ? origin + video.Href : video.Href;
        }

        if (facts.Channel is { } channel) node["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = channel };
        if (facts.PublishedOn is { } day) node["uploadDate"] = Day(day);
        if (video is { Length: { } length, LengthIsRough: false }) node["duration"] = XmlConvert.ToString(TimeSpan.FromSeconds(length));
        Add(node, "hasPart", facts.Moments.Where(moment => moment is { Status: CitationStatus.Sound, About: false }).DistinctBy(moment => moment.Seconds).Select(moment =>
        {
            var clip = new JsonObject { ["@type"] = "Clip", ["name"] = PodcastChapters.Short(moment.Sentence), ["startOffset"] = moment.Seconds };
            if (moment.End is { } end && end > moment.Seconds) clip["endOffset"] = end;
            clip["url"] = origin + Urls.Share(view.Page.Url, moment.Seconds, "");
            return clip;
        }));
        return node;
    }

    private JsonObject Named(string type, PageView view, IReadOnlyList<string> links)
    {
        var node = Thing(type, view.Page.Url, view.Page.Title, view.Description);
        Add(node, "alternateName", view.Aliases.Select(alias => (JsonNode)alias));
        Add(node, "sameAs", links.Select(link => (JsonNode)link));
        node["image"] = origin + Urls.Card(view.Page.Url);
        return node;
    }

    private JsonObject Site() => new()
    {
        ["@type"] = "WebSite",
        ["@id"] = origin + "/#site",
        ["name"] = "AWS History",
        ["url"] = origin + Urls.Home,
        ["inLanguage"] = "en",
        ["license"] = License,
        ["potentialAction"] = new JsonObject
        {
            ["@type"] = "SearchAction",
            ["target"] = new JsonObject { ["@type"] = "EntryPoint", ["urlTemplate"] = Urls.SearchTemplate(origin + Urls.Search, "search_term_string") },
            ["query-input"] = "required name=search_term_string",
        },
    };

    private JsonObject WebPage(string type, string path, string title, string description)
    {
        var page = Thing(type, path, title, description);
        page["inLanguage"] = "en";
        page["isPartOf"] = new JsonObject { ["@type"] = "WebSite", ["@id"] = origin + "/#site", ["name"] = "AWS History", ["url"] = origin + Urls.Home };
        return page;
    }

    private JsonObject Crumbs(params ReadOnlySpan<(string Name, string Path)> steps)
    {
        var items = new JsonArray();
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[("AWS History", Urls.Home), .. steps])
            items.Add((JsonNode)new JsonObject { ["@type"] = "ListItem", ["position"] = items.Count + 1, ["name"] = name, ["item"] = origin + path });
        return new() { ["@type"] = "BreadcrumbList", ["itemListElement"] = items };
    }

    private JsonObject Thing(string type, string path, string name, string? description)
    {
        var node = new JsonObject { ["@type"] = type, ["@id"] = $"{origin}{path}#it", ["name"] = name, ["url"] = origin + path };
        if (!string.IsNullOrEmpty(description)) node["description"] = description;
        return node;
    }

    private JsonObject Reference(string type, PageLink page) =>
        new() { ["@type"] = type, ["@id"] = $"{origin}{page.Url}#it", ["name"] = page.Title, ["url"] = origin + page.Url };

    private JsonObject Entity(PageLink page) => Reference(page.Kind switch
    {
        Kind.Person => "Person",
        Kind.Organization => "Organization",
        Kind.Service =>
        "Service",
        Kind.Event => "Event",
        _ => "CreativeWork"
    }, page);

    private JsonObject Work(SourceView source)
    {
        var work = new JsonObject { ["@type"] = "CreativeWork", ["name"] = source.Title, ["url"] = source.Url ?? origin + Urls.Reference(source.Key) };
        if (source.Authors.Length > 0) work["author"] = source.Authors;
        return work;
    }

    private JsonObject Us() => new() { ["@type"] = "Organization", ["name"] = "AWS History", ["url"] = origin + Urls.Home };

    private static JsonObject Graph(params ReadOnlySpan<JsonObject> nodes)
    {
        var graph = new JsonArray();
        foreach (var node in nodes) graph.Add((JsonNode)node);
        return new() { ["@context"] = "https://schema.org", ["@graph"] = graph };
    }

    /// <summary>Leaves out what is empty, and makes one value of one.</summary>
    private static void Add(JsonObject node, string name, IEnumerable<JsonNode> values)
    {
        var list = values.ToList();
        if (list.Count > 0) node[name] = list.Count == 1 ? list[0] : new JsonArray([.. list]);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

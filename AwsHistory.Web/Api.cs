using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Components.Parts;
using AwsHistory.Web.Machines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AwsHistory.Web;

/// <summary>The JSON twins: every page's address with <c>.json</c> gives the record the page is made of, by the same query.</summary>
internal static class Api
{
    private const string Ending = ".json";

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.IncludeFields = true;
        options.NumberHandling = JsonNumberHandling.Strict;
    }

    public const string BibTexType = "application/x-bibtex; charset=utf-8";
    public const string CslType = "application/vnd.citationstyles.csl+json; charset=utf-8";

    public static void MapApi(this WebApplication app)
    {
        MapSite(app);
        MapReferences(app);
        MapMoments(app);
        MapTimeline(app);
        foreach (var kind in Kinds.All)
        {
            MapPages(app, kind);
            MapCards(app, kind);
        }
    }

    /// <summary>What there is one of.</summary>
    private static void MapSite(WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.Home), (Library library, CancellationToken cancellation) =>
            Answer(library, db => db.HomeAsync(DateOnly.FromDateTime(DateTime.UtcNow), cancellation))).Twin<HomeView>("home", "The first page");
        app.MapGet(Urls.Json(Urls.Status), (Library library, string? severity, string? page, CancellationToken cancellation) =>
            Answer(library, db => db.StatusAsync(library.Version, Vocabulary.ReadOrNull<Severity>(severity), Paging.Read(page), cancellation)))
                .Twin<StatusView>("status", "The state of the library: counts, findings, doubtful citations, wanted pages");
        app.MapGet(Templates.File(Urls.WantedRoot, Ending), (Library library, string file, CancellationToken cancellation) =>
            AnswerOrNotFound(library, db => db.WantedAsync(WithoutEnding(file), cancellation)))
            .Twin<WantedView>("wanted", "A page that is linked but not written", canBeMissing: true);
        app.MapGet(Urls.Json(Urls.Method), () => Results.Ok(Words.Verdicts.Select(verdict =>
            new VerdictMeaning(verdict.Verdict, Words.Verdict(verdict.Verdict), verdict.Meaning))))
            .Twin<IReadOnlyList<VerdictMeaning>>("verdicts", "What the verdicts mean").WithOrder(-1);
    }

    /// <summary>The sources, also for reference managers, and the figures that rest on them.</summary>
    private static void MapReferences(WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.References), (Library library, HttpRequest request, CancellationToken cancellation) =>
            Answer(library, db => db.ReferencesAsync(ReferenceFilter.Read(key => request.Query[key]), cancellation)))
                .Twin<ReferencesView>("references", "The sources, limited and sorted by the query string");
        app.MapGet(Templates.File(Urls.References, Ending), async (Library library, string file, string? page, CancellationToken cancellation) =>
            file.EndsWith(".csl.json", StringComparison.Ordinal)
                ? await Export(library, file[..^".csl.json".Length], Bibliography.Csl, CslType, cancellation)
                : await AnswerOrNotFound(library, db => db.ReferenceAsync(WithoutEnding(file), Paging.Read(page), cancellation)))
                    .Twin<ReferenceView>("reference", "A source with everything it supports", canBeMissing: true);
        app.MapGet(Templates.File(Urls.References, ".bib"), (Library library, string file, CancellationToken cancellation) =>
            Export(library, file[..^".bib".Length], Bibliography.BibTex, BibTexType, cancellation)).CacheOutput(Site.PageTag).ExcludeFromDescription();
        app.MapGet(Urls.BibTex(), (Library library, CancellationToken cancellation) => Export(library, null, Bibliography.BibTex, BibTexType, cancellation))
            .CacheOutput(Site.PageTag).ExcludeFromDescription();
        app.MapGet(Urls.Csl(), (Library library, CancellationToken cancellation) => Export(library, null, Bibliography.Csl, CslType, cancellation)).CacheOutput(Site.PageTag)
            .ExcludeFromDescription();
        app.MapGet(Templates.Data, async (Library library, string name, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            return await db.CsvAsync(name, cancellation) is { } csv ? Results.Text(csv, "text/csv; charset=utf-8") : NotFound();
        }).CacheOutput(Site.PageTag).ExcludeFromDescription();
    }

    /// <summary>The moments of recordings.</summary>
    private static void MapMoments(WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.Moments), (Library library, string? link, string? video, CancellationToken cancellation) =>
            Answer(library, db => db.PastedAsync(link, video, cancellation))).Twin<PastedLink>("pasted", "What a pasted link to a recording leads to");
        // Before the twins of recordings, whose addresses may hold anything.
        app.MapGet(Templates.Moment, (Library library, string moment, CancellationToken cancellation) =>
        {
            var at = moment.LastIndexOf(Urls.MomentMark, StringComparison.Ordinal);
            return AnswerOrNotFound(library, async db => Timecode.TryParse(WithoutEnding(moment[(at + Urls.MomentMark.Length)..]), out var time)
                && await db.MomentAsync(moment[..at], time.Seconds, cancellation) is { IsPastEnd: false } view ? view : null);
        }).Twin<MomentView>("moment", "What is cited within half a minute of a moment", canBeMissing: true).WithOrder(-1);
    }

    /// <summary>Everything dated.</summary>
    private static void MapTimeline(WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.TimelineRoot), (Library library, HttpRequest request, CancellationToken cancellation) =>
            Answer(library, db => db.TimelineAsync(ReadTimeline(request), cancellation)))
            .Twin<TimelineView>("timeline", "Everything dated, limited by the query string");
        app.MapGet(Urls.TimelineRoot + ".csv", async (Library library, HttpRequest request, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            return Results.Text(TimelineCsv.Write(await db.EventsAsync(ReadTimeline(request), cancellation)), "text/csv; charset=utf-8");
        }).CacheOutput(Site.PageTag).ExcludeFromDescription();
    }

    /// <summary>The pages of a kind, their list, and how to cite them.</summary>
    private static void MapPages(WebApplication app, Kind kind)
    {
        app.MapGet(Templates.File(Urls.CiteRoot + Urls.List(kind), Ending),
            (Library library, string file, string? passage, string? page, CancellationToken cancellation) =>
            AnswerOrNotFound(library, db => db.CitableAsync(kind, WithoutEnding(file), passage, Paging.Read(page), cancellation)))
                .Twin<CitableView>($"cite-{kind.Folder()}", $"How to cite one of the {kind.Folder()}, or a passage of it", canBeMissing: true);
        MapList(app, kind).Twin(ListType(kind), $"{kind.Folder()}", $"The list of {kind.Folder()}");
        if (kind.IsEntity() || kind == Kind.Claim)
            app.MapGet(Templates.File(Urls.DossierRoot + Urls.List(kind), Ending), (Library library, string file, CancellationToken cancellation) =>
                AnswerOrNotFound(library, db => db.DossierAsync(kind, WithoutEnding(file), cancellation)))
                    .Twin<DossierView>($"dossier-{kind.Folder()}", $"Everything the library says of one of the {kind.Folder()}", canBeMissing: true);
        app.MapGet(Templates.File(Urls.List(kind), Ending),
            async (Library library, string file, string? page, string? sort, string? part, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            if (await db.PageAsync(kind, WithoutEnding(file), Paging.Read(page), ReadOrder(sort), Paging.Read(part), cancellation) is { } view) return Results.Ok(view);
            return await db.RedirectAsync(kind, WithoutEnding(file), cancellation) is { } target ? Results.Redirect(Urls.Json(target.Url), permanent: true)
                : NotFound();
        }).Twin<PageView>($"{kind.ToString().ToLowerInvariant()}", $"One of the {kind.Folder()}, with all that stands on its page", canBeMissing: true);
    }

    private static RouteHandlerBuilder MapList(WebApplication app, Kind kind)
    {
        var path = Urls.Json(Urls.List(kind));
        return kind switch
        {
            Kind.Claim => app.MapGet(path, (Library library, HttpRequest request, CancellationToken cancellation) =>
                Answer(library, db => db.ClaimsAsync(ClaimFilter.Read(key => request.Query[key]), cancellation))),
            Kind.Person => app.MapGet(path, (Library library, string? by, string? page, CancellationToken cancellation) =>
                Answer(library, db => db.PeopleAsync(ReadOrder(kind, by), Paging.Read(page), cancellation))),
            Kind.Service => app.MapGet(path, (Library library, string? by, string? page, CancellationToken cancellation) =>
                Answer(library, db => db.ServicesAsync(ReadOrder(kind, by), Paging.Read(page), cancellation))),
            Kind.Organization => app.MapGet(path, (Library library, string? by, string? page, CancellationToken cancellation) =>
                Answer(library, db => db.OrganizationsAsync(ReadOrder(kind, by), Paging.Read(page), cancellation))),
            _ => app.MapGet(path, (Library library, string? page, CancellationToken cancellation) =>
                Answer(library, db => db.ListAsync(kind, Paging.Read(page), cancellation))),
        };
    }

    /// <summary>What readers see who rest on a citation or a link.</summary>
    private static void MapCards(WebApplication app, Kind kind)
    {
        app.MapGet(Templates.Under(Urls.CitationRoot + Urls.List(kind)), (HttpContext context, Library library, string? path, CancellationToken cancellation) =>
            Citation(context, library, kind, path, cancellation))
            .Twin<CitationView>($"citation-{kind.Folder()}", $"A citation of one of the {kind.Folder()}", canBeMissing: true);
        app.MapGet(Templates.Under(Urls.PreviewRoot + Urls.List(kind)), (Library library, string path, string? at, CancellationToken cancellation) =>
            Preview(library, kind, path, at, cancellation)).CacheOutput(Site.PageTag);
    }

    private static Type ListType(Kind kind) => kind switch
    {
        Kind.Person => typeof(Paged<ListedPerson>),
        Kind.Service => typeof(Paged<ListedService>),
        Kind.Organization => typeof(Paged<ListedOrganization>),
        Kind.Claim => typeof(ClaimsView),
        _ => typeof(ListView),
    };

    /// <summary>An order of passages from a query string; the story's for anything else.</summary>
    public static PassageOrder ReadOrder(string? text) => Vocabulary.ReadOrNull<PassageOrder>(text) ?? PassageOrder.Story;

    /// <summary>The order of the list of a kind from a query string; for anything else the one in which readers find it.</summary>
    public static EntityOrder ReadOrder(Kind kind, string? text) => (kind, text) switch
    {
        (Kind.Person, "organization") => EntityOrder.Group,
        (Kind.Person, _) or (_, "name") => EntityOrder.Name,
        (Kind.Service, "launch") => EntityOrder.Launch,
        (Kind.Service, "life") => EntityOrder.Life,
        _ => EntityOrder.Group,
    };

    private static TimelineFilter ReadTimeline(HttpRequest request) => TimelineFilter.Read(key => request.Query[key]);

    /// <summary>A citation as data, or as the card that readers see, which is a piece of HTML without a page around it.</summary>
    private static async Task<IResult> Citation(HttpContext context, Library library, Kind kind, string? path, CancellationToken cancellation)
    {
        path ??= "";
        var isData = path.EndsWith(Ending, StringComparison.Ordinal);
        if (isData) path = WithoutEnding(path);
        var slash = path.LastIndexOf('/');
        await using var db = library.Open();
        if (slash < 0 || !int.TryParse(path[(slash + 1)..], NumberStyles.None, null, out var ordinal)
            || await db.CitationAsync(kind, path[..slash], ordinal, cancellation) is not { } view) return NotFound();
        return isData ? Results.Ok(view) : new RazorComponentResult<CitationCard>(new { Of = view, Origin = context.Request.Origin() });
    }

    /// <summary>What a link leads to, as data or as the card that readers see.</summary>
    private static async Task<IResult> Preview(Library library, Kind kind, string path, string? at, CancellationToken cancellation)
    {
        var isData = path.EndsWith(Ending, StringComparison.Ordinal);
        await using var db = library.Open();
        if (await db.PreviewAsync(kind, isData ? WithoutEnding(path) : path, at, cancellation) is not { } view) return NotFound();
        return isData ? Results.Ok(view) : new RazorComponentResult<PreviewCard>(new { Of = view });
    }

    private static string WithoutEnding(string file) => file[..^Ending.Length];

    private static async Task<IResult> Answer<T>(Library library, Func<Data.Model.KnowledgeDb, Task<T>> query)
    {
        await using var db = library.Open();
        return Results.Ok(await query(db));
    }

    private static async Task<IResult> AnswerOrNotFound<T>(Library library, Func<Data.Model.KnowledgeDb, Task<T?>> query)
        where T : class
    {
        await using var db = library.Open();
        return await query(db) is { } found ? Results.Ok(found) : NotFound();
    }

    private static async Task<IResult> Export(Library library, string? key, Func<IEnumerable<BibliographyItem>, string> write, string type,
        CancellationToken cancellation)
    {
        await using var db = library.Open();
        var items = await db.BibliographyAsync(key, cancellation);
        return items.Count == 0 && key is not null ? NotFound() : Results.Text(write(items), type);
    }

    private static IResult NotFound() => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such page");
}

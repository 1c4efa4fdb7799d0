using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web;

/// <summary>The JSON twins: every page's address with <c>.json</c> gives the record the page is made of, by the same query.</summary>
internal static class Api
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.IncludeFields = true;
    }

    private const string BibTexType = "application/x-bibtex; charset=utf-8";
    private const string CslType = "application/vnd.citationstyles.csl+json; charset=utf-8";

    public static void MapApi(this WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.Home), (Library library, CancellationToken cancellation) => Answer(library, db => db.HomeAsync(DateOnly.FromDateTime(DateTime.UtcNow), cancellation))).CacheOutput();
        app.MapGet(Urls.Json(Urls.Status), (Library library, string? severity, string? page, CancellationToken cancellation) =>
            Answer(library, db => db.StatusAsync(library.Version, ReadSeverity(severity), Number(page), cancellation))).CacheOutput();
        app.MapGet(Urls.Json(Urls.References), (Library library, HttpRequest request, CancellationToken cancellation) =>
            Answer(library, db => db.ReferencesAsync(ReferenceFilter.Read(key => request.Query[key]), cancellation))).CacheOutput();
        app.MapGet(Urls.References + "/{file:regex(\\.json$)}", async (Library library, string file, string? page, CancellationToken cancellation) =>
            file.EndsWith(".csl.json", StringComparison.Ordinal)
                ? await Export(library, file[..^".csl.json".Length], Bibliography.Csl, CslType, cancellation)
                : await AnswerOrNotFound(library, db => db.ReferenceAsync(WithoutEnding(file), Number(page), cancellation))).CacheOutput();
        app.MapGet(Urls.References + "/{file:regex(\\.bib$)}", (Library library, string file, CancellationToken cancellation) => Export(library, file[..^".bib".Length], Bibliography.BibTex, BibTexType, cancellation)).CacheOutput();
        app.MapGet(Urls.BibTex(), (Library library, CancellationToken cancellation) => Export(library, null, Bibliography.BibTex, BibTexType, cancellation)).CacheOutput();
        app.MapGet(Urls.Csl(), (Library library, CancellationToken cancellation) => Export(library, null, Bibliography.Csl, CslType, cancellation)).CacheOutput();
        app.MapGet("/wanted/{**file:regex(\\.json$)}", (Library library, string file, CancellationToken cancellation) => AnswerOrNotFound(library, db => db.WantedAsync(WithoutEnding(file), cancellation))).CacheOutput();
        app.MapGet(Urls.TimelineRoot + ".json", (Library library, HttpRequest request, CancellationToken cancellation) => Answer(library, db => db.TimelineAsync(ReadTimeline(request), cancellation))).CacheOutput();
        app.MapGet(Urls.TimelineRoot + ".csv", async (Library library, HttpRequest request, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            return Results.Text(TimelineCsv.Write(await db.TimelineAsync(ReadTimeline(request), cancellation)), "text/csv; charset=utf-8");
        }).CacheOutput();
        app.MapGet(Urls.Data("{name}").Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal), async (Library library, string name, CancellationToken cancellation) =>
        {
            await using var db = library.Open();
            return await db.CsvAsync(name, cancellation) is { } csv ? Results.Text(csv, "text/csv; charset=utf-8") : NotFound();
        }).CacheOutput();
        foreach (var kind in Kinds.All)
        {
            app.MapGet(Urls.Json(Urls.List(kind)), (Library library, string? page, CancellationToken cancellation) => Answer<object>(library, async db => kind switch
            {
                Kind.Person => await db.PeopleAsync(cancellation),
                Kind.Service => await db.ServicesAsync(cancellation),
                Kind.Organization => await db.OrganizationsAsync(cancellation),
                Kind.Claim => await db.ClaimsAsync(cancellation),
                _ => await db.ListAsync(kind, Number(page), cancellation),
            })).CacheOutput();
            app.MapGet($"{Urls.List(kind)}/{{**file:regex(\\.json$)}}", async (Library library, string file, string? page, string? sort, CancellationToken cancellation) =>
            {
                await using var db = library.Open();
                if (await db.PageAsync(kind, WithoutEnding(file), Number(page), ReadOrder(sort), cancellation) is { } view) return Results.Ok(view);
                return await db.RedirectAsync(kind, WithoutEnding(file), cancellation) is { } target ? Results.Redirect(Urls.Json(target.Url), permanent: true) : NotFound();
            }).CacheOutput();
        }
    }

    /// <summary>A severity from a query string; null for anything else.</summary>
    public static Severity? ReadSeverity(string? text) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(severity) && !char.IsAsciiDigit(text![0]) ? severity : null;

    /// <summary>An order of passages from a query string; the story's for anything else.</summary>
    public static PassageOrder ReadOrder(string? text) => text switch
    {
        "video" => PassageOrder.Video,
        "newest" => PassageOrder.Newest,
        _ => PassageOrder.Story,
    };

    private static TimelineFilter ReadTimeline(HttpRequest request) => TimelineFilter.Read(key => request.Query[key]);

    private static int Number(string? text) => int.TryParse(text, out var number) ? number : 1;

    private static string WithoutEnding(string file) => file[..^".json".Length];

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

    private static async Task<IResult> Export(Library library, string? key, Func<IEnumerable<BibliographyItem>, string> write, string type, CancellationToken cancellation)
    {
        await using var db = library.Open();
        var items = await db.BibliographyAsync(key, cancellation);
        return items.Count == 0 && key is not null ? NotFound() : Results.Text(write(items), type);
    }

    private static IResult NotFound() => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such page");
}

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

    public static void MapApi(this WebApplication app)
    {
        app.MapGet(Urls.Json(Urls.Home), (Library library, CancellationToken cancellation) => Answer(library, db => db.HomeAsync(DateOnly.FromDateTime(DateTime.UtcNow), cancellation))).CacheOutput();
        app.MapGet(Urls.Json(Urls.Status), (Library library, string? severity, string? page, CancellationToken cancellation) =>
            Answer(library, db => db.StatusAsync(library.Version, ReadSeverity(severity), Number(page), cancellation))).CacheOutput();
        app.MapGet(Urls.Json(Urls.References), (Library library, string? page, CancellationToken cancellation) => Answer(library, db => db.ReferencesAsync(Number(page), cancellation))).CacheOutput();
        app.MapGet("/wanted/{**file:regex(\\.json$)}", (Library library, string file, CancellationToken cancellation) => AnswerOrNotFound(library, db => db.WantedAsync(WithoutEnding(file), cancellation))).CacheOutput();
        foreach (var kind in Kinds.All)
        {
            app.MapGet(Urls.Json(Urls.List(kind)), (Library library, string? page, CancellationToken cancellation) => Answer(library, db => db.ListAsync(kind, Number(page), cancellation))).CacheOutput();
            app.MapGet($"{Urls.List(kind)}/{{**file:regex(\\.json$)}}", async (Library library, string file, string? page, CancellationToken cancellation) =>
            {
                await using var db = library.Open();
                if (await db.PageAsync(kind, WithoutEnding(file), Number(page), cancellation) is { } view) return Results.Ok(view);
                return await db.RedirectAsync(kind, WithoutEnding(file), cancellation) is { } target ? Results.Redirect(Urls.Json(target.Url), permanent: true) : NotFound();
            }).CacheOutput();
        }
    }

    /// <summary>A severity from a query string; null for anything else.</summary>
    public static Severity? ReadSeverity(string? text) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(severity) && !char.IsAsciiDigit(text![0]) ? severity : null;

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

    private static IResult NotFound() => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such page");
}

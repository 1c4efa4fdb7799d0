using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Components.Parts;
using Microsoft.AspNetCore.Http.HttpResults;

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
        app.MapGet(Urls.Json(Urls.Moments), (Library library, string? link, string? video, CancellationToken cancellation) => Answer(library, db => db.PastedAsync(link, video, cancellation))).CacheOutput();
        // Before the twins of recordings, whose addresses may hold anything.
        app.MapGet("/videos/{**file:regex(/at/[0-9]+\\.json$)}", (Library library, string file, CancellationToken cancellation) =>
        {
            var at = file.LastIndexOf("/at/", StringComparison.Ordinal);
            return AnswerOrNotFound(library, db => Timecode.TryParse(WithoutEnding(file[(at + 4)..]), out var time) ? db.MomentAsync(file[..at], time.Seconds, cancellation) : Task.FromResult<MomentView?>(null));
        }).CacheOutput().WithOrder(-1);
        foreach (var kind in Kinds.All)
        {
            app.MapGet(Urls.Json(Urls.List(kind)), (Library library, string? page, CancellationToken cancellation) => Answer(library, db => db.ListAsync(kind, Number(page), cancellation))).CacheOutput();
            app.MapGet($"/citations{Urls.List(kind)}/{{**path}}", (HttpContext context, Library library, string? path, CancellationToken cancellation) => Citation(context, library, kind, path, cancellation)).CacheOutput();
            app.MapGet($"{Urls.List(kind)}/{{**file:regex(\\.json$)}}", async (Library library, string file, string? page, string? part, CancellationToken cancellation) =>
            {
                await using var db = library.Open();
                if (await db.PageAsync(kind, WithoutEnding(file), Number(page), Number(part), cancellation) is { } view) return Results.Ok(view);
                return await db.RedirectAsync(kind, WithoutEnding(file), cancellation) is { } target ? Results.Redirect(Urls.Json(target.Url), permanent: true) : NotFound();
            }).CacheOutput();
        }
    }

    /// <summary>A severity from a query string; null for anything else.</summary>
    public static Severity? ReadSeverity(string? text) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(severity) && !char.IsAsciiDigit(text![0]) ? severity : null;

    /// <summary>A citation as data, or as the card that readers see, which is a piece of HTML without a page around it.</summary>
    private static async Task<IResult> Citation(HttpContext context, Library library, Kind kind, string? path, CancellationToken cancellation)
    {
        path ??= "";
        var isData = path.EndsWith(".json", StringComparison.Ordinal);
        if (isData) path = WithoutEnding(path);
        var slash = path.LastIndexOf('/');
        await using var db = library.Open();
        if (slash < 0 || !int.TryParse(path[(slash + 1)..], NumberStyles.None, null, out var ordinal) || await db.CitationAsync(kind, path[..slash], ordinal, cancellation) is not { } view) return NotFound();
        return isData ? Results.Ok(view) : new RazorComponentResult<CitationCard>(new { Of = view, Origin = $"{context.Request.Scheme}://{context.Request.Host}" });
    }

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

using System.Text.Json;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace AwsHistory.Web.Machines;

/// <summary>A verdict with what it means.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Name">For readers.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record VerdictMeaning(Verdict Verdict, string Name, string Meaning);

/// <summary>The OpenAPI document of the JSON twins: their schemas come from the records, their paths from the routes.</summary>
internal static partial class ApiDocument
{
    /// <summary>Makes a route a JSON twin: kept like a page, and described.</summary>
    public static RouteHandlerBuilder Twin<T>(this RouteHandlerBuilder route, string name, string summary, bool canBeMissing = false) =>
        route.Twin(typeof(T), name, summary, canBeMissing);

    public static RouteHandlerBuilder Twin(this RouteHandlerBuilder route, Type type, string name, string summary, bool canBeMissing = false)
    {
        route.CacheOutput(Site.PageTag);
        route.WithName(name).WithSummary(summary).Produces(StatusCodes.Status200OK, type, "application/json");
        if (canBeMissing) route.ProducesProblem(StatusCodes.Status404NotFound);
        return route;
    }

    public static void Configure(OpenApiOptions options)
    {
        // Twins have names; files, such as recordings, are no part of the document.
        options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Any();
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new()
            {
                Title = "AWS History",
                Version = "1",
                Description = "Every page of the site as JSON: its address with .json, the same query string, the same record. Reading only; no key; fields are added and never renamed.",
                License = new() { Name = "CC BY 4.0", Url = new("https://creativecommons.org/licenses/by/4.0/") },
            };
            document.Tags = null;
            var paths = new OpenApiPaths();
            foreach (var (path, item) in document.Paths) paths[Templates.Written(path)] = item;
            document.Paths = paths;
            // Where a value may be null, its place says so; an enumeration that has null as well would let it match twice.
            foreach (var schema in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.OfType<OpenApiSchema>())
                schema.Enum = schema.Enum?.Where(value => value is not null && value.GetValueKind() != JsonValueKind.Null).ToList();
            SetNulls(document, context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Tags = null;
            var path = Urls.Home + Constraint().Replace(context.Description.RelativePath!, "{$1}");
            operation.Parameters = [.. (operation.Parameters ?? []).Where(parameter => parameter.In != ParameterLocation.Path)
                .Select(parameter => (IOpenApiParameter)Parameter(parameter.Name!, ParameterLocation.Query, false)), .. Named().Matches(Templates.Written(path))
                .Select(match => (IOpenApiParameter)Parameter(match.Groups[1].Value, ParameterLocation.Path, true))];
            // The filters of these read the query string themselves.
            var filter = path == Urls.Json(Urls.TimelineRoot) ? TimelineFilter.Keys : path == Urls.Json(Urls.References) ? ReferenceFilter.Keys
                : path == Urls.Json(Urls.List(Kind.Claim)) ? ClaimFilter.Keys : path == Urls.Json(Urls.Search) ? SearchRequest.Keys : [];
            foreach (var key in filter) operation.Parameters.Add(Parameter(key, ParameterLocation.Query, false));
            return Task.CompletedTask;
        });
    }

    /// <summary>A value that is worked out from others may be null as well; the generator sees that only of those that are set.</summary>
    private static void SetNulls(OpenApiDocument document, JsonSerializerOptions options)
    {
        foreach (var type in typeof(PageView).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(PageView).Namespace))
        {
            if (document.Components?.Schemas?.TryGetValue(type.Name, out var found) != true || found is not OpenApiSchema { Properties: { } properties }) continue;
            foreach (var name in options.GetTypeInfo(type).Properties.Where(property => property is { Set: null, IsGetNullable: true }).Select(property => property.Name))
            {
                if (properties[name] is OpenApiSchemaReference reference) properties[name] =
                    new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
                else if (properties[name] is OpenApiSchema { Type: { } kind } plain) plain.Type = kind | JsonSchemaType.Null;
            }
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, bool isRequired) => new()
    {
        Name = name,
        In = place,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = name is "ordinal" or "seconds" or "page" or "part" or "year" ? JsonSchemaType.Integer : JsonSchemaType.String },
        Description = name == "slug" ? "Slashes in it stay as they are." : null,
    };

    [GeneratedRegex(@"\{\*{0,2}(\w+)(:[^}]*)?\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Named();
}

using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Model;

namespace AwsHistory.Web.Machines;

/// <summary>What the formats for machines share: where the site is, and how text is answered.</summary>
internal static class Answers
{
    /// <summary>Scheme and host as the reader asked for them, for links that are taken away.</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>A text made of the library; a problem document when there is nothing of the name.</summary>
    public static RequestDelegate Text(string type, Func<HttpContext, KnowledgeDb, Task<string?>> write) => async context =>
    {
        await using var db = context.RequestServices.GetRequiredService<Library>().Open();
        if (await write(context, db) is not { } text)
        {
            await Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such page").ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = type;
        await context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    };

    /// <summary>What stands before the ending in the part of an address that a route caught.</summary>
    public static string Slug(this HttpContext context, string ending) => ((string)context.Request.RouteValues["file"]!)[..^ending.Length];
}

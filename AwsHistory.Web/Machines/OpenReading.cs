using AwsHistory.Data;
using Microsoft.Net.Http.Headers;

namespace AwsHistory.Web.Machines;

/// <summary>
/// Lets programs read: data may be fetched by the scripts of any site, and whoever prefers Markdown gets it at the page's own
/// address. Nothing here knows who asks, so nothing is given away.
/// </summary>
internal sealed class OpenReading(RequestDelegate next)
{
    private static readonly string[] Endings = [".json", ".md", ".csv", ".bib", ".vtt", ".ics", ".xml", ".txt"];

    public Task InvokeAsync(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        var path = request.Path.Value ?? "";
        if (MarkdownTwin.Has(path))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (PrefersMarkdown(request))
            {
                path = Urls.Markdown(path);
                request.Path = path;
                headers.ContentLocation = path;
            }
        }

        if (!IsData(path)) return next(context);
        // The header is sent to everybody, so that no cache keeps an answer without it for those who need it.
        headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(request.Method)) return next(context);
        headers.AccessControlAllowMethods = "GET, HEAD";
        headers.AccessControlAllowHeaders = "Accept, If-None-Match";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Whether an address, by its ending, is made for programs.</summary>
    public static bool IsData(PathString path) => path.Value is { } value && !value.StartsWith("/_", StringComparison.Ordinal)
        && Endings.Any(ending => value.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Only those who name Markdown, and would not rather have the page; browsers and <c>*/*</c> get the page.</summary>
    private static bool PrefersMarkdown(HttpRequest request)
    {
        if (!request.Headers.Accept.ToString().Contains("markdown", StringComparison.OrdinalIgnoreCase)) return false;
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("text/markdown") is { } markdown && markdown > 0 && markdown >= (Quality("text/html") ?? 0);

        double? Quality(string type) => accepted.FirstOrDefault(value => value.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Quality ?? 1 : null;
    }
}

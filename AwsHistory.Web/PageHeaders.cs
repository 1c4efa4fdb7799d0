using System.Globalization;
using AwsHistory.Data;
using AwsHistory.Web.Machines;
using Microsoft.Net.Http.Headers;

namespace AwsHistory.Web;

/// <summary>
/// What every answer carries. A reading page depends on the database, the program and its own address and on nothing else, so
/// the first two make its ETag, and a reader who has it is answered before anything is looked up.
/// </summary>
internal sealed class PageHeaders(RequestDelegate next, Library library)
{
    /// <summary>The hash of the one line of script in the head, which sets the reader's theme before anything is painted.</summary>
    private const string ThemeScript = "'sha256-yDZQoi6eIB23cgFk7olbM6wSOig7mXP6HLFR0SDH584='";

    private const string Policy =
        $"default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self' {ThemeScript}; connect-src 'self'; frame-src https://www.youtube-nocookie.com; media-src 'self' https:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private const string EnhancedNavigation = "blazor-enhanced-nav";

    private static readonly string Program = typeof(PageHeaders).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            await AnswerHead(context);
            return;
        }

        // Addresses are made of it; a server takes an empty name, and any number for a port.
        if (!Uri.TryCreate(context.Request.Origin(), UriKind.Absolute, out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!library.IsOpen) await library.Opened.WaitAsync(context.RequestAborted);
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        Protect(headers);
        NormalizeEncoding(request);
        if (!HttpMethods.IsGet(request.Method))
        {
            if (request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }

            // Everything here is for reading.
            headers.Allow = "GET, HEAD, OPTIONS";
            response.StatusCode = HttpMethods.IsOptions(request.Method) ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
            return;
        }

        // The first page shows what belongs to the day.
        var day = IsOfTheDay(request.Path) ? "-" + Today : "";
        var tag = new EntityTagHeaderValue($"\"{library.Version}-{Program}{day}{Path.GetExtension(request.Path)}\"", isWeak: true);
        if (IsPage(request.Path) && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            SetCaching(headers, tag);
            return;
        }

        response.OnStarting(() =>
        {
            // A style or a script is no document: what keeps one to what is ours is only weight before the first paint.
            if (response.ContentType is { } type && (type.StartsWith("text/css", StringComparison.Ordinal) || type.StartsWith("text/javascript", StringComparison.Ordinal)))
            {
                headers.ContentSecurityPolicy = default;
                headers.Remove("Referrer-Policy");
                headers.Remove("Permissions-Policy");
            }

            // A page that fails or leads elsewhere says that itself.
            if (response.StatusCode == StatusCodes.Status200OK && context.Items.ContainsKey(IsMissing)) response.StatusCode = StatusCodes.Status404NotFound;
            // Static assets have their own tags, and islands say themselves that they must not be stored.
            if (response.StatusCode == StatusCodes.Status200OK && IsPage(request.Path) && !context.Items.ContainsKey(HasIsland)) SetCaching(headers, tag);
            // The output cache gives this value back as "Allow", having mistaken it for the name of a header, and Blazor's script,
            // which compares exactly, would then load every kept page afresh.
            if (headers.ContainsKey(EnhancedNavigation)) headers[EnhancedNavigation] = "allow";
            if (response.StatusCode < StatusCodes.Status500InternalServerError && context.Items.TryGetValue(KeepFor, out var seconds)) headers.CacheControl = $"public, max-age={seconds}";
            return Task.CompletedTask;
        });
        await next(context);
    }

    /// <summary>What keeps a page to what is ours.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>Pages are mapped for GET; HEAD is the same answer without its body.</summary>
    private async Task AnswerHead(HttpContext context)
    {
        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await InvokeAsync(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }

    /// <summary>Set in <see cref="HttpContext.Items"/> by a page that renders an island: its markers are sealed and expire.</summary>
    public const string HasIsland = nameof(HasIsland);

    /// <summary>
    /// Set in <see cref="HttpContext.Items"/> by a page that stands for what is not there, and is answered as 404. It does not set the
    /// status itself: a page whose status changes while it is made is thrown away for the one that stands for all that is missing.
    /// </summary>
    public const string IsMissing = nameof(IsMissing);

    /// <summary>Set in <see cref="HttpContext.Items"/> by an answer that may be some seconds old: for how many it need not be asked for again.</summary>
    public const string KeepFor = nameof(KeepFor);

    private static void SetCaching(IHeaderDictionary headers, EntityTagHeaderValue tag)
    {
        headers.ETag = tag.ToString();
        headers.CacheControl = "public, no-cache";
        headers.Remove(HeaderNames.Pragma);
        headers.Remove(HeaderNames.Expires);
    }

    /// <summary>Whether a page changes with the day, not only with the library.</summary>
    public static bool IsOfTheDay(PathString path) => path.Value is Urls.Home || path.Value == Urls.Json(Urls.Home);

    /// <summary>The day, in universal time, as every part of the site counts it.</summary>
    public static string Today => DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static bool IsPage(PathString path)
    {
        var value = path.Value ?? "";
        return !value.StartsWith("/_", StringComparison.Ordinal) && (!value.Contains('.') || OpenReading.IsData(path) || PageCards.IsCard(path));
    }

    /// <summary>Three kinds of answer are kept, not one for every way of naming encodings.</summary>
    private static void NormalizeEncoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        request.Headers.AcceptEncoding = Takes("br") ? "br" : Takes("gzip") ? "gzip" : "";

        bool Takes(string name) => accepted.Any(encoding => encoding.Quality != 0 && encoding.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}

using AwsHistory.Data;

namespace AwsHistory.Web.Hosting;

/// <summary>
/// Tells those who keep the program running how it is: whether it lives, and whether it has a library to read from, which takes a
/// moment at the first start. Answered before anything else, never kept.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void UseHealth(this WebApplication app, Library library) => app.Use((context, next) => context.Request.Path.Value switch
    {
        Urls.Lives => Answer(context, true),
        Urls.Ready => Answer(context, library.IsOpen),
        _ => next(context),
    });

    /// <summary>Asks a running program of ours. For containers without a shell.</summary>
    /// <param name="urls">Where it listens, as it was told; null for what the environment says, or the usual.</param>
    /// <returns>Null when it lives; else what is wrong.</returns>
    public static async Task<string?> AskAsync(string? urls, CancellationToken cancellation)
    {
        urls ??= Environment.GetEnvironmentVariable("ASPNETCORE_URLS")
            ?? (Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS") is { Length: > 0 } ports ? $"http://localhost:{ports.Split(';')[0]}"
                : "http://localhost:5000");
        if (AddressOrNull(urls.Split(';')[0]) is not { } address) return $"{urls} is no address such as http://localhost:8080";
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(address, cancellation);
            return response.IsSuccessStatusCode ? null : $"{address} answers {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"{address}: {e.Message}";
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{address} does not answer within {Patience.TotalSeconds:0} s";
        }
    }

    private static Uri? AddressOrNull(string url)
    {
        try
        {
            var binding = BindingAddress.Parse(url);
            // A program that listens everywhere listens here as well.
            var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
            return new Uri($"{binding.Scheme}://{host}:{binding.Port}{Urls.Lives}");
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Task Answer(HttpContext context, bool isWell)
    {
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(isWell ? "ok\n" : "no library is open yet\n", context.RequestAborted);
    }
}

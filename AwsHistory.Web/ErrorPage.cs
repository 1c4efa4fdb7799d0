using AwsHistory.Data;

namespace AwsHistory.Web;

/// <summary>What people see when a page fails. It is made of nothing that can fail with it: no database, no components.</summary>
internal static class ErrorPage
{
    private const string Html = $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta name="robots" content="noindex">
          <title>This page cannot be shown · AWS History</title>
          <base href="/">
          <link rel="stylesheet" href="app.css">
          <link rel="icon" href="favicon.svg" type="image/svg+xml">
        </head>
        <body>
        <header class="site"><a class="mark" href="{Urls.Home}">AWS <span>History</span></a></header>
        <main id="main">
          <section class="list">
            <h1>This page cannot be shown</h1>
            <p class="lead">Something went wrong on our side; nothing is wrong with the address you asked for.</p>
            <p>What happened is written down for those who run the site. Load the page again in a moment, or begin at
              <a href="{Urls.Home}">the first page</a>.</p>
          </section>
        </main>
        </body>
        </html>

        """;

    public static ExceptionHandlerOptions Options => new() { ExceptionHandler = Answer };

    private static Task Answer(HttpContext context)
    {
        // The status is set; the headers were cleared along with whatever had been answered so far. It also forbids to keep the answer.
        PageHeaders.Protect(context.Response.Headers);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Html, context.RequestAborted);
    }
}

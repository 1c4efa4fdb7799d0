using System.IO.Compression;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Components;
using AwsHistory.Web.Export;
using AwsHistory.Web.Hosting;
using AwsHistory.Web.Machines;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Console;

namespace AwsHistory.Web;

/// <summary>Puts the web application together.</summary>
internal static class Site
{
    /// <summary>The tag of every cached page; dropped as a whole when another database is swapped in.</summary>
    public const string PageTag = "pages";

    /// <summary>The parts of a query string that pages read; whatever else is in it makes no other page.</summary>
    public static readonly string[] QueryKeys = [.. new[] { "page", "severity", "kind", "explore", "by", "sort", "verdict", "part", "link", "video", "at",
        "passage", "v" }.Union(TimelineFilter.Keys).Union(ReferenceFilter.Keys)];

    /// <param name="library">What it shows.</param>
    /// <param name="settings">Settings in the form of the command line.</param>
    /// <param name="copy">What a copy as files is made for; null to be served.</param>
    public static WebApplication Create(Library library, string[] settings, StaticCopy? copy = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "AwsHistory.Web",
            Args = settings,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot"
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // Not AddSimpleConsole, which would overrule Logging:Console:FormatterName=json.
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // What stands in the way of the start, such as a port in use, is an error of the host, and is thrown to whoever started us,
        // who says it in one line. A service that fails later is critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        if (copy is null) builder.AddTelemetry();
        var services = builder.Services;
        services.AddSingleton(library);
        services.AddSingleton<Handover>();
        services.AddSingleton(TimeProvider.System);
        // A copy is made of one state of the library.
        if (copy is null) services.AddHostedService<LibraryWatcher>();
        else services.AddCascadingValue(_ => copy);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSingleton<IAntiforgery, NoForms>();
        // Seals nothing that must outlive the process, so no key is written to the home of whoever runs us.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddProblemDetails();
        services.AddOpenApi(ApiDocument.Configure);
        services.ConfigureHttpJsonOptions(json => Api.Configure(json.SerializerOptions));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/markdown", "text/csv", "text/vtt", "text/calendar", "application/atom+xml",
                "application/json+chapters", "application/x-bibtex", "application/vnd.citationstyles.csl+json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 64 * 1024 * 1024;
            cache.DefaultExpirationTimeSpan = TimeSpan.FromHours(24);
            // By name as well: an endpoint that asks for the framework's own policy would be kept once for every query string.
            cache.AddBasePolicy(Keep);
            cache.AddPolicy(PageTag, Keep);
            void Keep(OutputCachePolicyBuilder policy) => policy.AddPolicy<NoIslands>().Tag(PageTag).SetVaryByQuery(QueryKeys).SetVaryByHeader("Accept-Encoding")
                .VaryByValue(_ => new("version", library.Version))
                .VaryByValue(context => new("day", PageHeaders.IsOfTheDay(context.Request.Path) ? PageHeaders.Today : ""));
        });

        var app = builder.Build();
        app.UseHealth(library);
        if (copy is not null) app.Use((context, next) =>
        {
            (context.Request.Scheme, context.Request.Host) = (copy.Base.Scheme, new HostString(copy.Base.Authority));
            return next(context);
        });
        app.UseMiddleware<OpenReading>();
        app.UseMiddleware<PageHeaders>();
        app.UseStatusCodePagesWithReExecute(Urls.NotFound);
        // What goes wrong is a page to people and a problem document to programs.
        app.UseWhen(context => OpenReading.IsData(context.Request.Path), data => data.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !OpenReading.IsData(context.Request.Path), pages => pages.UseExceptionHandler(ErrorPage.Options));
        app.UseRouting(); // after the headers, which turn HEAD into GET
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapApi();
        app.MapMachines();
        app.MapOpenApi(Urls.OpenApi).CacheOutput(Site.PageTag);
        app.MapMedia();
        app.MapSearchApi(isServed: copy is null);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>
    /// A page with an island is made for each reader: its markers are sealed, and after some minutes no circuit takes them any more.
    /// A page of what is missing becomes a 404 only as the answer begins, too late for the cache to see.
    /// </summary>
    private sealed class NoIslands : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var items = context.HttpContext.Items;
            if (items.ContainsKey(PageHeaders.HasIsland) || items.ContainsKey(PageHeaders.IsMissing)) context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>
    /// The site has no form that posts. The framework's own service would set a cookie and forbid caching on every page.
    /// </summary>
    private sealed class NoForms : IAntiforgery
    {
        private static readonly AntiforgeryTokenSet None = new(null, null, "unused", null);

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => None;

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => None;

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);

        public void SetCookieTokenAndHeader(HttpContext httpContext)
        {
        }

        public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;
    }
}

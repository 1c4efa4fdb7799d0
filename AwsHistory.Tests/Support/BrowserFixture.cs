using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AwsHistory.Tests.Support.BrowserFixture))]

namespace AwsHistory.Tests.Support;

/// <summary>
/// The system's Chromium, one for all tests. Its path is taken from <c>BROWSER_PATH</c>. Where there is none the browser tests are
/// skipped with that reason, unless <c>REQUIRE_BROWSER=1</c> makes that a failure.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("BROWSER_PATH") ?? Usual.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        });
    }

    /// <summary>A page in a context of its own.</summary>
    /// <param name="site">The site, whose address paths are relative to.</param>
    /// <param name="width">Width of the window.</param>
    /// <param name="scripts">Whether scripts run.</param>
    /// <param name="dark">Whether the reader prefers dark.</param>
    internal async Task<BrowserPage> OpenAsync(SiteFixture site, int width = 1280, bool scripts = true, bool dark = false) =>
        await OpenAsync(site.Client.BaseAddress!, width, scripts, dark);

    internal async Task<BrowserPage> OpenAsync(Uri site, int width = 1280, bool scripts = true, bool dark = false, bool touch = false, bool offline = false)
    {
        const string missing = "no Chromium; install it or name it in BROWSER_PATH";
        if (browser is null && Environment.GetEnvironmentVariable("REQUIRE_BROWSER") == "1") Assert.Fail(missing);
        Assert.SkipWhen(browser is null, missing);
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            // A worker would answer in place of the site, unseen by whoever watches the network.
            ServiceWorkers = offline ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            HasTouch = touch,
            IsMobile = touch,
        });
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        return new(context, await context.NewPageAsync(), site);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A page, and what it asked for and complained of.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public BrowserPage(IBrowserContext context, IPage page, Uri site)
    {
        (this.context, Page) = (context, page);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Outside.Add(request.Url);
        };
        page.WebSocket += (_, socket) => Sockets.Add(socket.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    public List<string> Outside { get; } = [];

    public List<string> Sockets { get; } = [];

    public List<string> Errors { get; } = [];

    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await context.CookiesAsync();

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        await context.DisposeAsync();
    }
}

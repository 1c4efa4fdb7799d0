using AwsHistory.Data;
using AwsHistory.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(AwsHistory.Tests.Support.SiteFixture))]

namespace AwsHistory.Tests.Support;

/// <summary>The site over our own content, on a port of its own, for all tests that only read.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private readonly RunningSite site = new(Paths.Content);

    public HttpClient Client => site.Client;

    public string Version => site.Library.Version;

    public Library Library => site.Library;

    public async ValueTask InitializeAsync() => await site.StartAsync();

    public async ValueTask DisposeAsync() => await site.DisposeAsync();
}

/// <summary>A site over any folder of content.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private WebApplication? app;

    public RunningSite(string content) => Library = new Library(content, data.Path);

    public Library Library { get; }

    /// <summary>Whether the site follows its folder, and mends what it finds broken.</summary>
    public bool Watches { get; init; } = true;

    /// <summary>From where on the site's log is printed; what a test provokes need not be.</summary>
    public string Log { get; init; } = "Warning";

    /// <summary>The file that is being served.</summary>
    public string Database => Directory.GetFiles(data.Path, "knowledge-*.db").Single();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task StartAsync()
    {
        Library.Build();
        // Files are served as they are once published, not as they are to whoever is writing them.
        app = Site.Create(Library, ["--urls=http://127.0.0.1:0", $"--Logging:LogLevel:Default={Log}", "--Library:FirstReaders=0", "--ReloadStaticAssetsAtRuntime=false"]);
        await app.StartAsync();
        if (!Watches) await app.Services.GetServices<IHostedService>().OfType<LibraryWatcher>().Single().StopAsync(default);
        Client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null) await app.DisposeAsync();
        Library.Dispose();
        data.Dispose();
    }
}

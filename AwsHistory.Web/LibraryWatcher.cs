using AwsHistory.Data;
using Microsoft.AspNetCore.OutputCaching;

namespace AwsHistory.Web;

/// <summary>Keeps the library up to date: once at the start, and after every change of the content folder.</summary>
internal sealed class LibraryWatcher(Library library, IOutputCacheStore cache, ILogger<LibraryWatcher> log) : BackgroundService
{
    /// <summary>An editor writes a file in several steps; a build waits for this much quiet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(120);

    /// <summary>At the start, those who wait for the first pages come before the changes made since the last run.</summary>
    private static readonly TimeSpan FirstReaders = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim changes = new(1); // released once: the first build needs no change

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = library.Folder.Watch(() => changes.Release());
        await library.Opened.WaitAsync(stoppingToken);
        await Task.Delay(FirstReaders, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await changes.WaitAsync(stoppingToken);
            while (await changes.WaitAsync(Quiet, stoppingToken))
            {
                // drain until nothing more comes
            }

            try
            {
                if (await Task.Run(() => library.Build(null, stoppingToken), stoppingToken) is not { } result) continue;
                await cache.EvictByTagAsync(Site.PageTag, stoppingToken);
                log.LogInformation("{Pages} pages: {Compiled} built, {Carried} carried over, {Stale} kept from before", result.Pages, result.Compiled, result.Carried, result.Stale);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The site stays on its last good database; the next change tries again.
                log.LogError("The library was not rebuilt: {Reason}", e.Message);
            }
        }
    }

    public override void Dispose()
    {
        changes.Dispose();
        base.Dispose();
    }
}

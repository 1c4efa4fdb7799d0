using System.Threading.Channels;
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Room for one: that something has changed is all there is to say, however often it is said.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = library.Folder.Watch(() => changes.Writer.TryWrite(true));
        await library.Opened.WaitAsync(stoppingToken);
        await Task.Delay(FirstReaders, stoppingToken);
        changes.Writer.TryWrite(true);
        while (await changes.Reader.WaitToReadAsync(stoppingToken))
        {
            while (changes.Reader.TryRead(out _)) await Task.Delay(Quiet, stoppingToken);
            try
            {
                if (await Task.Run(() => library.Build(null, stoppingToken), stoppingToken) is not { } result) continue;
                await cache.EvictByTagAsync(Site.PageTag, stoppingToken);
                log.LogInformation("{Pages} pages: {Compiled} built, {Carried} carried over, {Stale} kept from before", result.Pages, result.Compiled,
                    result.Carried, result.Stale);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The site stays on its last good database; the next change tries again.
                log.LogError("The library was not rebuilt: {Reason}", e.Message);
            }
        }
    }
}

using System.Threading.Channels;
using AwsHistory.Data;
using Microsoft.AspNetCore.OutputCaching;

namespace AwsHistory.Web;

/// <summary>Keeps the library up to date: once at the start, and after every change of the content folder.</summary>
internal sealed class LibraryWatcher(Library library, IOutputCacheStore cache, IConfiguration settings, ILogger<LibraryWatcher> log) : BackgroundService
{
    /// <summary>An editor writes a file in several steps; a build waits for this much quiet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(120);

    /// <summary>At the start, those who wait for the first pages come before the changes made since the last run.</summary>
    private readonly TimeSpan firstReaders = settings.GetValue("Library:FirstReaders", TimeSpan.FromSeconds(1));

    /// <summary>Calls back after every change of the content; ends when disposed.</summary>
    internal Func<Action, IDisposable> Watch { get; init; } = library.Folder.Watch;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Follow(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; to a host that is disposed of without being stopped first, a cancellation would be a fault.
        }
    }

    private async Task Follow(CancellationToken stoppingToken)
    {
        // Room for one: that something has changed is all there is to say, however often it is said.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = WatchOrNull(() => changes.Writer.TryWrite(true));
        await library.Opened.WaitAsync(stoppingToken);
        await Task.Delay(firstReaders, stoppingToken);
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
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the site stays on its last good database; the next change tries again.
                log.LogError(e, "The library was not rebuilt; the site stays as it was");
            }
        }
    }

    /// <summary>Null where the system gives no watch: there are only so many for each user, and in some containers none.</summary>
    private IDisposable? WatchOrNull(Action changed)
    {
        try
        {
            return Watch(changed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The content folder is not watched, so changes are seen at the next start: {Reason}", e.Message);
            return null;
        }
    }
}

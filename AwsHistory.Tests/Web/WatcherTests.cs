using System.Collections.Concurrent;
using AwsHistory.Data;
using AwsHistory.Tests.Support;
using AwsHistory.Web;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsHistory.Tests.Web;

/// <summary>What goes wrong while the site follows its folder.</summary>
public sealed class WatcherTests : IDisposable
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    private readonly TemporaryFolder content = new(), data = new();
    private readonly Library library;
    private readonly Lines log = new();
    private readonly IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection([new("Library:FirstReaders", "0")]).Build();

    public WatcherTests()
    {
        content.Write("articles/a.md", "---\ntitle: A\n---\nText.\n");
        library = new Library(content.Path, data.Path);
    }

    public void Dispose()
    {
        library.Dispose();
        content.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_fault_of_any_kind_is_logged_in_full_and_the_next_change_is_seen()
    {
        library.Build();
        var cache = new FailingOnce();
        Action? changed = null;
        using var watcher = new LibraryWatcher(library, cache, settings, log) { Watch = call => { changed = call; return new MemoryStream(); } };
        content.Write("articles/b.md", "---\ntitle: B\n---\nText.\n");
        await watcher.StartAsync(default);
        await Until(() => !log.All.IsEmpty);
        var (level, _, fault) = Assert.Single(log.All);
        Assert.Equal((LogLevel.Error, "not an I/O matter"), (level, Assert.IsType<InvalidOperationException>(fault).Message));
        content.Write("articles/c.md", "---\ntitle: C\n---\nText.\n");
        changed!();
        await Until(() => log.All.Count == 2);
        Assert.StartsWith("3 pages", log.All.Last().Text, StringComparison.Ordinal);
        Assert.False(watcher.ExecuteTask!.IsCompleted);
        await watcher.StopAsync(default);
        Assert.False(watcher.ExecuteTask.IsFaulted);
    }

    [Fact]
    public async Task Where_nothing_can_be_watched_one_line_says_so_and_the_site_is_served()
    {
        library.Build();
        using var watcher = new LibraryWatcher(library, new FailingOnce { Fails = false }, settings, log) { Watch = _ => throw new IOException("no more instances of inotify") };
        content.Write("articles/b.md", "---\ntitle: B\n---\nText.\n");
        await watcher.StartAsync(default);
        // What changed since the last run is built all the same.
        await Until(() => log.All.Count == 2);
        var (level, text, fault) = log.All.First();
        Assert.Equal((LogLevel.Warning, null), (level, fault));
        Assert.EndsWith("no more instances of inotify", text, StringComparison.Ordinal);
        Assert.StartsWith("2 pages", log.All.Last().Text, StringComparison.Ordinal);
        await watcher.StopAsync(default);
    }

    [Fact]
    public async Task The_exit_code_tells_a_fault_from_a_stop()
    {
        using var asked = Host.CreateEmptyApplicationBuilder(null).Build();
        await asked.StartAsync();
        asked.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(0, await Verbs.UntilStopped(asked, default));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<Faulty>();
        using var failed = builder.Build();
        await failed.StartAsync();
        Assert.Equal(1, await Verbs.UntilStopped(failed, default).WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task The_host_may_say_that_a_service_of_it_failed()
    {
        await using var app = Site.Create(library, ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        var host = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(HostCategory);
        Assert.Equal((true, false), (host.IsEnabled(LogLevel.Critical), host.IsEnabled(LogLevel.Error)));
    }

    private static Task Until(Func<bool> holds) => Patience.UntilAsync(() => Task.FromResult(holds()));

    private sealed class Faulty : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("a fault");
        }
    }

    private sealed class FailingOnce : IOutputCacheStore
    {
        public bool Fails { get; set; } = true;

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
        {
            if (!Fails) return ValueTask.CompletedTask;
            Fails = false;
            throw new InvalidOperationException("not an I/O matter");
        }

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult<byte[]?>(null);

        public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class Lines : ILogger<LibraryWatcher>
    {
        public ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> All { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue((logLevel, formatter(state, exception), exception));
    }
}

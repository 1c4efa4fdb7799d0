using AwsHistory.Data;
using AwsHistory.Data.Model;
using Microsoft.Extensions.Caching.Memory;

namespace AwsHistory.Web;

/// <summary>
/// What a page with an island was made of, kept for the moment until the island comes up, which begins with the same. A record that
/// were sent along with the page, sealed as it would have to be, would make the page several times as heavy.
/// </summary>
internal sealed class Handover(Library library) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 64 });

    /// <summary>The record that stands at an address: the one that is kept, or a new one.</summary>
    public async Task<T> GetAsync<T>(string address, Func<KnowledgeDb, Task<T>> query)
        where T : class
    {
        var key = (library.Version, address);
        if (kept.TryGetValue(key, out T? record)) return record!;
        await using var db = library.Open();
        record = await query(db);
        kept.Set(key, record, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Moment });
        return record;
    }

    public void Dispose() => kept.Dispose();
}

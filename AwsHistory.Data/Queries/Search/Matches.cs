using System.Runtime.InteropServices;
using AwsHistory.Data.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace AwsHistory.Data.Queries;

/// <summary>
/// Everything that matched, as far as it is needed later. The index is walked once: each match comes with its rank, its page and
/// its facets, and is grouped and counted as it comes.
/// </summary>
internal sealed class Matches
{
    private readonly Dictionary<uint, int> counts = [];

    /// <summary>How many passages have the words, whatever the results are narrowed to.</summary>
    public int All { get; private set; }

    /// <summary>How many passages remain.</summary>
    public int Total { get; private set; }

    /// <summary>The pages of those that remain, by page id.</summary>
    public Dictionary<int, MatchedPage> Pages { get; } = [];

    /// <summary>How many passages have each value of each facet.</summary>
    public IReadOnlyDictionary<uint, int> Counts => counts;

    /// <summary>Walks all matches.</summary>
    /// <param name="db">The database, its connection open.</param>
    /// <param name="match">What to look for; null for everything, in the order of the pages.</param>
    /// <param name="filter">What the results are narrowed to.</param>
    /// <param name="keep">How many passages of a page to remember.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static Matches Walk(KnowledgeDb db, string? match, SearchFilter filter, int keep, CancellationToken cancellation)
    {
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        // The cross join keeps the index outermost.
        command.CommandText = match is null
            ? $"SELECT Id, PageId, Codes, 0.0 FROM PassageFacets{filter.Where()} ORDER BY Id"
            : "SELECT i.rowid, f.PageId, f.Codes, bm25(PassageIndex, 8, 4, 1, 3) FROM PassageIndex i CROSS JOIN PassageFacets f ON f.Id = i.rowid WHERE PassageIndex MATCH @match";
        if (match is not null) command.Parameters.AddWithValue("@match", match);
        var matches = new Matches();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if ((++matches.All & 4095) == 0) cancellation.ThrowIfCancellationRequested();
            // A span over SQLite's own bytes; an array for each of a hundred thousand rows would cost as much as the index.
            var codes = MemoryMarshal.Cast<byte, uint>(raw.sqlite3_column_blob(reader.Handle, 2));
            var page = reader.GetInt32(1);
            if (filter.PageId is { } only && page != only) continue;
            switch (filter.Missing(codes, out var missing))
            {
                case 0:
                    matches.Add(reader.GetInt32(0), page, -reader.GetDouble(3), keep);
                    matches.Count(codes, null);
                    break;
                case 1 when SearchRequest.IsSingle(missing):
                    // What another kind or year would give, had it been chosen.
                    matches.Count(codes, missing);
                    break;
            }
        }

        return matches;
    }

    private void Add(int passage, int page, double score, int keep)
    {
        Total++;
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(Pages, page, out _);
        entry ??= new();
        entry.Add(passage, score, keep);
    }

    private void Count(ReadOnlySpan<uint> codes, FacetGroup? only)
    {
        foreach (var code in codes)
            if (only is null || FacetCode.Group(code) == only) CollectionsMarshal.GetValueRefOrAddDefault(counts, code, out _)++;
    }
}

/// <summary>The passages of a page that matched: how many, and the best.</summary>
internal sealed class MatchedPage
{
    /// <summary>How many there are.</summary>
    public int Total { get; private set; }

    /// <summary>The best of them, best first.</summary>
    public List<(int Passage, double Score)> Best { get; } = [];

    /// <summary>A page that speaks of it more than once is worth a little more.</summary>
    public double Score => Best[0].Score + (Best.Count > 1 ? Best[1].Score * 0.2 : 0) + (Best.Count > 2 ? Best[2].Score * 0.1 : 0);

    /// <summary>Takes up one more.</summary>
    public void Add(int passage, double score, int keep)
    {
        Total++;
        if (Best.Count == keep && Best[^1].Score >= score) return;
        if (Best.Count == keep) Best.RemoveAt(keep - 1);
        var at = Best.Count;
        while (at > 0 && Best[at - 1].Score < score) at--;
        Best.Insert(at, (passage, score));
    }
}

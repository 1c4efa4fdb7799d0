using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data;

/// <summary>
/// Makes of the database before, or of an empty one, the database of a set: decides which of its pages stay as they are, removes
/// all others, and compiles and writes what is missing.
/// </summary>
internal sealed partial class DatabaseWriter(KnowledgeDb db, ContentSet set, IProgress<BuildProgress>? progress, CancellationToken cancellation)
{
    private const string PagesText = "SELECT Id, Title, Heading, Body, Entities FROM PassageTexts WHERE Id IN (SELECT Id FROM Passages WHERE PageId = @page)";

    private const string CuesText = "SELECT Id, Speaker, Text FROM Cues WHERE PageId = @page";

    /// <summary>The fact that keeps the highest id a page ever had.</summary>
    private const string LastId = "last page id";

    private const string StalePages = "(SELECT Id FROM Pages WHERE IsStale)";

    /// <summary>Tables whose rows belong to one page.</summary>
    private static readonly string[] PageTables =
    [
        "Names", "Topics", "Passages", "Citations", "Links", "Mentions", "Relations", "Roles", "Milestones", "Claims", "Events", "Services",
        "Organizations", "Videos", "Chapters", "Cues", "Markdown", "Verdicts",
    ];

    private readonly SqliteConnection connection = (SqliteConnection)db.Database.GetDbConnection();
    private readonly Dictionary<string, int> pageIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> referenceIds = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Kind> entityKinds = [];
    private int lastId;
    private SqliteTransaction transaction = null!;
    private SearchWriter search = null!;

    /// <summary>Few pages are indexed as they are written; when most are, one rebuild at the end is faster.</summary>
    private bool indexAsWeGo;

    public BuildResult Write(bool isNew, string target)
    {
        using var started = connection.BeginTransaction();
        transaction = started;
        var old = Old();
        AssignIds(old);
        using var searching = new SearchWriter(connection, transaction, id => entityKinds.TryGetValue(id, out var kind) ? kind : null);
        search = searching;
        WriteReferences();
        using var rows = new PageRows(db, connection, transaction, set, pageIds, referenceIds);

        var (sound, broken) = (set.Documents.Where(document => document.Problems.Count == 0).ToList(), set.Documents.Where(document => document.Problems.Count > 0).ToList());
        var fingerprints = new string[sound.Count];
        SideBySide.For(sound.Count, i => fingerprints[i] = set.Fingerprint(sound[i]), cancellation);
        var todo = sound.Where((document, i) => !Stays(document.Key, document.Source.Path, fingerprints[i])).ToList();
        var recordings = set.Videos.Where(video => !video.HasFile && !Stays(video.Key, null, set.Fingerprint(video))).ToList();
        indexAsWeGo = !isNew && todo.Count < set.Documents.Count / 2;

        // First goes all that does not stay, so that whoever takes over the address of another finds it free.
        var kept = sound.Except(todo).Concat(broken.Where(document => document.Last is not null)).Select(document => document.Key)
            .Concat(set.Videos.Where(video => !video.HasFile).Except(recordings).Select(video => video.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var page in old.Values.Where(page => !kept.Contains(page.Key))) RemovePage(page.Id);
        var untouched = sound.Except(todo).Select(document => document.Source.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Rows("SELECT DISTINCT Path FROM Findings WHERE OfPage", reader => reader.GetString(0)).Where(path => !untouched.Contains(path)))
            Execute("DELETE FROM Findings WHERE Path = @path AND OfPage", ("@path", path));

        var done = 0;
        // Pages are compiled side by side and written one by one, a batch at a time so that memory holds a batch.
        foreach (var batch in todo.Chunk(256))
        {
            cancellation.ThrowIfCancellationRequested();
            var results = new (CompiledPage? Page, IReadOnlyList<Diagnostic> Findings)[batch.Length];
            SideBySide.For(batch.Length, i => results[i] = set.Compile(batch[i]));
            foreach (var (page, findings) in results)
            {
                foreach (var finding in findings) rows.Write(finding, ofPage: true);
                Write(rows, page ?? throw new InvalidOperationException($"an error was found that reading the file had not: {findings[0]}"));
                progress?.Report(new("Compiling", ++done, todo.Count));
            }
        }

        foreach (var document in broken)
            foreach (var finding in document.Problems) rows.Write(finding, ofPage: true);
        foreach (var video in recordings) Write(rows, set.PageOf(video));
        var stale = broken.Where(document => document.Last is not null).ToList();
        var oldKeys = old.Values.ToDictionary(page => page.Id, page => page.Key);
        foreach (var document in stale) KeepStale(document, oldKeys);
        WriteSetRows(rows);
        search.Finish();
        progress?.Report(new("Indexing", 0, 1));
        if (!indexAsWeGo) Execute("INSERT INTO PassageIndex(PassageIndex) VALUES('rebuild'); INSERT INTO CueIndex(CueIndex) VALUES('rebuild');");
        SetTotals();
        var pages = Rows("SELECT COUNT(*) FROM Pages", reader => reader.GetInt32(0))[0];
        transaction.Commit();
        Execute(isNew ? $"INSERT INTO PassageIndex(PassageIndex) VALUES('optimize'); INSERT INTO CueIndex(CueIndex) VALUES('optimize'); PRAGMA user_version={KnowledgeDb.SchemaVersion}; ANALYZE;" : "PRAGMA optimize;");
        progress?.Report(new("Checking", 1, 1));
        return new(target, pages, todo.Count, sound.Count - todo.Count, stale.Count);

        bool Stays(string key, string? path, string fingerprint) =>
            old.TryGetValue(key, out var was) && was.Path == path && was.Fingerprint == fingerprint && !was.IsStale;
    }

    /// <summary>The pages of the database before, by key.</summary>
    private Dictionary<string, OldPage> Old() =>
        Rows("SELECT Id, Kind, Slug, Path, Fingerprint, IsStale FROM Pages", reader => new OldPage(reader.GetInt32(0),
            CompiledPage.PageKey((Kind)reader.GetInt32(1), reader.GetString(2)), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4), reader.GetBoolean(5)))
            .ToDictionary(page => page.Key, StringComparer.Ordinal);

    /// <summary>
    /// An address keeps its id, whatever file its page is made from: by that id the pages that stay link to it. No other address ever gets
    /// it, since the last good page of a broken file may name by it who is gone.
    /// </summary>
    private void AssignIds(Dictionary<string, OldPage> old)
    {
        var next = Rows("SELECT Value FROM BuildFacts WHERE Name = @name", reader => int.Parse(reader.GetString(0), CultureInfo.InvariantCulture), ("@name", LastId))
            .Concat(old.Values.Select(page => page.Id)).DefaultIfEmpty().Max();
        foreach (var key in set.Documents.Where(document => document.HasPage).Select(document => document.Key)
            .Concat(set.Videos.Where(video => !video.HasFile).Select(video => video.Key))) pageIds[key] = old.TryGetValue(key, out var was) ? was.Id : ++next;
        lastId = next;
        foreach (var document in set.Documents.Where(document => document.Kind.IsEntity() && document.HasPage)) entityKinds[pageIds[document.Key]] = document.Kind;
    }

    private void Write(PageRows rows, CompiledPage page)
    {
        var id = rows.Write(page);
        search.Add(id, page.Kind);
        if (!indexAsWeGo) return;
        Execute($"INSERT INTO PassageIndex(rowid, Title, Heading, Body, Entities) {PagesText}", ("@page", id));
        Execute($"INSERT INTO CueIndex(rowid, Speaker, Text) {CuesText}", ("@page", id));
    }

    private void RemovePage(int id)
    {
        // The index must be told the very words it was given, so before the rows go.
        if (indexAsWeGo)
        {
            Execute($"INSERT INTO PassageIndex(PassageIndex, rowid, Title, Heading, Body, Entities) SELECT 'delete', * FROM ({PagesText})", ("@page", id));
            Execute($"INSERT INTO CueIndex(CueIndex, rowid, Speaker, Text) SELECT 'delete', * FROM ({CuesText})", ("@page", id));
        }

        search.Remove(id);
        foreach (var table in PageTables) Execute($"DELETE FROM \"{table}\" WHERE PageId = @page", ("@page", id));
        Execute("DELETE FROM Pages WHERE Id = @page", ("@page", id));
    }

    /// <summary>The last good page of a broken file stays, but its links lead where they lead now, as those of every page do.</summary>
    private void KeepStale(Document document, Dictionary<int, string> oldKeys)
    {
        var id = pageIds[document.Key];
        Execute("UPDATE Pages SET IsStale = 1 WHERE Id = @id", ("@id", id));
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (link, written, target, wanted) in Rows("SELECT Id, Written, TargetId, Wanted FROM Links WHERE PageId = @id", reader =>
            (reader.GetInt32(0), reader.GetString(1), reader.IsDBNull(2) ? (int?)null : reader.GetInt32(2), reader.IsDBNull(3) ? "" : reader.GetString(3)), ("@id", id)))
        {
            var leads = set.Resolve(document, written, out _);
            var (old, now) = (target is { } key ? Urls.Page(oldKeys[key]) : Urls.Wanted(wanted), leads is null ? Urls.Wanted(PageCompiler.WantedSlug(written)) : Urls.Page(leads.Key));
            if (old != now) moved.TryAdd(old, now);
            Execute("UPDATE Links SET TargetId = @target, Wanted = @wanted WHERE Id = @id", ("@id", link), ("@target", leads is null ? DBNull.Value : pageIds[leads.Key]),
                ("@wanted", leads is null ? PageCompiler.WantedSlug(written) : DBNull.Value));
        }

        if (moved.Count == 0) return;
        foreach (var (table, column, key) in (ReadOnlySpan<(string, string, string)>)[("Pages", "Html", "Id"), ("Pages", "Local", "Id"), ("Markdown", "Text", "PageId")])
        {
            var text = Rows($"SELECT {column} FROM {table} WHERE {key} = @id", reader => reader.GetString(0), ("@id", id))[0];
            Execute($"UPDATE {table} SET {column} = @text WHERE {key} = @id", ("@id", id), ("@text",
                Address().Replace(text, match => moved.TryGetValue(match.Value, out var now) ? now : match.Value)));
        }
    }

    /// <summary>An address on this site without its fragment, as it stands in HTML, JSON and Markdown.</summary>
    [GeneratedRegex("""(?<=["(])/[^"()#\s]+(?=[")#])""")]
    private static partial Regex Address();

    /// <summary>What is counted, or set in order, over all pages.</summary>
    private void SetTotals()
    {
        // A page that was not made anew names those who are gone.
        Execute($"""
            DELETE FROM Mentions WHERE PageId IN {StalePages} AND EntityId NOT IN (SELECT Id FROM Pages);
            DELETE FROM Relations WHERE PageId IN {StalePages} AND TargetId NOT IN (SELECT Id FROM Pages);
            UPDATE Roles SET OrganizationId = NULL WHERE PageId IN {StalePages} AND OrganizationId NOT IN (SELECT Id FROM Pages);
            UPDATE Citations SET VideoId = NULL WHERE PageId IN {StalePages} AND VideoId NOT IN (SELECT Id FROM Pages);
            UPDATE Citations SET ReferenceId = NULL WHERE PageId IN {StalePages} AND ReferenceId NOT IN (SELECT Id FROM "References");
            UPDATE Pages SET VideoId = NULL WHERE VideoId IS NOT NULL AND VideoId NOT IN (SELECT PageId FROM Videos);
            """);
        // As the list of them has it: without headings and leads.
        Execute($"""
            UPDATE Pages SET Mentions = (SELECT COUNT(DISTINCT m.PassageId) FROM Mentions m JOIN Passages p ON p.Id = m.PassageId
                WHERE m.EntityId = Pages.Id AND p.Kind NOT IN ({(int)PassageKind.Heading}, {(int)PassageKind.Lead})) WHERE Kind IN (1, 2, 3)
            """);
        Execute("""
            UPDATE Pages SET BeforeId = n.Before, AfterId = n.After
            FROM (SELECT p.Id AS Id, LAG(p.Id) OVER w AS Before, LEAD(p.Id) OVER w AS After FROM Pages p LEFT JOIN Events e ON e.PageId = p.Id
                  WINDOW w AS (PARTITION BY p.Kind ORDER BY COALESCE(p."Order", 1000000), COALESCE(e.Date_Sort, 0), p.SortName, p.Slug)) AS n
            WHERE n.Id = Pages.Id AND (Pages.BeforeId IS NOT n.Before OR Pages.AfterId IS NOT n.After)
            """);
    }

    private void WriteReferences()
    {
        foreach (var (key, id) in Rows("SELECT Key, Id FROM \"References\"", reader => (reader.GetString(0), reader.GetInt32(1)))) referenceIds[key] = id;
        Execute("DELETE FROM \"References\"");
        using var writer = new RowWriter<Model.Reference>(db, connection, transaction);
        var next = referenceIds.Values.DefaultIfEmpty().Max();
        foreach (var reference in set.References)
        {
            if (!referenceIds.TryGetValue(reference.Key, out var id)) referenceIds[reference.Key] = id = ++next;
            writer.Write(new()
            {
                Id = id,
                Key = reference.Key,
                Type = reference.Type,
                Title = reference.Title,
                Authors = string.Join(", ", reference.Authors),
                AuthorsJson = JsonSerializer.Serialize(reference.Authors),
                Publisher = reference.Publisher,
                Container = reference.Container,
                Issued = PageRows.Stored(reference.Issued),
                Url = reference.Url,
                Note = reference.Note,
                Strength = reference.Strength,
                ShortName = reference.ShortName,
            });
        }
    }

    private void WriteSetRows(PageRows rows)
    {
        Execute("DELETE FROM Findings WHERE NOT OfPage; DELETE FROM DataFiles; DELETE FROM DataSources; DELETE FROM BuildFacts;");
        foreach (var finding in set.Findings) rows.Write(finding, ofPage: false);
        using var files = new RowWriter<DataFile>(db, connection, transaction);
        foreach (var data in set.DataSets) files.Write(new() { Id = rows.NextId(), Name = data.Name, Csv = data.Csv });
        using var sources = new RowWriter<DataSource>(db, connection, transaction);
        foreach (var data in set.DataSets)
            foreach (var key in data.Rows.SelectMany(data.References).Distinct()) sources.Write(new() { Id = rows.NextId(), DataName = data.Name, ReferenceKey = key });
        using var facts = new RowWriter<BuildFact>(db, connection, transaction);
        facts.Write(new() { Name = LastId, Value = lastId.ToString(CultureInfo.InvariantCulture) });
        facts.Write(new() { Name = "built", Value = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture) });
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private sealed record OldPage(int Id, string Key, string? Path, string Fingerprint, bool IsStale);
}

using System.Runtime.InteropServices;
using AwsHistory.Data.Content;
using Microsoft.Data.Sqlite;

namespace AwsHistory.Data;

/// <summary>
/// The part of a build that serves search beside the index of passages: facets of passages, names for suggestions, and the
/// vocabulary for typing errors. It is told of each page after its rows are written and before they go, and reads those rows.
/// </summary>
internal sealed class SearchWriter : IDisposable
{
    public const string Tables = """
        CREATE TABLE PassageFacets (Id INTEGER PRIMARY KEY, PageId INTEGER NOT NULL, Codes BLOB NOT NULL);
        CREATE TABLE SearchTopics (Id INTEGER PRIMARY KEY, Topic TEXT NOT NULL UNIQUE);
        CREATE TABLE SearchWords (Word TEXT NOT NULL, Shown TEXT NOT NULL, Count INTEGER NOT NULL, Names INTEGER NOT NULL, PRIMARY KEY (Word, Shown)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE NameIndex USING fts5(Name, Joined, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
        """;

    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly Func<int, Kind?> kindOf;
    private readonly Dictionary<string, int> topics = new(StringComparer.Ordinal);
    private readonly SearchWords words = new();
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    /// <summary>Begins to write.</summary>
    /// <param name="connection">The new database.</param>
    /// <param name="transaction">The build's transaction.</param>
    /// <param name="kindOf">The kind of the person, service or organization with a page id; null when it is none.</param>
    public SearchWriter(SqliteConnection connection, SqliteTransaction transaction, Func<int, Kind?> kindOf)
    {
        (this.connection, this.transaction, this.kindOf) = (connection, transaction, kindOf);
        foreach (var row in Rows("SELECT Topic, Id FROM SearchTopics", reader => (Topic: reader.GetString(0), Id: reader.GetInt32(1)))) topics[row.Topic] = row.Id;
    }

    /// <summary>Takes up a page whose rows have been written.</summary>
    /// <param name="page">Its id.</param>
    /// <param name="kind">Its kind.</param>
    public void Add(int page, Kind kind)
    {
        foreach (var (id, name) in Names(page))
        {
            Execute("INSERT INTO NameIndex(rowid, Name, Joined) VALUES(@a, @b, @c)", id, name, SearchWords.Join(name));
            words.Add(name, 1, isName: true);
        }

        var ofPage = PageCodes(page, kind);
        var named = Rows("SELECT DISTINCT PassageId, EntityId FROM Mentions WHERE PageId = @a", reader =>
            (Passage: reader.GetInt64(0), Entity: reader.GetInt32(1)), page).ToLookup(m => m.Passage, m => m.Entity);
        var codes = new List<uint>();
        foreach (var (id, text, isHeading) in Texts(page))
        {
            words.Add(text, 1, isName: false);
            if (isHeading) continue;
            codes.Clear();
            codes.AddRange(ofPage);
            foreach (var entity in named[id]) AddEntity(codes, entity);
            foreach (var year in Years.In(text)) Include(codes, FacetCode.Of(FacetGroup.Year, year));
            Execute("INSERT INTO PassageFacets(Id, PageId, Codes) VALUES(@a, @b, @c)", id, page, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(codes)).ToArray());
        }
    }

    /// <summary>Lets go of a page whose rows are about to be removed.</summary>
    /// <param name="page">Its id.</param>
    public void Remove(int page)
    {
        foreach (var (id, name) in Names(page))
        {
            Execute("DELETE FROM NameIndex WHERE rowid = @a", id);
            words.Add(name, -1, isName: true);
        }

        foreach (var (id, text, _) in Texts(page))
        {
            Execute("DELETE FROM PassageFacets WHERE Id = @a", id);
            words.Add(text, -1, isName: false);
        }
    }

    /// <summary>Writes what was counted over all pages. Called once, after the last page.</summary>
    public void Finish()
    {
        foreach (var (word, shown, count) in words.Counted)
        {
            Execute("INSERT INTO SearchWords(Word, Shown, Count, Names) VALUES(@a, @b, @c, @d) ON CONFLICT DO UPDATE SET Count = Count + excluded.Count, Names = Names + excluded.Names", word, shown, count.All, count.Names);
            if (count.All < 0) Execute("DELETE FROM SearchWords WHERE Word = @a AND Shown = @b AND Count <= 0", word, shown);
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
    }

    private List<(long Id, string Name)> Names(int page) =>
        Rows("SELECT Id, Name FROM Names WHERE PageId = @a", reader => (reader.GetInt64(0), reader.GetString(1)), page);

    private List<(long Id, string Text, bool IsHeading)> Texts(int page) =>
        Rows("SELECT Id, Text, Kind FROM Passages WHERE PageId = @a", reader =>
            (reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2) == (int)PassageKind.Heading), page);

    /// <summary>What all passages of a page have: its kind, itself, its topics, and for an event its years and whom it concerns.</summary>
    private List<uint> PageCodes(int page, Kind kind)
    {
        var codes = new List<uint> { FacetCode.Of(FacetGroup.Kind, (int)kind) };
        if (kind.IsEntity()) AddEntity(codes, page);
        foreach (var topic in Rows("SELECT Topic FROM Topics WHERE PageId = @a", reader => reader.GetString(0), page)) Include(codes,
            FacetCode.Of(FacetGroup.Topic, TopicId(topic)));
        if (kind != Kind.Event) return codes;
        foreach (var entity in Rows("SELECT TargetId FROM Relations WHERE PageId = @a AND Kind = @b", reader =>
            reader.GetInt32(0), page, (int)RelationKind.About)) AddEntity(codes, entity);
        foreach (var (earliest, latest) in Rows("SELECT Date_Earliest, Date_Latest FROM Events WHERE PageId = @a", reader =>
            (reader.GetInt32(0), reader.GetInt32(1)), page))
            foreach (var year in Years.Of(earliest, latest)) Include(codes, FacetCode.Of(FacetGroup.Year, year));
        return codes;
    }

    private void AddEntity(List<uint> codes, int entity)
    {
        if (kindOf(entity) is { } kind) Include(codes, FacetCode.OfEntity(kind, entity));
    }

    private static void Include(List<uint> codes, uint code)
    {
        if (!codes.Contains(code)) codes.Add(code);
    }

    private int TopicId(string topic)
    {
        if (topics.TryGetValue(topic, out var id)) return id;
        topics[topic] = id = topics.Count + 1;
        Execute("INSERT INTO SearchTopics(Id, Topic) VALUES(@a, @b)", id, topic);
        return id;
    }

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        var rows = new List<T>();
        using var reader = Prepared(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private void Execute(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteNonQuery();

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{(char)('a' + i)}" });
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}

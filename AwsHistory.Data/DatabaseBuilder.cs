using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data;

/// <summary>How far a build has come.</summary>
/// <param name="Step">What is being done, in a word or two.</param>
/// <param name="Done">How many pages are done.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct BuildProgress(string Step, int Done, int Total);

/// <summary>What a build did.</summary>
/// <param name="Path">The database.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="Compiled">Pages made anew.</param>
/// <param name="Carried">Pages carried over, since neither their file nor anything they look up has changed.</param>
/// <param name="Stale">Last good pages of files that are broken now.</param>
public sealed record BuildResult(string Path, int Pages, int Compiled, int Carried, int Stale);

/// <summary>
/// Writes the database of a content set: a new file beside the old one, with what has not changed carried over, checked, and
/// put under its final name in one step. Killed at any moment, it leaves the old files as they were.
/// </summary>
public static class DatabaseBuilder
{
    internal const string SearchTables = Search + SearchWriter.Tables;

    // A heading is found with each passage under it, and is none itself (4 is PassageKind.Heading).
    private const string Search = """
        CREATE VIEW PassageTexts AS
            SELECT p.Id AS Id, g.Title || ' · ' || replace(replace(g.Slug, '-', ' '), '/', ' ') AS Title, p.HeadingText AS Heading,
                replace(replace(p.Text, char(2), ' '), char(3), ' ') AS Body, p.Entities AS Entities
            FROM Passages p JOIN Pages g ON g.Id = p.PageId WHERE p.Kind <> 4;
        CREATE VIRTUAL TABLE PassageIndex USING fts5(Title, Heading, Body, Entities,
            content='PassageTexts', content_rowid='Id', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3');
        CREATE VIRTUAL TABLE CueIndex USING fts5(Speaker, Text, content='Cues', content_rowid='Id', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3');
        CREATE INDEX IX_Events_Sort ON Events(Date_Sort);

        """;

    private const int Corrupt = 11;

    /// <summary>
    /// The name of the database of a set: equal sets, compiled by the same program, have equal names. Of a broken file the page
    /// that it made before belongs to the set.
    /// </summary>
    /// <param name="set">The set.</param>
    public static string FileName(ContentSet set)
    {
        var made = new StringBuilder().Append(ContentSet.CompilerVersion).Append('\n');
        foreach (var document in set.Documents)
            made.Append(document.Source.Path).Append('=').Append(document.Source.Hash).Append('=').Append(document.Last?.Fingerprint).Append('\n');
        foreach (var reference in set.References) made.Append(JsonSerializer.Serialize(reference)).Append('\n');
        foreach (var data in set.DataSets) made.Append(data.Name).Append('=').Append(data.Hash).Append('\n');
        foreach (var transcript in set.Transcripts) made.Append(transcript.Source.Path).Append('=').Append(transcript.Source.Hash).Append('\n');
        foreach (var finding in set.Findings) made.Append(finding).Append('\n');
        return $"knowledge-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.ToString())))[..16]}.db";
    }

    /// <summary>Builds a database.</summary>
    /// <param name="set">What to build.</param>
    /// <param name="target">The file to make; replaced if it is there.</param>
    /// <param name="last">The database before, from which unchanged pages are taken, and the last good pages that the set knows of; null for none.</param>
    /// <param name="progress">Told how far the build has come; null when nobody asks.</param>
    /// <param name="cancellation">Ends the build between two pages; nothing is left behind.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="SqliteException">The database before is damaged, or holds what it cannot hold, and nothing can be taken from it.</exception>
    /// <exception cref="ContentChangedException">A file is no longer what it was when the set was made.</exception>
    public static BuildResult Build(ContentSet set, string target, string? last = null, IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        var draft = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
        var hasLast = last is not null && File.Exists(last);
        try
        {
            Directory.CreateDirectory(folder);
            // Until it has its name nobody else may take it for one that a killed process left.
            using var lease = Begin(draft, hasLast ? last : null);
            BuildResult result;
            using (var db = Open(draft, hasLast))
            {
                result = new DatabaseWriter(db, set, progress, cancellation).Write(isNew: !hasLast, target);
                Check(db);
            }

            using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)) written.Flush(flushToDisk: true);
            File.Move(draft, target, overwrite: true);
            return result;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 8 or 10 or 13 or 14 || (!hasLast && IsDamage(e)))
        {
            // Read-only, input/output, full, cannot open, or damaged as soon as it was written: the disk's matter, not ours.
            throw new IOException($"cannot write the database in {folder}: {e.Message}", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not ContentChangedException))
        {
            throw new IOException($"cannot write the database in {folder}: {e.Message}", e);
        }
        finally
        {
            Remove(draft);
            Remove(draft + "-journal");
        }
    }

    /// <summary>Whether a file is no longer a sound database: corrupt, or none at all.</summary>
    private static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or 26;

    private static FileStream Begin(string draft, string? last)
    {
        for (var tries = 3; ; tries--)
        {
            if (last is not null) File.Copy(last, draft, overwrite: true);
            else File.Create(draft).Dispose();
            try
            {
                return Library.Lease(draft);
            }
            catch (IOException) when (tries > 1)
            {
                // Swept up by another process before it was ours.
            }
        }
    }

    private static void Remove(string path)
    {
        // A draft that cannot be removed is swept up by the next start; the reason the build failed must not be hidden by it.
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static KnowledgeDb Open(string path, bool exists)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        var db = new KnowledgeDb(new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite(connection, contextOwnsConnection: true).Options);
        try
        {
            if (!exists) db.Database.EnsureCreated();
            db.Database.OpenConnection();
            // The file is nobody's until it gets its name, so nothing need be recoverable before the last flush.
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-65536; PRAGMA temp_store=memory;");
            if (!exists) db.Database.ExecuteSqlRaw(SearchTables);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The file as SQLite reads it, and that the search indexes hold the texts. Keys to other tables are not declared and not checked:
    /// all are given by the writer, in one transaction.
    /// </summary>
    private static void Check(KnowledgeDb db)
    {
        using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = "PRAGMA quick_check";
            if (command.ExecuteScalar() is not "ok" and var answer) throw new SqliteException($"the new database is not sound: {answer}", Corrupt);
        }

        // Only the indexes' own check sees that they and the texts have parted.
        db.Database.ExecuteSqlRaw("INSERT INTO PassageIndex(PassageIndex, rank) VALUES('integrity-check', 1); INSERT INTO CueIndex(CueIndex, rank) VALUES('integrity-check', 1);");
    }
}

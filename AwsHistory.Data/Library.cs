using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AwsHistory.Data;

/// <summary>
/// A folder of content and the database made from it. Readers get contexts on the current file; a build makes a new file and
/// swaps it in, while those who read the old one finish undisturbed. Several processes may share one data folder.
/// </summary>
/// <param name="contentFolder">Where the content is.</param>
/// <param name="dataFolder">Where databases are kept; made when it is missing.</param>
public sealed class Library(string contentFolder, string dataFolder) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>How often a build begins anew because files change under it; then it is left to the next change.</summary>
    private const int MaxTries = 3;

    private readonly ContentFolder folder = new(contentFolder);
    private readonly ContentCompiler compiler = new();
    private readonly Lock building = new();
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile OpenDatabase? current;

    /// <summary>The content folder.</summary>
    public ContentFolder Folder => folder;

    /// <summary>Names the current database: equal versions hold equal pages. Empty before the first one is open.</summary>
    public string Version => current?.Version ?? "";

    /// <summary>Whether there is a database to read.</summary>
    public bool IsOpen => current is not null;

    /// <summary>Ends when the first database is open.</summary>
    public Task Opened => opened.Task;

    /// <summary>A context on the current database; the caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">No database is open yet.</exception>
    public KnowledgeDb Open() => (current ?? throw new InvalidOperationException("no database is open yet")).Contexts.CreateDbContext();

    /// <summary>
    /// Makes the mapping and the queries of a page ready. That takes a second of compiling at every start of the program,
    /// longer than reading a small library, and can be done beside it.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = new KnowledgeDb(new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
        await db.Database.EnsureCreatedAsync();
        await using (var transaction = connection.BeginTransaction())
        {
            using (var pages = new RowWriter<Page>(db, connection, transaction))
                pages.Write(new() { Id = 1, Slug = "", Fingerprint = "", Title = "", SortName = "", Description = "", Html = "", Local = "{}" });
            using (var passages = new RowWriter<Passage>(db, connection, transaction))
                passages.Write(new() { Id = 1, PageId = 1, Ordinal = 1, Anchor = "", HeadingText = "", Text = "word", Entities = "" });
            await transaction.CommitAsync();
        }

        await db.PageAsync(Kind.Article, "");
        await db.Database.ExecuteSqlRawAsync(DatabaseBuilder.SearchTables);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO PassageFacets VALUES (1, 1, x''); INSERT INTO PassageIndex(PassageIndex) VALUES ('rebuild');");
        await db.SearchAsync(new() { Text = "word" });
    }

    /// <summary>Opens the newest database of the data folder that is sound, if there is one: the last good state, at once.</summary>
    /// <returns>Whether one was opened.</returns>
    public bool TryOpenLast()
    {
        foreach (var file in Databases().OrderByDescending(file => file.LastWriteTimeUtc))
        {
            if (OpenDatabase.OpenOrNull(file.FullName) is not { } database) continue;
            Swap(database);
            return true;
        }

        return false;
    }

    /// <summary>Reads the content and brings the database up to date.</summary>
    /// <param name="progress">Told how far the build has come; null when nobody asks.</param>
    /// <param name="cancellation">Ends the build; the current database stays.</param>
    /// <returns>What was done; null when nothing was built: the current database was up to date, or another one of the folder was and is current now.</returns>
    /// <exception cref="IOException">The content cannot be read or the data folder not written.</exception>
    public BuildResult? Build(IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        lock (building)
        {
            for (var tries = 1; ; tries++)
            {
                // The file that is read from may have been damaged since; then it is made anew, under its own name if need be.
                var last = current is { } open && OpenDatabase.IsSound(open.Path) ? open : null;
                try
                {
                    return BuildFrom(last, progress, cancellation);
                }
                catch (SqliteException) when (last is not null)
                {
                    // The damage lies deeper; all pages are made anew, and only last good pages are lost.
                    return BuildFrom(null, progress, cancellation);
                }
                catch (ContentChangedException) when (tries < MaxTries)
                {
                    // What was read is not of one moment.
                }
            }
        }
    }

    /// <summary>Reads the content folder without building anything; of broken files no last good page is known.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public ContentSet ReadContent(CancellationToken cancellation = default) => ReadContent(null, cancellation);

    private ContentSet ReadContent(OpenDatabase? last, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        var files = folder.Read(findings, cancellation);
        using var db = last?.Contexts.CreateDbContext();
        return compiler.Compile(files, findings, db?.LastPages(), cancellation);
    }

    private BuildResult? BuildFrom(OpenDatabase? last, IProgress<BuildProgress>? progress, CancellationToken cancellation)
    {
        var set = ReadContent(last, cancellation);
        var target = Path.Combine(dataFolder, DatabaseBuilder.FileName(set));
        if (last?.Path == target) return null;
        BuildResult? result = null;
        var database = File.Exists(target) ? OpenDatabase.OpenOrNull(target) : null;
        if (database is null)
        {
            result = DatabaseBuilder.Build(set, target, last?.Path, progress, cancellation);
            database = OpenDatabase.OpenOrNull(target) ?? throw new IOException($"the new database {target} cannot be opened");
        }

        Swap(database);
        Sweep();
        return result;
    }

    /// <inheritdoc />
    public void Dispose() => current?.Dispose();

    private void Swap(OpenDatabase database)
    {
        var old = current;
        current = database;
        opened.TrySetResult();
        // Whoever still reads the old file gets time to finish.
        if (old is not null) _ = Task.Delay(Grace).ContinueWith(_ => old.Dispose(), TaskScheduler.Default);
    }

    /// <summary>Removes the databases and drafts that no process uses.</summary>
    private void Sweep()
    {
        foreach (var file in Databases().Concat(Files(".knowledge-*.tmp")).Where(file => file.FullName != current?.Path))
        {
            try
            {
                // Fails as long as any process has the file leased.
                using (new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    private IEnumerable<FileInfo> Databases() => Files("knowledge-*.db");

    private FileInfo[] Files(string pattern) => Directory.Exists(dataFolder) ? new DirectoryInfo(dataFolder).GetFiles(pattern) : [];

    /// <summary>A database file, leased so that no other process removes it, and the pool of contexts on it.</summary>
    private sealed class OpenDatabase : IDisposable
    {
        private static int opened;

        private readonly FileStream lease;
        private readonly string connectionString;

        private OpenDatabase(string path, FileStream lease)
        {
            (Path, this.lease) = (path, lease);
            Version = System.IO.Path.GetFileNameWithoutExtension(path)["knowledge-".Length..];
            // A pool of its own: what was made anew under the name of a damaged file is another file.
            connectionString = ReadOnly(path, $"&opened={Interlocked.Increment(ref opened)}");
            Contexts = new PooledDbContextFactory<KnowledgeDb>(
                new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite(connectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
        }

        public string Path { get; }

        public string Version { get; }

        public PooledDbContextFactory<KnowledgeDb> Contexts { get; }

        /// <summary>Null when the file is gone, is no database, or was made for other tables.</summary>
        public static OpenDatabase? OpenOrNull(string path)
        {
            FileStream? lease = null;
            try
            {
                lease = Lease(path);
                if (IsSound(path)) return new(path, lease);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Already swept: as good as not there.
            }

            lease?.Dispose();
            return null;
        }

        /// <summary>Whether a file is a database, made for these tables, and not the beginning of one.</summary>
        public static bool IsSound(string path)
        {
            try
            {
                using var connection = new SqliteConnection(ReadOnly(path) + ";Pooling=False");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT (SELECT user_version FROM pragma_user_version), (SELECT COUNT(*) FROM BuildFacts)";
                using var reader = command.ExecuteReader();
                return reader.Read() && reader.GetInt32(0) == KnowledgeDb.SchemaVersion && reader.GetInt32(1) > 0;
            }
            catch (SqliteException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            using (var connection = new SqliteConnection(connectionString)) SqliteConnection.ClearPool(connection);
            lease.Dispose();
        }

        /// <summary>
        /// Immutable: no lock, no journal, readable on a disk that cannot be written. A data source that begins with
        /// <c>file:</c> is a URI to SQLite, so what means something in one is escaped.
        /// </summary>
        private static string ReadOnly(string path, string more = "") => new SqliteConnectionStringBuilder
        {
            DataSource = "file:" + path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal)
                .Replace("#", "%23", StringComparison.Ordinal) + "?immutable=1" + more,
            Mode = SqliteOpenMode.ReadOnly,
        }.ToString();
    }

    /// <summary>Marks a file as in use. On Unix this is a shared advisory lock, on Windows the open handle itself.</summary>
    internal static FileStream Lease(string path) =>
        new(path, FileMode.Open, FileAccess.Read, OperatingSystem.IsWindows() ? FileShare.ReadWrite | FileShare.Delete : FileShare.Read);
}

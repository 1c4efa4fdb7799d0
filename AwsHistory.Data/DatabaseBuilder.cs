using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using CslReference = AwsHistory.Data.Content.Reference;

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

    private const string PagesText = "SELECT Id, Title, Heading, Body, Entities FROM PassageTexts WHERE Id IN (SELECT Id FROM Passages WHERE PageId = @page)";

    private const string CuesText = "SELECT Id, Speaker, Text FROM Cues WHERE PageId = @page";

    /// <summary>Tables whose rows belong to one page.</summary>
    private static readonly string[] PageTables =
    [
        "Names", "Topics", "Passages", "Citations", "Links", "Mentions", "Relations", "Roles", "Milestones", "Claims", "Events", "Services",
        "Organizations", "Videos", "Chapters", "Cues", "Markdown", "Verdicts",
    ];

    /// <summary>Tables whose rows take their ids from one counter.</summary>
    private static readonly string[] NumberedTables =
        ["Names", "Topics", "Citations", "Links", "Mentions", "Relations", "Roles", "Milestones", "Chapters", "Cues", "Verdicts", "Findings", "DataFiles", "DataSources"];

    /// <summary>The name of the database of a set: equal sets, compiled by the same program, have equal names.</summary>
    /// <param name="set">The set.</param>
    public static string FileName(ContentSet set)
    {
        var made = new StringBuilder().Append(ContentSet.CompilerVersion).Append('\n');
        foreach (var document in set.Documents) made.Append(document.Source.Path).Append('=').Append(document.Source.Hash).Append('\n');
        foreach (var reference in set.References) made.Append(JsonSerializer.Serialize(reference)).Append('\n');
        foreach (var data in set.DataSets) made.Append(data.Name).Append('=').Append(data.Hash).Append('\n');
        foreach (var transcript in set.Transcripts) made.Append(transcript.Source.Path).Append('=').Append(transcript.Source.Hash).Append('\n');
        foreach (var finding in set.Findings) made.Append(finding).Append('\n');
        return $"knowledge-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.ToString())))[..16]}.db";
    }

    /// <summary>Builds a database.</summary>
    /// <param name="set">What to build.</param>
    /// <param name="target">The file to make; replaced if it is there.</param>
    /// <param name="last">The database before, from which unchanged pages and last good pages are taken; null for none.</param>
    /// <param name="progress">Told how far the build has come; null when nobody asks.</param>
    /// <param name="cancellation">Ends the build between two pages; nothing is left behind.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="SqliteException">Of <see cref="IsDamage"/>: the database before is damaged, and nothing can be taken from it.</exception>
    public static BuildResult Build(ContentSet set, string target, string? last = null, IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        var draft = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
        var hasLast = last is not null && File.Exists(last);
        try
        {
            Directory.CreateDirectory(folder);
            if (hasLast) File.Copy(last!, draft);
            else File.Create(draft).Dispose();
            BuildResult result;
            using (Library.Lease(draft))
            using (var db = Open(draft, hasLast))
            {
                result = new Writer(db, set, progress, cancellation).Write(isNew: !hasLast, target);
                Check(db);
            }

            using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(draft, target, overwrite: true);
            return result;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 8 or 10 or 13 or 14 || (!hasLast && IsDamage(e)))
        {
            // Read-only, input/output, full, cannot open, or damaged as soon as it was written: the disk's matter, not ours.
            throw new IOException($"cannot write the database in {folder}: {e.Message}", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
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
    internal static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or 26;

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

    private sealed class Writer(KnowledgeDb db, ContentSet set, IProgress<BuildProgress>? progress, CancellationToken cancellation)
    {
        private readonly SqliteConnection connection = (SqliteConnection)db.Database.GetDbConnection();
        private readonly Dictionary<string, int> pageIds = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> referenceIds = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> entityNames = new(StringComparer.Ordinal);
        private readonly Dictionary<int, Kind> entityKinds = [];
        private SqliteTransaction transaction = null!;
        private SearchWriter search = null!;
        private int nextId;
        private int nextPassage;

        /// <summary>Few pages are indexed as they are written; when most are, one rebuild at the end is faster.</summary>
        private bool indexAsWeGo;

        public BuildResult Write(bool isNew, string target)
        {
            var old = isNew ? [] : Old();
            using var started = connection.BeginTransaction();
            transaction = started;
            nextPassage = (int)Scalar("SELECT COALESCE(MAX(Id), 0) FROM Passages");
            // Ids of the other tables need only be unique; one counter serves them all.
            nextId = isNew ? 0 : (int)NumberedTables.Max(table => Scalar($"SELECT COALESCE(MAX(Id), 0) FROM \"{table}\""));

            var documents = set.Documents;
            var fingerprints = new string[documents.Count];
            Parallel.For(0, documents.Count, i => fingerprints[i] = set.Fingerprint(documents[i]));
            var stays = new bool[documents.Count];
            for (var i = 0; i < documents.Count; i++) stays[i] = old.TryGetValue(documents[i].Source.Path, out var was) && was.Fingerprint == fingerprints[i]
                && !was.IsStale;
            AssignIds(documents, old);
            using var searching = new SearchWriter(connection, transaction, id => entityKinds.TryGetValue(id, out var kind) ? kind : null);
            search = searching;

            using var writers = new PageWriters(db, connection, transaction);
            WriteReferences();
            var todo = Enumerable.Range(0, documents.Count).Where(i => !stays[i]).ToList();
            indexAsWeGo = !isNew && todo.Count < documents.Count / 2;
            var (compiled, stale, done) = (0, 0, 0);
            // Pages are compiled side by side and written one by one, a batch at a time so that memory holds a batch.
            foreach (var batch in todo.Chunk(256))
            {
                cancellation.ThrowIfCancellationRequested();
                var results = new (CompiledPage? Page, IReadOnlyList<Diagnostic> Findings)[batch.Length];
                Parallel.For(0, batch.Length, i => results[i] = set.Compile(documents[batch[i]]));
                for (var i = 0; i < batch.Length; i++)
                {
                    var path = documents[batch[i]].Source.Path;
                    Execute("DELETE FROM Findings WHERE Path = @path AND OfPage", ("@path", path));
                    foreach (var finding in results[i].Findings) writers.Findings.Write(Row(finding, ofPage: true));
                    if (results[i].Page is { } page)
                    {
                        if (!isNew) RemovePage(pageIds[page.Key]);
                        WritePage(writers, page);
                        compiled++;
                    }
                    else if (old.TryGetValue(path, out var lastGood))
                    {
                        Execute("UPDATE Pages SET IsStale = 1 WHERE Id = @id", ("@id", lastGood.Id));
                        stale++;
                    }

                    progress?.Report(new("Compiling", ++done, todo.Count));
                }
            }

            var paths = documents.Select(document => document.Source.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var (path, was) in old.Where(was => !paths.Contains(was.Key)))
            {
                RemovePage(was.Id);
                Execute("DELETE FROM Findings WHERE Path = @path AND OfPage", ("@path", path));
            }

            WriteVideoPages(writers, isNew);
            WriteSetRows(writers);
            search.Finish();
            progress?.Report(new("Indexing", 0, 1));
            if (!indexAsWeGo) Execute("INSERT INTO PassageIndex(PassageIndex) VALUES('rebuild'); INSERT INTO CueIndex(CueIndex) VALUES('rebuild');");
            // Links to a page that is gone lead nowhere now; their own pages are compiled again, except those that are broken.
            Execute("UPDATE Links SET Wanted = lower(Written), TargetId = NULL WHERE TargetId IS NOT NULL AND TargetId NOT IN (SELECT Id FROM Pages)");
            Execute("UPDATE Pages SET VideoId = NULL WHERE VideoId IS NOT NULL AND VideoId NOT IN (SELECT PageId FROM Videos)");
            Execute("UPDATE Pages SET Mentions = (SELECT COUNT(DISTINCT m.PassageId) FROM Mentions m WHERE m.EntityId = Pages.Id) WHERE Kind IN (1, 2, 3)");
            Execute("""
                UPDATE Pages SET BeforeId = n.Before, AfterId = n.After
                FROM (SELECT p.Id AS Id, LAG(p.Id) OVER w AS Before, LEAD(p.Id) OVER w AS After FROM Pages p LEFT JOIN Events e ON e.PageId = p.Id
                      WINDOW w AS (PARTITION BY p.Kind ORDER BY COALESCE(p."Order", 1000000), COALESCE(e.Date_Sort, 0), p.SortName, p.Slug)) AS n
                WHERE n.Id = Pages.Id AND (Pages.BeforeId IS NOT n.Before OR Pages.AfterId IS NOT n.After)
                """);
            var pages = (int)Scalar("SELECT COUNT(*) FROM Pages");
            transaction.Commit();
            Execute(isNew ? $"INSERT INTO PassageIndex(PassageIndex) VALUES('optimize'); INSERT INTO CueIndex(CueIndex) VALUES('optimize'); PRAGMA user_version={KnowledgeDb.SchemaVersion}; ANALYZE;" : "PRAGMA optimize;");
            progress?.Report(new("Checking", 1, 1));
            return new(target, pages, compiled, documents.Count - todo.Count, stale);
        }

        private Dictionary<string, OldPage> Old()
        {
            var old = new Dictionary<string, OldPage>(StringComparer.Ordinal);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Path, Id, Fingerprint, IsStale FROM Pages WHERE Path IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read()) old[reader.GetString(0)] = new(reader.GetInt32(1), reader.GetString(2), reader.GetBoolean(3));
            return old;
        }

        /// <summary>A file keeps the id its page had; a recording without a file keeps its own.</summary>
        private void AssignIds(IReadOnlyList<Document> documents, Dictionary<string, OldPage> old)
        {
            var next = (int)Scalar("SELECT COALESCE(MAX(Id), 0) FROM Pages");
            foreach (var document in documents)
            {
                if (old.TryGetValue(document.Source.Path, out var was)) pageIds.TryAdd(document.Key, was.Id);
                else pageIds.TryAdd(document.Key, ++next);
                if (!document.Kind.IsEntity()) continue;
                entityNames[document.Key] = string.Join(" · ", document.Aliases.Select(alias => alias.Value).Prepend(document.Title));
                entityKinds[pageIds[document.Key]] = document.Kind;
            }

            var stubs = new Dictionary<string, int>(StringComparer.Ordinal);
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "SELECT Slug, Id FROM Pages WHERE Path IS NULL";
                using var reader = command.ExecuteReader();
                while (reader.Read()) stubs[reader.GetString(0)] = reader.GetInt32(1);
            }

            foreach (var video in set.Videos.Where(video => !video.HasFile)) pageIds[video.Key] = stubs.TryGetValue(video.Slug, out var id) ? id : ++next;
        }

        private void WriteReferences()
        {
            foreach (var (key, id) in Pairs("SELECT Key, Id FROM \"References\"")) referenceIds[key] = id;
            Execute("DELETE FROM \"References\"");
            using var writer = new RowWriter<Model.Reference>(db, connection, transaction);
            var next = referenceIds.Count == 0 ? 0 : referenceIds.Values.Max();
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
                    Issued = Stored(reference.Issued),
                    Url = reference.Url,
                    Note = reference.Note,
                    Strength = reference.Strength,
                    ShortName = reference.ShortName,
                });
            }
        }

        private IEnumerable<(string Key, int Id)> Pairs(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read()) yield return (reader.GetString(0), reader.GetInt32(1));
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

        private void WritePage(PageWriters writers, CompiledPage page)
        {
            var id = pageIds[page.Key];
            writers.Pages.Write(new()
            {
                Id = id,
                Kind = page.Kind,
                Slug = page.Slug,
                Path = page.Path,
                Fingerprint = page.Fingerprint,
                Title = page.Title,
                SortName = NameOrder.Key(page.Kind, page.Title, page.Aliases.Where(alias => alias != page.Title)),
                Description = page.Description,
                HasLead = page.HasLead,
                HasAccounts = page.HasAccounts,
                Html = page.Html,
                Local = PageLocalMaker.Make(page, set).Write(),
                Words = page.Words,
                Updated = page.Updated,
                Order = page.Order,
                Part = page.Part,
                VideoId = page.Video is { } video ? pageIds[video] : null,
            });
            writers.Markdown.Write(new() { PageId = id, Text = page.Markdown });
            foreach (var name in page.Aliases.Prepend(page.Title).Distinct(StringComparer.Ordinal))
                writers.Names.Write(new() { Id = ++nextId, PageId = id, Kind = page.Kind, Name = name, Folded = Slug.Fold(name), IsTitle = name == page.Title });
            foreach (var topic in page.Topics) writers.Topics.Write(new() { Id = ++nextId, PageId = id, Topic = topic });
            var headings = page.Headings.ToDictionary(heading => heading.Anchor, heading => heading.Text, StringComparer.Ordinal);
            for (var i = 0; i < page.Passages.Count; i++) WritePassage(writers, id, page, i + 1, headings);
            foreach (var relation in page.Relations)
                if (pageIds.TryGetValue(relation.Target, out var other)) writers.Relations.Write(new()
                {
                    Id = ++nextId,
                    PageId = id,
                    TargetId = other,
                    Kind = relation.Kind
                });
            WriteDetails(writers, id, page.Details);
            foreach (var cue in page.Cues) writers.Cues.Write(new()
            {
                Id = ++nextId,
                PageId = id,
                Start = cue.Start,
                End = cue.End,
                Speaker = cue.Speaker,
                Text = cue.Text
            });
            search.Add(id, page.Kind);
            if (!indexAsWeGo) return;
            Execute($"INSERT INTO PassageIndex(rowid, Title, Heading, Body, Entities) {PagesText}", ("@page", id));
            Execute($"INSERT INTO CueIndex(rowid, Speaker, Text) {CuesText}", ("@page", id));
        }

        private void WritePassage(PageWriters writers, int page, CompiledPage of, int ordinal, Dictionary<string, string> headings)
        {
            var (id, passage) = (++nextPassage, of.Passages[ordinal - 1]);
            // What stands on somebody's own page is said of them, named or not.
            var named = passage.Mentions.Select(mention => mention.Entity).Concat(of.Kind.IsEntity() ? [of.Key] : []).Distinct();
            writers.Passages.Write(new()
            {
                Id = id,
                PageId = page,
                Ordinal = ordinal,
                Anchor = passage.Anchor,
                Kind = passage.Kind,
                HeadingAnchor = passage.Heading,
                HeadingText = passage.Heading is { } heading ? headings.GetValueOrDefault(heading, "") : "",
                Text = passage.Text,
                Entities = string.Join(" · ", named.Select(entity => entityNames.GetValueOrDefault(entity, ""))),
                Stance = passage.Stance,
            });
            foreach (var c in passage.Citations)
            {
                writers.Citations.Write(new()
                {
                    Id = ++nextId,
                    PageId = page,
                    PassageId = id,
                    Ordinal = c.Ordinal,
                    Line = c.Line,
                    Written = c.Written,
                    Shown = c.Shown,
                    VideoId = c.Video is { } video ? pageIds[video] : null,
                    ReferenceId = c.Reference is { } key ? referenceIds[key] : null,
                    Locator = c.Locator,
                    Seconds = c.Seconds,
                    EndSeconds = c.EndSeconds,
                    About = c.About,
                    Status = c.Status,
                    Reason = c.Reason,
                    Candidates = c.Candidates.Count > 0 ? JsonSerializer.Serialize(c.Candidates) : null,
                    Printed = c.Printed,
                    Href = c.Href,
                    IsOurs = c.IsOurs,
                    Offset = c.Offset,
                });
            }

            foreach (var l in passage.Links)
            {
                int? leads = l.Target is { } key && pageIds.TryGetValue(key, out var other) ? other : null;
                writers.Links.Write(new()
                {
                    Id = ++nextId,
                    PageId = page,
                    PassageId = id,
                    TargetId = leads,
                    Wanted = leads is null
                    ? PageCompiler.WantedSlug(l.Written) : null,
                    Written = l.Written,
                    Fragment = l.Fragment,
                    Offset = l.Offset,
                    Length = l.Length
                });
            }

            foreach (var m in passage.Mentions) writers.Mentions.Write(new()
            {
                Id = ++nextId,
                PageId = page,
                PassageId = id,
                EntityId = pageIds[m.Entity],
                Offset = m.Offset,
                Length = m.Length
            });
        }

        private void WriteDetails(PageWriters writers, int id, KindDetails? details)
        {
            switch (details)
            {
                case PersonDetails person:
                    for (var i = 0; i < person.Roles.Count; i++)
                    {
                        var r = person.Roles[i];
                        writers.Roles.Write(new()
                        {
                            Id = ++nextId,
                            PageId = id,
                            Ordinal = i + 1,
                            Title = r.Title,
                            Organization = r.Organization,
                            OrganizationId = r.OrganizationPage is { } key ? pageIds[key] : null,
                            From = Stored(r.From),
                            To = Stored(r.To),
                            Source = r.Source
                        });
                    }

                    break;
                case ServiceDetails service:
                    writers.Services.Write(new() { PageId = id, Category = service.Category });
                    for (var i = 0; i < service.Milestones.Count; i++)
                    {
                        var m = service.Milestones[i];
                        writers.Milestones.Write(new()
                        {
                            Id = ++nextId,
                            PageId = id,
                            Ordinal = i + 1,
                            Date = Stored(m.Date)!,
                            Kind = m.Kind,
                            Note = m.Note,
                            Source = m.Source,
                            Confidence = m.Confidence,
                            Disputed = m.Disputed
                        });
                    }

                    break;
                case OrganizationDetails organization:
                    writers.Organizations.Write(new() { PageId = id, Relations = string.Join(' ', organization.Relations) });
                    break;
                case ClaimDetails claim:
                    writers.Claims.Write(new() { PageId = id, Text = claim.Claim, Verdict = claim.Verdict, ShortAnswer = claim.ShortAnswer });
                    foreach (var step in claim.History)
                        if (step.Date.Day is { } day) writers.Verdicts.Write(new() { Id = ++nextId, PageId = id, Day = day, Verdict = step.Verdict, Note = step.Note });
                    break;
                case EventDetails happening:
                    writers.Events.Write(new() { PageId = id, Date = Stored(happening.Date)!, Confidence = happening.Confidence, Disputed = happening.Disputed });
                    break;
                case VideoDetails video:
                    writers.Videos.Write(new()
                    {
                        PageId = id,
                        YouTubeId = video.YouTubeId,
                        Media = video.Media,
                        Length = video.Length,
                        LengthIsRough = video.LengthIsRough,
                        Published = Stored(video.Published),
                        Channel = video.Channel
                    });
                    foreach (var chapter in video.Chapters) writers.Chapters.Write(new() { Id = ++nextId, PageId = id, Start = chapter.Start, Title = chapter.Title });
                    break;
            }
        }

        private void WriteVideoPages(PageWriters writers, bool isNew)
        {
            if (!isNew)
                foreach (var (_, id) in Pairs("SELECT Slug, Id FROM Pages WHERE Path IS NULL").ToList()) RemovePage(id);
            foreach (var page in set.VideoPages()) WritePage(writers, page);
        }

        private void WriteSetRows(PageWriters writers)
        {
            Execute("DELETE FROM Findings WHERE NOT OfPage; DELETE FROM DataFiles; DELETE FROM DataSources; DELETE FROM BuildFacts;");
            foreach (var finding in set.Findings) writers.Findings.Write(Row(finding, ofPage: false));
            using var files = new RowWriter<DataFile>(db, connection, transaction);
            foreach (var data in set.DataSets) files.Write(new() { Id = ++nextId, Name = data.Name, Csv = data.Csv });
            using var sources = new RowWriter<DataSource>(db, connection, transaction);
            foreach (var data in set.DataSets)
                foreach (var key in data.Rows.SelectMany(data.References).Distinct()) sources.Write(new() { Id = ++nextId, DataName = data.Name, ReferenceKey = key });
            using var facts = new RowWriter<BuildFact>(db, connection, transaction);
            facts.Write(new() { Name = "built", Value = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture) });
        }

        private Finding Row(Diagnostic finding, bool ofPage) => new()
        {
            Id = ++nextId,
            Path = finding.Path,
            OfPage = ofPage,
            Line = finding.Line,
            Column = finding.Column,
            Code = finding.Rule.Code,
            Severity = finding.Rule.Severity,
            Message = finding.Message,
        };

        private static StoredDate? Stored(HistoricalDate? date) => date is null ? null : new(date.Edtf, date.Earliest, date.Latest, date.SortKey, date.Display);

        private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
            command.ExecuteNonQuery();
        }

        private long Scalar(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
    }

    private readonly record struct OldPage(int Id, string Fingerprint, bool IsStale);
}

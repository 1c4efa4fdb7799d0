using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Data;

public class LibraryTests : IDisposable
{
    private readonly TemporaryFolder content = new();
    private readonly TemporaryFolder data = new();
    private readonly Library library;

    public LibraryTests()
    {
        content.Write("videos/the-talk.md", "---\ntitle: The talk\nyoutube: APvj15_YCqk\nlength: 2:46:00\n---\nA talk.\n")
            .Write("people/andy-jassy.md", "---\ntitle: Andy Jassy\nroles:\n  - {title: Chief, organization: amazon, from: 2021, to: '..'}\n---\nHe led it.\n")
            .Write("organizations/amazon.md", "---\ntitle: Amazon\nrelation: owner\n---\nA shop.\n")
            .Write("articles/one.md", "---\ntitle: One\nvideo: the-talk\n---\nAndy Jassy wrote a paper about zebras. [25:04] See [[two]] and [[three]].\n")
            .Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold giraffes.\n");
        library = new Library(content.Path, data.Path);
    }

    public void Dispose()
    {
        library.Dispose();
        content.Dispose();
        data.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_build_can_be_read_and_a_second_one_has_nothing_to_do()
    {
        var result = library.Build();
        Assert.Equal((5, 5, 0), (result!.Pages, result.Compiled, result.Carried));
        Assert.Null(library.Build());
        await using var db = library.Open();
        var page = await db.PageAsync(Kind.Article, "one");
        Assert.Equal("Andy Jassy", Assert.Single(page!.Mentioned).Page.Title);
        Assert.Equal("The talk", page.Video!.Page.Title);
        Assert.Equal(["One"], (await db.PageAsync(Kind.Article, "two"))!.Backlinks.Select(link => link.From.Title));
    }

    [Fact]
    public void Only_a_changed_page_is_made_anew_and_only_its_words_are_found()
    {
        library.Build();
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        var result = library.Build();
        Assert.Equal((1, 4), (result!.Compiled, result.Carried));
        Assert.Equal((0, 1, 1), (Found("giraffes"), Found("okapis"), Found("zebras")));
    }

    [Theory]
    [InlineData(0, false)] // not a database any more
    [InlineData(4096, false)] // its tables are there, and what they hold is not
    [InlineData(0, true)] // empty, which to SQLite is a database without tables
    [InlineData(4096, true)]
    public void From_a_damaged_database_nothing_is_carried_over(int from, bool isCut)
    {
        var path = library.Build()!.Path;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(from).Clear();
        File.WriteAllBytes(path, isCut ? bytes[..from] : bytes);
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        var result = library.Build();
        Assert.Equal((5, 5, 0), (result!.Pages, result.Compiled, result.Carried));
        Assert.Equal((0, 1, 1), (Found("giraffes"), Found("okapis"), Found("zebras")));
    }

    [Fact]
    public void An_emptied_database_is_made_anew_under_its_own_name_while_the_library_is_open()
    {
        var path = library.Build()!.Path;
        Assert.Equal(1, Found("zebras"));
        File.WriteAllBytes(path, []);
        var mended = library.Build();
        Assert.Equal((path, 5), (mended?.Path, mended?.Compiled));
        Assert.Equal(1, Found("zebras"));
        Assert.Null(library.Build());
    }

    [Fact]
    public void At_a_start_an_emptied_database_is_passed_over_and_made_anew_from_the_one_before()
    {
        library.Build();
        var before = library.Version;
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        var path = library.Build()!.Path;
        File.WriteAllBytes(path, []);
        using var next = new Library(content.Path, data.Path);
        Assert.True(next.TryOpenLast());
        Assert.Equal(before, next.Version);
        var mended = next.Build();
        Assert.Equal((path, 1, 4), (mended?.Path, mended?.Compiled, mended?.Carried));
        using var db = next.Open();
        Assert.Contains("okapis", db.Pages.Single(page => page.Slug == "two").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_whose_links_turn_out_otherwise_is_made_anew()
    {
        library.Build();
        content.Write("articles/two.md", "---\ntitle: Two and a half\n---\nAmazon sold giraffes.\n")
            .Write("articles/three.md", "---\ntitle: Three\n---\nIt is written now.\n");
        Assert.Equal(3, library.Build()!.Compiled);
        using var db = library.Open();
        var html = db.Pages.Single(page => page.Slug == "one").Html;
        Assert.Contains(">Two and a half</a>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/articles/three\"", html, StringComparison.Ordinal);
        Assert.Empty(db.Links.Where(link => link.Wanted != null));
    }

    [Fact]
    public async Task A_broken_file_keeps_its_last_good_page_until_it_is_mended()
    {
        library.Build();
        content.Write("articles/two.md", "---\ntitle: [broken\n---\nx\n");
        Assert.Equal(1, library.Build()!.Stale);
        await using (var db = library.Open())
        {
            var page = await db.PageAsync(Kind.Article, "two");
            Assert.True(page!.IsStale);
            Assert.Contains("giraffes", page.Html, StringComparison.Ordinal);
            Assert.Equal(["articles/two.md"], (await db.Findings.Where(f => f.Severity == Severity.Error).ToListAsync()).Select(f => f.Path));
            Assert.Equal("Two", Assert.Single((await db.StatusAsync("v")).Stale).Title);
        }

        // Another page changes meanwhile; the broken one still stays.
        content.Write("articles/one.md", "---\ntitle: One\n---\nShort. [[two]]\n");
        library.Build();
        await using (var db = library.Open()) Assert.True((await db.PageAsync(Kind.Article, "two"))!.IsStale);
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold giraffes.\n");
        Assert.Equal(0, library.Build()!.Stale);
        await using (var db = library.Open())
        {
            Assert.False((await db.PageAsync(Kind.Article, "two"))!.IsStale);
            Assert.Empty(db.Findings.Where(f => f.Severity == Severity.Error));
        }
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_wanted_by_those_who_link_to_it()
    {
        library.Build();
        File.Delete(content["articles/two.md"]);
        library.Build();
        await using var db = library.Open();
        Assert.Null(await db.PageAsync(Kind.Article, "two"));
        Assert.Equal(1, (await db.WantedAsync("two"))!.Total);
        Assert.Equal(0, Found("giraffes"));
    }

    [Fact]
    public void A_transcript_is_read_again_when_it_changes_and_carried_over_when_it_does_not()
    {
        content.Write("videos/the-talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nlemurs\n");
        library.Build();
        Assert.Equal((1, 0), (FoundInCues("lemurs"), FoundInCues("tapirs")));
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        Assert.Equal((1, 4), (library.Build()! is var edit ? edit.Compiled : 0, edit.Carried));
        Assert.Equal(1, FoundInCues("lemurs"));
        content.Write("videos/the-talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\ntapirs\n");
        Assert.Equal(1, library.Build()!.Compiled);
        Assert.Equal((0, 1), (FoundInCues("lemurs"), FoundInCues("tapirs")));
        File.Delete(content["videos/the-talk.vtt"]);
        Assert.Equal(1, library.Build()!.Compiled);
        Assert.Equal(0, FoundInCues("tapirs"));
    }

    [Fact]
    public void Many_edits_one_by_one_give_what_one_build_of_the_result_gives()
    {
        library.Build();
        var random = new Random(4711);
        string[] words = ["Andy Jassy", "Amazon", "Jassy", "zebra", "[[one]]", "[[two]]", "[[three|x]]", "[[Andy Jassy]]", "[10:00]", "[2:00]", "[@nothing]",
            "okapi", "2006", "\n\n## Zebra\n\n", "re:Invent", "in 1,999"];
        for (var step = 0; step < 60; step++)
        {
            var name = random.GetItems(["articles/one.md", "articles/two.md", "articles/three.md", "people/andy-jassy.md", "organizations/amazon.md",
                "articles/four.md", "videos/the-talk.md", "videos/the-talk.vtt", "videos/the-talk.srt", "videos/APvj15_YCqk.vtt", "events/five.md"], 1)[0];
            switch (random.Next(6))
            {
                case 0 when File.Exists(content[name]):
                    File.Delete(content[name]);
                    break;
                default:
                    if (!name.EndsWith(".md", StringComparison.Ordinal))
                    {
                        content.Write(name, $"WEBVTT\n\n00:0{random.Next(9)}.000 --> 00:0{random.Next(9)}.500\n{string.Join(' ', random.GetItems(words, 3))}\n");
                        break;
                    }

                    if (name == "videos/the-talk.md")
                    {
                        content.Write(name, $"---\ntitle: {random.GetItems(["The talk", "A talk"], 1)[0]}\nyoutube: {random.GetItems(["APvj15_YCqk", "dQw4w9WgXcQ", "?"], 1)[0]}\n---\nA talk.\n");
                        break;
                    }

                    var title = name.StartsWith("people", StringComparison.Ordinal) ? "Andy Jassy" : name.StartsWith("org", StringComparison.Ordinal) ? "Amazon"
                        : Path.GetFileNameWithoutExtension(name) + random.Next(3);
                    var date = name.StartsWith("events", StringComparison.Ordinal) ? $"date: {random.Next(2000, 2004)}\npeople: [andy-jassy]\n" : "";
                    content.Write(name, $"---\ntitle: {title}\n{date}topics: [t{random.Next(3)}]\nvideoId: APvj15_YCqk\n---\n".Replace(name.StartsWith("articles",
                        StringComparison.Ordinal) ? "\0" : "videoId: APvj15_YCqk\n", "", StringComparison.Ordinal) + string.Join(' ',
                            random.GetItems(words, 8)) + ".\n");
                    break;
            }

            library.Build();
        }

        // A broken file keeps its last good page, which a build of the result cannot have.
        if (File.Exists(content["videos/the-talk.md"]) && File.ReadAllText(content["videos/the-talk.md"]).Contains("youtube: ?", StringComparison.Ordinal))
        {
            content.Write("videos/the-talk.md", "---\ntitle: A talk\nyoutube: dQw4w9WgXcQ\n---\nA talk.\n");
            library.Build();
        }

        using var afresh = new TemporaryFolder();
        using var other = new Library(content.Path, afresh.Path);
        other.Build();
        using var edited = library.Open();
        using var built = other.Open();
        Assert.Equal(Dump(built), Dump(edited));
    }

    [Fact]
    public void A_cancelled_build_leaves_the_library_as_it_was()
    {
        library.Build();
        var version = library.Version;
        content.Write("articles/two.md", "---\ntitle: Two\n---\nChanged.\n");
        Assert.ThrowsAny<OperationCanceledException>(() => library.Build(null, new CancellationToken(canceled: true)));
        Assert.Equal(version, library.Version);
        Assert.Single(Directory.GetFiles(data.Path));
    }

    [Fact]
    public void The_newest_sound_database_is_opened_at_a_start()
    {
        library.Build();
        var version = library.Version;
        data.Write("knowledge-ffffffffffffffff.db", "this is no database").Write("knowledge-eeeeeeeeeeeeeeee.db", "");
        data.Write("knowledge-dddddddddddddddd.db", File.ReadAllBytes(data[$"knowledge-{version}.db"])[..8192]);
        using var next = new Library(content.Path, data.Path);
        Assert.True(next.TryOpenLast());
        Assert.Equal(version, next.Version);
    }

    [Fact]
    public void Two_processes_on_one_data_folder_do_not_harm_each_other()
    {
        using var other = new Library(content.Path, data.Path);
        Parallel.Invoke(() => library.Build(), () => other.Build());
        Assert.Equal(library.Version, other.Version);
        content.Write("articles/two.md", "---\ntitle: Two\n---\nChanged.\n");
        library.Build();
        // The other one has not looked yet, and still reads the old file, which must not be swept away under it.
        using (var db = other.Open()) Assert.Contains("giraffes", db.Pages.Single(page => page.Slug == "two").Html, StringComparison.Ordinal);
        other.Build();
        Assert.Equal(library.Version, other.Version);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_made_is_one_clear_error()
    {
        data.Write("file", "x");
        using var impossible = new Library(content.Path, data["file/data"]);
        var error = Assert.ThrowsAny<IOException>(() => impossible.Build());
        Assert.Contains("file", error.Message, StringComparison.Ordinal);
        Assert.False(impossible.IsOpen);
    }

    [Fact]
    public void A_missing_content_folder_is_one_clear_error()
    {
        using var nowhere = new Library(content["nothing"], data.Path);
        Assert.Contains("no content folder", Assert.Throws<DirectoryNotFoundException>(() => nowhere.Build()).Message, StringComparison.Ordinal);
    }

    private int FoundInCues(string word)
    {
        using var db = library.Open();
        return db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM CueIndex WHERE CueIndex MATCH {word}").Single();
    }

    private int Found(string word)
    {
        using var db = library.Open();
        return db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM PassageIndex WHERE PassageIndex MATCH {word}").Single();
    }

    /// <summary>Everything a reader could see, without the ids.</summary>
    private static string Dump(KnowledgeDb db)
    {
        var dump = new StringBuilder();
        var pages = db.Pages.AsEnumerable().OrderBy(p => p.Kind).ThenBy(p => p.Slug, StringComparer.Ordinal).ToList();
        var keys = pages.ToDictionary(p => p.Id, p => $"{p.Kind}/{p.Slug}");
        string Key(int? id) => id is { } i ? keys[i] : "-";
        foreach (var page in pages)
        {
            dump.AppendLine($"{keys[page.Id]} {page.Title} {page.Description} {page.Words} {Key(page.VideoId)} {page.IsStale} {page.Html}");
            foreach (var passage in db.Passages.Where(p => p.PageId == page.Id).OrderBy(p => p.Ordinal))
            {
                dump.AppendLine($"  {passage.Ordinal} {passage.Anchor} {passage.Kind} {passage.Text} [{passage.Entities}]");
                foreach (var c in db.Citations.Where(c => c.PassageId == passage.Id)
                    .OrderBy(c => c.Ordinal)) dump.AppendLine($"    {c.Ordinal} {c.Written} {c.Status} {c.Reason} {c.Href} {Key(c.VideoId)} {c.Offset}");
                foreach (var l in db.Links.Where(l => l.PassageId == passage.Id)
                    .OrderBy(l => l.Offset)) dump.AppendLine($"    {l.Written} {Key(l.TargetId)} {l.Wanted} {l.Offset}+{l.Length}");
                foreach (var m in db.Mentions.Where(m => m.PassageId == passage.Id)
                    .OrderBy(m => m.Offset)) dump.AppendLine($"    {Key(m.EntityId)} {m.Offset}+{m.Length}");
            }
        }

        foreach (var cue in db.Cues.AsEnumerable().Select(c => $"{Key(c.PageId)} {c.Start}-{c.End} {c.Speaker} {c.Text}")
            .Order(StringComparer.Ordinal)) dump.AppendLine(cue);
        foreach (var finding in db.Findings.AsEnumerable().Select(f => $"{f.Path}({f.Line},{f.Column}) {f.Code} {f.Message}")
            .Order(StringComparer.Ordinal)) dump.AppendLine(finding);
        foreach (var word in (string[])["zebra", "okapi", "jassy", "amazon", "giraffes"])
            dump.AppendLine($"{word}: {db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM PassageIndex WHERE PassageIndex MATCH {word}").Single()} {db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM CueIndex WHERE CueIndex MATCH {word}").Single()}");
        DumpSearch(db, dump, keys);
        return dump.ToString();
    }

    /// <summary>What serves search, with page ids and topics by name.</summary>
    private static void DumpSearch(KnowledgeDb db, StringBuilder dump, Dictionary<int, string> keys)
    {
        var topics = db.Database.SqlQuery<Row>($"SELECT Id, Topic AS Text FROM SearchTopics").ToDictionary(row => row.Id, row => row.Text);
        var facets = db.Database.SqlQuery<FacetRow>($"SELECT f.Id, f.PageId, f.Codes, p.Ordinal FROM PassageFacets f LEFT JOIN Passages p ON p.Id = f.Id AND p.PageId = f.PageId").ToList()
            .Select(row => $"{keys[row.PageId]} {row.Ordinal} {string.Join(' ', System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(row.Codes).ToArray().Select(Name).Order(StringComparer.Ordinal))}");
        foreach (var line in facets.Order(StringComparer.Ordinal)) dump.AppendLine(line);
        foreach (var line in db.Database.SqlQuery<string>($"SELECT Word || ' ' || Shown || ' ' || Count || ' ' || Names AS Value FROM SearchWords").ToList()
            .Order(StringComparer.Ordinal)) dump.AppendLine(line);
        foreach (var prefix in (string[])["a", "on", "jas", "two0", "thr"])
            dump.AppendLine($"{prefix}*: {string.Join(", ", db.Database.SqlQuery<string>($"SELECT COALESCE(n.Name, '(none)') AS Value FROM NameIndex i LEFT JOIN Names n ON n.Id = i.rowid WHERE NameIndex MATCH {prefix + "*"}").ToList().Order(StringComparer.Ordinal))}");

        string Name(uint code) => FacetCode.Group(code) switch
        {
            FacetGroup.Topic => $"Topic={topics[FacetCode.Value(code)]}",
            FacetGroup.Person or FacetGroup.Service or FacetGroup.Organization => $"{FacetCode.Group(code)}={keys[FacetCode.Value(code)]}",
            var group => $"{group}={FacetCode.Value(code)}",
        };
    }

    private sealed record Row(int Id, string Text);

    private sealed record FacetRow(int Id, int PageId, byte[] Codes, int? Ordinal);
}

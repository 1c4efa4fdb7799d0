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

    /// <summary>A program that meets a database of other tables must build its own, which the number alone tells it.</summary>
    [Fact]
    public async Task The_number_of_the_schema_is_raised_with_every_change_of_the_tables()
    {
        library.Build();
        await using var db = library.Open();
        var tables = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name NOT LIKE '%Index!_%' ESCAPE '!' AND name NOT LIKE 'sqlite%' ORDER BY name").ToListAsync(TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tables))))[..12];
        Assert.Equal((14, "92db099abeca"), (KnowledgeDb.SchemaVersion, hash));
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

    /// <summary>Edits after which pages have other addresses: each moves files, or writes them.</summary>
    public static TheoryData<string, (string From, string To)[], (string Path, string Slug)[]> Moves => new()
    {
        { "A file is renamed, and its slug stays.", [("articles/a_b.md", "articles/a-b.md")], [] },
        { "A file moves to the folder of its kind.", [("x.md", "articles/x.md")], [] },
        { "A file is renamed.", [("articles/one.md", "articles/first.md")], [] },
        { "A new file has the name that another one asked for.", [], [("articles/taken.md", "")] },
        { "Two files exchange their slugs.", [], [("articles/p.md", "qq"), ("articles/q.md", "pp")] },
        { "Three files exchange their slugs, one of them for the name of a file that goes.", [("articles/two.md", "articles/zzz.md")],
            [("articles/p.md", "two"), ("articles/q.md", "pp"), ("articles/zz.md", "qq")] },
        { "A file takes the slug of one before it in order.", [("articles/one.md", "notes/one.md")], [("articles/zz.md", "one")] },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Pages_may_change_their_addresses_in_any_way(string what, (string From, string To)[] moves, (string Path, string Slug)[] written)
    {
        Assert.NotEmpty(what);
        content.Write("articles/a_b.md", "---\ntitle: Under\n---\nUnder score.\n").Write("x.md", "---\ntitle: X\n---\nAt the root.\n")
            .Write("articles/zz.md", "---\ntitle: Zed\nslug: taken\n---\nLast.\n")
            .Write("articles/p.md", "---\ntitle: P\nslug: pp\n---\nWords of p.\n").Write("articles/q.md", "---\ntitle: Q\nslug: qq\n---\nWords of q.\n")
            .Write("articles/links.md", "---\ntitle: Links\n---\n[[a-b]] [[x]] [[one]] [[two]] [[taken]] [[zz]] [[pp]] [[qq]] [p](p.md) [x](/articles/x)\n");
        library.Build();
        foreach (var (from, to) in moves)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(content[to])!);
            File.Move(content[from], content[to]);
        }

        foreach (var (path, slug) in written) content.Write(path, $"---\ntitle: {Path.GetFileName(path)}\nslug: {slug}\n---\nWritten anew.\n");
        // Had it not been possible to go on with the database before, all would have been made anew.
        Assert.NotEqual(0, library.Build()!.Carried);
        AssertLikeAFreshOne();
        Assert.Null(library.Build());
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_on_other_pages()
    {
        content.Write("articles/cites.md", "---\ntitle: Cites\n---\nAndy Jassy spoke, as Jazzman. [@the-talk 25:04] See [[Andy Jassy]], [[Jazzman|him]] and [[andy-jassy#early]] of [[amazon]].\n")
            .Write("people/andy-jassy.md", "---\ntitle: Andy Jassy\naliases: [Jazzman]\n---\n## Early\n\nHe led it.\n")
            .Write("organizations/amazon.md", "---\ntitle: Amazon\nslug: the-shop\nmatch: exact\n---\nA shop.\n");
        library.Build();
        var before = await Json("cites");
        content.Write("people/andy-jassy.md", "nothing").Write("organizations/amazon.md", "---\ntitle: [\n---\n").Write("videos/the-talk.md", "---\ntitle: The talk\n---\nx\n");
        var result = library.Build();
        Assert.Equal((0, 3, 3), (result!.Compiled, result.Carried, result.Stale));
        Assert.Equal(before, await Json("cites"));
        await using (var db = library.Open()) Assert.True((await db.PageAsync(Kind.Organization, "the-shop"))!.IsStale);
        // A page that is made anew meanwhile finds them as they were.
        content.Write("articles/cites.md", File.ReadAllText(content["articles/cites.md"]) + "\n");
        Assert.Equal(1, library.Build()!.Compiled);
        Assert.Equal(before, await Json("cites"));

        async Task<string> Json(string slug)
        {
            await using var db = library.Open();
            return System.Text.Json.JsonSerializer.Serialize(await db.PageAsync(Kind.Article, slug));
        }
    }

    [Fact]
    public async Task A_link_to_a_broken_file_that_never_made_a_page_is_a_wanted_one_and_says_why()
    {
        content.Write("articles/broken.md", "nothing").Write("articles/links.md", "---\ntitle: Links\nrelated: [broken]\n---\n[[Broken]] and [it](broken.md).\n");
        library.Build();
        await using (var db = library.Open())
        {
            Assert.Equal(2, db.Links.Count(link => link.Wanted == "broken" || link.Wanted == "articles/broken"));
            Assert.Empty(db.Relations.Where(relation => !db.Pages.Any(page => page.Id == relation.TargetId)));
            Assert.Contains("href=\"/wanted/broken\"", (await db.PageAsync(Kind.Article, "links"))!.Html, StringComparison.Ordinal);
            Assert.Equal(["no page \"Broken\" as long as articles/broken.md is broken", "no page \"broken\" as long as articles/broken.md is broken",
                "no page \"broken.md\" as long as articles/broken.md is broken"],
                db.Findings.Where(finding => finding.Path == "articles/links.md" && finding.Code != "AH9001").AsEnumerable().Select(finding => finding.Message).Order(StringComparer.Ordinal));
        }

        content.Write("articles/broken.md", "---\ntitle: Whole\n---\nx\n");
        library.Build();
        AssertLikeAFreshOne();
    }

    [Fact]
    public async Task The_links_of_a_last_good_page_lead_where_they_lead_now()
    {
        content.Write("articles/old.md", "---\ntitle: Old\n---\n[[two]], [part](two.md#part) and [[Amazon]] with Lee Last.\n")
            .Write("articles/two.md", "---\ntitle: Two\n---\n## Part\n\nAmazon sold giraffes.\n")
            .Write("claims/claimed.md", "---\ntitle: Claimed\nclaim: So.\nverdict: true\n---\n## Supports\n\n- It stands in [[two]]. [@ours]\n");
        library.Build();
        content.Write("people/last.md", "---\ntitle: Lee Last\n---\nx\n");
        library.Build();
        content.Write("articles/old.md", "nothing").Write("claims/claimed.md", "nothing");
        File.Delete(content["articles/two.md"]);
        File.Delete(content["people/last.md"]);
        library.Build();
        await using (var db = library.Open())
        {
            Assert.Contains("Old", (await db.WantedAsync("two"))!.Links.Select(link => link.From.Title));
            var old = (await db.PageAsync(Kind.Article, "old"))!;
            Assert.Contains("href=\"/wanted/two\"", old.Html, StringComparison.Ordinal);
            Assert.Contains("href=\"/wanted/two#part\"", old.Html, StringComparison.Ordinal);
            Assert.Contains("href=\"/organizations/amazon\"", old.Html, StringComparison.Ordinal);
            Assert.Contains("[Two](/wanted/two)", await db.MarkdownAsync(Kind.Article, "old"), StringComparison.Ordinal);
            Assert.Contains("\"/wanted/two\"", db.Pages.Single(page => page.Slug == "claimed").Local, StringComparison.Ordinal);
        }

        // Whoever comes next has none of what was said of the page that was deleted.
        content.Write("people/zed.md", "---\ntitle: Zed\n---\nx\n").Write("articles/two.md", "---\ntitle: Two again\n---\nx\n");
        library.Build();
        await using (var db = library.Open())
        {
            Assert.Contains("Old", (await db.PageAsync(Kind.Article, "two"))!.Backlinks.Select(link => link.From.Title));
            Assert.Empty((await db.PageAsync(Kind.Person, "zed"))!.Said!.Mentions.Items);
            Assert.Equal(["Amazon"], (await db.PageAsync(Kind.Article, "old"))!.Mentioned.Select(mentioned => mentioned.Page.Title));
            Assert.Contains("href=\"/articles/two#part\"", (await db.PageAsync(Kind.Article, "old"))!.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_last_good_page_is_not_found_under_the_name_of_somebody_who_came_later()
    {
        library.Build();
        content.Write("people/zed.md", "---\ntitle: Zed Zorro\n---\nx\n").Write("articles/old.md", "---\ntitle: Old\n---\nQuark met Zed Zorro.\n");
        library.Build();
        content.Write("articles/old.md", "nothing");
        File.Delete(content["people/zed.md"]);
        library.Build();
        content.Write("people/yan.md", "---\ntitle: Yan Yule\n---\nx\n");
        library.Build();
        await using var db = library.Open();
        Assert.Single((await db.SearchAsync(new() { Text = "quark" })).Groups);
        Assert.Empty((await db.SearchAsync(new SearchRequest { Text = "quark" }.With(new(FacetGroup.Person, "yan")))).Groups);
    }

    [Fact]
    public async Task A_name_of_signs_alone_leads_nowhere()
    {
        content.Write("articles/signs.md", "---\ntitle: Signs\naliases: ['!!!']\n---\nx\n");
        library.Build();
        await using var db = library.Open();
        Assert.Null(await db.RedirectAsync(Kind.Article, "???"));
        Assert.Null(await db.WrittenAsync(""));
        Assert.Empty(db.Names.Where(name => name.Folded == ""));
    }

    [Fact]
    public async Task A_last_good_page_whose_address_is_taken_is_gone()
    {
        content.Write("articles/old.md", "---\ntitle: Old\nslug: special\n---\nLemurs.\n");
        library.Build();
        content.Write("articles/old.md", "nothing").Write("articles/special.md", "---\ntitle: New\n---\nTapirs.\n");
        Assert.Equal((1, 5, 0), (library.Build()! is var result ? result.Compiled : 0, result.Carried, result.Stale));
        await using (var db = library.Open()) Assert.Equal("New", (await db.PageAsync(Kind.Article, "special"))!.Page.Title);
        AssertLikeAFreshOne();
        Assert.Null(library.Build());
    }

    [Fact]
    public void Of_a_broken_file_the_page_it_made_before_belongs_to_the_version()
    {
        library.Build();
        content.Write("articles/two.md", "nothing");
        library.Build();
        var (giraffes, data2) = (library.Version, new TemporaryFolder());
        using (data2)
        {
            using var fresh = new Library(content.Path, data2.Path);
            fresh.Build();
            Assert.NotEqual(giraffes, fresh.Version);
        }

        // Another good page, and the same break: another version. The page as it was: the same.
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        library.Build();
        content.Write("articles/two.md", "nothing");
        library.Build();
        Assert.NotEqual(giraffes, library.Version);
        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold giraffes.\n");
        library.Build();
        content.Write("articles/two.md", "nothing");
        library.Build();
        Assert.Equal(giraffes, library.Version);
        Assert.Null(library.Build());
    }

    [Fact]
    public void A_name_that_stands_in_no_text_makes_no_page_anew_but_its_own()
    {
        library.Build();
        content.Write("organizations/amazon.md", "---\ntitle: Amazon\naliases: [The Bookshop of Penguins]\nrelation: owner\n---\nA shop.\n");
        // The pages that name Amazon, or link to it, are found by all its names.
        Assert.Equal((3, 2), (library.Build()! is var named ? named.Compiled : 0, named.Carried));
        content.Write("people/jeff.md", "---\ntitle: Jeff Somebody\n---\nx\n");
        Assert.Equal((1, 5), (library.Build()! is var unnamed ? unnamed.Compiled : 0, unnamed.Carried));
        AssertLikeAFreshOne();
    }

    [Fact]
    public void A_file_that_changes_while_it_is_built_is_read_again()
    {
        for (var i = 0; i < 600; i++) content.Write($"articles/n{i:000}.md", $"---\ntitle: N{i}\n---\nBefore.\n");
        var changed = false;
        library.Build(new Watching(() =>
        {
            if (changed) return;
            changed = true;
            content.Write("articles/n599.md", "---\ntitle: N599\n---\nAfter, and longer.\n");
        }));
        Assert.True(changed);
        AssertLikeAFreshOne();
        using var db = library.Open();
        Assert.Contains("After", db.Pages.Single(page => page.Slug == "n599").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_does_not_say_which_names_are_near_to_one_that_leads_nowhere()
    {
        content.Write("articles/cites.md", "---\ntitle: Cites\nrelated: [thre]\n---\nSo. [@barr-2004] See [[thre]], [[two#end]].\n").Write("references.yml", "- {id: bar-2004}\n");
        library.Build();
        content.Write("references.yml", "- {id: barr-2005}\n").Write("articles/three.md", "---\ntitle: Three\n---\nx\n");
        library.Build();
        content.Write("articles/two.md", "---\ntitle: Two\n---\n## And\n\nAmazon sold giraffes.\n");
        library.Build();
        AssertLikeAFreshOne();
        using var db = library.Open();
        Assert.Equal("No reference or video \"barr-2004\".", Assert.Single(db.Citations, citation => citation.Reason != null).Reason);
    }

    [Fact]
    public void Files_that_changed_under_their_size_and_time_are_read_again()
    {
        // More of them than a build is tried times, since each is found out only when its page is made anew.
        string[] names = ["a", "b", "c", "d", "e"];
        foreach (var name in names) content.Write($"articles/{name}.md", $"---\ntitle: Same\n---\nBefore {name}, see [[two]].\n");
        library.Build();
        foreach (var name in names)
        {
            var time = File.GetLastWriteTimeUtc(content[$"articles/{name}.md"]);
            content.Write($"articles/{name}.md", $"---\ntitle: Same\n---\nAfter! {name}, see [[two]].\n");
            File.SetLastWriteTimeUtc(content[$"articles/{name}.md"], time);
        }

        content.Write("articles/two.md", "---\ntitle: Two and a half\n---\nAmazon sold giraffes.\n").Write("articles/new.md", "---\ntitle: New\n---\nx\n");
        library.Build();
        AssertLikeAFreshOne();
        using var db = library.Open();
        Assert.Equal(5, db.Pages.Count(page => page.Html.Contains("After!")));
        Assert.True(db.Pages.Any(page => page.Slug == "new"));
    }

    [Fact]
    public void From_a_database_that_cannot_be_gone_on_with_nothing_is_carried_over()
    {
        var path = library.Build()!.Path;
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE Verdicts";
            command.ExecuteNonQuery();
        }

        content.Write("articles/two.md", "---\ntitle: Two\n---\nAmazon sold okapis.\n");
        var result = library.Build();
        Assert.Equal((5, 5, 0), (result!.Pages, result.Compiled, result.Carried));
        AssertLikeAFreshOne();
    }

    [Fact]
    public async Task As_many_passages_are_counted_as_are_listed()
    {
        content.Write("articles/lead.md", "---\ntitle: Lead\ndescription: What Andy Jassy did.\n---\n## Andy Jassy\n\nAndy Jassy led Amazon.\n\n## Amazon\n");
        library.Build();
        await using var db = library.Open();
        foreach (var (kind, slug) in ((Kind, string)[])[(Kind.Person, "andy-jassy"), (Kind.Organization, "amazon")])
        {
            var said = (await db.PageAsync(kind, slug))!.Said!;
            Assert.Equal((2, 2), (said.Mentions.Total, db.Pages.Single(page => page.Slug == slug).Mentions));
            Assert.Equal(1, Assert.Single(said.Companions).Passages);
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

    [Theory]
    [InlineData(4711)]
    [InlineData(2006)]
    public void Many_edits_one_by_one_give_what_one_build_of_the_result_gives(int seed)
    {
        library.Build();
        var random = new Random(seed);
        string[] words = ["Andy Jassy", "Amazon", "Jassy", "zebra", "[[one]]", "[[two]]", "[[three|x]]", "[[Andy Jassy]]", "[10:00]", "[2:00]", "[@nothing]",
            "okapi", "2006", "\n\n## Zebra\n\n", "re:Invent", "in 1,999", "[x](two.md)", "[x](/articles/three#zebra)", "[x](#zebra)", "[[ess]]", "[x](/articles/ess)",
            "[@first, p. 3]", "[@second]", "[@the-talk 3:00]", "[@talk 4:00]", "![](one.md)", "Chief", "[[Chief]]", "[[services/thing]]", "Thing Store",
            "\n\n```chart\ndata: sums\nx: year\ny: sum\n```\n\n", "\n\n- item\n\n"];
        string[] names = ["articles/one.md", "articles/two.md", "articles/three.md", "people/andy-jassy.md", "organizations/amazon.md", "articles/four.md",
            "videos/the-talk.md", "videos/the-talk.vtt", "videos/the-talk.srt", "videos/APvj15_YCqk.vtt", "events/five.md", "events/six.md", "claims/seven.md", "claims/eight.md",
            "services/thing.md", "three.md", "articles/t_wo.md", "people/other.md", "references.yml", "data/sums.csv"];
        string One(params string[] of) => random.GetItems(of, 1)[0];
        foreach (var name in names) Directory.CreateDirectory(Path.GetDirectoryName(content[name])!);
        var anew = 0;
        for (var step = 0; step < 150; step++)
        {
            var name = One(names);
            switch (random.Next(8))
            {
                case 0:
                    File.Delete(content[name]);
                    break;
                case 1:
                    var others = names.Where(other => Path.GetExtension(other) == Path.GetExtension(name) && other.Split('/')[0] == name.Split('/')[0]).ToArray();
                    if (File.Exists(content[name])) File.Move(content[name], content[One(others)], overwrite: true);
                    break;
                default:
                    content.Write(name, Write(name));
                    break;
            }

            if (library.Build() is { Carried: 0 }) anew++;
        }

        // Had a build not been able to go on with the one before, it would have made all pages anew, and nobody would have noticed.
        Assert.True(anew < 3, $"{anew} builds carried nothing over");
        // A broken file keeps its last good page, which a build of the result cannot have.
        content.Write("videos/the-talk.md", "---\ntitle: A talk\nyoutube: dQw4w9WgXcQ\n---\nA talk.\n");
        library.Build();
        AssertLikeAFreshOne();
        Assert.Null(library.Build());

        string Write(string name) => Path.GetExtension(name) switch
        {
            ".vtt" or ".srt" => $"WEBVTT\n\n00:0{random.Next(9)}.000 --> 00:0{random.Next(9)}.500\n{string.Join(' ', random.GetItems(words, 3))}\n",
            ".yml" => $"- {{id: first, title: {One("A book", "A paper")}, author: [{One("Jeff Barr", "{family: Barr, given: Jeff}")}]}}\n- {{id: {One("second", "third")}, title: S}}\n",
            ".csv" => $"year,sum,reference\n2006,{random.Next(9)},first\n2007,2,{One("second", "third")}\n",
            _ => $"---\n{Front(name)}---\n{(name.StartsWith("claims", StringComparison.Ordinal) ? "## Supports\n\n### Press\n\n- So. [@first, p. 4]\n\n## After\n\n" : "")}{string.Join(' ', random.GetItems(words, 8))}.\n",
        };

        string Front(string name) => name switch
        {
            "videos/the-talk.md" => $"title: {One("The talk", "A talk")}\nyoutube: {One("APvj15_YCqk", "dQw4w9WgXcQ", "?")}\nslug: {One("", "talk")}\n",
            "people/andy-jassy.md" => $"title: Andy Jassy\naliases: [{One("Chief", "Penguin", "Thing Store")}]\nroles:\n  - {{title: Boss, organization: {One("amazon", "Amazon", "nobody")}, source: {One("first", "second")}}}\n",
            "people/other.md" => $"title: {One("Somebody Jassy", "Thing Store")}\nmatch: {One("exact", "any")}\nrelated: [{One("one", "ess", "thing")}]\n",
            "organizations/amazon.md" => $"title: Amazon\naliases: [{One("Thing", "The Shop")}]\nrelation: owner\n",
            "services/thing.md" => $"title: Thing\nmilestones:\n  - {{date: {random.Next(2000, 2004)}, kind: beta, source: {One("first", "second")}}}\nsuccessors: [{One("thing", "amazon")}]\n",
            "claims/seven.md" or "claims/eight.md" => $"title: {Path.GetFileName(name)}\nclaim: Jassy led {One("it", "Amazon")}.\nverdict: {One("true", "false")}\nasserted_by: [{One("andy-jassy", "other")}]\nhistory:\n  - {{date: 2026-01-0{random.Next(1, 9)}, verdict: true, note: x}}\n",
            _ when name.StartsWith("events", StringComparison.Ordinal) => $"title: {Path.GetFileName(name)}\ndate: {random.Next(2000, 2004)}\npeople: [andy-jassy]\nupdated: 2026-01-0{random.Next(1, 9)}\n",
            _ => $"title: {Path.GetFileNameWithoutExtension(name)}{random.Next(3)}\ntopics: [t{random.Next(3)}]\nslug: {One("", "", "", "ess", "three")}\norder: {random.Next(3)}\n{One("videoId: APvj15_YCqk\n", "video: the-talk\n", "")}",
        };
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

    /// <summary>Whether the library, whatever has been done to it, holds what one that is built of its content alone holds.</summary>
    private void AssertLikeAFreshOne()
    {
        using var afresh = new TemporaryFolder();
        using var other = new Library(content.Path, afresh.Path);
        other.Build();
        Assert.Equal(other.Version, library.Version);
        using var edited = library.Open();
        using var built = other.Open();
        Assert.Equal(Dump(built), Dump(edited));
        Assert.Equal(Views(built), Views(edited));
    }

    /// <summary>Everything that is stored, without the ids.</summary>
    private static string Dump(KnowledgeDb db)
    {
        var dump = new StringBuilder();
        var pages = db.Pages.AsEnumerable().OrderBy(p => p.Kind).ThenBy(p => p.Slug, StringComparer.Ordinal).ToList();
        var keys = pages.ToDictionary(p => p.Id, p => $"{p.Kind}/{p.Slug}");
        var references = db.References.ToDictionary(r => r.Id, r => r.Key);
        string Key(int? id) => id is { } i ? keys[i] : "-";
        foreach (var page in pages)
        {
            dump.AppendLine($"{keys[page.Id]} {page.Path} {page.Title} {page.SortName} {page.Description} {page.Words} {page.Mentions} {page.Updated} {page.Order} {page.Part} {page.HasLead} {page.HasAccounts} {page.ExactNames} {page.IsStale}");
            dump.AppendLine($"  video {Key(page.VideoId)} before {Key(page.BeforeId)} after {Key(page.AfterId)} {page.Fingerprint}");
            dump.AppendLine(page.Html).AppendLine(page.Local).AppendLine(db.Markdown.Single(m => m.PageId == page.Id).Text);
            foreach (var passage in db.Passages.Where(p => p.PageId == page.Id).OrderBy(p => p.Ordinal))
            {
                dump.AppendLine($"  {passage.Ordinal} {passage.Anchor} {passage.Kind} {passage.HeadingAnchor} {passage.HeadingText} {passage.Stance} {passage.Text} [{passage.Entities}]");
                foreach (var c in db.Citations.Where(c => c.PassageId == passage.Id)
                    .OrderBy(c => c.Ordinal)) dump.AppendLine($"    {c.Ordinal} {c.Shown} {c.Locator} {c.Status} {c.Reason} {c.Href} {Key(c.VideoId)} {(c.ReferenceId is { } r ? references[r] : "-")} {c.Seconds} {c.Offset}");
                foreach (var l in db.Links.Where(l => l.PassageId == passage.Id)
                    .OrderBy(l => l.Offset).ThenBy(l => l.Id)) dump.AppendLine($"    {l.Written} {Key(l.TargetId)} {l.Wanted} {l.Fragment} {l.Offset}+{l.Length}");
                foreach (var m in db.Mentions.Where(m => m.PassageId == passage.Id)
                    .OrderBy(m => m.Offset)) dump.AppendLine($"    {Key(m.EntityId)} {m.Offset}+{m.Length}");
            }
        }

        Lines(db.Cues.AsEnumerable().Select(c => $"{Key(c.PageId)} {c.Start}-{c.End} {c.Speaker} {c.Text}"));
        Lines(db.Findings.AsEnumerable().Select(f => $"{f.Path}({f.Line},{f.Column}) {f.Code} {f.OfPage} {f.Message}"));
        Lines(db.Names.AsEnumerable().Select(n => $"name {Key(n.PageId)} {n.Kind} {n.Name} {n.Folded} {n.IsTitle}"));
        Lines(db.Topics.AsEnumerable().Select(t => $"topic {Key(t.PageId)} {t.Topic}"));
        Lines(db.Relations.AsEnumerable().Select(r => $"relation {Key(r.PageId)} {r.Kind} {Key(r.TargetId)}"));
        Lines(db.Roles.AsEnumerable().Select(r => $"role {Key(r.PageId)} {r.Ordinal} {r.Title} {r.Organization} {Key(r.OrganizationId)} {r.From} {r.To} {r.Source}"));
        Lines(db.Milestones.AsEnumerable().Select(m => $"milestone {Key(m.PageId)} {m.Ordinal} {m.Kind} {m.Date} {m.Note} {m.Source}"));
        Lines(db.Claims.AsEnumerable().Select(c => $"claim {Key(c.PageId)} {c.Text} {c.Verdict} {c.ShortAnswer}"));
        Lines(db.Verdicts.AsEnumerable().Select(v => $"verdict {Key(v.PageId)} {v.Day} {v.Verdict} {v.Note}"));
        Lines(db.Events.AsEnumerable().Select(e => $"event {Key(e.PageId)} {e.Date} {e.Confidence} {e.Disputed}"));
        Lines(db.Videos.AsEnumerable().Select(v => $"video {Key(v.PageId)} {v.YouTubeId} {v.Media} {v.Length} {v.Channel}"));
        Lines(db.References.AsEnumerable().Select(r => $"reference {r.Key} {r.Title} {r.AuthorsJson} {r.ShortName}"));
        Lines(db.DataFiles.AsEnumerable().Select(d => $"data {d.Name} {d.Csv}"));
        Lines(db.DataSources.AsEnumerable().Select(d => $"data {d.DataName} {d.ReferenceKey}"));
        foreach (var word in (string[])["zebra", "okapi", "jassy", "amazon", "giraffes"])
            dump.AppendLine($"{word}: {db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM PassageIndex WHERE PassageIndex MATCH {word}").Single()} {db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM CueIndex WHERE CueIndex MATCH {word}").Single()}");
        DumpSearch(db, dump, keys);
        return dump.ToString();

        void Lines(IEnumerable<string> lines)
        {
            foreach (var line in lines.Order(StringComparer.Ordinal)) dump.AppendLine(line);
        }
    }

    /// <summary>Everything that readers are shown, in the order in which they are.</summary>
    private static string Views(KnowledgeDb db)
    {
        var shown = new StringBuilder();
        foreach (var page in db.Pages.OrderBy(p => p.Kind).ThenBy(p => p.Slug).ToList())
        {
            foreach (var order in Enum.GetValues<PassageOrder>()) Add(db.PageAsync(page.Kind, page.Slug, order: order));
            Add(db.DossierAsync(page.Kind, page.Slug));
            Add(db.CitableAsync(page.Kind, page.Slug));
            for (var ordinal = 1; ordinal < 6; ordinal++) Add(db.CitationAsync(page.Kind, page.Slug, ordinal));
            if (page.Kind != Kind.Video) continue;
            foreach (var seconds in (int[])[120, 180, 600]) Add(db.MomentAsync(page.Slug, seconds));
            Add(db.ClipsAsync(page.Slug));
        }

        foreach (var kind in Kinds.All) Add(db.ListAsync(kind));
        foreach (var key in db.References.Select(r => r.Key).ToList().Append("").Order()) Add(db.ReferenceAsync(key));
        foreach (var wanted in db.Links.Where(l => l.Wanted != null).Select(l => l.Wanted!).Distinct().ToList().Order()) Add(db.WantedAsync(wanted));
        foreach (var day in (int[])[1, 2, 3]) Add(db.HomeAsync(new(2026, 1, day)));
        Add(db.MapAsync(1));
        Add(db.ChangesAsync());
        Add(db.TimelineAsync(new()));
        Add(db.PeopleAsync());
        Add(db.ServicesAsync());
        Add(db.OrganizationsAsync());
        Add(db.ClaimsAsync(new()));
        shown.AppendJoin('\n', db.ServiceRowsAsync().Result.Select(row => $"{row.Service} {row.Category} {row.Milestone?.Kind} {row.Milestone?.Date}")).AppendLine();
        foreach (var order in Enum.GetValues<ReferenceOrder>()) Add(db.ReferencesAsync(new(Order: order)));
        foreach (var words in (string[])["zebra", "jassy", "amazon", "one", "t", "10:00", "thing"]) Add(db.SearchAsync(new() { Text = words }));
        return shown.ToString();

        void Add<T>(Task<T> view) => shown.AppendLine(System.Text.Json.JsonSerializer.Serialize(view.GetAwaiter().GetResult()));
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

    private sealed class Watching(Action seen) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) => seen();
    }

    private sealed record Row(int Id, string Text);

    private sealed record FacetRow(int Id, int PageId, byte[] Codes, int? Ordinal);
}

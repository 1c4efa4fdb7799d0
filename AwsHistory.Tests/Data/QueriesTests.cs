using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AwsHistory.Tests.Data;

/// <summary>A page is a few queries, each on an index, whatever the size of the library.</summary>
public partial class QueriesTests
{
    private static readonly (string Path, string Text)[] Crowd =
    [
        ("people/popular.md", "---\ntitle: Popular Person\n---\nEverybody speaks of this one.\n"),
        ("people/other.md", "---\ntitle: Other Person\n---\nSome do.\n"),
        ("videos/the-talk.md", Support.Compile.Video),
        .. Enumerable.Range(0, 100).Select(i => ($"articles/a{i:000}.md",
            $"---\ntitle: A{i}\nvideo: the-talk\n---\n" + string.Concat(Enumerable.Range(0, 100)
            .Select(p => $"Popular Person did thing {p} of {i}{(p % 10 == 0 ? ", with Other Person" : "")}. [{p}:0{i % 10}]\n\n")))),
    ];

    [Fact]
    public async Task Every_page_takes_a_bounded_number_of_queries_each_on_an_index()
    {
        using var folder = new TemporaryFolder();
        var findings = new List<Diagnostic>();
        DatabaseBuilder.Build(new ContentCompiler().Compile(new ContentFolder(Paths.Content).Read(findings), findings), folder["k.db"]);
        var counter = new Counter();
        await using var db = Open(folder["k.db"], counter);
        // A list of all pages or sources, in parts or counted, walks them and nothing else.
        var pages = new (string Name, int Most, Func<Task> Run, string Walks)[]
        {
            ("article", 5, () => db.PageAsync(Kind.Article, "the-spare-capacity-myth"), ""),
            ("claim", 4, () => db.PageAsync(Kind.Claim, "excess-capacity-story"), ""),
            ("event", 5, () => db.PageAsync(Kind.Event, "s3-launch-2006"), ""),
            ("person", 11, () => db.PageAsync(Kind.Person, "andy-jassy"), ""),
            ("person by video", 11, () => db.PageAsync(Kind.Person, "andy-jassy", 2, PassageOrder.Video), ""),
            ("person, newest", 11, () => db.PageAsync(Kind.Person, "andy-jassy", 1, PassageOrder.Newest), ""),
            ("service", 10, () => db.PageAsync(Kind.Service, "s3"), ""),
            ("organization", 11, () => db.PageAsync(Kind.Organization, "oracle"), ""),
            ("video", 14, () => db.PageAsync(Kind.Video, "acquired-aws"), ""),
            ("timeline", 3, () => db.TimelineAsync(new TimelineFilter(Person: "andy-jassy")), ""),
            ("timeline, told, with words", 5, () => db.TimelineAsync(new TimelineFilter(Words: "launch", Person: "andy-jassy", Order: TimelineOrder.Told)), ""),
            ("people", 3, () => db.PeopleAsync(), ""),
            ("people by where they worked", 3, () => db.PeopleAsync(EntityOrder.Group), ""),
            ("services", 4, () => db.ServicesAsync(), ""),
            ("services by their lives", 4, () => db.ServicesAsync(EntityOrder.Life), ""),
            ("organizations", 2, () => db.OrganizationsAsync(), ""),
            ("claims", 6, () => db.ClaimsAsync(new ClaimFilter()), ""),
            ("claims of a topic", 7, () => db.ClaimsAsync(new ClaimFilter(Verdict.False, "origins")), ""),
            ("articles", 2, () => db.ListAsync(Kind.Article), ""),
            ("references", 5, () => db.ReferencesAsync(new ReferenceFilter()), "References"),
            ("reference", 9, () => db.ReferenceAsync("ft-person-year-andy"), ""),
            ("home", 10, () => db.HomeAsync(new DateOnly(2026, 11, 23)), "Pages"),
            ("markdown", 1, () => db.MarkdownAsync(Kind.Article, "the-spare-capacity-myth"), ""),
            ("changes", 2, () => db.ChangesAsync(), ""),
            ("map", 4, () => db.MapAsync(1), "Pages References"),
            ("clips", 3, () => db.ClipsAsync("acquired-aws"), ""),
            ("citable", 4, () => db.CitableAsync(Kind.Article, "the-spare-capacity-myth", "p-00000000", 2), ""),
            ("services as rows", 1, () => db.ServiceRowsAsync(), ""),
            ("moment", 12, () => db.MomentAsync("acquired-aws", 799), ""),
            ("near names", 8, () => db.NearAsync("andy-jasy"), ""),
        };
        foreach (var (name, most, run, walks) in pages)
        {
            counter.Commands.Clear();
            await run();
            Assert.True(counter.Commands.Count <= most, $"{name} takes {counter.Commands.Count} queries, {most} were expected at most");
            foreach (var (sql, parameters) in counter.Commands.ToList()) AssertIndexed(db, sql, parameters, walks);
        }
    }

    [Fact]
    public async Task A_person_with_ten_thousand_mentions_is_a_page_of_bounded_size_from_indexed_queries()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(ContentCompiler.Compile(Crowd), folder["k.db"]);
        var counter = new Counter();
        await using var db = Open(folder["k.db"], counter);
        foreach (var order in Enum.GetValues<PassageOrder>())
        {
            counter.Commands.Clear();
            var page = await db.PageAsync(Kind.Person, "popular", 3, order);
            Assert.Equal(10_000, page!.Said!.Mentions.Total);
            Assert.Equal(EntityQueries.PassagesOnPage, page.Said.Mentions.Items.Count);
            Assert.Equal(("Other Person", 1000), (page.Said.Companions[0].Page.Title, page.Said.Companions[0].Passages));
            foreach (var (sql, parameters) in counter.Commands.ToList()) AssertIndexed(db, sql, parameters);
        }

        counter.Commands.Clear();
        Assert.Equal(PublicationQueries.MaxClips, (await db.ClipsAsync("the-talk"))!.Clips.Count);
        Assert.Equal(PublicationQueries.PassagesToCite, (await db.CitableAsync(Kind.Article, "a007", "p-00000000"))!.Passages.Count);
        await db.MarkdownAsync(Kind.Article, "a007");
        await db.ChangesAsync();
        await db.MapAsync(1);
        foreach (var (sql, parameters) in counter.Commands.ToList()) AssertIndexed(db, sql, parameters, "Pages References");
    }

    [Fact]
    public async Task What_a_list_leaves_out_is_on_the_next_page()
    {
        const int people = LibraryQueries.ListedOnPage + 5;
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile([.. Enumerable.Range(0, people)
                .Select(i => ($"people/p{i:0000}.md", $"---\ntitle: Person {i:0000}\nroles:\n  - title: Clerk\n    organization: Firm {i:0000}\n---\nWords.\n"))]),
                    folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        var (first, second) = (await db.PeopleAsync(), await db.PeopleAsync(page: 2));
        Assert.Equal((people, 2, LibraryQueries.ListedOnPage, 5), (first.Total, first.Pages, first.Items.Count, second.Items.Count));
        Assert.Equal("Firm 0204", Assert.Single(second.Items[^1].Organizations));
        Assert.Equal(2, (await db.PeopleAsync(page: 3)).Page);
    }

    [Fact]
    public async Task An_order_that_is_chosen_is_that_of_the_whole_list_not_of_a_page()
    {
        const int services = LibraryQueries.ListedOnPage + 2;
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile([
                .. Enumerable.Range(0, services).Select(i => ($"services/s{i:000}.md",
                    $"---\ntitle: Thing {i:000}\ncategory: {(i == 0 ? "other" : i == services - 1 ? "compute" : "storage")}\nmilestones:\n"
                    + $"  - date: {2300 - i}\n    kind: announced\n{(i == 7 ? "  - date: 2400\n    kind: retired\n" : "")}---\nWords.\n")),
            ]),
            folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        Assert.Equal("Thing 000", await FirstAsync(EntityOrder.Name));
        Assert.Equal("Thing 201", await FirstAsync(EntityOrder.Group));
        Assert.Equal("Thing 000", (await db.ServicesAsync(EntityOrder.Group, 2)).Items[^1].Page.Title);
        Assert.Equal("Thing 201", await FirstAsync(EntityOrder.Launch));
        Assert.Equal("Thing 007", await FirstAsync(EntityOrder.Life));

        async Task<string> FirstAsync(EntityOrder order) => (await db.ServicesAsync(order)).Items[0].Page.Title;
    }

    [Fact]
    public async Task A_dossier_that_is_cut_holds_the_first_in_its_order()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(ContentCompiler.Compile([("people/popular.md", "---\ntitle: Popular Person\n---\nx\n"),
            .. Enumerable.Range(0, 250).Select(i => ($"articles/a{i:000}.md", $"---\ntitle: T{999 - i}\npeople: [popular]\n---\nx\n"))]), folder["k.db"]);
        await using var db = Open(folder["k.db"], new());
        Assert.Equal(Enumerable.Range(750, PageQueries.MaxListed).Select(i => $"T{i}"), (await db.DossierAsync(Kind.Person, "popular"))!.Related.Select(r => r.Page.Title));
    }

    [Fact]
    public async Task A_timeline_reads_what_belongs_to_its_events_of_no_more_of_them_than_it_holds()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(ContentCompiler.Compile(("events/e.md", "---\ntitle: E\ndate: 2006\ntopics: [t]\n---\nx\n")), folder["k.db"]);
        var counter = new Counter();
        await using var db = Open(folder["k.db"], counter);
        var view = await db.TimelineAsync(new TimelineFilter(Order: TimelineOrder.Told));
        Assert.Equal("t", Assert.Single(view.Topics).Name);
        Assert.Equal(4, counter.Commands.Count);
        Assert.All(counter.Commands, command => Assert.True(command.Sql.Contains("LIMIT", StringComparison.Ordinal) || command.Parameters is [("@ids", _)]));
    }

    [Fact]
    public async Task Claims_are_counted_by_what_each_choice_would_leave()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile([
                .. new[] { ("a", "true", "x, y"), ("b", "false", "x"), ("c", "false", "y"), ("d", "mostly-false", "x") }.Select(claim => ($"claims/{claim.Item1}.md",
                    $"---\ntitle: {claim.Item1}\nclaim: It is so\nverdict: {claim.Item2}\ntopics: [{claim.Item3}]\n---\n## Supports\n\n- This.\n- That.\n\n## Contradicts\n\n- No.\n")),
                ("articles/z.md", "---\ntitle: Z\ntopics: [z]\n---\nWords.\n"),
            ]),
            folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        var all = await db.ClaimsAsync(new());
        Assert.Equal(["a", "b", "c", "d"], all.Items.Select(claim => claim.Page.Slug));
        Assert.All(all.Items, claim => Assert.Equal((2, 1), (claim.Supports, claim.Contradicts)));
        Assert.Equal([new(Verdict.True, 1), new(Verdict.MostlyFalse, 1), new VerdictCount(Verdict.False, 2)], all.Verdicts);
        Assert.Equal([new("x", 3), new Count("y", 2)], all.Topics);
        var some = await db.ClaimsAsync(ClaimFilter.Read(key => key switch { "verdict" => "false", "topic" => "x", _ => null }));
        Assert.Equal("b", Assert.Single(some.Items).Page.Slug);
        Assert.Equal([new(Verdict.True, 1), new(Verdict.MostlyFalse, 1), new VerdictCount(Verdict.False, 1)], some.Verdicts);
        Assert.Equal([new("x", 1), new Count("y", 1)], some.Topics);
        Assert.Equal("/claims?verdict=mostly-false&topic=x", new ClaimFilter(Verdict.MostlyFalse, "x").Address());
        // What is no topic of a claim is as good as absent.
        Assert.Equal((4, null), ((await db.ClaimsAsync(new(Topic: "z"))).Total, (await db.ClaimsAsync(new(Topic: "z"))).Filter.Topic));
    }

    [Fact]
    public async Task Sources_are_counted_by_kind_year_and_publisher()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile(("references.yml", """
                - {id: a, title: A, issued: "2006-03", publisher: Two, strength: press}
                - {id: b, title: B, issued: "2006", container-title: Two, publisher: Other, strength: press}
                - {id: c, title: C, issued: "1999~", publisher: One, strength: first-hand}
                - {id: d, title: D}
                """)),
            folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        var view = await db.ReferencesAsync(ReferenceFilter.Read(key => key switch { "kind" => "press", "year" => "2006", _ => null }));
        Assert.Equal((4, 2), (view.All, view.Total));
        Assert.Equal([("press", 2, true), ("first-hand", 1, false)], view.Strengths.Select(facet => (facet.Name, facet.Count, facet.IsChosen)));
        Assert.Equal([("1999", 1, false), ("2006", 2, true)], view.Years.Select(facet => (facet.Name, facet.Count, facet.IsChosen)));
        Assert.Equal([("Two", 2), ("One", 1)], view.Publishers.Select(facet => (facet.Name, facet.Count)));
        Assert.Equal("/references?year=2006", view.Strengths[0].Toggle.Address());
        Assert.Equal("/references?kind=press&year=2006&publisher=Two", view.Publishers[0].Toggle.Address());
    }

    [Fact]
    public async Task A_library_larger_than_one_part_of_the_map_is_mapped_whole_in_several()
    {
        const int articles = PublicationQueries.PagesInMap + 50;
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(ContentCompiler.Compile([.. Enumerable.Range(0, articles).Select(i => ($"articles/a{i}.md", $"---\ntitle: A{i}\n---\nWords.\n"))]),
            folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        var (first, second) = (await db.MapAsync(1), await db.MapAsync(2));
        Assert.Equal((2, PublicationQueries.PagesInMap, 50), (first.Parts, first.Pages.Count, second.Pages.Count));
        Assert.Equal(articles, first.Pages.Concat(second.Pages).Select(page => page.Url).Distinct().Count());
        Assert.Empty((await db.MapAsync(3)).Pages);
    }

    [Fact]
    public async Task Passages_about_somebody_come_in_the_order_that_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile(
                ("people/p.md", "---\ntitle: Ann Person\n---\nx\n"), ("videos/the-talk.md", Support.Compile.Video),
                ("articles/a.md", "---\ntitle: A\norder: 2\nvideo: the-talk\n---\nAnn Person early. [1:00]\n\nAnn Person late. [2:00:00]\n\nAnn Person without a time.\n"),
                ("articles/b.md", "---\ntitle: B\norder: 1\nvideo: the-talk\n---\nAnn Person in the middle. [30:00]\n"),
                ("events/old.md", "---\ntitle: Old\ndate: 1999\n---\nAnn Person long ago.\n"),
                    ("events/new.md", "---\ntitle: New\ndate: 2020\n---\nAnn Person lately.\n")),
            folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        Assert.Equal("Ann Person in the middle. Ann Person early. Ann Person late. Ann Person without a time.",
            string.Join(' ', (await Said(PassageOrder.Story)).Take(4)));
        Assert.Equal(["Ann Person early.", "Ann Person in the middle.", "Ann Person late."], await Said(PassageOrder.Video));
        Assert.Equal(["Ann Person lately.", "Ann Person long ago."], (await Said(PassageOrder.Newest)).Take(2));

        async Task<IEnumerable<string>> Said(PassageOrder order) =>
            (await db.PageAsync(Kind.Person, "p", 1, order))!.Said!.Mentions.Items.Select(passage => passage.Text);
    }

    private static KnowledgeDb Open(string path, Counter counter) =>
        new(new DbContextOptionsBuilder<KnowledgeDb>().UseSqlite($"Data Source={path};Mode=ReadOnly;Pooling=False")
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).AddInterceptors(counter).Options);

    /// <summary>No step of the plan walks one of the tables that grow with the library, but for those that are named.</summary>
    private static void AssertIndexed(KnowledgeDb db, string sql, IReadOnlyList<(string Name, object? Value)> parameters, string walks = "")
    {
        using var connection = new SqliteConnection(db.Database.GetConnectionString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var plan = new StringBuilder();
        while (reader.Read()) plan.AppendLine(reader.GetString(3));
        // A table may be walked under the name of a table or of an index of it.
        var large = LargeTable().Matches(sql).Where(match => !walks.Contains(match.Groups[1].Value, StringComparison.Ordinal)).Select(match => match.Groups[2].Value)
            .ToHashSet();
        var lines = plan.ToString().Split('\n');
        var made = lines.Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[1]).ToHashSet();
        Assert.DoesNotContain(lines, line => line.Trim().Split(' ') is ["SCAN", var name, ..] && large.Contains(name) && !made.Contains(name));
    }

    [GeneratedRegex("\\b(Passages|Citations|Mentions|Links|Cues|Pages|Names|Topics|Relations|References)\"? (?:AS )?\"?(\\w+)")]
    private static partial Regex LargeTable();

    private sealed class Counter : DbCommandInterceptor
    {
        public List<(string Sql, IReadOnlyList<(string, object?)> Parameters)> Commands { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Add(command);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Add(command);
            return ValueTask.FromResult(result);
        }

        private void Add(DbCommand command) => Commands.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
    }
}

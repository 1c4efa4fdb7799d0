using System.Data.Common;
using System.Text;
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
public class QueriesTests
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
        var pages = new (string Name, int Most, Func<Task> Run)[]
        {
            ("article", 5, () => db.PageAsync(Kind.Article, "the-spare-capacity-myth")),
            ("claim", 4, () => db.PageAsync(Kind.Claim, "excess-capacity-story")),
            ("event", 4, () => db.PageAsync(Kind.Event, "s3-launch-2006")),
            ("person", 10, () => db.PageAsync(Kind.Person, "andy-jassy")),
            ("person by video", 10, () => db.PageAsync(Kind.Person, "andy-jassy", 2, PassageOrder.Video)),
            ("person, newest", 10, () => db.PageAsync(Kind.Person, "andy-jassy", 1, PassageOrder.Newest)),
            ("service", 10, () => db.PageAsync(Kind.Service, "s3")),
            ("organization", 11, () => db.PageAsync(Kind.Organization, "oracle")),
            ("video", 14, () => db.PageAsync(Kind.Video, "acquired-aws")),
            ("timeline", 3, () => db.TimelineAsync(new TimelineFilter(Person: "andy-jassy"))),
            ("timeline, told, with words", 5, () => db.TimelineAsync(new TimelineFilter(Words: "launch", Person: "andy-jassy", Order: TimelineOrder.Told))),
            ("people", 2, () => db.PeopleAsync()),
            ("services", 3, () => db.ServicesAsync()),
            ("organizations", 1, () => db.OrganizationsAsync()),
            ("claims", 3, () => db.ClaimsAsync()),
            ("articles", 2, () => db.ListAsync(Kind.Article)),
            ("references", 3, () => db.ReferencesAsync(new ReferenceFilter())),
            ("reference", 9, () => db.ReferenceAsync("ft-person-year-andy")),
            ("home", 9, () => db.HomeAsync(new DateOnly(2026, 11, 23))),
            ("markdown", 1, () => db.MarkdownAsync(Kind.Article, "the-spare-capacity-myth")),
            ("changes", 2, () => db.ChangesAsync()),
            ("map", 4, () => db.MapAsync(1)),
            ("clips", 3, () => db.ClipsAsync("acquired-aws")),
            ("citable", 4, () => db.CitableAsync(Kind.Article, "the-spare-capacity-myth", "p-00000000", 2)),
            ("services as rows", 1, () => db.ServiceRowsAsync()),
        };
        foreach (var (name, most, run) in pages)
        {
            counter.Commands.Clear();
            await run();
            Assert.True(counter.Commands.Count <= most, $"{name} takes {counter.Commands.Count} queries, {most} were expected at most");
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
        foreach (var (sql, parameters) in counter.Commands.ToList()) AssertIndexed(db, sql, parameters);
    }

    [Fact]
    public async Task What_a_list_of_a_thousand_leaves_out_is_on_the_next_page()
    {
        const int people = EntityQueries.MaxListed + 5;
        using var folder = new TemporaryFolder();
        DatabaseBuilder.Build(
            ContentCompiler.Compile([.. Enumerable.Range(0, people)
                .Select(i => ($"people/p{i:0000}.md", $"---\ntitle: Person {i:0000}\nroles:\n  - title: Clerk\n    organization: Firm {i:0000}\n---\nWords.\n"))]),
                    folder["k.db"]);
        await using var db = Open(folder["k.db"], new Counter());
        var (first, second) = (await db.PeopleAsync(), await db.PeopleAsync(2));
        Assert.Equal((EntityQueries.MaxListed, 5), (first.Count, second.Count));
        Assert.Equal("Firm 1004", Assert.Single(second[^1].Organizations));
        Assert.Empty(await db.PeopleAsync(3));
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

    /// <summary>No step of the plan walks one of the tables that have as many rows as the library has passages.</summary>
    private static void AssertIndexed(KnowledgeDb db, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        using var connection = new SqliteConnection(db.Database.GetConnectionString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var plan = new StringBuilder();
        while (reader.Read()) plan.AppendLine(reader.GetString(3));
        var lines = plan.ToString().Split('\n');
        var large = System.Text.RegularExpressions.Regex.Matches(sql, "\"(?:Passages|Citations|Mentions|Links)\" AS \"(\\w+)\"")
            .Select(match => $"SCAN {match.Groups[1].Value}").ToHashSet();
        var made = lines.Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
            .Select(line => $"SCAN {line.Split(' ')[1]}").ToHashSet();
        Assert.DoesNotContain(lines, line => large.Contains(line.Trim()) && !made.Contains(line.Trim()));
    }

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

using Microsoft.Data.Sqlite;

namespace AwsHistory.Data.Model;

/// <summary>A prepared insert for every table whose rows belong to one page.</summary>
internal sealed class PageWriters(KnowledgeDb db, SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    public RowWriter<Page> Pages { get; } = new(db, connection, transaction);

    public RowWriter<PageName> Names { get; } = new(db, connection, transaction);

    public RowWriter<PageTopic> Topics { get; } = new(db, connection, transaction);

    public RowWriter<Passage> Passages { get; } = new(db, connection, transaction);

    public RowWriter<Citation> Citations { get; } = new(db, connection, transaction);

    public RowWriter<Link> Links { get; } = new(db, connection, transaction);

    public RowWriter<Mention> Mentions { get; } = new(db, connection, transaction);

    public RowWriter<Relation> Relations { get; } = new(db, connection, transaction);

    public RowWriter<Role> Roles { get; } = new(db, connection, transaction);

    public RowWriter<Milestone> Milestones { get; } = new(db, connection, transaction);

    public RowWriter<Claim> Claims { get; } = new(db, connection, transaction);

    public RowWriter<Event> Events { get; } = new(db, connection, transaction);

    public RowWriter<Service> Services { get; } = new(db, connection, transaction);

    public RowWriter<Organization> Organizations { get; } = new(db, connection, transaction);

    public RowWriter<Video> Videos { get; } = new(db, connection, transaction);

    public RowWriter<Chapter> Chapters { get; } = new(db, connection, transaction);

    public RowWriter<Cue> Cues { get; } = new(db, connection, transaction);

    public RowWriter<PageMarkdown> Markdown { get; } = new(db, connection, transaction);

    public RowWriter<GivenVerdict> Verdicts { get; } = new(db, connection, transaction);

    public RowWriter<Finding> Findings { get; } = new(db, connection, transaction);

    public void Dispose()
    {
        foreach (var writer in (ReadOnlySpan<IDisposable>)[Pages, Names, Topics, Passages, Citations, Links, Mentions, Relations, Roles, Milestones, Claims,
            Events, Services, Organizations, Videos, Chapters, Cues, Markdown, Verdicts, Findings])
            writer.Dispose();
    }
}

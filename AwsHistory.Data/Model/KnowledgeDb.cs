using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Model;

/// <summary>
/// The database of one build. It is written once, beside the old one, and only read afterwards; there are no migrations.
/// </summary>
/// <param name="options">Where the file is.</param>
public sealed class KnowledgeDb(DbContextOptions<KnowledgeDb> options) : DbContext(options)
{
    /// <summary>Raised with every change of tables or columns; a file with another number is not opened.</summary>
    public const int SchemaVersion = 14;

    /// <summary>All pages.</summary>
    public DbSet<Page> Pages => Set<Page>();

    /// <summary>Titles and aliases.</summary>
    public DbSet<PageName> Names => Set<PageName>();

    /// <summary>Topics of pages.</summary>
    public DbSet<PageTopic> Topics => Set<PageTopic>();

    /// <summary>All passages.</summary>
    public DbSet<Passage> Passages => Set<Passage>();

    /// <summary>All citations.</summary>
    public DbSet<Citation> Citations => Set<Citation>();

    /// <summary>All links to other pages.</summary>
    public DbSet<Link> Links => Set<Link>();

    /// <summary>All mentions.</summary>
    public DbSet<Mention> Mentions => Set<Mention>();

    /// <summary>Relations of front matter.</summary>
    public DbSet<Relation> Relations => Set<Relation>();

    /// <summary>Web and book sources.</summary>
    public DbSet<Reference> References => Set<Reference>();

    /// <summary>Roles of people.</summary>
    public DbSet<Role> Roles => Set<Role>();

    /// <summary>Steps in the lives of services.</summary>
    public DbSet<Milestone> Milestones => Set<Milestone>();

    /// <summary>What only claims have.</summary>
    public DbSet<Claim> Claims => Set<Claim>();

    /// <summary>What only events have.</summary>
    public DbSet<Event> Events => Set<Event>();

    /// <summary>What only services have.</summary>
    public DbSet<Service> Services => Set<Service>();

    /// <summary>What only organizations have.</summary>
    public DbSet<Organization> Organizations => Set<Organization>();

    /// <summary>What only recordings have.</summary>
    public DbSet<Video> Videos => Set<Video>();

    /// <summary>Parts of recordings.</summary>
    public DbSet<Chapter> Chapters => Set<Chapter>();

    /// <summary>Transcripts of recordings.</summary>
    public DbSet<Cue> Cues => Set<Cue>();

    /// <summary>Bodies of pages as Markdown.</summary>
    public DbSet<PageMarkdown> Markdown => Set<PageMarkdown>();

    /// <summary>Verdicts by the day they were given.</summary>
    public DbSet<GivenVerdict> Verdicts => Set<GivenVerdict>();

    /// <summary>Files of figures.</summary>
    public DbSet<DataFile> DataFiles => Set<DataFile>();

    /// <summary>What the figures rest on.</summary>
    public DbSet<DataSource> DataSources => Set<DataSource>();

    /// <summary>What was found in the content.</summary>
    public DbSet<Finding> Findings => Set<Finding>();

    /// <summary>Facts about the build.</summary>
    public DbSet<BuildFact> BuildFacts => Set<BuildFact>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Page>(page =>
        {
            page.HasIndex(p => new { p.Kind, p.Slug }).IsUnique();
            page.HasIndex(p => p.Path);
            page.HasIndex(p => p.HasAccounts).HasFilter("HasAccounts");
            page.HasIndex(p => p.VideoId);
            page.HasIndex(p => p.Updated).HasFilter("Updated IS NOT NULL");
        });
        modelBuilder.Entity<PageName>(name =>
        {
            name.HasIndex(n => n.PageId);
            name.HasIndex(n => n.Folded);
        });
        modelBuilder.Entity<PageTopic>(topic =>
        {
            topic.HasIndex(t => t.PageId);
            topic.HasIndex(t => t.Topic);
        });
        modelBuilder.Entity<Passage>().HasIndex(p => new { p.PageId, p.Ordinal });
        modelBuilder.Entity<Citation>(citation =>
        {
            citation.HasIndex(c => new { c.PageId, c.Ordinal });
            citation.HasIndex(c => c.PassageId);
            citation.HasIndex(c => new { c.VideoId, c.Seconds });
            citation.HasIndex(c => c.ReferenceId);
            citation.HasIndex(c => new { c.Status, c.Id });
            citation.HasIndex(c => c.About).HasFilter("About");
        });
        modelBuilder.Entity<Link>(link =>
        {
            link.HasIndex(l => l.PageId);
            link.HasIndex(l => l.PassageId);
            link.HasIndex(l => l.TargetId);
            link.HasIndex(l => l.Wanted);
        });
        modelBuilder.Entity<Mention>(mention =>
        {
            mention.HasIndex(m => m.PageId);
            mention.HasIndex(m => m.PassageId);
            mention.HasIndex(m => new { m.EntityId, m.PassageId });
        });
        modelBuilder.Entity<Relation>(relation =>
        {
            relation.HasIndex(r => r.PageId);
            relation.HasIndex(r => new { r.TargetId, r.Kind });
        });
        modelBuilder.Entity<Reference>(reference =>
        {
            reference.HasIndex(r => r.Key).IsUnique();
            reference.ComplexProperty(r => r.Issued);
        });
        modelBuilder.Entity<Role>(role =>
        {
            role.HasIndex(r => r.PageId);
            role.HasIndex(r => r.OrganizationId);
            role.HasIndex(r => r.Source);
            role.ComplexProperty(r => r.From);
            role.ComplexProperty(r => r.To);
        });
        modelBuilder.Entity<Milestone>(milestone =>
        {
            milestone.HasIndex(m => m.PageId);
            milestone.HasIndex(m => m.Source);
            milestone.ComplexProperty(m => m.Date);
        });
        modelBuilder.Entity<Claim>().HasKey(c => c.PageId);
        modelBuilder.Entity<Event>(happening =>
        {
            happening.HasKey(e => e.PageId);
            happening.ComplexProperty(e => e.Date);
        });
        modelBuilder.Entity<Service>().HasKey(s => s.PageId);
        modelBuilder.Entity<Organization>().HasKey(o => o.PageId);
        modelBuilder.Entity<Video>(video =>
        {
            video.HasKey(v => v.PageId);
            video.HasIndex(v => v.YouTubeId);
            video.ComplexProperty(v => v.Published);
        });
        modelBuilder.Entity<Chapter>().HasIndex(c => c.PageId);
        modelBuilder.Entity<Cue>().HasIndex(c => new { c.PageId, c.Start });
        modelBuilder.Entity<PageMarkdown>().HasKey(m => m.PageId);
        modelBuilder.Entity<GivenVerdict>(verdict =>
        {
            verdict.HasIndex(v => v.PageId);
            verdict.HasIndex(v => v.Day);
        });
        modelBuilder.Entity<DataFile>().HasIndex(d => d.Name).IsUnique();
        modelBuilder.Entity<DataSource>().HasIndex(d => d.ReferenceKey);
        modelBuilder.Entity<Finding>().HasIndex(f => new { f.Path, f.Line });
        modelBuilder.Entity<BuildFact>().HasKey(f => f.Name);

        // Ids are given by the builder, which writes rows faster than a provider that asks for each one.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            foreach (var key in entity.GetKeys().SelectMany(k => k.Properties)) key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }
}

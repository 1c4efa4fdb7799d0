using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.Data.Sqlite;

namespace AwsHistory.Data;

/// <summary>Writes compiled pages as rows. What is resolved by key in a compiled page is resolved by id in the database.</summary>
internal sealed class PageRows : IDisposable
{
    /// <summary>Tables whose rows take their ids from one counter: ids need only be unique in each.</summary>
    private static readonly string[] NumberedTables =
        ["Names", "Topics", "Citations", "Links", "Mentions", "Relations", "Roles", "Milestones", "Chapters", "Cues", "Verdicts", "Findings", "DataFiles", "DataSources"];

    private readonly ContentSet set;
    private readonly PageWriters writers;
    private readonly IReadOnlyDictionary<string, int> pageIds, referenceIds;
    private readonly Dictionary<string, string> entityNames;
    private int nextId;
    private int nextPassage;

    /// <summary>Begins to write.</summary>
    /// <param name="db">The new database.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="transaction">The build's transaction.</param>
    /// <param name="set">The set the pages are of.</param>
    /// <param name="pageIds">The ids of all its pages by key.</param>
    /// <param name="referenceIds">The ids of all its references by citekey.</param>
    public PageRows(KnowledgeDb db, SqliteConnection connection, SqliteTransaction transaction, ContentSet set, IReadOnlyDictionary<string, int> pageIds,
        IReadOnlyDictionary<string, int> referenceIds)
    {
        (this.set, this.pageIds, this.referenceIds, writers) = (set, pageIds, referenceIds, new(db, connection, transaction));
        entityNames = set.Documents.Where(document => document.Kind.IsEntity() && document.HasPage).ToDictionary(document => document.Key,
            document => string.Join(" · ", document.Aliases.Select(alias => alias.Value).Prepend(document.Title)), StringComparer.Ordinal);
        nextPassage = Last("Passages");
        nextId = NumberedTables.Max(Last);

        int Last(string table)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COALESCE(MAX(Id), 0) FROM \"{table}\"";
            return (int)(long)command.ExecuteScalar()!;
        }
    }

    /// <summary>An id for a row that belongs to no page.</summary>
    public int NextId() => ++nextId;

    /// <summary>Writes a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="ofPage">Whether it was found while compiling its file.</param>
    public void Write(Diagnostic finding, bool ofPage) => writers.Findings.Write(new()
    {
        Id = ++nextId,
        Path = finding.Path,
        OfPage = ofPage,
        Line = finding.Line,
        Column = finding.Column,
        Code = finding.Rule.Code,
        Severity = finding.Rule.Severity,
        Message = finding.Message,
    });

    public static StoredDate? Stored(HistoricalDate? date) => date is null ? null : new(date.Edtf, date.Earliest, date.Latest, date.SortKey, date.Display);

    public void Dispose() => writers.Dispose();

    /// <summary>Writes a page with everything that belongs to it.</summary>
    /// <param name="page">The page.</param>
    /// <returns>Its id.</returns>
    public int Write(CompiledPage page)
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
            ExactNames = page.ExactNames,
            Html = page.Html,
            Local = PageLocalMaker.Make(page, set).Write(),
            Words = page.Words,
            Updated = page.Updated,
            Order = page.Order,
            Part = page.Part,
            PartLead = page.PartLead,
            VideoId = page.Video is { } video ? pageIds[video] : null,
        });
        writers.Markdown.Write(new() { PageId = id, Text = page.Markdown });
        // What folds to nothing can be asked for by nobody.
        foreach (var name in page.Aliases.Prepend(page.Title).Distinct(StringComparer.Ordinal).Where(name => Slug.Fold(name).Length > 0))
            writers.Names.Write(new() { Id = ++nextId, PageId = id, Kind = page.Kind, Name = name, Folded = Slug.Fold(name), IsTitle = name == page.Title });
        foreach (var topic in page.Topics) writers.Topics.Write(new() { Id = ++nextId, PageId = id, Topic = topic });
        var headings = page.Headings.ToDictionary(heading => heading.Anchor, heading => heading.Text, StringComparer.Ordinal);
        for (var i = 0; i < page.Passages.Count; i++) WritePassage(id, page, i + 1, headings);
        foreach (var relation in page.Relations) writers.Relations.Write(new() { Id = ++nextId, PageId = id, TargetId = pageIds[relation.Target], Kind = relation.Kind });
        WriteDetails(id, page.Details);
        foreach (var cue in page.Cues) writers.Cues.Write(new()
        {
            Id = ++nextId,
            PageId = id,
            Start = cue.Start,
            End = cue.End,
            Speaker = cue.Speaker,
            Text = cue.Text
        });
        return id;
    }

    private void WritePassage(int page, CompiledPage of, int ordinal, Dictionary<string, string> headings)
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
                Shown = c.Shown,
                VideoId = c.Video is { } video ? pageIds[video] : null,
                ReferenceId = c.Reference is { } key ? referenceIds[key] : null,
                Locator = c.Locator,
                Seconds = c.Seconds,
                EndSeconds = c.EndSeconds,
                About = c.About,
                Status = c.Status,
                Reason = c.Reason,
                Href = c.Href,
                IsOurs = c.IsOurs,
                Offset = c.Offset,
            });
        }

        foreach (var l in passage.Links)
        {
            writers.Links.Write(new()
            {
                Id = ++nextId,
                PageId = page,
                PassageId = id,
                TargetId = l.Target is { } key ? pageIds[key] : null,
                Wanted = l.Target is null ? PageCompiler.WantedSlug(l.Written) : null,
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

    private void WriteDetails(int id, KindDetails? details)
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
                writers.Events.Write(new() { PageId = id, Date = Stored(happening.Date)!, Confidence = happening.Confidence, Disputed = happening.Disputed, IsTold = happening.IsTold });
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
}

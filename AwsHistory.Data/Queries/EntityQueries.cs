using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>In which order the passages that speak of somebody are listed.</summary>
public enum PassageOrder
{
    /// <summary>As the articles tell the story, then the other pages.</summary>
    Story,

    /// <summary>In the order of the recording; only those that cite a moment of it.</summary>
    Video,

    /// <summary>What happened last comes first: events by their date, then other pages by their last change.</summary>
    Newest,
}

/// <summary>A page of the passages that speak of a person, service or organization.</summary>
/// <param name="Order">Their order.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">Which page of the list this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page.</param>
public sealed record MentionsView(PassageOrder Order, int Total, int Page, int PageSize, IReadOnlyList<PassageView> Items)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>What is said of a person, service or organization elsewhere.</summary>
/// <param name="Mentions">The passages that speak of it.</param>
/// <param name="Companions">Who and what appears with it, most often first.</param>
public sealed record EntityView(MentionsView Mentions, IReadOnlyList<MentionedEntity> Companions);

/// <summary>In which order people, services and organizations are listed.</summary>
public enum EntityOrder
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By what they have in common: people by where they worked, services by category, organizations by what they are to AWS.</summary>
    Group,

    /// <summary>Services by their first step.</summary>
    Launch,

    /// <summary>The same, those that were retired before the others.</summary>
    Life,
}

/// <summary>A person in the list of all.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">Who it is.</param>
/// <param name="Passages">In how many passages the person is named.</param>
/// <param name="Organizations">Where the person had a role, in words.</param>
public sealed record ListedPerson(PageLink Page, string Description, int Passages, IReadOnlyList<string> Organizations);

/// <summary>A service in the list of all.</summary>
/// <param name="Page">The page.</param>
/// <param name="ShortName">The abbreviation by which it is known; null when there is none.</param>
/// <param name="Description">What it is.</param>
/// <param name="Passages">In how many passages it is named.</param>
/// <param name="Category">Its group.</param>
/// <param name="Milestones">Its steps, in order of time.</param>
public sealed record ListedService(PageLink Page, string? ShortName, string Description, int Passages, string Category, IReadOnlyList<LifeStep> Milestones)
{
    /// <summary>What readers call it, by which it is sorted.</summary>
    public string KnownAs => NameOrder.Known(Page.Title, ShortName);

    /// <summary>The first step; null when none is known.</summary>
    public LifeStep? First => Milestones.Count > 0 ? Milestones[0] : null;

    /// <summary>When it was retired; null when it was not.</summary>
    public LifeStep? Retired => Milestones.FirstOrDefault(step => step.Kind == LifeStep.Retired);
}

/// <summary>A dated step.</summary>
/// <param name="Kind">What kind of step.</param>
/// <param name="Date">When, for readers.</param>
/// <param name="Sort">When, <c>yyyymmdd</c>.</param>
/// <param name="IsLatest">Whether the date is only the latest that it can have been.</param>
public sealed record LifeStep(string Kind, string Date, int Sort, bool IsLatest = false)
{
    /// <summary>The kind of the last step of a service.</summary>
    internal const string Retired = "retired";
}

/// <summary>An organization in the list of all.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">What it is.</param>
/// <param name="Passages">In how many passages it is named.</param>
/// <param name="Relations">What it is to AWS.</param>
public sealed record ListedOrganization(PageLink Page, string Description, int Passages, IReadOnlyList<string> Relations);

/// <summary>A claim in the list of all.</summary>
/// <param name="Page">The page.</param>
/// <param name="Claim">The exact words that are judged.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="ShortAnswer">The answer.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Supports">Pieces of evidence for it.</param>
/// <param name="Contradicts">Pieces of evidence against it.</param>
public sealed record ListedClaim(PageLink Page, string Claim, Verdict Verdict, string ShortAnswer, IReadOnlyList<string> Topics, int Supports, int Contradicts);

/// <summary>What the list of claims is limited to. Anything that cannot be read counts as absent.</summary>
/// <param name="Verdict">The verdict; null for any.</param>
/// <param name="Topic">A topic; null for any.</param>
/// <param name="Page">Which page of the list, from 1.</param>
public sealed record ClaimFilter(Verdict? Verdict = null, string? Topic = null, int Page = 1)
{
    /// <summary>The parts of a query string that are read.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["verdict", "topic", "page"];

    /// <summary>Reads a query string.</summary>
    /// <param name="value">Gives the value of a part; null when it is absent.</param>
    public static ClaimFilter Read(Func<string, string?> value) => new(Vocabulary.ReadOrNull<Verdict>(value("verdict")), value("topic"), Paging.Read(value("page")));

    /// <summary>The list as it is limited.</summary>
    public string Address()
    {
        var parts = new List<(string, string)>();
        if (Verdict is { } verdict) parts.Add(("verdict", Vocabulary.Key(verdict)));
        if (Topic is { } topic) parts.Add(("topic", topic));
        return Urls.OfList(Urls.With(Urls.List(Kind.Claim), parts), Page);
    }
}

/// <summary>How many claims have a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Number">How many.</param>
public sealed record VerdictCount(Verdict Verdict, int Number);

/// <summary>A page of the claims, limited by a filter.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Total">How many claims it leaves.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page, by title.</param>
/// <param name="Verdicts">Claims of the topic by their verdict.</param>
/// <param name="Topics">Claims of the verdict by their topics, the most frequent.</param>
public sealed record ClaimsView(ClaimFilter Filter, int Total, int PageSize, IReadOnlyList<ListedClaim> Items, IReadOnlyList<VerdictCount> Verdicts,
    IReadOnlyList<Count> Topics)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>People, services, organizations and claims, one by one and in lists.</summary>
public static class EntityQueries
{
    /// <summary>Passages on one page of what is said of somebody.</summary>
    public const int PassagesOnPage = 40;

    private const int MaxCompanions = 40, MaxTopics = 60;

    /// <summary>Most roles, steps or other names that are read for one page of a list.</summary>
    private const int MaxDetails = LibraryQueries.ListedOnPage * 50;

    extension(KnowledgeDb db)
    {
        internal async Task<EntityView> EntityAsync(int entity, PassageOrder order, int page, CancellationToken cancellation) =>
            new(await db.MentionsAsync(entity, order, page, PassagesOnPage, cancellation), await db.CompanionsAsync(entity, cancellation));

        /// <summary>The people.</summary>
        /// <param name="order">Their order.</param>
        /// <param name="page">Which page of the list, from 1; a number past the end gives the last.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<Paged<ListedPerson>> PeopleAsync(EntityOrder order = default, int page = 1, CancellationToken cancellation = default)
        {
            var all = db.Pages.Where(p => p.Kind == Kind.Person);
            var ordered = order == EntityOrder.Group
                ? all.OrderBy(p => db.Roles.Where(r => r.PageId == p.Id && r.Organization != "").OrderBy(r => r.Ordinal).Select(r => r.Organization).FirstOrDefault()
                    ?? "\uffff").ThenBy(p => p.SortName)
                : all.OrderBy(p => p.SortName);
            var people = await ListedAsync(ordered.ThenBy(p => p.Slug).Select(p => new { p.Id, p.Slug, p.Title, p.Description, p.Mentions }), page, cancellation);
            var ids = people.Items.Select(p => p.Id).ToList();
            var roles = (await db.Roles.Where(r => ids.Contains(r.PageId)).OrderBy(r => r.PageId).ThenBy(r => r.Ordinal)
                .Select(r => new { r.PageId, r.Organization }).Take(MaxDetails).ToListAsync(cancellation)).ToLookup(r => r.PageId, r => r.Organization);
            return people.Of(p => new ListedPerson(new(Kind.Person, p.Slug, p.Title), p.Description, p.Mentions,
                [.. roles[p.Id].Where(name => name.Length > 0).Distinct()]));
        }

        /// <summary>The services; their names are those that readers know.</summary>
        /// <param name="order">Their order.</param>
        /// <param name="page">Which page of the list, from 1; a number past the end gives the last.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<Paged<ListedService>> ServicesAsync(EntityOrder order = default, int page = 1, CancellationToken cancellation = default)
        {
            var all = db.Services.Join(db.Pages, s => s.PageId, p => p.Id, (s, p) => new
            {
                p.Id,
                p.Slug,
                p.Title,
                p.SortName,
                p.Description,
                p.Mentions,
                s.Category,
                First = db.Milestones.Where(m => m.PageId == p.Id).Min(m => (int?)m.Date.Sort) ?? int.MaxValue,
                IsRetired = db.Milestones.Any(m => m.PageId == p.Id && m.Kind == LifeStep.Retired),
            });
            var ordered = order switch
            {
                EntityOrder.Group => all.OrderBy(s => s.Category == "other").ThenBy(s => s.Category),
                EntityOrder.Launch => all.OrderBy(s => s.First),
                EntityOrder.Life => all.OrderByDescending(s => s.IsRetired).ThenBy(s => s.First),
                _ => all.OrderBy(s => s.SortName),
            };
            var services = await ListedAsync(ordered.ThenBy(s => s.SortName).ThenBy(s => s.Slug), page, cancellation);
            var ids = services.Items.Select(s => s.Id).ToList();
            var steps = (await db.Milestones.Where(m => ids.Contains(m.PageId)).OrderBy(m => m.Date.Sort).ThenBy(m => m.Id)
                .Select(m => new { m.PageId, m.Kind, m.Date.Display, m.Date.Sort, m.Date.Earliest }).Take(MaxDetails).ToListAsync(cancellation))
                .ToLookup(m => m.PageId, m => new LifeStep(m.Kind, m.Display, m.Sort, m.Earliest == 0));
            var aliases = (await db.Names.Where(n => ids.Contains(n.PageId) && !n.IsTitle).OrderBy(n => n.Id).Select(n => new { n.PageId, n.Name })
                .Take(MaxDetails).ToListAsync(cancellation)).ToLookup(n => n.PageId, n => n.Name);
            return services.Of(s => new ListedService(
                new(Kind.Service, s.Slug, s.Title), NameOrder.ShortName(s.Title, aliases[s.Id].FirstOrDefault()), s.Description, s.Mentions, s.Category, [.. steps[s.Id]]));
        }

        /// <summary>The organizations.</summary>
        /// <param name="order">Their order.</param>
        /// <param name="page">Which page of the list, from 1; a number past the end gives the last.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<Paged<ListedOrganization>> OrganizationsAsync(EntityOrder order = default, int page = 1, CancellationToken cancellation = default)
        {
            var all = db.Organizations.Join(db.Pages, o => o.PageId, p => p.Id, (o, p) => new { p.Slug, p.Title, p.SortName, p.Description, p.Mentions, o.Relations });
            var ordered = order == EntityOrder.Group ? all.OrderBy(o => o.Relations == "").ThenBy(o => o.Relations).ThenBy(o => o.SortName)
                : all.OrderBy(o => o.SortName);
            return (await ListedAsync(ordered.ThenBy(o => o.Slug), page, cancellation)).Of(o => new ListedOrganization(
                new(Kind.Organization, o.Slug, o.Title), o.Description, o.Mentions, o.Relations.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        /// <summary>The claims, limited by a filter.</summary>
        /// <param name="filter">The filter; a topic that no claim has counts as absent.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<ClaimsView> ClaimsAsync(ClaimFilter filter, CancellationToken cancellation = default)
        {
            if (filter.Topic is { } named && !await db.Topics.AnyAsync(t => t.Topic == named && db.Claims.Any(c => c.PageId == t.PageId), cancellation))
                filter = filter with { Topic = null };
            var (verdict, topic) = (filter.Verdict, filter.Topic);
            var ofTopic = topic is null ? db.Claims : db.Claims.Where(c => db.Topics.Any(t => t.PageId == c.PageId && t.Topic == topic));
            var ofVerdict = verdict is null ? db.Claims : db.Claims.Where(c => c.Verdict == verdict);
            var verdicts = await ofTopic.GroupBy(c => c.Verdict).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
            var ofTopics = await ofVerdict.Join(db.Topics, c => c.PageId, t => t.PageId, (c, t) => t.Topic).GroupBy(name => name)
                .Select(group => new { group.Key, Count = group.Count() }).OrderByDescending(t => t.Count).ThenBy(t => t.Key).Take(MaxTopics).ToListAsync(cancellation);
            var claims = await ListedAsync(
                (verdict is null ? ofTopic : ofTopic.Where(c => c.Verdict == verdict))
                    .Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Claim = c, p.Id, p.Slug, p.Title, p.Order, p.SortName })
                    .OrderBy(c => c.Order ?? int.MaxValue).ThenBy(c => c.SortName).ThenBy(c => c.Slug),
                filter.Page, cancellation);
            var ids = claims.Items.Select(c => c.Id).ToList();
            var topics = (await db.Topics.Where(t => ids.Contains(t.PageId)).OrderBy(t => t.Id).Take(MaxDetails).ToListAsync(cancellation))
                .ToLookup(t => t.PageId, t => t.Topic);
            var evidence = (await db.Passages.Where(p => ids.Contains(p.PageId) && p.Stance != null).GroupBy(p => new { p.PageId, p.Stance })
                .Select(group => new { group.Key.PageId, group.Key.Stance, Count = group.Count() }).ToListAsync(cancellation))
                .ToDictionary(e => (e.PageId, e.Stance), e => e.Count);
            return new(
                filter with { Page = claims.Page }, claims.Total, claims.PageSize,
                claims.Of(c => new ListedClaim(new(Kind.Claim, c.Slug, c.Title), c.Claim.Text, c.Claim.Verdict, c.Claim.ShortAnswer, [.. topics[c.Id]],
                    evidence.GetValueOrDefault((c.Id, Stance.Supports)), evidence.GetValueOrDefault((c.Id, Stance.Contradicts)))).Items,
                [.. verdicts.OrderBy(v => v.Key).Select(v => new VerdictCount(v.Key, v.Count))], ofTopics.ConvertAll(t => new Count(t.Key, t.Count)));
        }

        /// <summary>Pages with a table that sets rival accounts side by side.</summary>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<PageLink>> AccountsAsync(CancellationToken cancellation = default) =>
            await db.Pages.Where(p => p.HasAccounts).OrderBy(p => p.Title).ThenBy(p => p.Kind).ThenBy(p => p.Slug).Take(PageQueries.MaxListed).Select(p => new PageLink(p.Kind, p.Slug, p.Title))
                .ToListAsync(cancellation);

        internal async Task<MentionsView> MentionsAsync(int entity, PassageOrder order, int page, int size, CancellationToken cancellation)
        {
            // From the mentions on: whether a passage has one could be asked of every passage there is.
            var passages = db.Mentions.Where(m => m.EntityId == entity).Select(m => m.PassageId).Distinct().Join(db.Passages, id => id, p => p.Id, (id, p) => p)
                .Where(p => p.Kind != PassageKind.Lead && p.Kind != PassageKind.Heading)
                .Join(db.Pages, p => p.PageId, g => g.Id, (p, g) => new { p.Id, p.PageId, p.Ordinal, g.Kind, g.Slug, g.Order, g.Updated });
            IQueryable<int> ids;
            switch (order)
            {
                case PassageOrder.Video:
                    var sound = db.Citations.Where(c => c.Seconds != null && c.Status == CitationStatus.Sound);
                    ids = passages.Select(p => new
                    {
                        p.Id,
                        p.Kind,
                        p.Slug,
                        p.Ordinal,
                        Video = sound.Where(c => c.PassageId == p.Id).OrderBy(c => c.Ordinal).Join(db.Pages, c => c.VideoId, v => v.Id, (c, v) => v.Slug).FirstOrDefault(),
                        Seconds = sound.Where(c => c.PassageId == p.Id).OrderBy(c => c.Ordinal).Select(c => c.Seconds).FirstOrDefault(),
                    }).Where(p => p.Seconds != null).OrderBy(p => p.Video).ThenBy(p => p.Seconds).ThenBy(p => p.Kind).ThenBy(p => p.Slug)
                        .ThenBy(p => p.Ordinal).Select(p => p.Id);
                    break;
                case PassageOrder.Newest:
                    ids = passages.Select(p => new
                    {
                        p.Id,
                        p.Kind,
                        p.Slug,
                        p.Ordinal,
                        p.Updated,
                        Date = db.Events.Where(e => e.PageId == p.PageId)
                        .Select(e => (int?)e.Date.Sort).FirstOrDefault()
                    })
                        .OrderByDescending(p => p.Date).ThenByDescending(p => p.Updated).ThenBy(p => p.Kind).ThenBy(p => p.Slug).ThenBy(p => p.Ordinal)
                        .Select(p => p.Id);
                    break;
                default:
                    ids = passages.OrderBy(p => p.Kind).ThenBy(p => p.Order ?? int.MaxValue).ThenBy(p => p.Slug).ThenBy(p => p.Ordinal).Select(p => p.Id);
                    break;
            }

            var total = await ids.CountAsync(cancellation);
            page = Paging.Within(page, total, size);
            return new(order, total, page, size, await db.PassagesAsync(await ids.Skip((page - 1) * size).Take(size).ToListAsync(cancellation), cancellation));
        }

        private async Task<IReadOnlyList<MentionedEntity>> CompanionsAsync(int entity, CancellationToken cancellation)
        {
            var rows = await db.Mentions.Where(m => m.EntityId == entity).Select(m => m.PassageId).Distinct()
                .Join(db.Passages.Where(p => p.Kind != PassageKind.Lead && p.Kind != PassageKind.Heading), passage => passage, p => p.Id, (passage, p) => passage)
                .Join(db.Mentions, passage => passage, m => m.PassageId, (passage, m) => m).Where(m => m.EntityId != entity)
                .GroupBy(m => m.EntityId).Select(group => new { Id = group.Key, Count = group.Select(m => m.PassageId).Distinct().Count() })
                .Join(db.Pages, c => c.Id, p => p.Id, (c, p) => new { c.Count, p.Kind, p.Slug, p.Title })
                .OrderByDescending(c => c.Count).ThenBy(c => c.Title).ThenBy(c => c.Kind).ThenBy(c => c.Slug).Take(MaxCompanions).ToListAsync(cancellation);
            return rows.ConvertAll(c => new MentionedEntity(new(c.Kind, c.Slug, c.Title), c.Count));
        }
    }
    private static async Task<Paged<T>> ListedAsync<T>(IQueryable<T> all, int page, CancellationToken cancellation)
    {
        var total = await all.CountAsync(cancellation);
        page = Paging.Within(page, total, LibraryQueries.ListedOnPage);
        return new(total, page, LibraryQueries.ListedOnPage,
            await all.Skip((page - 1) * LibraryQueries.ListedOnPage).Take(LibraryQueries.ListedOnPage).ToListAsync(cancellation));
    }
}

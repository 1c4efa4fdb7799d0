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

/// <summary>Somebody or something named in the same passages.</summary>
/// <param name="Page">Its page.</param>
/// <param name="Passages">In how many passages both are named.</param>
public sealed record Companion(PageLink Page, int Passages);

/// <summary>What is said of a person, service or organization elsewhere.</summary>
/// <param name="Mentions">The passages that speak of it.</param>
/// <param name="Companions">Who and what appears with it, most often first.</param>
public sealed record EntityView(MentionsView Mentions, IReadOnlyList<Companion> Companions);

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
    public LifeStep? Retired => Milestones.FirstOrDefault(step => step.Kind == "retired");
}

/// <summary>A dated step.</summary>
/// <param name="Kind">What kind of step.</param>
/// <param name="Date">When, for readers.</param>
/// <param name="Sort">When, <c>yyyymmdd</c>.</param>
public sealed record LifeStep(string Kind, string Date, int Sort);

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

/// <summary>People, services, organizations and claims, one by one and in lists.</summary>
public static class EntityQueries
{
    /// <summary>Passages on one page of what is said of somebody.</summary>
    public const int PassagesOnPage = 40;

    /// <summary>Most people, services, organizations or claims in one list.</summary>
    public const int MaxListed = 1000;

    private const int MaxCompanions = 40;

    extension(KnowledgeDb db)
    {
        internal async Task<EntityView> EntityAsync(int entity, PassageOrder order, int page, CancellationToken cancellation) =>
            new(await db.MentionsAsync(entity, order, page, PassagesOnPage, cancellation), await db.CompanionsAsync(entity, cancellation));

        /// <summary>All people, by family name.</summary>
        /// <param name="page">Which thousand of them, from 1; a number past the end gives none.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<ListedPerson>> PeopleAsync(int page = 1, CancellationToken cancellation = default)
        {
            var people = await db.Pages.Where(p => p.Kind == Kind.Person).OrderBy(p => p.SortName).ThenBy(p => p.Slug).Skip((Math.Max(1, page) - 1) * MaxListed)
                .Take(MaxListed).Select(p => new { p.Id, p.Slug, p.Title, p.Description, p.Mentions }).ToListAsync(cancellation);
            var ids = people.ConvertAll(p => p.Id);
            var roles = (await db.Roles.Where(r => ids.Contains(r.PageId)).OrderBy(r => r.PageId).ThenBy(r => r.Ordinal)
                .Select(r => new { r.PageId, r.Organization }).Take(MaxListed * 10).ToListAsync(cancellation)).ToLookup(r => r.PageId, r => r.Organization);
            return people.ConvertAll(p => new ListedPerson(new(Kind.Person, p.Slug, p.Title), p.Description, p.Mentions,
                [.. roles[p.Id].Where(name => name.Length > 0).Distinct()]));
        }

        /// <summary>All services, by the names that readers know.</summary>
        /// <param name="page">Which thousand of them, from 1; a number past the end gives none.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<ListedService>> ServicesAsync(int page = 1, CancellationToken cancellation = default)
        {
            var services = await db.Services.Join(db.Pages, s => s.PageId, p => p.Id, (s, p) =>
                new { p.Id, p.Slug, p.Title, p.SortName, p.Description, p.Mentions, s.Category }).OrderBy(p => p.SortName).ThenBy(p => p.Slug)
                .Skip((Math.Max(1, page) - 1) * MaxListed).Take(MaxListed).ToListAsync(cancellation);
            var ids = services.ConvertAll(s => s.Id);
            var steps = (await db.Milestones.Where(m => ids.Contains(m.PageId)).OrderBy(m => m.Date.Sort).ThenBy(m => m.Id)
                .Select(m => new { m.PageId, m.Kind, m.Date.Display, m.Date.Sort }).Take(MaxListed * 10).ToListAsync(cancellation))
                .ToLookup(m => m.PageId, m => new LifeStep(m.Kind, m.Display, m.Sort));
            var aliases = (await db.Names.Where(n => ids.Contains(n.PageId) && !n.IsTitle).OrderBy(n => n.Id).Select(n => new { n.PageId, n.Name })
                .Take(MaxListed * 10).ToListAsync(cancellation)).ToLookup(n => n.PageId, n => n.Name);
            return services.ConvertAll(s => new ListedService(
                new(Kind.Service, s.Slug, s.Title), NameOrder.ShortName(s.Title, aliases[s.Id].FirstOrDefault()), s.Description, s.Mentions, s.Category, [.. steps[s.Id]]));
        }

        /// <summary>All organizations, by name.</summary>
        /// <param name="page">Which thousand of them, from 1; a number past the end gives none.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<ListedOrganization>> OrganizationsAsync(int page = 1, CancellationToken cancellation = default)
        {
            var rows = await db.Organizations.Join(db.Pages, o => o.PageId, p => p.Id, (o, p) => new { p.Slug, p.Title, p.SortName, p.Description, p.Mentions, o.Relations })
                .OrderBy(p => p.SortName).ThenBy(p => p.Slug).Skip((Math.Max(1, page) - 1) * MaxListed).Take(MaxListed).ToListAsync(cancellation);
            return rows.ConvertAll(o => new ListedOrganization(new(Kind.Organization, o.Slug, o.Title), o.Description, o.Mentions,
                o.Relations.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        /// <summary>All claims, by title.</summary>
        /// <param name="page">Which thousand of them, from 1; a number past the end gives none.</param>
        /// <param name="cancellation">Ends the queries.</param>
        public async Task<IReadOnlyList<ListedClaim>> ClaimsAsync(int page = 1, CancellationToken cancellation = default)
        {
            var claims = await db.Claims.Join(db.Pages, c => c.PageId, p => p.Id, (c, p) => new { Claim = c, p.Id, p.Slug, p.Title }).OrderBy(c => c.Title)
                .ThenBy(c => c.Slug).Skip((Math.Max(1, page) - 1) * MaxListed).Take(MaxListed).ToListAsync(cancellation);
            var topics = (await db.Topics.Join(db.Claims, t => t.PageId, c => c.PageId, (t, c) => t).OrderBy(t => t.Id).ToListAsync(cancellation))
                .ToLookup(t => t.PageId, t => t.Topic);
            var evidence = (await db.Passages.Where(p => p.Stance != null).Join(db.Claims, p => p.PageId, c => c.PageId, (p, c) => new { p.PageId, p.Stance })
                .GroupBy(p => new { p.PageId, p.Stance }).Select(group => new { group.Key.PageId, group.Key.Stance, Count = group.Count() })
                    .ToListAsync(cancellation)).ToDictionary(e => (e.PageId, e.Stance), e => e.Count);
            return claims.ConvertAll(c => new ListedClaim(
                new(Kind.Claim, c.Slug, c.Title), c.Claim.Text, c.Claim.Verdict, c.Claim.ShortAnswer, [.. topics[c.Id]],
                    evidence.GetValueOrDefault((c.Id, Stance.Supports)), evidence.GetValueOrDefault((c.Id, Stance.Contradicts))));
        }

        /// <summary>Pages with a table that sets rival accounts side by side.</summary>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<PageLink>> AccountsAsync(CancellationToken cancellation = default) =>
            await db.Pages.Where(p => p.HasAccounts).OrderBy(p => p.Title).ThenBy(p => p.Kind).ThenBy(p => p.Slug).Take(PageQueries.MaxListed).Select(p => new PageLink(p.Kind, p.Slug, p.Title))
                .ToListAsync(cancellation);

        internal async Task<MentionsView> MentionsAsync(int entity, PassageOrder order, int page, int size, CancellationToken cancellation)
        {
            var passages = db.Passages.Where(p => p.Kind != PassageKind.Lead && p.Kind != PassageKind.Heading
                && db.Mentions.Any(m => m.EntityId == entity && m.PassageId == p.Id))
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

        private async Task<IReadOnlyList<Companion>> CompanionsAsync(int entity, CancellationToken cancellation)
        {
            var rows = await db.Mentions.Where(m => m.EntityId == entity).Select(m => m.PassageId).Distinct()
                .Join(db.Passages.Where(p => p.Kind != PassageKind.Lead && p.Kind != PassageKind.Heading), passage => passage, p => p.Id, (passage, p) => passage)
                .Join(db.Mentions, passage => passage, m => m.PassageId, (passage, m) => m).Where(m => m.EntityId != entity)
                .GroupBy(m => m.EntityId).Select(group => new { Id = group.Key, Count = group.Select(m => m.PassageId).Distinct().Count() })
                .Join(db.Pages, c => c.Id, p => p.Id, (c, p) => new { c.Count, p.Kind, p.Slug, p.Title })
                .OrderByDescending(c => c.Count).ThenBy(c => c.Title).ThenBy(c => c.Kind).ThenBy(c => c.Slug).Take(MaxCompanions).ToListAsync(cancellation);
            return rows.ConvertAll(c => new Companion(new(c.Kind, c.Slug, c.Title), c.Count));
        }
    }
}

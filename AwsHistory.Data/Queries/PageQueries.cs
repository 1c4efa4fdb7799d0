using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What a page of any kind needs: a few indexed queries, each bounded.</summary>
public static class PageQueries
{
    /// <summary>Most backlinks, related pages and mentioned entities shown on one page.</summary>
    public const int MaxListed = 200;

    /// <summary>Cited moments on one page of a recording.</summary>
    public const int MomentsOnPage = 200;

    extension(KnowledgeDb db)
    {
        /// <summary>A page; null when there is none with this slug.</summary>
        /// <param name="kind">Its kind.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="page">For a recording, which page of its cited moments, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PageView?> PageAsync(Kind kind, string slug, int page = 1, CancellationToken cancellation = default)
        {
            var row = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug)
                .Select(p => new
                {
                    Page = p,
                    Video = (from v in db.Videos join vp in db.Pages on v.PageId equals vp.Id where v.PageId == p.VideoId select new { v, vp.Slug, vp.Title }).FirstOrDefault(),
                })
                .FirstOrDefaultAsync(cancellation);
            if (row is null) return null;
            var id = row.Page.Id;
            var names = await db.Names.Where(n => n.PageId == id).OrderBy(n => n.Id).Select(n => new { n.Name, n.IsTitle }).ToListAsync(cancellation);
            return new()
            {
                Page = new(kind, slug, row.Page.Title),
                Description = row.Page.Description,
                HasLead = row.Page.HasLead,
                Html = row.Page.Html,
                Words = row.Page.Words,
                Updated = row.Page.Updated,
                IsStale = row.Page.IsStale,
                Aliases = [.. names.Where(n => !n.IsTitle).Select(n => n.Name)],
                Topics = await db.Topics.Where(t => t.PageId == id).OrderBy(t => t.Id).Select(t => t.Topic).ToListAsync(cancellation),
                Video = row.Video is { } video ? new(new(Kind.Video, video.Slug, video.Title), video.v.YouTubeId, video.v.Media, video.v.Length, video.v.LengthIsRough) : null,
                Headings = await db.Headings.Where(h => h.PageId == id).OrderBy(h => h.Ordinal).Select(h => new HeadingView(h.Anchor, h.Level, h.Text)).ToListAsync(cancellation),
                Sources = await db.SourcesAsync(id, cancellation),
                Doubtful = await db.DoubtfulAsync(id, cancellation),
                Mentioned = await db.MentionedAsync(id, cancellation),
                Related = await db.RelatedAsync(id, cancellation),
                Backlinks = await db.BacklinksAsync(id, cancellation),
                Facts = await db.FactsAsync(row.Page, page, cancellation),
            };
        }

        /// <summary>Where an old or folded name leads; null when it leads nowhere.</summary>
        /// <param name="kind">The kind asked for.</param>
        /// <param name="name">What stood in the URL.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PageLink?> RedirectAsync(Kind kind, string name, CancellationToken cancellation = default)
        {
            var folded = Slug.Fold(name);
            return await db.Pages.Where(p => p.Kind == kind && p.Slug == folded).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefaultAsync(cancellation)
                ?? await db.Names.Where(n => n.Folded == folded && n.Kind == kind).OrderBy(n => n.PageId)
                    .Join(db.Pages, n => n.PageId, p => p.Id, (n, p) => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefaultAsync(cancellation);
        }

        /// <summary>Pages whose names are near to one that leads nowhere, nearest first.</summary>
        /// <param name="name">What was asked for.</param>
        /// <param name="count">How many at most.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<PageLink>> NearAsync(string name, int count = 5, CancellationToken cancellation = default)
        {
            var folded = Slug.Last(Slug.Fold(name.Length > 200 ? name[..200] : name));
            if (folded.Length == 0) return [];
            // Names that share a beginning or hold the words; the distance then picks among few.
            var head = folded[..Math.Min(3, folded.Length)];
            var candidates = await db.Names.Where(n => n.Folded.StartsWith(head) || n.Folded.Contains(folded)).OrderBy(n => n.Folded).Take(500)
                .Join(db.Pages, n => n.PageId, p => p.Id, (n, p) => new { n.Folded, Page = new PageLink(p.Kind, p.Slug, p.Title) }).ToListAsync(cancellation);
            return [.. candidates.OrderBy(c => c.Folded.Contains(folded, StringComparison.Ordinal) ? 0 : Slug.Distance(folded, c.Folded, 100)).ThenBy(c => c.Folded.Length).Select(c => c.Page).Distinct().Take(count)];
        }

        private async Task<IReadOnlyList<DoubtfulCitation>> DoubtfulAsync(int page, CancellationToken cancellation)
        {
            var rows = await db.Citations.Where(c => c.PageId == page && c.Status != CitationStatus.Sound).OrderBy(c => c.Ordinal)
                .Join(db.Passages, c => c.PassageId, p => p.Id, (c, p) => new { c.Ordinal, p.Anchor, c.Shown, c.Status, c.Reason, c.Href, c.Candidates }).ToListAsync(cancellation);
            return [.. rows.Select(c => new DoubtfulCitation(c.Ordinal, c.Anchor, c.Shown, c.Status, c.Reason ?? "", c.Href, c.Candidates is { } json ? JsonSerializer.Deserialize<List<TimeCandidate>>(json)! : []))];
        }

        private async Task<IReadOnlyList<SourceView>> SourcesAsync(int page, CancellationToken cancellation)
        {
            var cited = await db.Citations.Where(c => c.PageId == page && c.ReferenceId != null).OrderBy(c => c.Ordinal)
                .Join(db.References, c => c.ReferenceId, r => r.Id, (c, r) => new { c.Ordinal, Reference = r }).ToListAsync(cancellation);
            return
            [
                .. cited.GroupBy(c => c.Reference.Id).Select((group, i) =>
                {
                    var r = group.First().Reference;
                    return new SourceView(i + 1, r.Key, r.Title, r.Authors, r.Container ?? r.Publisher, r.Issued?.Display, r.Url, r.Note, r.Strength, [.. group.Select(c => c.Ordinal)]);
                }),
            ];
        }

        private async Task<IReadOnlyList<MentionedEntity>> MentionedAsync(int page, CancellationToken cancellation)
        {
            var counts = await db.Mentions.Where(m => m.PageId == page).GroupBy(m => m.EntityId)
                .Select(group => new { Id = group.Key, Count = group.Select(m => m.PassageId).Distinct().Count() }).OrderByDescending(e => e.Count).ThenBy(e => e.Id).Take(MaxListed)
                .Join(db.Pages, e => e.Id, p => p.Id, (e, p) => new { e.Count, p.Kind, p.Slug, p.Title }).ToListAsync(cancellation);
            return [.. counts.Select(e => new MentionedEntity(new(e.Kind, e.Slug, e.Title), e.Count)).OrderByDescending(e => e.Passages).ThenBy(e => e.Page.Title, StringComparer.Ordinal)];
        }

        private async Task<IReadOnlyList<RelatedPage>> RelatedAsync(int page, CancellationToken cancellation)
        {
            var rows = await db.Relations.Where(r => r.PageId == page).Select(r => new { r.Kind, IsOurs = true, Other = r.TargetId })
                .Concat(db.Relations.Where(r => r.TargetId == page).Select(r => new { r.Kind, IsOurs = false, Other = r.PageId }))
                .Join(db.Pages, r => r.Other, p => p.Id, (r, p) => new { r.Kind, r.IsOurs, Page = p.Id, PageKind = p.Kind, p.Slug, p.Title })
                .GroupJoin(db.Events, r => r.Page, e => e.PageId, (r, e) => new { r, e })
                .SelectMany(x => x.e.DefaultIfEmpty(), (x, e) => new { x.r.Kind, x.r.IsOurs, x.r.PageKind, x.r.Slug, x.r.Title, Date = e == null ? null : e.Date.Display, Sort = e == null ? 0 : e.Date.Sort })
                .OrderBy(r => r.Sort).ThenBy(r => r.Title).Take(MaxListed).ToListAsync(cancellation);
            return [.. rows.Select(r => new RelatedPage(r.Kind, r.IsOurs, new(r.PageKind, r.Slug, r.Title), r.Date, r.Sort)).DistinctBy(r => (r.Page, r.Kind))];
        }

        private async Task<IReadOnlyList<Backlink>> BacklinksAsync(int page, CancellationToken cancellation)
        {
            var rows = await db.Links.Where(l => l.TargetId == page && l.PageId != page).OrderBy(l => l.PageId).ThenBy(l => l.Id).Take(MaxListed)
                .Join(db.Passages, l => l.PassageId, p => p.Id, (l, p) => new { l.PageId, l.Offset, l.Length, p.Anchor, p.Text })
                .Join(db.Pages, l => l.PageId, p => p.Id, (l, p) => new { l, p.Kind, p.Slug, p.Title }).ToListAsync(cancellation);
            return [.. rows.Select(r => new Backlink(new(r.Kind, r.Slug, r.Title), r.l.Anchor, SentenceAround(r.l.Text, r.l.Offset + r.l.Length))).Distinct()];
        }

        private async Task<PageFacts?> FactsAsync(Page page, int momentsPage, CancellationToken cancellation) => page.Kind switch
        {
            Kind.Person => await db.PersonFactsAsync(page.Id, cancellation),
            Kind.Service => await db.ServiceFactsAsync(page.Id, cancellation),
            Kind.Organization => await db.OrganizationFactsAsync(page.Id, cancellation),
            Kind.Claim => await db.Claims.Where(c => c.PageId == page.Id).FirstOrDefaultAsync(cancellation) is { } claim
                ? new ClaimFacts(claim.Text, claim.Verdict, claim.ShortAnswer, ReadHistory(claim.HistoryJson)) : null,
            Kind.Event => await db.EventFactsAsync(page.Id, cancellation),
            Kind.Video => await db.VideoFactsAsync(page, momentsPage, cancellation),
            _ => null,
        };

        private async Task<PersonFacts> PersonFactsAsync(int person, CancellationToken cancellation)
        {
            var rows = await db.Roles.Where(r => r.PageId == person).OrderBy(r => r.Ordinal)
                .Select(r => new { Role = r, Page = db.Pages.Where(p => p.Id == r.OrganizationId).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefault(), Source = db.References.Where(s => s.Key == r.Source).FirstOrDefault() })
                .ToListAsync(cancellation);
            return new([.. rows.Select(r => new RoleView(r.Role.Title, r.Role.Organization, r.Page, r.Role.From?.Display, r.Role.To?.Display, r.Role.From?.Sort, r.Role.To is { } to ? (to.Earliest == HistoricalDate.OpenEnd ? HistoricalDate.OpenEnd : to.Latest) : null, Source(r.Source)))], await db.LinksElsewhereAsync(person, cancellation));
        }

        private async Task<ServiceFacts> ServiceFactsAsync(int service, CancellationToken cancellation)
        {
            var category = await db.Services.Where(s => s.PageId == service).Select(s => s.Category).FirstOrDefaultAsync(cancellation) ?? "";
            var rows = await db.Milestones.Where(m => m.PageId == service).OrderBy(m => m.Ordinal)
                .Select(m => new { Step = m, Source = db.References.Where(s => s.Key == m.Source).FirstOrDefault() }).ToListAsync(cancellation);
            return new(category, [.. rows.Select(m => new MilestoneView(m.Step.Kind, m.Step.Date.Display, m.Step.Date.Edtf, m.Step.Date.Sort, m.Step.Note, m.Step.Confidence, m.Step.Disputed, Source(m.Source)))], await db.LinksElsewhereAsync(service, cancellation));
        }

        private async Task<OrganizationFacts> OrganizationFactsAsync(int organization, CancellationToken cancellation)
        {
            var relations = await db.Organizations.Where(o => o.PageId == organization).Select(o => o.Relations).FirstOrDefaultAsync(cancellation) ?? "";
            var roles = await db.Roles.Where(r => r.OrganizationId == organization).Join(db.Pages, r => r.PageId, p => p.Id, (r, p) => new { Role = r, p.Kind, p.Slug, p.Title })
                .OrderBy(r => r.Title).ThenBy(r => r.Role.Ordinal).Take(MaxListed).ToListAsync(cancellation);
            return new(relations.Split(' ', StringSplitOptions.RemoveEmptyEntries), [.. roles.Select(r => new HeldRole(new(r.Kind, r.Slug, r.Title), r.Role.Title, r.Role.From?.Display, r.Role.To?.Display))], await db.LinksElsewhereAsync(organization, cancellation));
        }

        private async Task<EventFacts?> EventFactsAsync(int page, CancellationToken cancellation)
        {
            if (await db.Events.FirstOrDefaultAsync(e => e.PageId == page, cancellation) is not { } happening) return null;
            var sort = happening.Date.Sort;
            var before = await db.Events.Where(e => e.Date.Sort < sort || (e.Date.Sort == sort && e.PageId < page)).OrderByDescending(e => e.Date.Sort).ThenByDescending(e => e.PageId)
                .Join(db.Pages, e => e.PageId, p => p.Id, (e, p) => new DatedPage(new(p.Kind, p.Slug, p.Title), e.Date.Display)).FirstOrDefaultAsync(cancellation);
            var after = await db.Events.Where(e => e.Date.Sort > sort || (e.Date.Sort == sort && e.PageId > page)).OrderBy(e => e.Date.Sort).ThenBy(e => e.PageId)
                .Join(db.Pages, e => e.PageId, p => p.Id, (e, p) => new DatedPage(new(p.Kind, p.Slug, p.Title), e.Date.Display)).FirstOrDefaultAsync(cancellation);
            return new(happening.Date.Display, happening.Date.Edtf, happening.Confidence, happening.Disputed, before, after);
        }

        private async Task<VideoFacts?> VideoFactsAsync(Page page, int number, CancellationToken cancellation)
        {
            if (await db.Videos.FirstOrDefaultAsync(v => v.PageId == page.Id, cancellation) is not { } video) return null;
            var chapters = await db.Chapters.Where(c => c.PageId == page.Id).OrderBy(c => c.Start).Select(c => new ChapterView(c.Start, c.Title)).ToListAsync(cancellation);
            var cited = db.Citations.Where(c => c.VideoId == page.Id && c.Seconds != null);
            var total = await cited.CountAsync(cancellation);
            number = Math.Clamp(number, 1, Math.Max(1, (total + MomentsOnPage - 1) / MomentsOnPage));
            var rows = await cited.OrderBy(c => c.Seconds).ThenBy(c => c.Id).Skip((number - 1) * MomentsOnPage).Take(MomentsOnPage)
                .Join(db.Passages, c => c.PassageId, p => p.Id, (c, p) => new { Citation = c, p.Anchor, p.Text })
                .Join(db.Pages, c => c.Citation.PageId, p => p.Id, (c, p) => new { c.Citation, c.Anchor, c.Text, p.Kind, p.Slug, p.Title })
                .OrderBy(c => c.Citation.Seconds).ThenBy(c => c.Citation.Id).ToListAsync(cancellation);
            var moments = rows.ConvertAll(r => new CitedMoment(r.Citation.Seconds!.Value, r.Citation.Shown, r.Citation.About, r.Citation.Status, r.Citation.Reason, new(r.Kind, r.Slug, r.Title), r.Anchor, SentenceAround(r.Text, r.Citation.Offset)));
            return new(new(new(Kind.Video, page.Slug, page.Title), video.YouTubeId, video.Media, video.Length, video.LengthIsRough), video.Published?.Display, video.Channel, chapters, total, moments, number, MomentsOnPage);
        }

        private Task<List<string>> LinksElsewhereAsync(int page, CancellationToken cancellation) =>
            db.OutsideLinks.Where(l => l.PageId == page).OrderBy(l => l.Id).Select(l => l.Url).ToListAsync(cancellation);
    }

    /// <summary>The sentence of a passage that closes at a place, or holds it.</summary>
    internal static string SentenceAround(string text, int offset)
    {
        var (start, end) = Sentences.Around(text, offset);
        return text[start..end].Trim();
    }

    private static FactSource? Source(Model.Reference? reference) => reference is null ? null : new(reference.ShortName, reference.Title, reference.Url ?? Urls.Reference(reference.Key));

    private static IReadOnlyList<VerdictChange> ReadHistory(string json) => JsonSerializer.Deserialize<List<StoredVerdict>>(json)!.ConvertAll(v => new VerdictChange(v.Date, Enum.Parse<Verdict>(v.Verdict), v.Note));

    private sealed record StoredVerdict(string Date, string Verdict, string Note);
}

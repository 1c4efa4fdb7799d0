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

    private const int InThread = 4;

    extension(KnowledgeDb db)
    {
        /// <summary>A page; null when there is none with this slug.</summary>
        /// <param name="kind">Its kind.</param>
        /// <param name="slug">Its slug, exactly.</param>
        /// <param name="page">Which page of its long list, from 1: of a recording's cited moments, of the passages that speak of an entity.</param>
        /// <param name="order">The order of the passages that speak of a person, service or organization.</param>
        /// <param name="part">For a recording, which part of its transcript, from 1.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PageView?> PageAsync(Kind kind, string slug, int page = 1, PassageOrder order = default, int part = 1, CancellationToken cancellation = default)
        {
            var row = await db.Pages.Where(p => p.Kind == kind && p.Slug == slug)
                // Joins, not "first of" subqueries, which the provider turns into windows over the whole table.
                .LeftJoin(db.Videos, p => p.VideoId, v => v.PageId, (p, v) => new { Page = p, Video = v })
                .LeftJoin(db.Pages, r => r.Page.VideoId, g => g.Id, (r, g) => new { r.Page, r.Video, VideoSlug = g!.Slug, VideoTitle = g.Title })
                .LeftJoin(db.Pages, r => r.Page.BeforeId, b => b.Id, (r, b) => new { r.Page, r.Video, r.VideoSlug, r.VideoTitle, Before = b })
                .LeftJoin(db.Pages, r => r.Page.AfterId, a => a.Id, (r, a) => new { r.Page, r.Video, r.VideoSlug, r.VideoTitle, r.Before, After = a })
                .Select(r => new
                {
                    r.Page,
                    r.Video,
                    r.VideoSlug,
                    r.VideoTitle,
                    BeforeSlug = r.Before!.Slug,
                    BeforeTitle = r.Before.Title,
                    BeforeDate = db.Events.Where(e => e.PageId == r.Page.BeforeId).Select(e => e.Date.Display).FirstOrDefault(),
                    AfterSlug = r.After!.Slug,
                    AfterTitle = r.After.Title,
                    AfterDate = db.Events.Where(e => e.PageId == r.Page.AfterId).Select(e => e.Date.Display).FirstOrDefault(),
                })
                .FirstOrDefaultAsync(cancellation);
            if (row is null) return null;
            var id = row.Page.Id;
            var local = PageLocal.Read(row.Page.Local);
            var video = row.Video is null ? null : VideoLink.Of(row.VideoSlug, row.VideoTitle, row.Video);
            var facts = await db.FactsAsync(row.Page, local.Facts, page, part, cancellation);
            return new()
            {
                Page = new(kind, slug, row.Page.Title),
                Before = row.BeforeSlug is { } before ? new(new(kind, before, row.BeforeTitle), row.BeforeDate) : null,
                After = row.AfterSlug is { } after ? new(new(kind, after, row.AfterTitle), row.AfterDate) : null,
                Description = row.Page.Description,
                HasLead = row.Page.HasLead,
                Html = row.Page.Html,
                Words = row.Page.Words,
                Updated = row.Page.Updated,
                Hash = local.Hash ?? "",
                IsStale = row.Page.IsStale,
                Aliases = local.Aliases ?? [],
                Topics = local.Topics ?? [],
                Video = video,
                Headings = local.Headings ?? [],
                Sources = local.Sources ?? [],
                Doubtful = local.Doubtful ?? [],
                Evidence = local.Evidence ?? [],
                Facts = facts,
                Mentioned = await db.MentionedAsync(id, cancellation),
                Related = await db.RelatedAsync(id, cancellation),
                Backlinks = await db.BacklinksAsync(id, cancellation),
                Said = kind.IsEntity() ? await db.EntityAsync(id, order, page, cancellation) : null,
                Ribbon = await db.EvidenceAsync(row.Page, local.Cited, video, facts as VideoFacts, cancellation),
            };
        }

        /// <summary>Where an old or folded name leads; null when it leads nowhere.</summary>
        /// <param name="kind">The kind asked for.</param>
        /// <param name="name">What stood in the URL.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<PageLink?> RedirectAsync(Kind kind, string name, CancellationToken cancellation = default)
        {
            var folded = Slug.Fold(name);
            // What YouTube calls a recording leads to it too; its letters' case matters.
            if (kind == Kind.Video && await db.Videos.Where(v => v.YouTubeId == name).Join(db.Pages, v => v.PageId, p => p.Id, (v, p) => p)
                .OrderBy(p => p.Slug).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefaultAsync(cancellation) is { } recording) return recording;
            if (folded.Length == 0) return null;
            return await db.Pages.Where(p => p.Kind == kind && p.Slug == folded).Select(p => new PageLink(p.Kind, p.Slug, p.Title)).FirstOrDefaultAsync(cancellation)
                ?? await db.Names.Where(n => n.Folded == folded && n.Kind == kind)
                    .Join(db.Pages, n => n.PageId, p => p.Id, (n, p) => p).OrderBy(p => p.Slug).Select(p => new PageLink(p.Kind, p.Slug, p.Title))
                    .FirstOrDefaultAsync(cancellation);
        }

        /// <summary>Pages whose names are near to one that leads nowhere, nearest first.</summary>
        /// <param name="name">What was asked for.</param>
        /// <param name="count">How many at most.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<PageLink>> NearAsync(string name, int count = 5, CancellationToken cancellation = default)
        {
            var words = Slug.Last(Slug.Fold(SearchText.Cut(name))).Replace('-', ' ');
            var ids = (await new Names(db, cancellation).NearAsync(SearchText.Parse(words))).Select(fit => fit.PageId).Distinct().Take(count).ToList();
            return await db.LinksAsync(ids, cancellation);
        }

        /// <summary>Pages by their ids, in the order of these.</summary>
        internal async Task<IReadOnlyList<PageLink>> LinksAsync(List<int> ids, CancellationToken cancellation)
        {
            var pages = await db.Pages.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Link = new PageLink(p.Kind, p.Slug, p.Title) }).ToListAsync(cancellation);
            return [.. pages.OrderBy(page => ids.IndexOf(page.Id)).Select(page => page.Link)];
        }

        private async Task<IReadOnlyList<MentionedEntity>> MentionedAsync(int page, CancellationToken cancellation)
        {
            var counts = await db.Mentions.Where(m => m.PageId == page).GroupBy(m => m.EntityId)
                .Select(group => new { Id = group.Key, Count = group.Select(m => m.PassageId).Distinct().Count() })
                .Join(db.Pages, e => e.Id, p => p.Id, (e, p) => new { e.Count, p.Kind, p.Slug, p.Title })
                .OrderByDescending(e => e.Count).ThenBy(e => e.Title).ThenBy(e => e.Kind).ThenBy(e => e.Slug).Take(MaxListed).ToListAsync(cancellation);
            return counts.ConvertAll(e => new MentionedEntity(new(e.Kind, e.Slug, e.Title), e.Count));
        }

        private async Task<IReadOnlyList<RelatedPage>> RelatedAsync(int page, CancellationToken cancellation)
        {
            var rows = await db.Relations.Where(r => r.PageId == page).Select(r => new { r.Kind, IsOurs = true, Other = r.TargetId })
                .Concat(db.Relations.Where(r => r.TargetId == page).Select(r => new { r.Kind, IsOurs = false, Other = r.PageId }))
                .Join(db.Pages, r => r.Other, p => p.Id, (r, p) => new { r.Kind, r.IsOurs, Page = p.Id, PageKind = p.Kind, p.Slug, p.Title, p.SortName })
                .GroupJoin(db.Events, r => r.Page, e => e.PageId, (r, e) => new { r, e })
                .SelectMany(x => x.e.DefaultIfEmpty(), (x, e) =>
                    new
                    {
                        x.r.Kind,
                        x.r.IsOurs,
                        x.r.Page,
                        x.r.PageKind,
                        x.r.Slug,
                        x.r.Title,
                        x.r.SortName,
                        Date = e == null ? null : e.Date.Display,
                        Sort = e == null ? 0
                    : e.Date.Sort
                    })
                .LeftJoin(db.Organizations, r => r.Page, o => o.PageId, (r, o) =>
                    new { r.Kind, r.IsOurs, r.PageKind, r.Slug, r.Title, r.SortName, r.Date, r.Sort, IsTo = o!.Relations })
                .OrderBy(r => r.Sort).ThenBy(r => r.SortName).ThenBy(r => r.PageKind).ThenBy(r => r.Slug).ThenBy(r => r.Kind).ThenBy(r => r.IsOurs).Take(MaxListed).ToListAsync(cancellation);
            return [.. rows.Select(r => new RelatedPage(r.Kind, r.IsOurs, new(r.PageKind, r.Slug, r.Title), r.Date, r.Sort, r.IsTo?.Split(' ')[0]))
                .DistinctBy(r => (r.Page, r.Kind))];
        }

        private async Task<IReadOnlyList<Backlink>> BacklinksAsync(int page, CancellationToken cancellation)
        {
            var rows = await db.SentencesAsync(db.Links.Where(l => l.TargetId == page && l.PageId != page), cancellation);
            return [.. rows.Select(row => row.Link).Distinct()];
        }

        /// <summary>The sentences in which links stand, in the order of their pages, with what is written there; at most a list of them.</summary>
        internal async Task<IReadOnlyList<(Backlink Link, string Written)>> SentencesAsync(IQueryable<Link> links, CancellationToken cancellation)
        {
            // Within a page the ids of its links are in the order of its text.
            var rows = await links.Join(db.Pages, l => l.PageId, p => p.Id, (l, p) => new { Link = l, p.Kind, p.Slug, p.Title })
                .OrderBy(l => l.Kind).ThenBy(l => l.Slug).ThenBy(l => l.Link.Id).Take(MaxListed)
                .Join(db.Passages, l => l.Link.PassageId, p => p.Id, (l, p) => new { l.Link, l.Kind, l.Slug, l.Title, p.Anchor, p.Text })
                .OrderBy(l => l.Kind).ThenBy(l => l.Slug).ThenBy(l => l.Link.Id).ToListAsync(cancellation);
            return rows.ConvertAll(r => (new Backlink(new(r.Kind, r.Slug, r.Title), r.Anchor, SentenceAround(r.Text, r.Link.Offset + r.Link.Length)), r.Link.Written));
        }

        /// <summary>The facts of a page's kind, with what other pages add to them.</summary>
        private async Task<PageFacts?> FactsAsync(Page page, PageFacts? local, int momentsPage, int part, CancellationToken cancellation) => (page.Kind, local) switch
        {
            (Kind.Person, PersonFacts facts) => facts with { AsOf = (await db.BuiltAsync(cancellation)).Year },
            (Kind.Organization, OrganizationFacts facts) => facts with { Roles = await db.HeldRolesAsync(page.Id, cancellation) },
            (Kind.Event, EventFacts facts) => facts with { Threads = await db.ThreadsAsync(page.Id, cancellation) },
            (Kind.Video, _) => await db.VideoFactsAsync(page, momentsPage, part, cancellation),
            _ => local,
        };

        private async Task<IReadOnlyList<EventThread>> ThreadsAsync(int page, CancellationToken cancellation)
        {
            var at = db.Events.Where(e => e.PageId == page).Select(e => e.Date.Sort);
            var rows = await db.Relations.Where(r => r.PageId == page && r.Kind == RelationKind.About).Select(r => r.TargetId)
                .Join(db.Pages.Where(p => p.Kind == Kind.Person || p.Kind == Kind.Service), id => id, p => p.Id, (id, p) => new { Id = id, Of = new PageLink(p.Kind, p.Slug, p.Title), p.SortName })
                .Join(db.Relations.Where(r => r.Kind == RelationKind.About && r.PageId != page), of => of.Id, r => r.TargetId, (of, r) => new { of.Of, of.SortName, r.PageId })
                .Join(db.Events, r => r.PageId, e => e.PageId, (r, e) => new { r.Of, r.SortName, r.PageId, e.Date })
                .Join(db.Pages, r => r.PageId, p => p.Id, (r, p) => new { r.Of, r.SortName, r.Date, p.Slug, p.Title })
                .OrderBy(r => Math.Abs(r.Date.Sort - at.First())).ThenBy(r => r.Date.Sort).ThenBy(r => r.Slug).ThenBy(r => r.SortName).Take(MaxListed).ToListAsync(cancellation);
            return [.. rows.GroupBy(r => (r.Of, r.SortName)).OrderBy(of => of.Key.Of.Kind).ThenBy(of => of.Key.SortName, StringComparer.Ordinal).Select(of => new EventThread(of.Key.Of,
                [.. of.Take(InThread).OrderBy(r => r.Date.Sort).Select(r => new Neighbour(new(Kind.Event, r.Slug, r.Title), r.Date.Display))]))];
        }

        private async Task<IReadOnlyList<HeldRole>> HeldRolesAsync(int organization, CancellationToken cancellation)
        {
            var roles = await db.Roles.Where(r => r.OrganizationId == organization)
                .Join(db.Pages, r => r.PageId, p => p.Id, (r, p) => new { Role = r, p.Kind, p.Slug, p.Title, p.SortName })
                .OrderBy(r => r.SortName).ThenBy(r => r.Slug).ThenBy(r => r.Role.Ordinal).Take(MaxListed).ToListAsync(cancellation);
            return roles.ConvertAll(r => new HeldRole(new(r.Kind, r.Slug, r.Title), r.Role.Title, r.Role.From?.Display, r.Role.To?.Display));
        }

        private async Task<VideoFacts?> VideoFactsAsync(Page page, int number, int part, CancellationToken cancellation)
        {
            if (await db.Videos.FirstOrDefaultAsync(v => v.PageId == page.Id, cancellation) is not { } video) return null;
            var chapters = await db.ChaptersAsync(page.Id, cancellation);
            var cited = db.Citations.Where(c => c.VideoId == page.Id && c.Seconds != null);
            var total = await cited.CountAsync(cancellation);
            var before = await db.Chapters.Where(c => c.PageId == page.Id).OrderBy(c => c.Start)
                .Select(c => db.Citations.Count(other => other.VideoId == page.Id && other.Seconds < c.Start)).ToListAsync(cancellation);
            number = Paging.Within(number, total, MomentsOnPage);
            var rows = await db.CitedAsync(cited, (number - 1) * MomentsOnPage, MomentsOnPage, cancellation);
            var moments = await db.WithCuesAsync(page.Id, page.Slug, rows.ConvertAll(row => row.Moment), cancellation);
            return new(VideoLink.Of(page.Slug, page.Title, video), video.Published?.Display, video.Channel, chapters, total, moments, number, MomentsOnPage)
            {
                Cited = [.. chapters.Select((chapter, i) =>
                    new CitedChapter(chapter, (i + 1 < before.Count ? before[i + 1] : total) - before[i], (before[i] / MomentsOnPage) + 1))],
                PublishedOn = video.Published is { } published ? HistoricalDate.ParseOrNull(published.Edtf)?.Day : null,
                Transcript = await db.TranscriptAsync(page.Id, page.Slug, part, cancellation),
            };
        }
    }

    /// <summary>The sentence of a passage that closes at a place, or holds it. One too short to be understood, as a cell is, brings what stands around it.</summary>
    internal static string SentenceAround(string text, int offset)
    {
        const int understood = 20, longest = 200;
        var (start, end) = Sentences.Around(text, offset);
        if (end - start >= understood) return text[start..end].Trim();
        // From the beginning, or so that the sentence is still in it.
        var cut = end <= longest ? -1 : text.IndexOf(' ', end - longest, start - (end - longest));
        var from = end <= longest ? 0 : cut < 0 ? start : cut + 1;
        var to = text.Length <= from + longest ? text.Length : text.LastIndexOf(' ', from + longest, from + longest - end + 1);
        if (to < 0) to = end;
        return (from > 0 ? "…" : "") + text[from..to].Trim(' ', '·') + (to < text.Length ? "…" : "");
    }
}

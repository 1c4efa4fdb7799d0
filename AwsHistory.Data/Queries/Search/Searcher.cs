using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>Answers one search: what was asked, what may have been meant, what was found, and what to do when nothing was.</summary>
internal sealed class Searcher(KnowledgeDb db, CancellationToken cancellation)
{
    private const int MaxNamed = 3, FewPages = 3, FewPassages = 5, MaxNear = 8;

    private readonly Names names = new(db, cancellation);

    public async Task<SearchView> AnswerAsync(SearchRequest asked)
    {
        var filter = await SearchFilter.ReadAsync(db, asked, cancellation);
        asked = asked with { Choices = [.. filter.Choices.Select(choice => choice.Choice)], In = filter.PageId is null ? null : asked.In };
        if (PastedMoment.ReadOrNull(asked.Text) is { } moment) return new()
        {
            Asked = asked,
            IsMoment = true,
            Moments = await MomentAnswers.ReadAsync(db, moment, cancellation)
        };

        var text = SearchText.Parse(asked.Text);
        var view = new SearchView { Asked = asked };
        if (text.Wanted.Count == 0 && filter.IsEmpty) return view;
        var found = Walk(text, filter, Need.All);
        var fits = await names.FindAsync(text.Wanted);
        if (await OtherAsync(text, fits, found.All) is { } other)
        {
            var words = new OtherWords(other.ToString(), (asked with { Text = other.ToString(), Page = 1 }).Url);
            view = found.All > 0 ? view with { DidYouMean = words } : view with { Instead = words };
            if (found.All == 0) (text, found, fits) = (other, Walk(other, filter, Need.All), await names.FindAsync(other.Wanted));
        }

        // Few have all the words: those that lack one follow, or, where none has all, those that have any.
        var (need, full) = (Need.All, found);
        while (need < Need.Any && text.Wanted.Count > 1 && (full.All == 0 || (need == Need.All && filter.IsEmpty)) && found.Pages.Count < FewPages) found =
            Walk(text, filter, ++need);
        if (need != Need.All) view = view with { WithAllWords = full.Pages.Count };

        var named = filter.IsEmpty ? Named(fits, text) : [];
        var pages = named.Concat((await RankAsync(found, full, text)).Where(page => !named.Contains(page))).ToList();
        asked = asked with { Page = Paging.Within(asked.Page, pages.Count, SearchQueries.GroupsOnPage) };
        var shown = pages.Skip((asked.Page - 1) * SearchQueries.GroupsOnPage).Take(SearchQueries.GroupsOnPage).ToList();
        var entities = filter.Choices.Select(choice => FacetCode.Value(choice.Code)).Concat(fits.Select(fit => fit.PageId)).Distinct().ToList();
        return view with
        {
            Asked = asked,
            Passages = found.Total,
            Pages = pages.Count,
            Groups = await new SearchGroups(db, asked, text.Match(need), found, cancellation).ReadAsync(shown, named, entities),
            Said = filter.IsEmpty && asked.Page == 1 ? await SaidAnswers.ReadAsync(db, text.Match(need), cancellation) : [],
            Facets = await SearchFacets.ReadAsync(db, asked, found, filter, cancellation),
            Near = pages.Count > 0 ? [] : await NearAsync(text, fits),
            Wanted = pages.Count > 0 ? [] : await WantedAsync(text),
        };
    }

    private Matches Walk(SearchText text, SearchFilter filter, Need need) =>
        Matches.Walk(db, text.Match(need), filter, filter.PageId is null ? SearchGroups.Candidates : SearchGroups.HitsOfOnePage, cancellation);

    /// <summary>The pages that were found, best first; where no words were asked for, in the order in which lists have them.</summary>
    private async Task<IEnumerable<int>> RankAsync(Matches found, Matches full, SearchText text)
    {
        if (text.Wanted.Count > 0)
        {
            var ranks = found.Pages.GroupBy(page => (IsFull: full.Pages.ContainsKey(page.Key), page.Value.Score), page => page.Key).OrderByDescending(rank => rank.Key).ToList();
            // Pages of one rank stand in an order that does not come from the order in which they were written.
            var equals = ranks.Where(rank => rank.Count() > 1).SelectMany(rank => rank).ToList();
            var places = equals.Count == 0 ? [] : (await db.Pages.Where(p => EF.Parameter(equals).Contains(p.Id)).OrderBy(p => p.Kind).ThenBy(p => p.Slug).Select(p => p.Id)
                .ToListAsync(cancellation)).Select((id, i) => (id, i)).ToDictionary(page => page.id, page => page.i);
            return ranks.SelectMany(rank => rank.OrderBy(id => places.GetValueOrDefault(id)));
        }

        var ids = found.Pages.Keys.ToList();
        return await db.Pages.Where(p => EF.Parameter(ids).Contains(p.Id)).OrderBy(p => p.Kind).ThenBy(p => p.Order ?? int.MaxValue)
            .ThenBy(p => db.Events.Where(e => e.PageId == p.Id).Select(e => e.Date.Sort).FirstOrDefault()).ThenBy(p => p.SortName).ThenBy(p => p.Slug)
            .Select(p => p.Id).ToListAsync(cancellation);
    }

    /// <summary>The people, services and organizations whose name was typed, or part of it: these come first.</summary>
    private static List<int> Named(List<NameFit> fits, SearchText text)
    {
        // A single word that is near a name may well be another word; several that are together are hardly.
        var entities = fits.FindAll(name => name.Kind.IsEntity() && name.Fit <= (text.Wanted.Count > 1 ? Fit.Near : Fit.Beginning));
        // What is somebody's name is not also the beginning of another's.
        var best = entities.Count == 0 ? Fit.Some : entities[0].Fit;
        var named = entities.Where(name => name.Fit == best).Select(name => name.PageId).Distinct().ToList();
        // A few letters that begin many names are nobody's name yet.
        return best >= Fit.Beginning && named.Count > 1 ? [] : [.. named.Take(MaxNamed)];
    }

    /// <summary>Other words that may have been meant; null when those that were typed do.</summary>
    private async Task<SearchText?> OtherAsync(SearchText text, List<NameFit> fits, int matched)
    {
        if (text.Wanted.Count == 0 || fits.Exists(name => name.Fit <= Fit.Words)) return null;
        if (text.Wanted.Count > 1 && fits.Find(name => name.Fit == Fit.Near && name.Kind.IsEntity()) is { } near) return SearchText.Parse(near.Name);
        return matched < FewPassages ? await new Spelling(db, cancellation).CorrectAsync(text) : null;
    }

    private async Task<IReadOnlyList<PageLink>> NearAsync(SearchText text, List<NameFit> fits)
    {
        List<PageLink> near = [.. await db.LinksAsync([.. fits.Select(fit => fit.PageId).Distinct().Take(MaxNear)], cancellation)];
        foreach (var term in text.Wanted.Take(3))
            if (near.Count < MaxNear) near.AddRange(await db.NearAsync(term.Text, 3, cancellation));
        return [.. near.Distinct().Take(MaxNear)];
    }

    private async Task<IReadOnlyList<WantedPage>> WantedAsync(SearchText text)
    {
        var wanted = new List<WantedPage>();
        foreach (var name in text.Wanted.Select(term => Slug.Fold(term.Text)).Prepend(Slug.Fold(text.ToString())).Where(name => name.Length > 2).Distinct().Take(6))
        {
            var end = name + "\uffff";
            var rows = await db.Links.Where(l => string.Compare(l.Wanted, name) >= 0 && string.Compare(l.Wanted, end) < 0)
                .GroupBy(l => l.Wanted!).Select(group => new { Slug = group.Key, Written = group.Min(l => l.Written)!, Count = group.Count() }).OrderBy(w => w.Slug)
                    .Take(MaxNear).ToListAsync(cancellation);
            wanted.AddRange(rows.Select(row => new WantedPage(row.Slug, row.Written, row.Count)));
        }

        return [.. wanted.DistinctBy(page => page.Slug).Take(MaxNear)];
    }
}

using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>A page whose name begins with what is typed.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">The name that was matched: its title or another of its names.</param>
/// <param name="Description">One sentence about it.</param>
public sealed record Suggestion(PageLink Page, string Name, string Description);

/// <summary>How well a name fits what was typed.</summary>
internal enum Fit
{
    /// <summary>It is the name, but for case, spaces and marks.</summary>
    Same,

    /// <summary>All words are words of the name.</summary>
    Words,

    /// <summary>All words are words of the name, the last of them unfinished.</summary>
    Beginning,

    /// <summary>The name differs in a few letters.</summary>
    Near,

    /// <summary>Some words are words of the name.</summary>
    Some,
}

/// <summary>A name that fits.</summary>
internal sealed record NameFit(int PageId, Kind Kind, string Name, Fit Fit, int Distance);

/// <summary>Finds pages by their names, in any spelling.</summary>
internal sealed class Names(KnowledgeDb db, CancellationToken cancellation)
{
    private const int MaxCandidates = 120;

    /// <summary>Names that fit what was typed, best first.</summary>
    public async Task<List<NameFit>> FindAsync(IReadOnlyList<SearchTerm> typed)
    {
        if (typed.Count == 0) return [];
        var match = string.Join(" OR ", typed.Select(term => $"{SearchText.Quoted(term.Text)}{(term.Text.Length > 1 || typed.Count == 1 ? "*" : "")}"));
        var rows = await db.Database.SqlQuery<NameRow>($"""
            SELECT n.PageId, n.Kind, n.Name FROM NameIndex i JOIN Names n ON n.Id = i.rowid JOIN Pages p ON p.Id = n.PageId
            WHERE NameIndex MATCH {match} ORDER BY i.rank, n.Kind, p.Slug, n.Id LIMIT {MaxCandidates}
            """).ToListAsync(cancellation);
        var words = typed.SelectMany(term => Folded(term.Text)).ToList();
        var asked = string.Concat(words);
        return [.. rows.Select(row => Judge(row, words, asked)).OrderBy(fit => fit.Fit).ThenBy(fit => fit.Distance).ThenBy(fit => fit.Kind.IsEntity() ? 0 : 1)
            .ThenBy(fit => fit.Name.Length)];
    }

    /// <summary>Names that are near to one that nothing has, nearest first; words the library does not have count as the nearest it has.</summary>
    public async Task<List<NameFit>> NearAsync(SearchText name)
    {
        var fits = await FindAsync(name.Wanted);
        return fits.Exists(fit => fit.Fit <= Fit.Near) || await new Spelling(db, cancellation).CorrectAsync(name) is not { } corrected ? fits
            : [.. await FindAsync(corrected.Wanted), .. fits];
    }

    /// <summary>Suggestions for what is typed so far.</summary>
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(SearchText typed, int count)
    {
        var terms = typed.Wanted;
        if (terms.Count == 0) return [];
        var all = await FindAsync(terms);
        var fits = all.FindAll(fit => fit.Fit <= Fit.Beginning);
        if (fits.Count == 0) fits = all.FindAll(fit => fit.Fit == Fit.Near);
        if (fits.Count == 0 && await new Spelling(db, cancellation).CorrectAsync(typed) is { } corrected) fits = (await FindAsync(corrected.Wanted))
            .FindAll(fit => fit.Fit <= Fit.Near);
        // People, services and organizations come before what is told of them.
        var best = fits.OrderBy(fit => fit.Fit == Fit.Same ? 0 : fit.Kind.IsEntity() ? 1 : 2).ThenBy(fit => fit.Fit).DistinctBy(fit => fit.PageId).Take(count).ToList();
        var ids = best.ConvertAll(fit => fit.PageId);
        var pages = await db.Pages.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Kind, p.Slug, p.Title, p.Description })
            .ToDictionaryAsync(p => p.Id, cancellation);
        return [.. best.Where(fit => pages.ContainsKey(fit.PageId))
            .Select(fit => new Suggestion(new(fit.Kind, pages[fit.PageId].Slug, pages[fit.PageId].Title), fit.Name, pages[fit.PageId].Description))];
    }

    private static NameFit Judge(NameRow row, List<string> words, string asked)
    {
        var whole = string.Concat(Folded(row.Name));
        var own = Folded(row.Name).Concat(Folded(SearchWords.Join(row.Name))).ToHashSet(StringComparer.Ordinal);
        var fit = whole == asked ? Fit.Same
            : words.TrueForAll(own.Contains) ? Fit.Words
            : words.SkipLast(1).All(own.Contains) && own.Any(word => word.StartsWith(words[^1], StringComparison.Ordinal))
                || whole.StartsWith(asked, StringComparison.Ordinal) ? Fit.Beginning
            : Fit.Some;
        if (fit != Fit.Some) return new(row.PageId, row.Kind, row.Name, fit, 0);
        // One letter in five may be wrong.
        var limit = (asked.Length / 5) + 1;
        var distance = Math.Abs(whole.Length - asked.Length) >= limit ? limit : Slug.Distance(asked, whole, limit);
        return new(row.PageId, row.Kind, row.Name, distance < limit ? Fit.Near : Fit.Some, distance < limit ? distance : words.Count - words.Count(own.Contains));
    }

    /// <summary>The words of a name as links fold it, without accents.</summary>
    private static IEnumerable<string> Folded(string text) => SearchWords.Fold(Slug.Fold(text)).Split('-', '/').Where(word => word.Length > 0);

    private sealed record NameRow(int PageId, Kind Kind, string Name);
}

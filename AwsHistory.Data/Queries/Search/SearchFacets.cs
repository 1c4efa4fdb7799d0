using System.Globalization;
using System.Text.Json;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>By what the results of a search can be narrowed.</summary>
internal static class SearchFacets
{
    private const int ValuesOfFacet = 10;

    /// <summary>Of values that are equally frequent as many are looked at, to show those that come first by name.</summary>
    private const int Candidates = 100;

    /// <summary>The facets, each with its most frequent values and those that are chosen.</summary>
    public static async Task<IReadOnlyList<Facet>> ReadAsync(KnowledgeDb db, SearchRequest asked, Matches found, SearchFilter filter, CancellationToken cancellation)
    {
        var chosen = filter.Choices.Select(choice => choice.Code).ToHashSet();
        var top = found.Counts.Select(count => (Code: count.Key, Count: count.Value))
            .Concat(chosen.Where(code => !found.Counts.ContainsKey(code)).Select(code => (Code: code, Count: 0)))
            .GroupBy(count => FacetCode.Group(count.Code)).OrderBy(group => group.Key)
            .Select(group => (Group: group.Key, Values: Best(group.OrderByDescending(count => chosen.Contains(count.Code)).ThenByDescending(count => count.Count)
                .ThenBy(count => count.Code).ToList()))).ToList();
        var ids = Codes(FacetGroup.Person).Concat(Codes(FacetGroup.Service)).Concat(Codes(FacetGroup.Organization)).ToList();
        var pages = await db.Pages.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Slug, p.Title }).ToDictionaryAsync(p => p.Id, cancellation);
        var topics = top.Exists(group => group.Group == FacetGroup.Topic)
            ? await db.Database.SqlQuery<TopicRow>($"SELECT Id, Topic FROM SearchTopics WHERE Id IN (SELECT value FROM json_each({JsonSerializer.Serialize(Codes(FacetGroup.Topic))}))").ToDictionaryAsync(t => t.Id, t => t.Topic, cancellation)
            : [];
        var facets = new List<Facet>();
        foreach (var (group, values) in top)
        {
            // Years stand in their own order, and a facet with one value that all results have narrows nothing.
            var ordered = group == FacetGroup.Year ? values.Take(ValuesOfFacet).OrderBy(value => FacetCode.Value(value.Code)) : values.AsEnumerable();
            var shown = ordered.Select(value => Value(group, value.Code, value.Count)).OfType<FacetValue>().ToList();
            if (group is not (FacetGroup.Year or FacetGroup.Kind)) shown = [.. shown.OrderByDescending(value => value.IsChosen).ThenByDescending(value => value.Count)
                .ThenBy(value => value.Label, StringComparer.Ordinal).Take(ValuesOfFacet)];
            if (shown.Exists(value => value.IsChosen || value.Count < found.Total)) facets.Add(new(group, shown));
        }

        return facets;

        static List<(uint Code, int Count)> Best(List<(uint Code, int Count)> values) =>
            values.Count <= ValuesOfFacet ? values : [.. values.Take(ValuesOfFacet), .. values.Skip(ValuesOfFacet).TakeWhile(value => value.Count == values[ValuesOfFacet - 1].Count).Take(Candidates)];

        IEnumerable<int> Codes(FacetGroup of) => top.Where(group => group.Group == of).SelectMany(group => group.Values.Select(value => FacetCode.Value(value.Code)));

        FacetValue? Value(FacetGroup group, uint code, int count)
        {
            var value = FacetCode.Value(code);
            (string Value, string Label)? names = group switch
            {
                FacetGroup.Kind => (((Kind)value).Folder(), ((Kind)value).Folder()),
                FacetGroup.Topic => topics.TryGetValue(value, out var topic) ? (topic, topic) : null,
                FacetGroup.Year => (value.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture)),
                _ => pages.TryGetValue(value, out var page) ? (page.Slug, page.Title) : null,
            };
            if (names is not var (written, label)) return null;
            var choice = new SearchChoice(group, written);
            var isChosen = chosen.Contains(code);
            return new(label, count, isChosen, (isChosen ? asked.Without(choice) : asked.With(choice)).Url);
        }
    }

    private sealed record TopicRow(int Id, string Topic);
}

using System.Globalization;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What results are narrowed to, as the walk over the matches needs it.</summary>
/// <param name="Choices">The values, each with its code; all must be met.</param>
/// <param name="PageId">The only page wanted; null for all.</param>
internal sealed record SearchFilter(IReadOnlyList<(SearchChoice Choice, uint Code)> Choices, int? PageId)
{
    public bool IsEmpty => Choices.Count == 0 && PageId is null;

    /// <summary>Reads the values of a request; those that do not exist are left out.</summary>
    public static async Task<SearchFilter> ReadAsync(KnowledgeDb db, SearchRequest asked, CancellationToken cancellation)
    {
        var choices = new List<(SearchChoice, uint)>();
        foreach (var choice in asked.Choices)
            if (await CodeOrNullAsync(db, choice, cancellation) is { } code) choices.Add((choice, code));
        return new(choices, asked.In is { } page ? await PageIdOrNullAsync(db, page, cancellation) : null);
    }

    /// <summary>
    /// Where passages are looked for when no words are: on the page, on the pages of the topic, and wherever the person, service or
    /// organization can be, each by an index. Kinds and years have none, for they are most of the library, or counted over all of it.
    /// </summary>
    public string Where()
    {
        var within = Choices.Select(choice => Passages(choice.Choice.Group, FacetCode.Value(choice.Code))).OfType<string>().ToList();
        if (PageId is { } page) within.Add($"SELECT Id FROM Passages WHERE PageId = {page}");
        return within.Count == 0 ? "" : " WHERE " + string.Join(" AND ", within.Select(ids => $"Id IN ({ids})"));
    }

    private static string? Passages(FacetGroup group, int id) => group switch
    {
        FacetGroup.Kind or FacetGroup.Year => null,
        FacetGroup.Topic => $"SELECT p.Id FROM SearchTopics s JOIN Topics t ON t.Topic = s.Topic JOIN Passages p ON p.PageId = t.PageId WHERE s.Id = {id}",
        _ => $"""
            SELECT PassageId FROM Mentions WHERE EntityId = {id} UNION SELECT Id FROM Passages WHERE PageId IN
            (SELECT {id} UNION SELECT PageId FROM Relations WHERE TargetId = {id} AND Kind = {(int)RelationKind.About})
            """,
    };

    /// <summary>How many of the values a passage has not, and the facet of the last of them.</summary>
    public int Missing(ReadOnlySpan<uint> codes, out FacetGroup group)
    {
        var missing = 0;
        group = default;
        foreach (var (choice, code) in Choices)
        {
            if (codes.Contains(code)) continue;
            missing++;
            group = choice.Group;
        }

        return missing;
    }

    private static async Task<uint?> CodeOrNullAsync(KnowledgeDb db, SearchChoice choice, CancellationToken cancellation)
    {
        int? value = choice.Group switch
        {
            FacetGroup.Kind => (int?)Kinds.FromFolder(choice.Value),
            FacetGroup.Person => await PageIdOrNullAsync(db, $"{Kind.Person.Folder()}/{choice.Value}", cancellation),
            FacetGroup.Service => await PageIdOrNullAsync(db, $"{Kind.Service.Folder()}/{choice.Value}", cancellation),
            FacetGroup.Organization => await PageIdOrNullAsync(db, $"{Kind.Organization.Folder()}/{choice.Value}", cancellation),
            FacetGroup.Topic => await db.Database.SqlQuery<int?>($"SELECT Id AS Value FROM SearchTopics WHERE Topic = {choice.Value}").FirstOrDefaultAsync(cancellation),
            _ => int.TryParse(choice.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 0 and < 10000 ? year : null,
        };
        return value is { } known ? FacetCode.Of(choice.Group, known) : null;
    }

    private static async Task<int?> PageIdOrNullAsync(KnowledgeDb db, string key, CancellationToken cancellation)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Kinds.FromFolder(key.AsSpan(0, slash)) is not { } kind) return null;
        var slug = key[(slash + 1)..];
        return await db.Pages.Where(p => p.Kind == kind && p.Slug == slug).Select(p => (int?)p.Id).FirstOrDefaultAsync(cancellation);
    }
}

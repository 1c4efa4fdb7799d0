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

using System.Net;
using System.Text.Json.Serialization;

namespace AwsHistory.Data.Queries;

/// <summary>A value to which results are narrowed.</summary>
/// <param name="Group">By what.</param>
/// <param name="Value">The value as it stands in the URL: a slug, a kind's folder, a topic, a year.</param>
public readonly record struct SearchChoice(FacetGroup Group, string Value);

/// <summary>A search: the words, the values it is narrowed to, and which page of results. It is written in the URL and nowhere else.</summary>
public sealed record SearchRequest
{
    private const int MaxChoices = 8;

    /// <summary>A search for nothing.</summary>
    public static SearchRequest Empty { get; } = new();

    /// <summary>The words, as typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>What results are narrowed to; each narrows further.</summary>
    public IReadOnlyList<SearchChoice> Choices { get; init; } = [];

    /// <summary>The one page whose passages are wanted, as kind and slug: <c>articles/silicon</c>; null for all pages.</summary>
    public string? In { get; init; }

    /// <summary>Which page of results, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether nothing is asked.</summary>
    [JsonIgnore]
    public bool IsEmpty => Choices.Count == 0 && In is null && string.IsNullOrWhiteSpace(Text);

    /// <summary>Its address.</summary>
    public string Url => Urls.With(Urls.Search, Write());

    /// <summary>The keys of its query string.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["q", .. Enum.GetValues<FacetGroup>().Select(Key), "in", "page"];

    /// <summary>Reads a query string; what it does not know or cannot use is as good as absent.</summary>
    /// <param name="query">The query string, with or without the question mark; null for none.</param>
    public static SearchRequest Parse(string? query)
    {
        var request = Empty;
        var choices = new List<SearchChoice>();
        foreach (var part in (query ?? "").TrimStart('?').Split('&', 64))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || WebUtility.UrlDecode(part[(equals + 1)..]) is not { Length: > 0 } value) continue;
            switch (part[..equals])
            {
                case "q":
                    request = request with { Text = SearchText.Cut(value) };
                    break;
                case "in":
                    request = request with { In = value };
                    break;
                case "page":
                    request = request with { Page = Paging.Read(value) };
                    break;
                case var key when Vocabulary.ReadOrNull<FacetGroup>(key) is { } group && choices.Count < MaxChoices:
                    if (IsSingle(group)) choices.RemoveAll(choice => choice.Group == group);
                    if (!choices.Contains(new(group, value))) choices.Add(new(group, value));
                    break;
            }
        }

        return request with { Choices = choices };
    }

    /// <summary>The same search, narrowed to a value too. A page has one kind, and a year replaces another.</summary>
    /// <param name="choice">The value.</param>
    public SearchRequest With(SearchChoice choice) =>
        this with { Choices = [.. Choices.Where(other => !(IsSingle(choice.Group) && other.Group == choice.Group)), choice], Page = 1 };

    /// <summary>The same search, not narrowed to a value any more.</summary>
    /// <param name="choice">The value.</param>
    public SearchRequest Without(SearchChoice choice) => this with { Choices = [.. Choices.Where(other => other != choice)], Page = 1 };

    /// <summary>The name of a facet in the URL.</summary>
    /// <param name="group">The facet.</param>
    public static string Key(FacetGroup group) => Vocabulary.Key(group);

    /// <summary>Whether only one value of a facet can be chosen.</summary>
    internal static bool IsSingle(FacetGroup group) => group is FacetGroup.Kind or FacetGroup.Year;

    private IEnumerable<(string Key, string Value)> Write()
    {
        if (Text.Length > 0) yield return ("q", Text);
        foreach (var choice in Choices.OrderBy(choice => choice.Group)) yield return (Key(choice.Group), choice.Value);
        if (In is not null) yield return ("in", In);
        if (Page > 1) yield return ("page", $"{Page}");
    }
}

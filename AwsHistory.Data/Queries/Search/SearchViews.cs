namespace AwsHistory.Data.Queries;

/// <summary>A stretch of a snippet.</summary>
/// <param name="Text">Its words.</param>
/// <param name="IsMatch">Whether they are what was looked for.</param>
public readonly record struct SnippetPart(string Text, bool IsMatch);

/// <summary>A moment of a recording that a found passage cites.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Seconds">Seconds from the beginning.</param>
/// <param name="About">Sure to about a minute only.</param>
/// <param name="Status">Whether it can be relied on.</param>
/// <param name="Reason">Why not; null when sound.</param>
/// <param name="Url">Where it plays.</param>
public sealed record FoundMoment(PageLink Video, int Seconds, bool About, CitationStatus Status, string? Reason, string Url);

/// <summary>A passage that was found.</summary>
/// <param name="Url">Its very place.</param>
/// <param name="Kind">What it is in its page.</param>
/// <param name="Heading">What it stands under; null above the first heading, and for a heading itself.</param>
/// <param name="Snippet">Why it was found.</param>
/// <param name="Moment">The moment it cites; null when it cites none.</param>
public sealed record SearchHit(string Url, PassageKind Kind, string? Heading, IReadOnlyList<SnippetPart> Snippet, FoundMoment? Moment);

/// <summary>What was said aloud and was found in a transcript.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Seconds">When it is said, in seconds from the beginning.</param>
/// <param name="Speaker">Who says it; null when the transcript does not tell.</param>
/// <param name="Snippet">Why it was found.</param>
/// <param name="Url">Where it stands in the transcript.</param>
/// <param name="PlayUrl">Where it plays.</param>
public sealed record SaidHit(PageLink Video, int Seconds, string? Speaker, IReadOnlyList<SnippetPart> Snippet, string Url, string PlayUrl);

/// <summary>A page with those of its passages that were found.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">One sentence about it.</param>
/// <param name="Note">A date, a category, a verdict; null for nothing.</param>
/// <param name="IsNamed">Whether what was typed is its name, so that it comes first.</param>
/// <param name="Total">How many of its passages were found.</param>
/// <param name="Hits">The best of them.</param>
/// <param name="MoreUrl">Where all of them are; null when they are all here.</param>
/// <param name="SaidUrl">For a person, service or organization that is named: all that is said of it; null otherwise.</param>
public sealed record SearchGroup(PageLink Page, string Description, string? Note, bool IsNamed, int Total, IReadOnlyList<SearchHit> Hits, string? MoreUrl,
    string? SaidUrl);

/// <summary>A value by which results can be narrowed, or are.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Count">How many passages have it.</param>
/// <param name="IsChosen">Whether results are narrowed to it.</param>
/// <param name="Url">The same search with it, or without it when it is chosen.</param>
public sealed record FacetValue(string Label, int Count, bool IsChosen, string Url);

/// <summary>A facet.</summary>
/// <param name="Group">Which.</param>
/// <param name="Values">Its most frequent values, and those that are chosen.</param>
public sealed record Facet(FacetGroup Group, IReadOnlyList<FacetValue> Values);

/// <summary>The passages that cite a moment, or the recording, whose time or link was typed.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Seconds">The moment; null when no time was given.</param>
/// <param name="Url">Where it plays.</param>
/// <param name="Cited">What is cited around it, nearest first.</param>
public sealed record MomentAnswer(VideoLink Video, int? Seconds, string Url, IReadOnlyList<CitedMoment> Cited);

/// <summary>What to put in place of what was typed.</summary>
/// <param name="Text">The words.</param>
/// <param name="Url">The search for them.</param>
public sealed record OtherWords(string Text, string Url);

/// <summary>The answer to a search.</summary>
public sealed record SearchView
{
    /// <summary>What was asked, with what could not be used left out.</summary>
    public required SearchRequest Asked { get; init; }

    /// <summary>Words that were looked for instead, since nothing has those that were typed; null when they are the same.</summary>
    public OtherWords? Instead { get; init; }

    /// <summary>Words that may have been meant; null when there is no doubt.</summary>
    public OtherWords? DidYouMean { get; init; }

    /// <summary>How many pages have a passage with all the words, when these are so few that others with some of the words follow; null otherwise.</summary>
    public int? WithAllWords { get; init; }

    /// <summary>How many passages were found.</summary>
    public int Passages { get; init; }

    /// <summary>On how many pages.</summary>
    public int Pages { get; init; }

    /// <summary>How many pages stand on one page of results.</summary>
    public int PageSize { get; init; } = SearchQueries.GroupsOnPage;

    /// <summary>The pages, best first.</summary>
    public IReadOnlyList<SearchGroup> Groups { get; init; } = [];

    /// <summary>The best places of transcripts that have the words; empty where results are narrowed, and after the first page of them.</summary>
    public IReadOnlyList<SaidHit> Said { get; init; } = [];

    /// <summary>By what the results can be narrowed.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>Whether what was typed is a time or a link to a recording, which leads to moments and not to words.</summary>
    public bool IsMoment { get; init; }

    /// <summary>When it is, what is known of it.</summary>
    public IReadOnlyList<MomentAnswer> Moments { get; init; } = [];

    /// <summary>When nothing was found, pages with near names.</summary>
    public IReadOnlyList<PageLink> Near { get; init; } = [];

    /// <summary>When nothing was found, pages that are wanted and would have it.</summary>
    public IReadOnlyList<WantedPage> Wanted { get; init; } = [];

    /// <summary>The number of pages of results, at least 1.</summary>
    public int ResultPages => Paging.Pages(Pages, PageSize);
}

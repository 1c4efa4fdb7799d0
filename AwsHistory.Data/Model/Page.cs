namespace AwsHistory.Data.Model;

/// <summary>A page: an article, a person, a service and so on. Ids survive rebuilds as long as there is a page at the address.</summary>
public sealed class Page
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>Its kind.</summary>
    public Kind Kind { get; init; }

    /// <summary>Its slug, unique among pages of its kind.</summary>
    public required string Slug { get; init; }

    /// <summary>Its file, relative to the content folder; null for a page made for a recording without a file.</summary>
    public string? Path { get; init; }

    /// <summary>What it was made from; see the compiler.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>What it is sorted by in lists of its kind.</summary>
    public required string SortName { get; init; }

    /// <summary>One sentence about it, or the beginning of its text.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the author wrote the description, so that it stands under the title.</summary>
    public bool HasLead { get; init; }

    /// <summary>Whether a table on it sets rival accounts side by side.</summary>
    public bool HasAccounts { get; init; }

    /// <summary>Whether texts mention it only by names exactly as written.</summary>
    public bool ExactNames { get; init; }

    /// <summary>Its body, made at build, safe to send as it is.</summary>
    public required string Html { get; init; }

    /// <summary>What stands on it and depends on no other page, as JSON.</summary>
    public required string Local { get; init; }

    /// <summary>Words of the body.</summary>
    public int Words { get; init; }

    /// <summary>For a person, service or organization, in how many passages of other pages it is named; headings and leads do not count.</summary>
    public int Mentions { get; init; }

    /// <summary>The day of its last change as the author gives it; null when not given.</summary>
    public DateOnly? Updated { get; init; }

    /// <summary>Its place in the story; null when it has none.</summary>
    public int? Order { get; init; }

    /// <summary>The part of the story it belongs to; null when it belongs to none.</summary>
    public string? Part { get; init; }

    /// <summary>What that part tells, in one sentence; null when this is not the article that says so.</summary>
    public string? PartLead { get; init; }

    /// <summary>Page id of its own video; null when it has none.</summary>
    public int? VideoId { get; init; }

    /// <summary>Page id of the page before of its kind: in the story, in time, or by name; null for the first.</summary>
    public int? BeforeId { get; init; }

    /// <summary>Page id of the page after; null for the last.</summary>
    public int? AfterId { get; init; }

    /// <summary>Whether its file is broken, and this is the last good page.</summary>
    public bool IsStale { get; init; }
}

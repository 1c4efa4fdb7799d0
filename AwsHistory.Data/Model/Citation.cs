namespace AwsHistory.Data.Model;

/// <summary>A citation with what it means and whether it can be relied on.</summary>
public sealed class Citation
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page that cites.</summary>
    public int PageId { get; init; }

    /// <summary>The passage that cites.</summary>
    public int PassageId { get; init; }

    /// <summary>Its place among the citations of the page, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>What readers see: a time, a number, a key.</summary>
    public required string Shown { get; init; }

    /// <summary>Page id of the cited video; null when a reference is cited.</summary>
    public int? VideoId { get; init; }

    /// <summary>The cited reference; null when a video is cited.</summary>
    public int? ReferenceId { get; init; }

    /// <summary>The place in the reference; null when none is given.</summary>
    public string? Locator { get; init; }

    /// <summary>Seconds from the beginning of the video; null when no time is cited or none can be read.</summary>
    public int? Seconds { get; init; }

    /// <summary>The end of a span, in seconds; null for a point.</summary>
    public int? EndSeconds { get; init; }

    /// <summary>Sure to about a minute only.</summary>
    public bool About { get; init; }

    /// <summary>Whether it can be relied on.</summary>
    public CitationStatus Status { get; init; }

    /// <summary>Why not; null when sound.</summary>
    public string? Reason { get; init; }

    /// <summary>Where its link goes; null when it has none.</summary>
    public string? Href { get; init; }

    /// <summary>Marks the words as the editors’ own.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Where it stands in the text of the passage, in characters.</summary>
    public int Offset { get; init; }
}

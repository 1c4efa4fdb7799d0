namespace AwsHistory.Data.Model;

/// <summary>A link of a passage to another page.</summary>
public sealed class Link
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page that links.</summary>
    public int PageId { get; init; }

    /// <summary>The passage that links.</summary>
    public int PassageId { get; init; }

    /// <summary>The page it leads to; null when that is not written yet.</summary>
    public int? TargetId { get; init; }

    /// <summary>The folded name of the page that is not written yet; null otherwise.</summary>
    public string? Wanted { get; init; }

    /// <summary>The name of the page as written; for a path, the page it comes to.</summary>
    public required string Written { get; init; }

    /// <summary>The id of the heading it leads to; null for the page itself.</summary>
    public string? Fragment { get; init; }

    /// <summary>Where its words begin in the passage.</summary>
    public int Offset { get; init; }

    /// <summary>How many characters they have.</summary>
    public int Length { get; init; }
}

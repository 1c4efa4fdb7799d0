namespace AwsHistory.Data.Model;

/// <summary>A recording.</summary>
public sealed class Video
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>Its YouTube id; null when it is a file.</summary>
    public string? YouTubeId { get; init; }

    /// <summary>Its address when it is a file; null otherwise.</summary>
    public string? Media { get; init; }

    /// <summary>Running time in seconds; null when not known.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the running time is not known to the second.</summary>
    public bool LengthIsRough { get; init; }

    /// <summary>When it came out; null when not known.</summary>
    public StoredDate? Published { get; init; }

    /// <summary>Who published it.</summary>
    public string? Channel { get; init; }
}

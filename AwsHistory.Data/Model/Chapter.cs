namespace AwsHistory.Data.Model;

/// <summary>A part of a recording.</summary>
public sealed class Chapter
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The recording.</summary>
    public int PageId { get; init; }

    /// <summary>Seconds from the beginning.</summary>
    public int Start { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>A verdict given on a day that is known; for the feed and the map of the site.</summary>
public sealed class GivenVerdict
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The claim.</summary>
    public int PageId { get; init; }

    /// <summary>The day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public required string Note { get; init; }
}

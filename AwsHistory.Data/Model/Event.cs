namespace AwsHistory.Data.Model;

/// <summary>Something dated.</summary>
public sealed class Event
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>When it happened.</summary>
    public required StoredDate Date { get; init; }

    /// <summary>How sure we are.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>What is disputed; null when nothing is.</summary>
    public string? Disputed { get; init; }

    /// <summary>Whether the recordings it cites tell it; otherwise they only speak of something near it.</summary>
    public bool IsTold { get; init; }
}

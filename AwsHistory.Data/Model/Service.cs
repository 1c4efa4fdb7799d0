namespace AwsHistory.Data.Model;

/// <summary>What only services have.</summary>
public sealed class Service
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>The group it is listed under.</summary>
    public required string Category { get; init; }
}

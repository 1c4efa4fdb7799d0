namespace AwsHistory.Data.Model;

/// <summary>The same person, service or organization elsewhere.</summary>
public sealed class OutsideLink
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page.</summary>
    public int PageId { get; init; }

    /// <summary>The address.</summary>
    public required string Url { get; init; }
}

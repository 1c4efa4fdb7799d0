namespace AwsHistory.Data.Model;

/// <summary>What only organizations have.</summary>
public sealed class Organization
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>What it is to AWS; several are separated by spaces.</summary>
    public required string Relations { get; init; }
}

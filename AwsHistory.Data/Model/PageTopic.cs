namespace AwsHistory.Data.Model;

/// <summary>A topic of a page.</summary>
public sealed class PageTopic
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page.</summary>
    public int PageId { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }
}

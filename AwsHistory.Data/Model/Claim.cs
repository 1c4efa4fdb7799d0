namespace AwsHistory.Data.Model;

/// <summary>A statement with a verdict.</summary>
public sealed class Claim
{
    /// <summary>The page; also the primary key.</summary>
    public int PageId { get; init; }

    /// <summary>The exact words that are judged.</summary>
    public required string Text { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The answer in two or three sentences.</summary>
    public required string ShortAnswer { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>A heading of a page.</summary>
public sealed class Heading
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page.</summary>
    public int PageId { get; init; }

    /// <summary>Its place in the page, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>2 to 6.</summary>
    public int Level { get; init; }

    /// <summary>Its id in the page.</summary>
    public required string Anchor { get; init; }

    /// <summary>Its words.</summary>
    public required string Text { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>How a page belongs to another, as its front matter says.</summary>
public sealed class Relation
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page that says so.</summary>
    public int PageId { get; init; }

    /// <summary>The other page.</summary>
    public int TargetId { get; init; }

    /// <summary>How.</summary>
    public RelationKind Kind { get; init; }
}

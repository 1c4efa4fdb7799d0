namespace AwsHistory.Data.Model;

/// <summary>A name by which a page is found: its title, or an alias.</summary>
public sealed class PageName
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page.</summary>
    public int PageId { get; init; }

    /// <summary>The kind of the page.</summary>
    public Kind Kind { get; init; }

    /// <summary>The name as written.</summary>
    public required string Name { get; init; }

    /// <summary>The name as links and URLs fold it.</summary>
    public required string Folded { get; init; }

    /// <summary>Whether it is the title.</summary>
    public bool IsTitle { get; init; }
}

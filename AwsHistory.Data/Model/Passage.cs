namespace AwsHistory.Data.Model;

/// <summary>The unit of citation, mention, search, backlink and share link: a paragraph, list item, quotation or table row.</summary>
public sealed class Passage
{
    /// <summary>Primary key, and row id of the search index.</summary>
    public int Id { get; init; }

    /// <summary>The page.</summary>
    public int PageId { get; init; }

    /// <summary>Its place in the page, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>Its id in the page.</summary>
    public required string Anchor { get; init; }

    /// <summary>What it is.</summary>
    public PassageKind Kind { get; init; }

    /// <summary>The id of the heading it stands under; null above the first.</summary>
    public string? HeadingAnchor { get; init; }

    /// <summary>The words of that heading; empty above the first.</summary>
    public required string HeadingText { get; init; }

    /// <summary>Its words, without markup and citations.</summary>
    public required string Text { get; init; }

    /// <summary>All names of the people, services and organizations in it, for search.</summary>
    public required string Entities { get; init; }

    /// <summary>For evidence of a claim, which way it points.</summary>
    public Stance? Stance { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>A web or book source.</summary>
public sealed class Reference
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The citekey.</summary>
    public required string Key { get; init; }

    /// <summary>The CSL type.</summary>
    public required string Type { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Its authors, joined for reading; empty when not known.</summary>
    public required string Authors { get; init; }

    /// <summary>Its authors as CSL names, in JSON.</summary>
    public required string AuthorsJson { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>The paper, site or book it stands in.</summary>
    public string? Container { get; init; }

    /// <summary>When it came out; null when not known.</summary>
    public StoredDate? Issued { get; init; }

    /// <summary>Its address; null for a book.</summary>
    public string? Url { get; init; }

    /// <summary>What a reader should know of it.</summary>
    public string? Note { get; init; }

    /// <summary>How near it stands to what it tells.</summary>
    public SourceStrength Strength { get; init; }

    /// <summary>A name short enough for a margin.</summary>
    public required string ShortName { get; init; }
}

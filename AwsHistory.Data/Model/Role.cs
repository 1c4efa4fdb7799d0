namespace AwsHistory.Data.Model;

/// <summary>A role of a person.</summary>
public sealed class Role
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The person.</summary>
    public int PageId { get; init; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>The role.</summary>
    public required string Title { get; init; }

    /// <summary>Where, in words.</summary>
    public required string Organization { get; init; }

    /// <summary>The organization; null when it has no page.</summary>
    public int? OrganizationId { get; init; }

    /// <summary>When it began; null when the source does not say.</summary>
    public StoredDate? From { get; init; }

    /// <summary>When it ended; null when the source does not say.</summary>
    public StoredDate? To { get; init; }

    /// <summary>Citekey of the source.</summary>
    public string? Source { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>A step in the life of a service.</summary>
public sealed class Milestone
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The service.</summary>
    public int PageId { get; init; }

    /// <summary>Its place in the file, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>When.</summary>
    public required StoredDate Date { get; init; }

    /// <summary>What kind of step.</summary>
    public required string Kind { get; init; }

    /// <summary>What happened.</summary>
    public required string Note { get; init; }

    /// <summary>Citekey of the source.</summary>
    public string? Source { get; init; }

    /// <summary>How sure we are.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>Who says otherwise; null when nobody does.</summary>
    public string? Disputed { get; init; }
}

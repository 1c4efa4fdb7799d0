namespace AwsHistory.Data.Model;

/// <summary>A piece of the transcript of a recording.</summary>
public sealed class Cue
{
    /// <summary>Primary key, and row id of the search index of transcripts.</summary>
    public int Id { get; init; }

    /// <summary>The recording.</summary>
    public int PageId { get; init; }

    /// <summary>Milliseconds from the beginning.</summary>
    public int Start { get; init; }

    /// <summary>Milliseconds from the beginning; after the start.</summary>
    public int End { get; init; }

    /// <summary>Who speaks; null when the transcript does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>What is said.</summary>
    public required string Text { get; init; }
}

namespace AwsHistory.Data.Model;

/// <summary>That a row of a data file rests on a source.</summary>
public sealed class DataSource
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The name of the data file.</summary>
    public required string DataName { get; init; }

    /// <summary>The citekey.</summary>
    public required string ReferenceKey { get; init; }
}

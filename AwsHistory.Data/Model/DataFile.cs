namespace AwsHistory.Data.Model;

/// <summary>A file of figures.</summary>
public sealed class DataFile
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The file as it stands.</summary>
    public required string Csv { get; init; }
}

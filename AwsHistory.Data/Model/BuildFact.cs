namespace AwsHistory.Data.Model;

/// <summary>Something to know about the build itself.</summary>
public sealed class BuildFact
{
    /// <summary>What.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }
}

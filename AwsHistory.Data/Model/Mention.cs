namespace AwsHistory.Data.Model;

/// <summary>A name found in a passage.</summary>
public sealed class Mention
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The page it was found in.</summary>
    public int PageId { get; init; }

    /// <summary>The passage it was found in.</summary>
    public int PassageId { get; init; }

    /// <summary>The page of the person, service or organization.</summary>
    public int EntityId { get; init; }

    /// <summary>Where it begins in the passage.</summary>
    public int Offset { get; init; }

    /// <summary>How many characters it has.</summary>
    public int Length { get; init; }
}

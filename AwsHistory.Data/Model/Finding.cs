namespace AwsHistory.Data.Model;

/// <summary>What was found in the content.</summary>
public sealed class Finding
{
    /// <summary>Primary key.</summary>
    public int Id { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it was found while compiling that file, and stays as long as the file does not change.</summary>
    public bool OfPage { get; init; }

    /// <summary>One-based line; 0 for the whole file.</summary>
    public int Line { get; init; }

    /// <summary>One-based column; 0 when only the line is known.</summary>
    public int Column { get; init; }

    /// <summary>The code of the kind of finding.</summary>
    public required string Code { get; init; }

    /// <summary>How much it matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>What was found and what was expected.</summary>
    public required string Message { get; init; }
}

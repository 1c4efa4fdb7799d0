namespace AwsHistory.Data.Content;

/// <summary>
/// The last good page of a file that is broken now. It stays as it was, at its address and under its names, so that other pages are
/// the same with it as they were before the file broke.
/// </summary>
public sealed record LastPage
{
    /// <summary>What it was made from.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its slug.</summary>
    public required string Slug { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its other names, in order.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether its names count only exactly as written.</summary>
    public bool ExactMentions { get; init; }

    /// <summary>Its headings, in order.</summary>
    public required IReadOnlyList<(string Anchor, string Text)> Headings { get; init; }

    /// <summary>For a recording, what is known of it; null for other kinds.</summary>
    public VideoDetails? Video { get; init; }
}

namespace AwsHistory.Data.Content;

/// <summary>A heading of a page.</summary>
/// <param name="Anchor">Its id.</param>
/// <param name="Level">2 to 6.</param>
/// <param name="Text">Its words.</param>
public sealed record CompiledHeading(string Anchor, int Level, string Text);

/// <summary>A citation with what it means and whether it can be relied on.</summary>
public sealed record CompiledCitation
{
    /// <summary>Its place among the page's citations, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>One-based line in the file.</summary>
    public required int Line { get; init; }

    /// <summary>One-based column.</summary>
    public required int Column { get; init; }

    /// <summary>The text as it stands in the file, brackets or anchor included.</summary>
    public required string Written { get; init; }

    /// <summary>What is shown: the time as written, the number of the source, or the key.</summary>
    public required string Shown { get; init; }

    /// <summary>Page key of the cited video, such as <c>videos/acquired-aws</c>; null when a reference is cited.</summary>
    public string? Video { get; init; }

    /// <summary>The citekey of the cited reference; null when a video is cited.</summary>
    public string? Reference { get; init; }

    /// <summary>The place in the reference (a page, a section), as written.</summary>
    public string? Locator { get; init; }

    /// <summary>Seconds from the beginning of the video; null when no time is cited, or none can be read.</summary>
    public int? Seconds { get; init; }

    /// <summary>The end of a span, in seconds; null for a point.</summary>
    public int? EndSeconds { get; init; }

    /// <summary>Sure to about a minute only.</summary>
    public bool About { get; init; }

    /// <summary>Whether it can be relied on.</summary>
    public CitationStatus Status { get; init; }

    /// <summary>Why not, in words; null when sound.</summary>
    public string? Reason { get; init; }

    /// <summary>Times that a doubtful citation may have meant, likeliest first; at most three.</summary>
    public IReadOnlyList<TimeCandidate> Candidates { get; init; } = [];

    /// <summary>The time that was printed before an editor set it right, as it was; null when nobody did.</summary>
    public string? Printed { get; init; }

    /// <summary>Where the link goes: the second of the video, or the page's list of sources.</summary>
    public string? Href { get; init; }

    /// <summary>A short name of the source, for the margin: "Jeff Barr, 2004".</summary>
    public string? Source { get; init; }

    /// <summary>How near the cited reference stands to what it tells.</summary>
    public SourceStrength Strength { get; init; }

    /// <summary>The same place of the same reference was cited before in the passage, so the margin has named it.</summary>
    public bool IsAgain { get; init; }

    /// <summary>The editors' own words, resting on no source.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Where it stands in the text of its passage, in characters.</summary>
    public int Offset { get; init; }
}

/// <summary>A link to another page, with what it leads to.</summary>
/// <param name="Target">The page key it leads to; null when there is no such page.</param>
/// <param name="Written">The name of the page as written; for a path, the page it comes to.</param>
/// <param name="Fragment">The heading, as an id; null for the page itself.</param>
/// <param name="Offset">Where its words begin in the text of its passage.</param>
/// <param name="Length">How many characters they have.</param>
public sealed record CompiledLink(string? Target, string Written, string? Fragment, int Offset, int Length);

/// <summary>A name found in a text.</summary>
/// <param name="Entity">The page key of the person, service or organization.</param>
/// <param name="Offset">Where it begins in the text of its passage.</param>
/// <param name="Length">How many characters it has.</param>
public sealed record CompiledMention(string Entity, int Offset, int Length);

/// <summary>The unit of everything: citation, mention, search hit, backlink, share link, export.</summary>
/// <param name="Anchor">Its id in the page: a hash of its words, so that edits elsewhere leave it alone.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Heading">The id of the heading it stands under; null above the first.</param>
/// <param name="Text">Its words, without markup and citations.</param>
/// <param name="Stance">For a piece of evidence of a claim, which way it points.</param>
/// <param name="Citations">Its citations, in order.</param>
/// <param name="Links">Its links to other pages, in order.</param>
/// <param name="Mentions">The names in it, in order.</param>
public sealed record CompiledPassage(
    string Anchor, PassageKind Kind, string? Heading, string Text, Stance? Stance,
    IReadOnlyList<CompiledCitation> Citations, IReadOnlyList<CompiledLink> Links, IReadOnlyList<CompiledMention> Mentions);

/// <summary>How a page belongs to another.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">The other's page key.</param>
public sealed record CompiledRelation(RelationKind Kind, string Target);

/// <summary>A page, resolved and rendered: everything the database stores of it.</summary>
public sealed record CompiledPage
{
    /// <summary>The file, relative to the content folder; null for a page made for a video that has no file.</summary>
    public required string? Path { get; init; }

    /// <summary>What the page was made from: the file, and all that it looks up elsewhere. Equal fingerprints mean equal pages.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its kind.</summary>
    public required Kind Kind { get; init; }

    /// <summary>Its slug.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence about it, or the beginning of its text; empty when it has no text at all.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the author wrote the description, so that it stands under the title.</summary>
    public bool HasLead { get; init; }

    /// <summary>Whether a table on it sets rival accounts side by side.</summary>
    public bool HasAccounts { get; init; }

    /// <summary>Its body as HTML that is safe to send as it is.</summary>
    public required string Html { get; init; }

    /// <summary>The same body as Markdown, with every link and citation resolved.</summary>
    public required string Markdown { get; init; }

    /// <summary>Words of its body.</summary>
    public required int Words { get; init; }

    /// <summary>The names by which links find it and texts mention it.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether texts mention it only by names exactly as written.</summary>
    public bool ExactNames { get; init; }

    /// <summary>Its topics.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The day of its last change, as the author gives it; null when not given.</summary>
    public DateOnly? Updated { get; init; }

    /// <summary>Its place in the story; null when it has none.</summary>
    public int? Order { get; init; }

    /// <summary>The part of the story it belongs to; null when it belongs to none.</summary>
    public string? Part { get; init; }

    /// <summary>What that part tells, in one sentence; null when this is not the article that says so.</summary>
    public string? PartLead { get; init; }

    /// <summary>The page key of its own video; null when it has none.</summary>
    public string? Video { get; init; }

    /// <summary>Its headings, in order.</summary>
    public required IReadOnlyList<CompiledHeading> Headings { get; init; }

    /// <summary>Its passages, in order.</summary>
    public required IReadOnlyList<CompiledPassage> Passages { get; init; }

    /// <summary>How it belongs to other pages.</summary>
    public required IReadOnlyList<CompiledRelation> Relations { get; init; }

    /// <summary>What only pages of its kind have; null for articles.</summary>
    public KindDetails? Details { get; init; }

    /// <summary>For a recording, its transcript; empty when there is none.</summary>
    public IReadOnlyList<Cue> Cues { get; init; } = [];

    /// <summary>What was found in its file.</summary>
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>Kind and slug, which name it in links between compiled pages: <c>people/andy-jassy</c>.</summary>
    public string Key => PageKey(Kind, Slug);

    /// <summary>The page key of a kind and slug.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="slug">The slug.</param>
    public static string PageKey(Kind kind, string slug) => $"{kind.Folder()}/{slug}";
}

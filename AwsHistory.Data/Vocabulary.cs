using System.Text.Json;

namespace AwsHistory.Data;

/// <summary>What a passage is in its page.</summary>
public enum PassageKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A paragraph of a quotation.</summary>
    Quote,

    /// <summary>A row of a table; its cells are joined by <c> · </c>.</summary>
    Row,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A footnote.</summary>
    Note,

    /// <summary>A block of code.</summary>
    Code,

    /// <summary>The page's description, which stands under its title.</summary>
    Lead,
}

/// <summary>Which way a piece of evidence points.</summary>
public enum Stance
{
    /// <summary>For the claim.</summary>
    Supports,

    /// <summary>Against the claim.</summary>
    Contradicts,

    /// <summary>Neither: what one must know beside it.</summary>
    Context,
}

/// <summary>How two pages belong together, read from the front matter of the first.</summary>
public enum RelationKind
{
    /// <summary>It concerns the other page.</summary>
    About,

    /// <summary>A service took over from the other.</summary>
    Predecessor,

    /// <summary>The other service took over.</summary>
    Successor,

    /// <summary>The person says that the claim holds.</summary>
    AssertedBy,

    /// <summary>The person says that it does not.</summary>
    DeniedBy,

    /// <summary>The person speaks in the video.</summary>
    Host,

    /// <summary>The person has or had a role there.</summary>
    Role,

    /// <summary>The pages belong beside each other.</summary>
    Related,
}

/// <summary>How sure we are.</summary>
public enum Confidence
{
    /// <summary>As sure as the sources allow.</summary>
    High,

    /// <summary>Probably so; the source is second-hand or sources differ in detail.</summary>
    Medium,

    /// <summary>Perhaps so.</summary>
    Low,
}

/// <summary>What the evidence says of a claim.</summary>
public enum Verdict
{
    /// <summary>It holds.</summary>
    True,

    /// <summary>It holds but for a detail.</summary>
    MostlyTrue,

    /// <summary>Part of it holds and part does not.</summary>
    Mixed,

    /// <summary>It does not hold, but for a grain of truth.</summary>
    MostlyFalse,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>Good sources say opposite things.</summary>
    Disputed,

    /// <summary>No good source says anything.</summary>
    Unproven,
}

/// <summary>How near a source stands to what it tells.</summary>
public enum SourceStrength
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Somebody who was there, in their own words.</summary>
    FirstHand,

    /// <summary>A paper filed with a regulator or a court, or a government's document.</summary>
    Filing,

    /// <summary>Journalism.</summary>
    Press,

    /// <summary>Somebody who repeats what others told.</summary>
    Retelling,

    /// <summary>An encyclopedia or documentation.</summary>
    Reference,
}

/// <summary>Whether a citation can be relied on to lead to the right place.</summary>
public enum CitationStatus
{
    /// <summary>Nothing speaks against it.</summary>
    Sound,

    /// <summary>The time cannot be read as one.</summary>
    Malformed,

    /// <summary>The time lies past the end of the video.</summary>
    PastEnd,

    /// <summary>The time lies far outside the order of the page's other times of the same video.</summary>
    OutOfOrder,

    /// <summary>The time shown and the time meant are not the same.</summary>
    LabelDiffers,

    /// <summary>Nothing has the key that is cited, or a time is cited on a page that names no video.</summary>
    Unresolved,

    /// <summary>The time keeps the order, but another reading of it fits far better, or other pages say the same of another time.</summary>
    Unlikely,
}

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>For authors; readers will not notice.</summary>
    Info,

    /// <summary>Readers will notice, and the page is built all the same.</summary>
    Warning,

    /// <summary>The file cannot be used as written; its last good page stays.</summary>
    Error,
}

/// <summary>The words by which authors, addresses and readers know the values.</summary>
public static class Vocabulary
{
    /// <summary>A value as authors and addresses write it: <c>mostly-true</c>.</summary>
    /// <param name="value">The value.</param>
    public static string Key(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value with a key, in whatever case; null when none has it.</summary>
    /// <param name="key">The key.</param>
    public static T? ReadOrNull<T>(string? key)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Key(value).Equals(key, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    /// <summary>A status in words.</summary>
    /// <param name="status">The status.</param>
    public static string Words(CitationStatus status) => status == CitationStatus.PastEnd ? "past the end" : Key(status).Replace('-', ' ');

    /// <summary>A verdict in words.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Words(Verdict verdict) => Key(verdict).Replace('-', ' ');

    /// <summary>The strength of a source in words.</summary>
    /// <param name="strength">The strength.</param>
    public static string Words(SourceStrength strength) => strength == SourceStrength.Unknown ? "not said" : Key(strength);
}

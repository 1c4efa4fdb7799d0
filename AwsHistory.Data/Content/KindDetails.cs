namespace AwsHistory.Data.Content;

/// <summary>What only pages of one kind have.</summary>
public abstract record KindDetails;

/// <summary>A role of a person.</summary>
/// <param name="Title">The role.</param>
/// <param name="Organization">Where, in words.</param>
/// <param name="OrganizationPage">Its page key; null when it has no page.</param>
/// <param name="From">When it began; null when the source does not say.</param>
/// <param name="To">When it ended; null when the source does not say.</param>
/// <param name="Source">Citekey; null when none is given.</param>
public sealed record PersonRole(string Title, string Organization, string? OrganizationPage, HistoricalDate? From, HistoricalDate? To, string? Source);

/// <summary>A person.</summary>
/// <param name="Roles">Roles, in the order of the file.</param>
/// <param name="Links">Addresses of the same person elsewhere.</param>
public sealed record PersonDetails(IReadOnlyList<PersonRole> Roles, IReadOnlyList<string> Links) : KindDetails;

/// <summary>A step in the life of a service.</summary>
/// <param name="Date">When.</param>
/// <param name="Kind">What kind of step, such as <c>general-availability</c>.</param>
/// <param name="Note">What happened.</param>
/// <param name="Source">Citekey; null when none is given.</param>
/// <param name="Confidence">How sure we are.</param>
/// <param name="Disputed">Who says otherwise; null when nobody does.</param>
public sealed record Milestone(HistoricalDate Date, string Kind, string Note, string? Source, Confidence Confidence, string? Disputed);

/// <summary>A service.</summary>
/// <param name="Category">The group it is listed under.</param>
/// <param name="Milestones">Steps, in the order of the file.</param>
/// <param name="Links">Addresses of the same service elsewhere.</param>
public sealed record ServiceDetails(string Category, IReadOnlyList<Milestone> Milestones, IReadOnlyList<string> Links) : KindDetails;

/// <summary>An organization.</summary>
/// <param name="Relations">What it is to AWS: <c>customer</c>, <c>competitor</c> and so on.</param>
/// <param name="Links">Addresses of the same organization elsewhere.</param>
public sealed record OrganizationDetails(IReadOnlyList<string> Relations, IReadOnlyList<string> Links) : KindDetails;

/// <summary>A verdict given on a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Note">Why.</param>
public sealed record VerdictStep(HistoricalDate Date, Verdict Verdict, string Note);

/// <summary>A claim.</summary>
/// <param name="Claim">The exact words that are judged.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="ShortAnswer">The answer in two or three sentences.</param>
/// <param name="History">How the verdict came about.</param>
public sealed record ClaimDetails(string Claim, Verdict Verdict, string ShortAnswer, IReadOnlyList<VerdictStep> History) : KindDetails;

/// <summary>An event.</summary>
/// <param name="Date">When it happened.</param>
/// <param name="Confidence">How sure we are.</param>
/// <param name="Disputed">What is disputed; null when nothing is.</param>
/// <param name="IsTold">Whether the recordings it cites tell it.</param>
public sealed record EventDetails(HistoricalDate Date, Confidence Confidence, string? Disputed, bool IsTold) : KindDetails;

/// <summary>A part of a recording.</summary>
/// <param name="Start">Seconds from the beginning.</param>
/// <param name="Title">Its name.</param>
public sealed record Chapter(int Start, string Title);

/// <summary>A recording.</summary>
/// <param name="YouTubeId">Its YouTube id; null when it is a file.</param>
/// <param name="Media">Its address when it is a file; null otherwise.</param>
/// <param name="Length">Running time in seconds; null when not known.</param>
/// <param name="LengthIsRough">Whether the running time is not known to the second.</param>
/// <param name="Published">When it came out; null when not known.</param>
/// <param name="Channel">Who published it; null when not known.</param>
/// <param name="Chapters">Its parts, in order.</param>
public sealed record VideoDetails(
    string? YouTubeId, string? Media, int? Length, bool LengthIsRough, HistoricalDate? Published, string? Channel, IReadOnlyList<Chapter> Chapters) : KindDetails
{
    /// <summary>The seconds from which on a time is past the end; null when that cannot be told.</summary>
    public int? End => EndOf(Length, LengthIsRough);

    /// <summary>Where the recording can be seen or heard, from a second on.</summary>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public string Address(int? seconds) => Urls.Recording(YouTubeId, Media, seconds);

    /// <summary>Where a running time ends. A rough one gives five minutes' grace.</summary>
    internal static int? EndOf(int? length, bool isRough) => length + (isRough ? 300 : 0);
}

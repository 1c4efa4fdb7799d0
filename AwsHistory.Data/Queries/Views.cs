using System.Text.Json.Serialization;
using AwsHistory.Data.Content;

namespace AwsHistory.Data.Queries;

/// <summary>A link to a page of ours.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title.</param>
public sealed record PageLink(Kind Kind, string Slug, string Title)
{
    /// <summary>Its path.</summary>
    public string Url => Urls.Page(Kind, Slug);
}

/// <summary>A page in a list.</summary>
/// <param name="Page">The page.</param>
/// <param name="Description">One sentence about it.</param>
/// <param name="Note">What lists of its kind say beside the title: a date, a category, a verdict; null for nothing.</param>
/// <param name="Count">How many passages speak of it, or how many words it has; null where neither is counted.</param>
/// <param name="Part">For an article, the part of the story it belongs to; null when it belongs to none.</param>
/// <param name="PartLead">What that part tells, in one sentence; null where the article does not say so.</param>
public sealed record ListedPage(PageLink Page, string Description, string? Note, int? Count, string? Part = null, string? PartLead = null);

/// <summary>A part of the story.</summary>
/// <param name="Name">Its name; null for articles that belong to none.</param>
/// <param name="Lead">What it tells, in one sentence; null when none of its articles says so.</param>
/// <param name="Articles">Its articles, in order.</param>
public sealed record StoryPart(string? Name, string? Lead, IReadOnlyList<ListedPage> Articles);

/// <summary>What can be made of pages in a list.</summary>
public static class ListedPages
{
    /// <summary>Articles by part of the story; neighbors with the same part stand together.</summary>
    /// <param name="pages">The articles, in order.</param>
    public static IReadOnlyList<StoryPart> ByPart(IReadOnlyList<ListedPage> pages)
    {
        var parts = new List<List<ListedPage>>();
        foreach (var page in pages)
        {
            if (parts.Count > 0 && parts[^1][0].Part == page.Part) parts[^1].Add(page);
            else parts.Add([page]);
        }

        return parts.ConvertAll(articles => new StoryPart(articles[0].Part, articles.Find(article => article.PartLead is not null)?.PartLead, articles));
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Kind">The kind that is listed.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">Which page of the list this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
/// <param name="Items">Those on this page.</param>
public sealed record ListView(Kind Kind, int Total, int Page, int PageSize, IReadOnlyList<ListedPage> Items)
{
    /// <summary>The number of pages of the list, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>A heading in the table of contents.</summary>
/// <param name="Anchor">Its id.</param>
/// <param name="Level">2 to 6.</param>
/// <param name="Text">Its words.</param>
public sealed record HeadingView(string Anchor, int Level, string Text);

/// <summary>A source that a page cites.</summary>
/// <param name="Number">Its number on the page.</param>
/// <param name="Key">The citekey.</param>
/// <param name="Title">The title.</param>
/// <param name="Authors">Its authors; empty when not known.</param>
/// <param name="In">The paper or site it stands in, or its publisher; null when not known.</param>
/// <param name="Date">When it came out, for readers; null when not known.</param>
/// <param name="Url">Its address; null for a book.</param>
/// <param name="Note">What a reader should know of it; null for nothing.</param>
/// <param name="Strength">How near it stands to what it tells.</param>
/// <param name="Citations">The ordinals of the page's citations of it.</param>
public sealed record SourceView(int Number, string Key, string Title, string Authors, string? In, string? Date, string? Url, string? Note, SourceStrength Strength,
    IReadOnlyList<int> Citations);

/// <summary>A citation that cannot be relied on.</summary>
/// <param name="Ordinal">Its place on the page.</param>
/// <param name="Anchor">The id of its passage.</param>
/// <param name="Shown">What readers see.</param>
/// <param name="Status">What is wrong.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Href">Where its link goes.</param>
/// <param name="Video">The slug of the cited recording; null when there is none.</param>
/// <param name="Perhaps">Times that it may have meant, likeliest first.</param>
public sealed record DoubtfulCitation(int Ordinal, string Anchor, string Shown, CitationStatus Status, string Reason, string? Href, string? Video,
    IReadOnlyList<TimeCandidate> Perhaps);

/// <summary>A sentence of another page that links here.</summary>
/// <param name="From">The page that links.</param>
/// <param name="Anchor">The id of the passage.</param>
/// <param name="Sentence">The sentence.</param>
public sealed record Backlink(PageLink From, string Anchor, string Sentence);

/// <summary>A person, service or organization with how often it is named: on a page, beside another, anywhere.</summary>
/// <param name="Page">Its page.</param>
/// <param name="Passages">In how many passages.</param>
public sealed record MentionedEntity(PageLink Page, int Passages);

/// <summary>A page that belongs to this one.</summary>
/// <param name="Kind">How.</param>
/// <param name="IsOurs">Whether this page says so; otherwise the other does.</param>
/// <param name="Page">The other page.</param>
/// <param name="Date">For an event, when it happened; null otherwise.</param>
/// <param name="Sort">For an event, its place in time; 0 otherwise.</param>
/// <param name="IsTo">For an organization, what it is to AWS, such as <c>customer</c>; null otherwise.</param>
public sealed record RelatedPage(RelationKind Kind, bool IsOurs, PageLink Page, string? Date, int Sort, string? IsTo);

/// <summary>A recording, as pages refer to it.</summary>
/// <param name="Page">Its page.</param>
/// <param name="YouTubeId">Its YouTube id; null when it is a file.</param>
/// <param name="Media">Its address when it is a file; null otherwise.</param>
/// <param name="Length">Running time in seconds; null when not known.</param>
/// <param name="LengthIsRough">Whether that is not known to the second.</param>
public sealed record VideoLink(PageLink Page, string? YouTubeId, string? Media, int? Length, bool LengthIsRough)
{
    /// <summary>A recording as it is stored.</summary>
    internal static VideoLink Of(string slug, string title, Model.Video video) =>
        new(new(Kind.Video, slug, title), video.YouTubeId, video.Media, video.Length, video.LengthIsRough);

    /// <summary>Whether a second lies past the end, as far as that can be told.</summary>
    /// <param name="seconds">The second.</param>
    public bool IsPastEnd(int seconds) => seconds > End;

    /// <summary>The seconds from which on a time is past the end; null when that cannot be told.</summary>
    internal int? End => VideoDetails.EndOf(Length, LengthIsRough);

    /// <summary>Where it can be seen or heard.</summary>
    public string Href => Address(null);

    /// <summary>Where it can be seen or heard, from a second on.</summary>
    /// <param name="seconds">Where to begin; null for the beginning.</param>
    public string Address(int? seconds) => Urls.Recording(YouTubeId, Media, seconds);
}

/// <summary>A page with all that stands on it.</summary>
public sealed record PageView
{
    /// <summary>Which page.</summary>
    public required PageLink Page { get; init; }

    /// <summary>One sentence about it.</summary>
    public required string Description { get; init; }

    /// <summary>Whether that sentence was written to stand under the title; otherwise it is the beginning of the text.</summary>
    public bool HasLead { get; init; }

    /// <summary>Its body.</summary>
    public required string Html { get; init; }

    /// <summary>Words of the body.</summary>
    public required int Words { get; init; }

    /// <summary>The day of its last change, as the author gives it; null when not given.</summary>
    public DateOnly? Updated { get; init; }

    /// <summary>The day of the last change that is known: of the page as the author gives it, or of its verdict; null when neither is.</summary>
    public DateOnly? LastChange => LastOf(Updated, (Facts as ClaimFacts)?.History.Max(step => step.Day));

    /// <summary>The later of two days, as far as they are known.</summary>
    internal static DateOnly? LastOf(DateOnly? updated, DateOnly? decided) => updated > decided || decided is null ? updated : decided;

    /// <summary>Names what the page says: equal hashes, equal words, links and citations.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Whether its file is broken now, and this is the last good page.</summary>
    public bool IsStale { get; init; }

    /// <summary>Its other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Its topics.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Its own video; null when it has none.</summary>
    public VideoLink? Video { get; init; }

    /// <summary>What only its kind has; null for articles.</summary>
    public PageFacts? Facts { get; init; }

    /// <summary>For articles and recordings, which parts of the recording are cited; null when none is.</summary>
    public EvidenceView? Ribbon { get; init; }

    /// <summary>Its headings.</summary>
    public required IReadOnlyList<HeadingView> Headings { get; init; }

    /// <summary>The sources it cites, in the order of their numbers.</summary>
    public required IReadOnlyList<SourceView> Sources { get; init; }

    /// <summary>Its doubtful citations.</summary>
    public required IReadOnlyList<DoubtfulCitation> Doubtful { get; init; }

    /// <summary>Whom and what it speaks of, most often first.</summary>
    public required IReadOnlyList<MentionedEntity> Mentioned { get; init; }

    /// <summary>Pages that belong to it.</summary>
    public required IReadOnlyList<RelatedPage> Related { get; init; }

    /// <summary>Sentences of other pages that link here.</summary>
    public required IReadOnlyList<Backlink> Backlinks { get; init; }

    /// <summary>The page before: in the story, in time, or by name; null for the first.</summary>
    public Neighbour? Before { get; init; }

    /// <summary>The page after; null for the last.</summary>
    public Neighbour? After { get; init; }

    /// <summary>What all pages say of a person, service or organization; null for other kinds.</summary>
    public EntityView? Said { get; init; }

    /// <summary>The evidence of a claim, in the order of its file; empty for other kinds.</summary>
    public IReadOnlyList<PassageView> Evidence { get; init; } = [];
}

/// <summary>What only pages of one kind have.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PersonFacts), "person")]
[JsonDerivedType(typeof(ServiceFacts), "service")]
[JsonDerivedType(typeof(OrganizationFacts), "organization")]
[JsonDerivedType(typeof(ClaimFacts), "claim")]
[JsonDerivedType(typeof(EventFacts), "event")]
[JsonDerivedType(typeof(VideoFacts), "video")]
public abstract record PageFacts;

/// <summary>A source named by a role or milestone.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Title">The title.</param>
/// <param name="Url">Where it is.</param>
public sealed record FactSource(string Name, string Title, string Url);

/// <summary>A role.</summary>
/// <param name="Title">The role.</param>
/// <param name="Organization">Where, in words.</param>
/// <param name="Page">The organization's page; null when it has none.</param>
/// <param name="From">When it began, for readers; null when not known.</param>
/// <param name="To">When it ended, for readers; null when not known.</param>
/// <param name="FromSort">When it began, <c>yyyymmdd</c>; null when not known.</param>
/// <param name="ToSort">When it ended, <c>yyyymmdd</c>; 99991231 when it has not; null when not known.</param>
/// <param name="Source">Who says so; null when no source is given.</param>
public sealed record RoleView(string Title, string Organization, PageLink? Page, string? From, string? To, int? FromSort, int? ToSort, FactSource? Source);

/// <summary>What only people have.</summary>
/// <param name="Roles">Roles, in order.</param>
/// <param name="Links">Pages elsewhere.</param>
public sealed record PersonFacts(IReadOnlyList<RoleView> Roles, IReadOnlyList<string> Links) : PageFacts
{
    /// <summary>The year of which this tells: a role that lasts is known to have lasted until then.</summary>
    public int AsOf { get; init; }
}

/// <summary>A step in the life of a service.</summary>
/// <param name="Kind">What kind of step.</param>
/// <param name="Date">When, for readers.</param>
/// <param name="Edtf">When, as EDTF.</param>
/// <param name="Sort">When, <c>yyyymmdd</c>.</param>
/// <param name="Note">What happened.</param>
/// <param name="Confidence">How sure we are.</param>
/// <param name="Disputed">Who says otherwise; null when nobody does.</param>
/// <param name="Source">Who says so; null when no source is given.</param>
public sealed record MilestoneView(string Kind, string Date, string Edtf, int Sort, string Note, Confidence Confidence, string? Disputed, FactSource? Source);

/// <summary>What only services have.</summary>
/// <param name="Category">The group it is listed under.</param>
/// <param name="Milestones">Steps, in order.</param>
/// <param name="Links">Pages elsewhere.</param>
public sealed record ServiceFacts(string Category, IReadOnlyList<MilestoneView> Milestones, IReadOnlyList<string> Links) : PageFacts;

/// <summary>What only organizations have.</summary>
/// <param name="Relations">What it is to AWS.</param>
/// <param name="Roles">Who has or had which role there.</param>
/// <param name="Links">Pages elsewhere.</param>
public sealed record OrganizationFacts(IReadOnlyList<string> Relations, IReadOnlyList<HeldRole> Roles, IReadOnlyList<string> Links) : PageFacts;

/// <summary>A role somebody held in an organization.</summary>
/// <param name="Person">Who.</param>
/// <param name="Title">The role.</param>
/// <param name="From">When it began, for readers; null when not known.</param>
/// <param name="To">When it ended, for readers; null when not known.</param>
public sealed record HeldRole(PageLink Person, string Title, string? From, string? To);

/// <summary>What only claims have.</summary>
/// <param name="Claim">The exact words that are judged.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="ShortAnswer">The answer in two or three sentences.</param>
/// <param name="History">How the verdict came about.</param>
public sealed record ClaimFacts(string Claim, Verdict Verdict, string ShortAnswer, IReadOnlyList<VerdictChange> History) : PageFacts;

/// <summary>A verdict given on a day.</summary>
/// <param name="Date">The day, for readers.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Note">Why.</param>
/// <param name="Day">The same day as a date; null when it is not known to the day.</param>
public sealed record VerdictChange(string Date, Verdict Verdict, string Note, DateOnly? Day = null);

/// <summary>What only events have.</summary>
/// <param name="Date">When, for readers.</param>
/// <param name="Edtf">When, as EDTF.</param>
/// <param name="Confidence">How sure we are.</param>
/// <param name="Disputed">What is disputed; null when nothing is.</param>
public sealed record EventFacts(string Date, string Edtf, Confidence Confidence, string? Disputed) : PageFacts
{
    /// <summary>What else happened to the people and services concerned.</summary>
    public IReadOnlyList<EventThread> Threads { get; init; } = [];
}

/// <summary>Other events of a person or a service that an event concerns.</summary>
/// <param name="Of">The person or service.</param>
/// <param name="Nearest">Those nearest in time, in order of time; a few.</param>
public sealed record EventThread(PageLink Of, IReadOnlyList<Neighbour> Nearest);

/// <summary>The page before or after, of the same kind.</summary>
/// <param name="Page">The page.</param>
/// <param name="Date">When it happened, for readers; null for what is not dated.</param>
public sealed record Neighbour(PageLink Page, string? Date);

/// <summary>A part of a recording.</summary>
/// <param name="Start">Seconds from the beginning.</param>
/// <param name="Title">Its name.</param>
public sealed record ChapterView(int Start, string Title);

/// <summary>A moment of a recording that a passage cites.</summary>
/// <param name="Seconds">Seconds from the beginning.</param>
/// <param name="Shown">The time as the passage shows it.</param>
/// <param name="About">Sure to about a minute only.</param>
/// <param name="Status">Whether it can be relied on.</param>
/// <param name="Reason">Why not; null when sound.</param>
/// <param name="Page">The page that cites it.</param>
/// <param name="Anchor">The id of the passage.</param>
/// <param name="Sentence">The sentence it closes.</param>
/// <param name="End">The end of a span, in seconds; null when the citation names a point.</param>
public sealed record CitedMoment(int Seconds, string Shown, bool About, CitationStatus Status, string? Reason, PageLink Page, string Anchor, string Sentence,
    int? End = null)
{
    /// <summary>Where the transcript has it; null when there is none.</summary>
    public string? CueUrl { get; init; }
}

/// <summary>A part of a recording in the list of what is cited.</summary>
/// <param name="Chapter">The part.</param>
/// <param name="Moments">How many moments of it are cited.</param>
/// <param name="Page">On which page of the list they begin, from 1.</param>
public sealed record CitedChapter(ChapterView Chapter, int Moments, int Page);

/// <summary>What only recordings have.</summary>
/// <param name="Video">The recording.</param>
/// <param name="Published">When it came out, for readers; null when not known.</param>
/// <param name="Channel">Who published it; null when not known.</param>
/// <param name="Chapters">Its parts, in order.</param>
/// <param name="Total">How many moments of it are cited in all.</param>
/// <param name="Moments">Moments that are cited, in order of time: at most a page of them.</param>
/// <param name="PageNumber">Which page of moments this is, from 1.</param>
/// <param name="PageSize">How many stand on a page.</param>
public sealed record VideoFacts(VideoLink Video, string? Published, string? Channel, IReadOnlyList<ChapterView> Chapters, int Total,
    IReadOnlyList<CitedMoment> Moments, int PageNumber, int PageSize) : PageFacts
{
    /// <summary>Its parts, in order, and where each stands in the list of what is cited.</summary>
    public IReadOnlyList<CitedChapter> Cited { get; init; } = [];

    /// <summary>The day it came out; null when it is not known to the day.</summary>
    public DateOnly? PublishedOn { get; init; }

    /// <summary>A part of what is said in it; null when there is no transcript.</summary>
    public TranscriptView? Transcript { get; init; }

    /// <summary>The number of pages of moments, at least 1.</summary>
    public int Pages => Paging.Pages(Total, PageSize);
}

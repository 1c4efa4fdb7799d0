using System.Globalization;
using AwsHistory.Data;

namespace AwsHistory.Web;

/// <summary>What readers call things.</summary>
internal static class Words
{
    /// <summary>The letter under which a name stands in a list.</summary>
    public static string Initial(string name) => StringInfo.GetNextTextElement(name).ToUpperInvariant();

    public static string Plural(Kind kind) => kind switch
    {
        Kind.Article => "Articles",
        Kind.Person => "People",
        Kind.Service => "Services",
        Kind.Organization => "Organizations",
        Kind.Claim => "Myth vs fact",
        Kind.Event => "Events",
        _ => "Recordings",
    };

    public static string Singular(Kind kind) => kind switch
    {
        Kind.Claim => "Myth vs fact",
        Kind.Video => "Recording",
        _ => kind.ToString(),
    };

    /// <summary>What so many of a kind are called, after a number.</summary>
    public static string Counted(Kind kind, int number) => (kind, number) switch
    {
        (Kind.Claim, 1) => "claim weighed",
        (Kind.Claim, _) => "claims weighed",
        (_, 1) => Singular(kind).ToLowerInvariant(),
        _ => Plural(kind).ToLowerInvariant(),
    };

    public static string Verdict(Verdict verdict) => Capital(Vocabulary.Words(verdict));

    /// <summary>What the verdicts mean.</summary>
    public static IReadOnlyList<(Verdict Verdict, string Meaning)> Verdicts { get; } =
    [
        (Data.Verdict.True, "It holds, as far as good sources go."),
        (Data.Verdict.MostlyTrue, "It holds, but for a detail that matters."),
        (Data.Verdict.Mixed, "A part of it holds and a part does not."),
        (Data.Verdict.MostlyFalse, "It does not hold, though there is a grain of truth behind it."),
        (Data.Verdict.False, "It does not hold: good sources contradict it."),
        (Data.Verdict.Disputed, "Good sources say opposite things, and we cannot tell who is right."),
        (Data.Verdict.Unproven, "We found no good source for it and none against it."),
    ];

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Cut at a word; within one, where the first is longer than the whole may be.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = text.LastIndexOf(' ', length);
        // Never between the two halves of one character.
        if (end <= 0) end = char.IsLowSurrogate(text[length]) ? length - 1 : length;
        return text[..end].TrimEnd(',', ';', ':') + "…";
    }

    /// <summary>"1 page", "2 pages", "1,204 pages".</summary>
    public static string Count(int number, string one, string? many = null) => $"{number:#,0} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>How long a text of so many words takes to read, in minutes.</summary>
    public static int Minutes(int words) => Math.Max(1, (words + 110) / 220);

    public static string Relations(string relation) => relation switch
    {
        "customer" => "Customers",
        "competitor" => "Competitors",
        "partner" => "Partners",
        "supplier" => "Suppliers",
        "publisher" => "Publishers",
        "owner" => "Owner",
        "part" => "Parts of Amazon",
        "acquired" => "Bought by Amazon",
        "investment" => "Investments",
        "government" => "Government",
        _ => "Others",
    };

    public static string Milestone(string kind) => kind switch
    {
        "general-availability" => "Open to all",
        "price-cut" => "Price cut",
        "closed" => "Closed to new customers",
        _ => Capital(kind),
    };

    public static string Relation(RelationKind kind, bool isOurs) => (kind, isOurs) switch
    {
        (RelationKind.Predecessor, true) or (RelationKind.Successor, false) => "Took over from",
        (RelationKind.Predecessor, false) or (RelationKind.Successor, true) => "Followed by",
        (RelationKind.AssertedBy, true) => "Who says so",
        (RelationKind.AssertedBy, false) => "Says so",
        (RelationKind.DeniedBy, true) => "Who says otherwise",
        (RelationKind.DeniedBy, false) => "Says otherwise",
        (RelationKind.Host, true) => "Who speaks",
        (RelationKind.Host, false) => "Speaks in",
        (RelationKind.Role, _) => "Roles",
        (RelationKind.Related, _) => "See also",
        _ => "Concerns",
    };

    public static string Facet(FacetGroup group) => group switch
    {
        FacetGroup.Kind => "Kind of page",
        FacetGroup.Person => "People",
        FacetGroup.Topic => "Topics",
        FacetGroup.Year => "Years",
        _ => group + "s",
    };

    /// <summary>From when to when, as far as both are known; a role without an end that a source tells is not over.</summary>
    public static string Years(string? from, string? to) => (from, to) switch
    {
        (null, null) => "",
        ({ } start, null) => $"from {start}",
        (null, { } end) => $"until {end}",
        var (start, end) => start == end ? start : $"{start} – {end}",
    };

    /// <summary>A topic as readers write it; two letters are an abbreviation.</summary>
    public static string Topic(string topic) => topic.Length == 2 ? topic.ToUpperInvariant() : Capital(topic.Replace('-', ' '));

    /// <summary>A value of a facet; kinds stand in URLs by their folder, topics as authors write them.</summary>
    public static string FacetValue(FacetGroup group, string label) => group switch
    {
        FacetGroup.Kind => Kinds.FromFolder(label) is { } kind ? Plural(kind) : label,
        FacetGroup.Topic => Topic(label),
        _ => label,
    };
}

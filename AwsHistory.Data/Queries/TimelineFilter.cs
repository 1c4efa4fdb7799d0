using AwsHistory.Data.Content;

namespace AwsHistory.Data.Queries;

/// <summary>By what the lanes of the timeline are drawn.</summary>
public enum TimelineLanes
{
    /// <summary>A lane a topic.</summary>
    Topic,

    /// <summary>A lane a person.</summary>
    Person,

    /// <summary>A lane a service.</summary>
    Service,
}

/// <summary>In which order the timeline is told.</summary>
public enum TimelineOrder
{
    /// <summary>As it happened.</summary>
    Happened,

    /// <summary>As the recording tells it.</summary>
    Told,
}

/// <summary>What the timeline is limited to. Anything in a query string that cannot be read counts as absent.</summary>
/// <param name="From">First day, <c>yyyymmdd</c>; null for the beginning.</param>
/// <param name="To">Last day, <c>yyyymmdd</c>; null for the end.</param>
/// <param name="Topic">A topic; null for all.</param>
/// <param name="Person">Slug of a person; null for all.</param>
/// <param name="Service">Slug of a service; null for all.</param>
/// <param name="Organization">Slug of an organization; null for all.</param>
/// <param name="Words">Words that must stand in the event; null for any.</param>
/// <param name="Lanes">By what the lanes are drawn.</param>
/// <param name="Order">In which order it is told.</param>
/// <param name="Page">Which page of the list, from 1.</param>
public sealed record TimelineFilter(
    int? From = null, int? To = null, string? Topic = null, string? Person = null, string? Service = null, string? Organization = null,
    string? Words = null, TimelineLanes Lanes = TimelineLanes.Topic, TimelineOrder Order = TimelineOrder.Happened, int Page = 1)
{
    private const int LongestWords = 200;

    /// <summary>The names of the parts of the query string.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["from", "to", "topic", "person", "service", "organization", "q", "lanes", "order", "page"];

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEmpty => this with { Lanes = default, Order = default, Page = 1 } == new TimelineFilter();

    /// <summary>Reads a query string.</summary>
    /// <param name="value">Gives the value of a part; null when it is absent.</param>
    public static TimelineFilter Read(Func<string, string?> value)
    {
        var (from, to) = (ReadDate(value("from"))?.Earliest, ReadDate(value("to"))?.Latest);
        if (from > to) (from, to) = (ReadDate(value("to"))!.Earliest, ReadDate(value("from"))!.Latest);
        return new(
            from, to, Name(value("topic")), Name(value("person")), Name(value("service")), Name(value("organization")), ReadWords(value("q")),
            Vocabulary.ReadOrNull<TimelineLanes>(value("lanes")) ?? default, Vocabulary.ReadOrNull<TimelineOrder>(value("order")) ?? default, Paging.Read(value("page")));
    }

    /// <summary>The parts of the query string that say the same; nothing for what is not limited.</summary>
    public IEnumerable<(string Key, string Value)> Write()
    {
        if (From is { } from) yield return ("from", Date(from, isEnd: false));
        if (To is { } to) yield return ("to", Date(to, isEnd: true));
        foreach (var (key, value) in (IEnumerable<(string, string?)>)[("topic", Topic), ("person", Person), ("service", Service), ("organization", Organization),
            ("q", Words)])
            if (value is not null) yield return (key, value);
        if (Lanes != default) yield return ("lanes", Vocabulary.Key(Lanes));
        if (Order != default) yield return ("order", Vocabulary.Key(Order));
        if (Page > 1) yield return ("page", Page.ToString());
    }

    /// <summary>The timeline as it is limited.</summary>
    /// <param name="ending"><c>.json</c>, <c>.csv</c>, <c>.ics</c> or <c>.md</c> for the twins; empty for the page.</param>
    public string Address(string ending = "") => Urls.With(Urls.TimelineRoot + ending, Write());

    /// <summary>Whether a date falls into the period, at least in part.</summary>
    /// <param name="earliest">First day it can mean, <c>yyyymmdd</c>.</param>
    /// <param name="latest">Last day it can mean, <c>yyyymmdd</c>.</param>
    public bool Covers(int earliest, int latest)
    {
        // An open end says nothing about how far it reaches: "by 2006" belongs to 2006 and not to every year before.
        if (earliest == 0) earliest = (latest / 10000 * 10000) + 101;
        if (latest == HistoricalDate.OpenEnd) latest = (earliest / 10000 * 10000) + 1231;
        return (From is null || latest >= From) && (To is null || earliest <= To);
    }

    private static HistoricalDate? ReadDate(string? text) =>
        text is { Length: > 0 and <= 12 } && HistoricalDate.ParseOrNull(text) is { Earliest: > 0, Latest: < HistoricalDate.OpenEnd } date ? date : null;

    /// <summary>As short as the day allows: a whole year is a year.</summary>
    private static string Date(int day, bool isEnd)
    {
        var (year, month, date) = (day / 10000, day / 100 % 100, day % 100);
        if (day % 10000 == (isEnd ? 1231 : 101)) return $"{year:0000}";
        if (date == (isEnd ? DateTime.DaysInMonth(year, month) : 1)) return $"{year:0000}-{month:00}";
        return $"{year:0000}-{month:00}-{date:00}";
    }

    private static string? Name(string? text) => text is { Length: > 0 and <= 200 } && Slug.Fold(text) is { Length: > 0 } slug ? slug : null;

    private static string? ReadWords(string? text)
    {
        var words = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words.Length > LongestWords ? words[..LongestWords] : words;
    }
}

using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Drawing;

/// <summary>How a mark is drawn: as sure, and as long, as its date.</summary>
internal enum MarkShape
{
    /// <summary>A day that is known.</summary>
    Dot,

    /// <summary>A month, a year or a span that is known.</summary>
    Bar,

    /// <summary>A date of which the source itself is unsure.</summary>
    Soft,
}

/// <summary>An event in the drawing.</summary>
internal sealed record Mark(TimelinePoint Event, MarkShape Shape, double X, double Width, double Y);

/// <summary>A lane of the drawing.</summary>
/// <param name="Name">What its events have in common.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Height">Its height.</param>
/// <param name="Marks">Its marks.</param>
/// <param name="Hidden">Where events are too many to be drawn one by one, and how many are left out there.</param>
internal sealed record Lane(string Name, double Top, double Height, IReadOnlyList<Mark> Marks, IReadOnlyList<(double X, int Count)> Hidden);

/// <summary>Where everything on the timeline's drawing stands. In units of the drawing, which is as wide as <see cref="Width"/>.</summary>
internal sealed record TimelineLayout(TimeScale Scale, IReadOnlyList<Lane> Lanes, double Height)
{
    public const double Width = 1080;

    /// <summary>Room for the names of the lanes.</summary>
    public const double Gutter = 128;

    public const double Radius = 4.5;

    private const int MaxLanes = 14;
    private const int MaxRows = 7;
    private const double RowHeight = 11;

    /// <summary>Lays events, of which there is one at least, out in lanes; within a lane, marks that would touch go into rows below each other.</summary>
    public static TimelineLayout Of(TimelineView view)
    {
        var years = view.Drawn.Select(e => e.Year).ToList();
        var first = view.Filter.From is { } from ? Math.Max(from / 10000, years.Min() - 2) : years.Min();
        var last = view.Filter.To is { } to ? Math.Min(to / 10000, years.Max() + 2) : years.Max();
        var scale = new TimeScale(Math.Min(first, last), Math.Max(first, last), Gutter, Width - 8);
        var lanes = new List<Lane>();
        var top = 4.0;
        foreach (var (name, events) in Group(view))
        {
            var lane = LayOut(name, events, scale, top);
            lanes.Add(lane);
            top += lane.Height;
        }

        return new(scale, lanes, top);
    }

    private static IEnumerable<(string Name, List<TimelinePoint> Events)> Group(TimelineView view)
    {
        Func<TimelinePoint, IEnumerable<string>> names = view.Filter.Lanes switch
        {
            TimelineLanes.Person => e => e.Concerns.Where(page => page.Kind == Kind.Person).Select(page => page.Title),
            TimelineLanes.Service => e => e.Concerns.Where(page => page.Kind == Kind.Service).Select(page => page.Title),
            _ => e => e.Topics.Select(Words.Topic),
        };
        var groups = view.Drawn.SelectMany(e => names(e).Select(name => (name, e))).GroupBy(pair => pair.name, pair => pair.e)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var shown = groups.Take(MaxLanes).ToList();
        foreach (var group in shown) yield return (group.Key, [.. group]);
        var drawn = shown.SelectMany(group => group).ToHashSet();
        var rest = view.Drawn.Where(e => !drawn.Contains(e)).ToList();
        if (rest.Count > 0) yield return (shown.Count == 0 ? "Events" : "Others", rest);
    }

    private static Lane LayOut(string name, List<TimelinePoint> events, TimeScale scale, double top)
    {
        var ends = new List<double>();
        var marks = new List<Mark>();
        var hidden = new SortedDictionary<int, int>();
        foreach (var e in events)
        {
            var (shape, x, width) = Place(e, scale);
            var row = ends.FindIndex(end => end + 2 <= x);
            if (row < 0 && ends.Count < MaxRows)
            {
                row = ends.Count;
                ends.Add(0);
            }

            if (row < 0)
            {
                hidden[e.Year] = hidden.GetValueOrDefault(e.Year) + 1;
                continue;
            }

            ends[row] = x + width;
            marks.Add(new(e, shape, x, width, top + 9 + (row * RowHeight)));
        }

        return new(name, top, 18 + ((Math.Max(1, ends.Count) - 1) * RowHeight) + (hidden.Count > 0 ? 8 : 0), marks,
            [.. hidden.Select(pair => (scale.AtYear(pair.Key + 0.5), pair.Value))]);
    }

    private static (MarkShape Shape, double X, double Width) Place(TimelinePoint e, TimeScale scale)
    {
        const double size = 2 * Radius;
        var (start, end) = (scale.At(e.Earliest == 0 ? e.Latest / 10000 * 10000 + 101 : e.Earliest),
            scale.After(e.Latest == HistoricalDate.OpenEnd ? e.Earliest / 10000 * 10000 + 1231 : e.Latest));
        if (HistoricalDate.IsDay(e.Edtf, e.Earliest, e.Latest)) return (MarkShape.Dot, start - Radius, size);
        var width = Math.Max(size, end - start);
        return (e.IsRough ? MarkShape.Soft : MarkShape.Bar, Math.Min(start, TimelineLayout.Width - 8 - width), width);
    }
}

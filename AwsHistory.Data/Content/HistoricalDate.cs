using System.Globalization;
using System.Text.RegularExpressions;

namespace AwsHistory.Data.Content;

/// <summary>
/// A date as precise as its source, in a subset of the Extended Date/Time Format (EDTF, ISO 8601-2:2019): <c>2006</c>,
/// <c>2006-03</c>, <c>2006-03-14</c>, decades <c>199X</c>, seasons <c>2006-21</c> to <c>-24</c>, quarters <c>2006-33</c> to
/// <c>-36</c>, each with <c>~</c> (about), <c>?</c> (unsure) or <c>%</c> (both), and spans <c>2002/2003</c>, <c>../2006</c>, <c>2006/..</c>.
/// </summary>
/// <param name="Edtf">The text as written.</param>
/// <param name="Earliest">The first day it can mean, as <c>yyyymmdd</c>; 0 when the beginning is open.</param>
/// <param name="Latest">The last day it can mean, as <c>yyyymmdd</c>; 99991231 when the end is open.</param>
/// <param name="Display">For readers: "14 March 2006", "about 2003", "2002 or 2003", "5 or 6 March 2006", "by 2006".</param>
/// <param name="Uncertain">Whether the source itself is unsure or gives a rough date.</param>
public sealed partial record HistoricalDate(string Edtf, int Earliest, int Latest, string Display, bool Uncertain)
{
    /// <summary>The <see cref="Latest"/> of a date whose end is open.</summary>
    public const int OpenEnd = 99991231;

    /// <summary>Where the date stands in a list: its first day, or its last when the beginning is open.</summary>
    public int SortKey => Earliest == 0 ? Latest : Earliest;

    /// <summary>The year it stands under in a list.</summary>
    public int Year => SortKey / 10000;

    /// <summary>The precise calendar day, or null when the source does not give one.</summary>
    public DateOnly? Day => IsDay(Edtf, Earliest, Latest) ? new DateOnly(Earliest / 10000, Earliest / 100 % 100, Earliest % 100) : null;

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text; white space around it is ignored.</param>
    /// <returns>Null when it is none of the forms we read, or names a day that does not exist; see also <see cref="IsReversed"/>.</returns>
    public static HistoricalDate? ParseOrNull(string text)
    {
        text = text.Trim();
        var slash = text.IndexOf('/');
        if (slash < 0) return ParsePart(text);
        string left = text[..slash], right = text[(slash + 1)..];
        var (openStart, openEnd) = (left is ".." or "", right is ".." or "");
        if (openStart && openEnd) return null;
        var (from, to) = (openStart ? null : ParsePart(left), openEnd ? null : ParsePart(right));
        if ((from is null && !openStart) || (to is null && !openEnd)) return null;
        var uncertain = from?.Uncertain == true || to?.Uncertain == true;
        var display = (from, to) switch
        {
            (null, { } end) => $"by {end.Display}",
            ({ } start, null) => $"from {start.Display}",
            ({ } start, { } end) when IsNextYear(start, end) => $"{start.Display} or {end.Display}",
            ({ Day: { } day }, { Day: { } last } end) when day < last && (day.Year, day.Month) == (last.Year, last.Month) =>
                $"{day.Day} {(day.AddDays(1) == last ? "or" : "to")} {end.Display}",
            var (start, end) => $"{start!.Display} to {end!.Display}",
        };
        return new(text, from?.Earliest ?? 0, to?.Latest ?? OpenEnd, display, uncertain);
    }

    /// <summary>Whether a span ends before it begins.</summary>
    public bool IsReversed => Latest < Earliest;

    /// <summary>Whether a date, as it is stored, says itself that it is not sure, or is open at an end.</summary>
    /// <param name="edtf">The text.</param>
    /// <param name="earliest">Its <see cref="Earliest"/>.</param>
    /// <param name="latest">Its <see cref="Latest"/>.</param>
    public static bool IsRough(string edtf, int earliest, int latest) => edtf.AsSpan().IndexOfAny('~', '?', '%') >= 0 || earliest == 0 || latest == OpenEnd;

    /// <summary>Whether a date, as it is stored, is a calendar day of which its source is sure.</summary>
    /// <param name="edtf">The text.</param>
    /// <param name="earliest">Its <see cref="Earliest"/>.</param>
    /// <param name="latest">Its <see cref="Latest"/>.</param>
    public static bool IsDay(string edtf, int earliest, int latest) => earliest == latest && !IsRough(edtf, earliest, latest);

    /// <summary>
    /// A plain year, month or day, which ISO 8601 and HTML say alike; null for what only EDTF can say: about, perhaps, one or the other,
    /// a season.
    /// </summary>
    /// <param name="edtf">The text.</param>
    public static string? IsoOrNull(string edtf) =>
        edtf.Length is 4 or 7 or 10 && edtf.All(c => char.IsAsciiDigit(c) || c == '-') && ParseOrNull(edtf) is not null
            && (edtf.Length < 7 || edtf[5..7] is ['0', _] or "10" or "11" or "12") ? edtf : null;

    /// <summary>The same text as <see cref="Display"/>.</summary>
    public override string ToString() => Display;

    private static bool IsNextYear(HistoricalDate start, HistoricalDate end) =>
        start.Edtf.Length <= 5 && end.Edtf.Length <= 5 && end.Year == start.Year + 1;

    private static HistoricalDate? ParsePart(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var mark = match.Groups["mark"].Value;
        var (earliest, latest, display) = Read(match);
        if (display is null) return null;
        display = mark switch
        {
            "~" => $"about {display}",
            "?" => $"{display}, perhaps",
            "%" => $"about {display}, perhaps",
            _ => display,
        };
        return new(text, earliest, latest, display, mark != "");
    }

    private static (int Earliest, int Latest, string? Display) Read(Match match)
    {
        if (match.Groups["decade"] is { Success: true } decade)
        {
            var first = int.Parse(decade.Value, CultureInfo.InvariantCulture) * 10;
            return ((first * 10000) + 101, ((first + 9) * 10000) + 1231, $"{first}s");
        }

        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year == 0) return default;
        if (match.Groups["month"] is not { Success: true } part || part.Value == "XX")
            return ((year * 10000) + 101, (year * 10000) + 1231, $"{year}");

        var month = int.Parse(part.ValueSpan, CultureInfo.InvariantCulture);
        if (match.Groups["day"] is { Success: true } dayPart && dayPart.Value != "XX")
        {
            var day = int.Parse(dayPart.ValueSpan, CultureInfo.InvariantCulture);
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return default;
            var key = (year * 10000) + (month * 100) + day;
            return (key, key, $"{day} {MonthName(month)} {year}");
        }

        return month switch
        {
            >= 1 and <= 12 => (Start(year, month), End(year, month), $"{MonthName(month)} {year}"),
            21 => (Start(year, 3), End(year, 5), $"spring {year}"),
            22 => (Start(year, 6), End(year, 8), $"summer {year}"),
            23 => (Start(year, 9), End(year, 11), $"autumn {year}"),
            24 when year < 9999 => (Start(year, 12), End(year + 1, 2), $"winter {year}"),
            >= 33 and <= 36 => (Start(year, ((month - 33) * 3) + 1), End(year, (month - 32) * 3), $"{Ordinals[month - 33]} quarter of {year}"),
            _ => default,
        };
    }

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    private static int Start(int year, int month) => (year * 10000) + (month * 100) + 1;

    private static int End(int year, int month) => (year * 10000) + (month * 100) + DateTime.DaysInMonth(year, month);

    private static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    [GeneratedRegex(@"\A(?:(?<decade>\d{3})X|(?<year>\d{4})(?:-(?<month>\d\d|XX)(?:-(?<day>\d\d|XX))?)?)(?<mark>[~?%]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

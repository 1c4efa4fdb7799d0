namespace AwsHistory.Data;

/// <summary>By what search results can be narrowed.</summary>
public enum FacetGroup
{
    /// <summary>The kind of the page.</summary>
    Kind = 1,

    /// <summary>A person who is named, or whose page or event it is.</summary>
    Person,

    /// <summary>A service, likewise.</summary>
    Service,

    /// <summary>An organization, likewise.</summary>
    Organization,

    /// <summary>A topic of the page.</summary>
    Topic,

    /// <summary>A year that is written in the passage, or in which the event of the page happened.</summary>
    Year,
}

/// <summary>A value of a facet as a number; a passage carries those of all its values, so that counting needs no look-up.</summary>
internal static class FacetCode
{
    private const int Bits = 28;

    public static uint Of(FacetGroup group, int value) => ((uint)group << Bits) | (uint)value;

    public static uint OfEntity(Kind kind, int page) =>
        Of(kind switch { Kind.Person => FacetGroup.Person, Kind.Service => FacetGroup.Service, _ => FacetGroup.Organization }, page);

    public static FacetGroup Group(uint code) => (FacetGroup)(code >> Bits);

    public static int Value(uint code) => (int)(code & ((1u << Bits) - 1));
}

/// <summary>The years of which a text or an event speaks.</summary>
internal static class Years
{
    private const int First = 1900, Last = 2099, MostOfSpan = 12;

    /// <summary>The years written in a text: four digits that stand by themselves, and are no part of a sum, a version or a share.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<int> In(string text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - i == 4 && int.Parse(text.AsSpan(i, 4)) is var year && year is >= First and <= Last && StandsAlone(text, i, end)) yield return year;
            i = end;
        }
    }

    /// <summary>The years an event may have happened in; of a span longer than any year helps with, its ends.</summary>
    /// <param name="earliest">The first day, <c>yyyymmdd</c>; 0 when open.</param>
    /// <param name="latest">The last day; 99991231 when open.</param>
    public static IEnumerable<int> Of(int earliest, int latest)
    {
        var (from, to) = (earliest / 10000, latest / 10000);
        if (earliest == 0) from = to;
        if (latest == Content.HistoricalDate.OpenEnd) to = from;
        return to - from < MostOfSpan ? Enumerable.Range(from, Math.Max(1, to - from + 1)) : [from, to];
    }

    private static bool StandsAlone(string text, int start, int end)
    {
        if (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '$' or '€' or '£' or '#' or '_')) return false;
        if (start > 1 && text[start - 1] is '.' or ',' or ':' && char.IsAsciiDigit(text[start - 2])) return false;
        if (end == text.Length) return true;
        // "2006s" is no year but "2000s" is a decade, which is not one either.
        return !char.IsLetter(text[end]) && text[end] is not ('%' or '_')
            && !(text[end] is '.' or ',' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]));
    }
}

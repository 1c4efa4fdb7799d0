using System.Globalization;

namespace AwsHistory.Data.Content;

/// <summary>A point in a recording.</summary>
/// <param name="Seconds">Whole seconds from the beginning, 0 or more.</param>
/// <param name="Frames">The fourth part of a time written with frames or hundredths, as written; null when there was none.</param>
public readonly record struct Timecode(int Seconds, int? Frames = null)
{
    /// <summary>
    /// Reads every form met in the wild: <c>1:02:03</c>, <c>62:03</c> (minutes and seconds), <c>01:02:03:15</c> (the last part
    /// is frames), <c>1h2m3s</c>, <c>754s</c>, <c>754</c>, and a decimal part of seconds, which is dropped. In a time of three or
    /// four parts minutes and seconds are below 60, in one of two parts seconds are.
    /// </summary>
    /// <param name="text">The text, without brackets; white space around it is ignored.</param>
    /// <param name="time">The time, when the method returns true.</param>
    /// <returns>False for anything else: negative times, <c>99:99:99</c>, words.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Timecode time)
    {
        text = text.Trim();
        time = default;
        if (text.IsEmpty || text.Length > 16) return false;
        return text.Contains(':') ? TryParseClock(text, out time) : TryParseUnits(text, out time);
    }

    /// <summary>The time as readers know it from players: <c>0:07</c>, <c>25:04</c>, <c>1:25:04</c>.</summary>
    public override string ToString()
    {
        var (hours, minutes, seconds) = (Seconds / 3600, Seconds / 60 % 60, Seconds % 60);
        return hours > 0 ? $"{hours}:{minutes:00}:{seconds:00}" : $"{minutes}:{seconds:00}";
    }

    private static bool TryParseClock(ReadOnlySpan<char> text, out Timecode time)
    {
        time = default;
        Span<int> parts = stackalloc int[4];
        var count = 0;
        foreach (var range in text.Split(':'))
        {
            var part = text[range];
            if (count == 4) return false;
            // A decimal part belongs to the last of three or fewer parts: 1:02:03.500.
            var point = part.IndexOf('.');
            if (point > 0 && range.End.Equals(text.Length) && count is 1 or 2 && IsDigits(part[(point + 1)..])) part = part[..point];
            if (part.Length is 0 or > 3 || !IsDigits(part)) return false;
            parts[count++] = int.Parse(part, CultureInfo.InvariantCulture);
        }

        switch (count)
        {
            case 2 when parts[1] < 60:
                time = new((parts[0] * 60) + parts[1]);
                return true;
            case 3 or 4 when parts[0] < 100 && parts[1] < 60 && parts[2] < 60:
                time = new((parts[0] * 3600) + (parts[1] * 60) + parts[2], count == 4 ? parts[3] : null);
                return true;
            default:
                return false;
        }
    }

    private static bool TryParseUnits(ReadOnlySpan<char> text, out Timecode time)
    {
        time = default;
        if (IsDigits(text))
        {
            if (text.Length > 6) return false;
            time = new(int.Parse(text, CultureInfo.InvariantCulture));
            return true;
        }

        var seconds = 0L;
        foreach (var (unit, length) in (ReadOnlySpan<(char, int)>)[('h', 3600), ('m', 60), ('s', 1)])
        {
            var end = text.IndexOf(unit);
            if (end < 0) continue;
            if (end is 0 or > 6 || !IsDigits(text[..end])) return false;
            seconds += long.Parse(text[..end], CultureInfo.InvariantCulture) * length;
            text = text[(end + 1)..];
        }

        if (!text.IsEmpty || seconds >= 1_000_000) return false;
        time = new((int)seconds);
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}

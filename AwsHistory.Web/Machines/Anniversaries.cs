using System.Text;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// "On this day" as a calendar (iCalendar, RFC 5545): every event that the sources date to the day, each year anew. What is known
/// to the month, or only roughly, has no anniversary.
/// </summary>
internal static class Anniversaries
{
    public static string Write(IEnumerable<TimelineEvent> events, DateTime built, string origin)
    {
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//AWS History//On this day//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("NAME:AWS History: on this day");
        Line("X-WR-CALNAME:AWS History: on this day");
        foreach (var e in events.Where(e => HistoricalDate.IsDay(e.Edtf, e.Earliest, e.Latest)))
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{e.Page.Slug}@aws-history");
            Line($"DTSTAMP:{built:yyyyMMdd'T'HHmmss'Z'}");
            Line($"DTSTART;VALUE=DATE:{e.Earliest}");
            Line("RRULE:FREQ=YEARLY");
            Line("TRANSP:TRANSPARENT");
            Line($"SUMMARY:{Escape($"{e.Page.Title} ({e.Year})")}");
            if (e.Description.Length > 0) Line($"DESCRIPTION:{Escape(e.Description)}");
            Line($"URL:{origin}{e.Page.Url}");
            if (e.Topics.Count > 0) Line($"CATEGORIES:{string.Join(',', e.Topics.Select(Escape))}");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return text.ToString();

        // A line has at most 75 octets; the next begins with a space, and no letter is cut in two.
        void Line(string line)
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > 74)
                {
                    text.Append("\r\n ");
                    octets = 1;
                }

                text.Append(rune);
                octets += rune.Utf8SequenceLength;
            }

            text.Append("\r\n");
        }
    }

    private static string Escape(string value)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return string.Concat(escaped.Where(c => !char.IsControl(c)));
    }
}

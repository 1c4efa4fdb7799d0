using System.Globalization;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using CsvHelper;

namespace AwsHistory.Web;

/// <summary>The timeline as a table (RFC 4180), all pages of it.</summary>
internal static class TimelineCsv
{
    public static string Write(IReadOnlyList<TimelineEvent> events)
    {
        var text = new StringWriter();
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var column in (string[])["date", "earliest", "latest", "title", "url", "topics", "people", "services", "organizations", "confidence",
                "disputed", "told_at", "description"]) csv.WriteField(column);
            csv.NextRecord();
            foreach (var e in events)
            {
                csv.WriteField(e.Edtf);
                csv.WriteField(e.Earliest == 0 ? "" : e.Earliest.ToString());
                csv.WriteField(e.Latest == HistoricalDate.OpenEnd ? "" : e.Latest.ToString());
                csv.WriteField(e.Page.Title);
                csv.WriteField(e.Page.Url);
                csv.WriteField(string.Join("; ", e.Topics));
                foreach (var kind in (Kind[])[Kind.Person, Kind.Service, Kind.Organization]) csv.WriteField(string.Join("; ",
                    e.Concerns.Where(page => page.Kind == kind).Select(page => page.Title)));
                csv.WriteField(e.Confidence.ToString().ToLowerInvariant());
                csv.WriteField(e.IsDisputed ? "yes" : "");
                csv.WriteField(e.Told?.Href);
                csv.WriteField(e.Description);
                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}

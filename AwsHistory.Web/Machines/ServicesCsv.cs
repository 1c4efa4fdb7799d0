using System.Globalization;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;
using CsvHelper;

namespace AwsHistory.Web.Machines;

/// <summary>The services as a table (RFC 4180): a row for each step of their lives.</summary>
internal static class ServicesCsv
{
    public static string Write(IReadOnlyList<ServiceRow> rows)
    {
        var text = new StringWriter();
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var column in (string[])["service", "url", "category", "step", "date", "earliest", "latest", "note", "confidence", "disputed",
                "source"]) csv.WriteField(column);
            csv.NextRecord();
            foreach (var (service, category, step) in rows)
            {
                csv.WriteField(service.Title);
                csv.WriteField(service.Url);
                csv.WriteField(category);
                csv.WriteField(step?.Kind);
                csv.WriteField(step?.Date.Edtf);
                csv.WriteField(step is { Date.Earliest: > 0 } ? step.Date.Earliest.ToString(CultureInfo.InvariantCulture) : "");
                csv.WriteField(step is { Date.Latest: < HistoricalDate.OpenEnd } ? step.Date.Latest.ToString(CultureInfo.InvariantCulture) : "");
                csv.WriteField(step?.Note);
                csv.WriteField(step?.Confidence.ToString().ToLowerInvariant());
                csv.WriteField(step?.Disputed);
                csv.WriteField(step?.Source);
                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}

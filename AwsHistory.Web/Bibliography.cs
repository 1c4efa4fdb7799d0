using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web;

/// <summary>Sources in the formats that reference managers read.</summary>
internal static class Bibliography
{
    /// <summary>CSL-JSON, schema 1.0.2.</summary>
    public static string Csl(IEnumerable<BibliographyItem> items)
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            var csl = new JsonObject { ["id"] = item.Key, ["type"] = item.Type, ["title"] = item.Title };
            if (item.Authors.Count > 0)
            {
                csl["author"] = new JsonArray([.. item.Authors.Select(author => (JsonNode)(author.Literal is { } literal
                    ? new JsonObject { ["literal"] = literal }
                    : author.Given is { } given ? new JsonObject { ["family"] = author.Family, ["given"] = given } : new JsonObject { ["family"] = author.Family }))]);
            }

            if (item.Container is { } container) csl["container-title"] = container;
            if (item.Publisher is { } publisher) csl["publisher"] = publisher;
            if (item.Url is { } url) csl["URL"] = url;
            if (item.Note is { } note) csl["note"] = note;
            if (DateParts(item.Issued) is { } date) csl["issued"] = date;
            list.Add(csl);
        }

        return list.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>BibTeX. Braces keep the capitals of titles; what TeX would take for a command is escaped.</summary>
    public static string BibTex(IEnumerable<BibliographyItem> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append(CultureInfo.InvariantCulture, $"@{EntryType(item.Type)}{{{item.Key},\n");
            Field("title", "{" + Escape(item.Title) + "}");
            if (item.Authors.Count > 0) Field("author", string.Join(" and ",
                item.Authors.Select(author => author.Literal is { } literal ? "{" + Escape(literal) + "}"
                : Escape(author.Given is { } given ? $"{author.Family}, {given}" : author.Family!))));
            if (item.Container is { } container) Field(item.Type.StartsWith("article", StringComparison.Ordinal) ? "journal" : "howpublished", Escape(container));
            if (item.Publisher is { } publisher) Field("publisher", Escape(publisher));
            if (HistoricalDate.ParseOrNull(item.Issued ?? "") is { } date)
            {
                var ends = item.Issued!.Split('/');
                if ((Parts(ends[0]) ?? Parts(ends[^1])) is [var year, ..]) Field("year", $"{year}");
                if (date.Earliest / 100 == date.Latest / 100) Field("month",
                    CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(date.Earliest / 100 % 100).ToLowerInvariant());
            }

            if (item.Url is { } url) Field("url", url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal));
            if (item.Note is { } note) Field("note", Escape(note));
            text.Append("}\n\n");
        }

        return text.ToString();

        void Field(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"  {name} = {{{value}}},\n");
    }

    private static JsonObject? DateParts(string? edtf)
    {
        if (edtf is null || HistoricalDate.ParseOrNull(edtf) is not { } date) return null;
        var ends = edtf.Split('/');
        int[]? from = Parts(ends[0]), to = ends.Length > 1 ? Parts(ends[1]) : null;
        if (from is null) return new JsonObject { ["raw"] = date.Display };
        var parts = new JsonArray(Array(from));
        if (to is not null) parts.Add(Array(to));
        var result = new JsonObject { ["date-parts"] = parts };
        if (edtf.Contains('~', StringComparison.Ordinal)) result["circa"] = true;
        return result;

        static JsonArray Array(int[] numbers) => new([.. numbers.Select(number => (JsonNode)number)]);
    }

    /// <summary>Year, month and day, as many as the source gives; null for what is no year. A season and a quarter give the year alone.</summary>
    /// <param name="written">The date as it is written; of a span, one end.</param>
    private static int[]? Parts(string written)
    {
        var numbers = written.Trim().TrimEnd('~', '?', '%').Split('-').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return numbers switch
        {
            [0, ..] => null,
            [_, >= 1 and <= 12, > 0] => numbers,
            [_, >= 1 and <= 12, ..] => numbers[..2],
            _ => numbers[..1],
        };
    }

    private static string EntryType(string type) => type switch
    {
        "book" => "book",
        "report" => "techreport",
        "paper-conference" => "inproceedings",
        "thesis" => "phdthesis",
        _ when type.StartsWith("article", StringComparison.Ordinal) => "article",
        _ => "misc",
    };

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '{' or '}' or '%' or '&' or '#' or '_' or '$' => $"\\{c}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                _ => c.ToString(),
            });
        }

        return result.ToString();
    }
}

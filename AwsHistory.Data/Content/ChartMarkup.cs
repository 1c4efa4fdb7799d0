using System.Globalization;
using Markdig.Renderers;

namespace AwsHistory.Data.Content;

/// <summary>
/// Writes a chart as a figure: a drawing in SVG that takes its colours from the style sheet, so that it is right in light, in
/// dark and on paper, and a table that says the same with the source of each row. Drawn here because the libraries that make
/// SVG without a browser write fixed colours into it. Series differ by pattern and mark as well as by colour.
/// </summary>
internal sealed class ChartMarkup(HtmlRenderer renderer, Chart chart, Func<string, Reference?> reference, bool hasPattern)
{
    private const double Width = 720, Height = 300, Left = 58, Right = 712, Top = 14, Bottom = 266;

    private readonly List<Point> points =
    [
        .. chart.Data.Rows.Where(row => chart.Y.Any(column => row[column].Length > 0))
            .Select(row => new Point(row, HistoricalDate.ParseOrNull(row[chart.X]))),
    ];

    private double least, most;
    private int ticks;

    /// <summary>Writes the figure.</summary>
    /// <returns>Whether there is a drawing in it.</returns>
    public bool Write()
    {
        renderer.EnsureLine();
        renderer.Write("<figure class=\"chart\"><figcaption>").WriteEscape(chart.Title);
        if (chart.Unit.Length > 0) renderer.Write(" <span class=\"unit\">").WriteEscape(chart.Unit).Write("</span>");
        renderer.WriteLine("</figcaption>");
        var values = points.SelectMany(point => chart.Y.Select(column => Number(point, column))).OfType<double>().ToList();
        if (values.Count > 0)
        {
            (least, most) = (Math.Min(0, values.Min()), Math.Max(values.Max(), 0));
            WriteDrawing();
        }

        if (chart.Note.Length > 0) renderer.Write("<p class=\"note\">").WriteEscape(chart.Note).WriteLine("</p>");
        WriteTable();
        renderer.WriteLine("</figure>");
        return values.Count > 0;
    }

    private void WriteDrawing()
    {
        var step = NiceStep(most - least);
        (least, most) = (Math.Floor(least / step) * step, Math.Ceiling(most / step) * step);
        if (most - least < step) most = least + step;
        if (chart.Y.Count > 1) WriteLegend();
        renderer.Write($"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"")
            .WriteEscape($"{chart.Title}. The figures stand in the table below.").WriteLine("\">");
        // An id stands once on a page, and what it names is found from every drawing.
        if (!hasPattern) renderer.WriteLine("<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"ground\" width=\"5\" height=\"5\"/><rect class=\"stripe\" width=\"2\" height=\"5\"/></pattern></defs>");
        for (var value = least; value <= most + (step / 2); value += step)
        {
            renderer.WriteLine($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{N(Y(value))}\" y2=\"{N(Y(value))}\"/>");
            renderer.Write($"<text class=\"tick y\" x=\"{Left - 8}\" y=\"{N(Y(value) + 4)}\">").WriteEscape(Short(value)).WriteLine("</text>");
        }

        if (chart.Type == "line") WriteLines();
        else WriteBars();
        renderer.WriteLine("</svg>");
    }

    private void WriteLegend()
    {
        renderer.Write("<ul class=\"legend\">");
        for (var i = 0; i < chart.Y.Count; i++) renderer.Write($"<li class=\"s{i + 1} {chart.Type}\">").WriteEscape(Words(chart.Y[i])).Write("</li>");
        renderer.WriteLine("</ul>");
    }

    private void WriteBars()
    {
        // Years that are not told keep their room, so that a gap is seen.
        var years = points.ConvertAll(point => int.TryParse(Name(point), CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200 ? year : 0);
        var (isByYear, first) = (years.Count > 1 && years.Min() > 0 && years.Max() - years.Min() < 60 && years.Distinct().Count() == years.Count, years.Min());
        var slot = (Right - Left) / (isByYear ? years.Max() - first + 1 : points.Count);
        var room = Math.Max(1, (int)Math.Ceiling(46 / slot));
        var stacked = chart.Type == "share";
        var width = slot * 0.72 / (stacked ? 1 : chart.Y.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var place = isByYear ? years[i] - first : i;
            var (x, sum) = (Left + (slot * (place + 0.14)), 0.0);
            for (var series = 0; series < chart.Y.Count; series++)
            {
                if (Number(points[i], chart.Y[series]) is not { } value) continue;
                var (from, to) = stacked ? (sum, sum + value) : (0, value);
                sum += value;
                var (top, bottom) = (Y(Math.Max(from, to)), Y(Math.Min(from, to)));
                renderer.Write($"<rect class=\"s{series + 1}\" x=\"{N(stacked ? x : x + (series * width))}\" y=\"{N(top)}\" width=\"{N(width * 0.94)}\" height=\"{N(Math.Max(0.8, bottom - top))}\"><title>")
                    .WriteEscape($"{Name(points[i])}: {Words(chart.Y[series])} {Full(value)}").WriteLine("</title></rect>");
            }

            if (place % room == 0) WriteTick(x + (slot * 0.36), ShortName(points[i]));
        }
    }

    private void WriteLines()
    {
        var dated = points.TrueForAll(point => point.Date is not null);
        var places = points.Select((point, i) => dated ? FractionOfYears(point.Date!) : i).ToList();
        var (first, span) = (places.Min(), Math.Max(places.Max() - places.Min(), 1e-9));
        double X(int i) => points.Count == 1 ? (Left + Right) / 2 : Left + 10 + ((places[i] - first) / span * (Right - Left - 20));
        for (var series = 0; series < chart.Y.Count; series++)
        {
            var line = Enumerable.Range(0, points.Count).Select(i => (X: X(i), Value: Number(points[i], chart.Y[series]), Point: points[i]))
                .Where(p => p.Value is not null).ToList();
            for (var from = 0; from < line.Count;)
            {
                var to = from + 1;
                while (to < line.Count && !chart.Break.Contains(Name(line[to].Point))) to++;
                renderer.WriteLine($"<polyline class=\"s{series + 1}\" points=\"{string.Join(' ', line[from..to].Select(p => $"{N(p.X)},{N(Y(p.Value!.Value))}"))}\"/>");
                from = to;
            }

            foreach (var (x, value, point) in line)
            {
                renderer.Write($"<g class=\"dot s{series + 1}\">");
                WriteMark(series, x, Y(value!.Value));
                renderer.Write("<title>").WriteEscape($"{Name(point)}: {Words(chart.Y[series])} {Full(value.Value)}").WriteLine("</title></g>");
            }
        }

        var last = double.MinValue;
        // Days and months stand between the years; years stand where they are.
        var years = dated && points.Exists(point => Name(point).Length > 4);
        for (var year = (int)Math.Ceiling(first); years && year <= first + span; year++)
        {
            var x = Left + 10 + ((year - first) / span * (Right - Left - 20));
            if (x - last < 52) continue;
            last = x;
            WriteTick(x, $"{year}");
        }

        for (var i = 0; i < points.Count && !years; i++)
        {
            if (X(i) - last < 52) continue;
            last = X(i);
            WriteTick(last, ShortName(points[i]));
        }
    }

    /// <summary>Each series has a shape of its own: dot, square, triangle, diamond.</summary>
    private void WriteMark(int series, double x, double y)
    {
        renderer.Write(series switch
        {
            1 => $"<rect x=\"{N(x - 3.5)}\" y=\"{N(y - 3.5)}\" width=\"7\" height=\"7\"/>",
            2 => $"<path d=\"M{N(x)},{N(y - 4.5)} l4.5,8 h-9 z\"/>",
            3 => $"<path d=\"M{N(x)},{N(y - 5)} l5,5 l-5,5 l-5,-5 z\"/>",
            _ => $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"4\"/>",
        });
    }

    private void WriteTick(double x, string label) =>
        renderer.Write($"<text class=\"tick x{(ticks++ % 2 == 1 ? " between" : "")}\" x=\"{N(x)}\" y=\"{Bottom + 20}\">").WriteEscape(label).WriteLine("</text>");

    private void WriteTable()
    {
        renderer.Write("<details class=\"figures\"><summary>The figures and their sources</summary>");
        renderer.WriteLine("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures\"><table><thead><tr>");
        foreach (var column in chart.Y.Prepend(chart.X)) renderer.Write("<th scope=\"col\">").WriteEscape(Words(column)).Write("</th>");
        renderer.WriteLine("<th scope=\"col\">Source</th></tr></thead><tbody>");
        foreach (var point in points)
        {
            renderer.Write("<tr><th scope=\"row\">").WriteEscape(Name(point)).Write("</th>");
            foreach (var column in chart.Y)
                renderer.Write("<td class=\"number\">").WriteEscape(Number(point, column) is { } value ? Full(value) : point.Row[column]).Write("</td>");
            renderer.Write("<td>");
            foreach (var (source, i) in chart.Data.References(point.Row).Select(reference).OfType<Reference>().Select((source, i) => (source, i)))
                renderer.Write(i > 0 ? "; <a href=\"" : "<a href=\"").WriteEscapeUrl(Urls.Reference(source.Key)).Write("\">").WriteEscape(source.ShortName).Write("</a>");
            if (Cell(point, "quality") is { Length: > 0 } quality) renderer.Write(" <small>").WriteEscape(quality.Replace('-', ' ')).Write("</small>");
            if (Cell(point, "note") is { Length: > 0 } note) renderer.Write("<br /><small>").WriteEscape(note).Write("</small>");
            renderer.WriteLine("</td></tr>");
        }

        renderer.WriteLine("</tbody></table></div></details>");
        renderer.Write("<p class=\"data\"><a href=\"").WriteEscapeUrl(Urls.Data(chart.Data.Name)).WriteLine("\" data-enhance-nav=\"false\">CSV</a></p>");
    }

    private string Cell(Point point, string column) => chart.Data.IndexOf(column) is >= 0 and var at ? point.Row[at] : "";

    private static double? Number(Point point, int column) => (double?)DataSet.Number(point.Row, column);

    private double Y(double value) => Bottom - ((value - least) / (most - least) * (Bottom - Top));

    private string Name(Point point) => point.Date?.Display ?? point.Row[chart.X];

    private string ShortName(Point point) => point.Date is { } date ? $"{date.Year}" : point.Row[chart.X];

    private string Words(int column)
    {
        var words = chart.Data.Columns[column].Replace('_', ' ');
        return words.StartsWith("aws", StringComparison.Ordinal) ? "AWS" + words[3..] : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static double FractionOfYears(HistoricalDate date)
    {
        var middle = date.Earliest == 0 || date.Latest == HistoricalDate.OpenEnd ? date.SortKey
            : (date.Earliest / 10000 == date.Latest / 10000 ? (date.Earliest + date.Latest) / 2 : date.SortKey);
        return (middle / 10000) + ((Math.Clamp(middle / 100 % 100, 1, 12) - 1) / 12.0) + (Math.Min(middle % 100, 31) / 372.0);
    }

    /// <summary>A step of 1, 2 or 5 times a power of ten that gives about five lines.</summary>
    private static double NiceStep(double range)
    {
        if (range <= 0) return 1;
        var rough = range / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }

    // Thousands of millions stay as they are: the unit stands over the chart, and over its table.
    private string Short(double value) => Math.Abs(value) < 10_000 || chart.Unit.Contains("illion", StringComparison.Ordinal) ? Full(value) : $"{value / 1000:#,0.#}k";

    private static string Full(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Point(IReadOnlyList<string> Row, HistoricalDate? Date);
}

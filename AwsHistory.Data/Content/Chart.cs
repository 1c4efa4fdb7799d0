using System.Globalization;
using Markdig.Renderers;
using YamlDotNet.RepresentationModel;

namespace AwsHistory.Data.Content;

/// <summary>A fenced block <c>chart</c>: which figures to show, and how.</summary>
/// <param name="Data">The figures.</param>
/// <param name="Type"><c>bar</c>, <c>line</c> or <c>share</c>.</param>
/// <param name="X">The place of the column along the axis.</param>
/// <param name="Y">The places of the columns that are drawn.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of the figures; empty for plain numbers.</param>
internal sealed record Chart(DataSet Data, string Type, int X, IReadOnlyList<int> Y, string Title, string Unit)
{
    /// <summary>Reads the block; null with a finding when it names what is not there.</summary>
    public static Chart? ReadOrNull(string yaml, string path, int line, Func<string, DataSet?> dataSets, ICollection<Diagnostic> findings)
    {
        var node = Yaml.LoadOrNull(yaml, path, line, Diagnostics.BadBlock, findings);
        if (node is null) return null;
        if (node is not YamlMappingNode map)
        {
            findings.Add(Diagnostics.BadBlock.At(path, line, 1, "a chart was expected to be lines of \"key: value\""));
            return null;
        }

        string Text(string key, string otherwise = "") => map.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode { Value: { } text } ? text.Trim() : otherwise;
        if (dataSets(Text("data")) is not { } data)
        {
            findings.Add(Diagnostics.UnknownData.At(path, line, 1, $"no data \"{Text("data")}\""));
            return null;
        }

        IEnumerable<string> names = map.Children.TryGetValue(new YamlScalarNode("y"), out var y)
            ? y is YamlSequenceNode list ? list.Select(item => item.ToString()) : [y.ToString()]
            : [];
        var columns = names.Prepend(Text("x")).ToList();
        if (columns.Find(column => data.IndexOf(column) < 0) is { } missing)
        {
            findings.Add(Diagnostics.UnknownData.At(path, line, 1, $"the data \"{data.Name}\" has no column \"{missing}\"{FrontMatter.Suggest(Slug.Nearest(missing, data.Columns))}"));
            return null;
        }

        var type = Text("type", "bar");
        if (type is not ("bar" or "line" or "share"))
        {
            findings.Add(Diagnostics.BadBlock.At(path, line, 1, $"\"{type}\" is no type of chart; bar, line or share was expected"));
            return null;
        }

        return new(data, type, data.IndexOf(columns[0]), [.. columns.Skip(1).Select(data.IndexOf)], Text("title", data.Name), Text("unit"));
    }
}

/// <summary>Writes a chart as a figure: its title, and the figures as a table that says the same.</summary>
internal static class ChartMarkup
{
    public static void Write(HtmlRenderer renderer, Chart chart)
    {
        renderer.EnsureLine();
        renderer.Write("<figure class=\"chart\"><figcaption>").WriteEscape(chart.Title);
        if (chart.Unit.Length > 0) renderer.Write(" <span class=\"unit\">").WriteEscape(chart.Unit).Write("</span>");
        renderer.WriteLine("</figcaption>");
        renderer.WriteLine("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures\"><table><thead><tr>");
        foreach (var column in chart.Y.Prepend(chart.X)) renderer.Write("<th scope=\"col\">").WriteEscape(Words(chart.Data.Columns[column])).Write("</th>");
        renderer.WriteLine("</tr></thead><tbody>");
        foreach (var row in chart.Data.Rows)
        {
            if (chart.Y.All(column => row[column].Length == 0)) continue;
            renderer.Write("<tr><th scope=\"row\">").WriteEscape(row[chart.X]).Write("</th>");
            foreach (var column in chart.Y)
            {
                var number = DataSet.Number(row, column);
                renderer.Write("<td class=\"number\">").WriteEscape(number is { } n ? n.ToString("#,0.##", CultureInfo.InvariantCulture) : row[column]).Write("</td>");
            }

            renderer.WriteLine("</tr>");
        }

        renderer.WriteLine("</tbody></table></div></figure>");
    }

    private static string Words(string column) => column.Replace('_', ' ').Replace("aws ", "AWS ", StringComparison.Ordinal);
}

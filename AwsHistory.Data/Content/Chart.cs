using YamlDotNet.RepresentationModel;

namespace AwsHistory.Data.Content;

/// <summary>A fenced block <c>chart</c>: which figures to show, and how.</summary>
/// <param name="Data">The figures.</param>
/// <param name="Type"><c>bar</c>, <c>line</c> or <c>share</c>.</param>
/// <param name="X">The place of the column along the axis.</param>
/// <param name="Y">The places of the columns that are drawn.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">The unit of the figures; empty for plain numbers.</param>
/// <param name="Note">What holds for all figures; empty for nothing.</param>
/// <param name="Break">Values along the axis to which no line leads: what they count is not what those before them count.</param>
internal sealed record Chart(DataSet Data, string Type, int X, IReadOnlyList<int> Y, string Title, string Unit, string Note, IReadOnlyList<string> Break)
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

        string Text(string key, string otherwise = "") => map.Children.TryGetValue(new YamlScalarNode(key), out var value)
            && value is YamlScalarNode { Value: { } text } ? text.Trim() : otherwise;
        if (dataSets(Text("data")) is not { } data)
        {
            findings.Add(Diagnostics.UnknownData.At(path, line, 1, $"no data \"{Text("data")}\""));
            return null;
        }

        IEnumerable<string> Names(string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var names)
            ? names is YamlSequenceNode list ? list.Select(item => item.ToString()) : [names.ToString()]
            : [];
        var columns = Names("y").Prepend(Text("x")).ToList();
        if (columns.Find(column => data.IndexOf(column) < 0) is { } missing)
        {
            findings.Add(Diagnostics.UnknownData.At(path, line, 1,
                $"the data \"{data.Name}\" has no column \"{missing}\"{FrontMatter.Suggest(Slug.Nearest(missing, data.Columns))}"));
            return null;
        }

        var type = Text("type", "bar");
        if (type is not ("bar" or "line" or "share"))
        {
            findings.Add(Diagnostics.BadBlock.At(path, line, 1, $"\"{type}\" is no type of chart; bar, line or share was expected"));
            return null;
        }

        return new(data, type, data.IndexOf(columns[0]), [.. columns.Skip(1).Select(data.IndexOf)], Text("title", data.Name), Text("unit"), Text("note"), [.. Names("break")]);
    }
}

using YamlDotNet.RepresentationModel;

namespace AwsHistory.Data.Content;

/// <summary>A value of the front matter and where it stands.</summary>
/// <param name="Value">As written; for a quoted or folded value, its text.</param>
/// <param name="Line">One-based line in the file.</param>
/// <param name="Column">One-based column.</param>
public readonly record struct Written(string Value, int Line, int Column);

/// <summary>A key of the front matter.</summary>
/// <param name="Name">The key; a key of list items as <c>roles.title</c>.</param>
/// <param name="Kinds">The kinds of page that know it.</param>
/// <param name="Meaning">One sentence for the authors' guide.</param>
public sealed record FrontMatterKey(string Name, IReadOnlyList<Kind> Kinds, string Meaning);

/// <summary>
/// The metadata of a file as it was written: values with their places, checked for shape and for known keys, resolved nowhere.
/// What they mean stands in <see cref="CompiledPage"/>.
/// </summary>
public sealed class FrontMatter
{
    private readonly string path;
    private readonly YamlMappingNode map;
    private readonly ICollection<Diagnostic> findings;

    private FrontMatter(string path, YamlMappingNode map, ICollection<Diagnostic> findings) => (this.path, this.map, this.findings) = (path, map, findings);

    private static readonly Kind[] Any = [.. Kinds.All];

    /// <summary>Every key that is understood.</summary>
    public static IReadOnlyList<FrontMatterKey> Keys { get; } =
    [
        new("title", Any, "The name of the page. Needed everywhere."),
        new("slug", Any, "The last part of the URL, when it should not be the file's name."),
        new("aliases", Any, "Other names; links to them lead here, and names of people, services and organizations are found in texts by them."),
        new("description", Any, "One sentence: what the reader gets. Shown under the title, in lists and to search engines."),
        new("topics", Any, "Words by which pages are grouped."),
        new("updated", Any, "The day of the last change that matters to readers."),
        new("related", Any, "Slugs of pages that belong beside this one."),
        new("people", Any, "Slugs of the people concerned."),
        new("services", Any, "Slugs of the services concerned."),
        new("organizations", Any, "Slugs of the organizations concerned."),
        new("order", [Kind.Article, Kind.Claim], "The place of the article in the story, or of the claim in the list, from 1."),
        new("part", [Kind.Article], "The part of the story it belongs to; neighbors with the same words stand together."),
        new("partLead", [Kind.Article], "What that part tells, in one sentence; the first article of the part has it."),
        new("video", [Kind.Article, Kind.Claim, Kind.Event], "Slug of the video that bare times such as `[25:04]` mean."),
        new("videoId", [Kind.Article, Kind.Claim, Kind.Event], "The same as a YouTube id, as notes made by machines have it."),
        new("match", [Kind.Person, Kind.Service, Kind.Organization],
            "`exact`: names count only exactly as written. Otherwise names of several words are found in any case."),
        new("links", [Kind.Person, Kind.Service, Kind.Organization], "Addresses of the same thing elsewhere."),
        new("roles", [Kind.Person], "What the person was, in order."),
        new("roles.title", [Kind.Person], "The role."),
        new("roles.organization", [Kind.Person], "Slug of an organization, or its name."),
        new("roles.from", [Kind.Person], "When it began (EDTF); leave it out when the source does not say."),
        new("roles.to", [Kind.Person], "When it ended; `..` when it has not."),
        new("roles.source", [Kind.Person], "Citekey of the source."),
        new("category", [Kind.Service], "The group it is listed under."),
        new("milestones", [Kind.Service], "Dated steps of its life."),
        new("milestones.date", [Kind.Service], "When (EDTF)."),
        new("milestones.kind", [Kind.Service], "`announced`, `beta`, `general-availability`, `price-cut`, `renamed`, `closed` (to new customers) or `retired`."),
        new("milestones.note", [Kind.Service], "What happened, in a sentence."),
        new("milestones.source", [Kind.Service], "Citekey of the source."),
        new("milestones.confidence", [Kind.Service], "`medium` or `low` when we are not sure."),
        new("milestones.disputed", [Kind.Service], "Who says otherwise."),
        new("predecessors", [Kind.Service], "Slugs of the services it took over from."),
        new("successors", [Kind.Service], "Slugs of the services that took over."),
        new("relation", [Kind.Organization],
            "What it is to AWS: `customer`, `competitor`, `partner`, `supplier`, `publisher`, `owner`, `part`, `acquired`, `investment`, `government` or `other`."),
        new("claim", [Kind.Claim], "The exact words that are judged."),
        new("verdict", [Kind.Claim], "`true`, `mostly-true`, `mixed`, `mostly-false`, `false`, `disputed` or `unproven`."),
        new("short_answer", [Kind.Claim], "The answer in two or three sentences."),
        new("asserted_by", [Kind.Claim], "Slugs of the people who say so."),
        new("denied_by", [Kind.Claim], "Slugs of the people who say otherwise."),
        new("history", [Kind.Claim], "How the verdict came about, in order."),
        new("history.date", [Kind.Claim], "The day."),
        new("history.verdict", [Kind.Claim], "The verdict given on it."),
        new("history.note", [Kind.Claim], "Why."),
        new("date", [Kind.Event], "When it happened (EDTF), as precise as the source and no more."),
        new("confidence", [Kind.Event], "`medium` or `low` when we are not sure."),
        new("disputed", [Kind.Event], "What is disputed about it."),
        new("told", [Kind.Event], "`false` when the recordings it cites do not tell it, but only speak of something near it. One that is older than the event never does."),
        new("youtube", [Kind.Video], "The YouTube id, eleven characters."),
        new("media", [Kind.Video], "Address of the recording when it is a file."),
        new("length", [Kind.Video], "The running time; with `~` when it is not known to the second."),
        new("published", [Kind.Video], "When it came out (EDTF)."),
        new("channel", [Kind.Video], "Who published it."),
        new("hosts", [Kind.Video], "Slugs of the people who speak."),
        new("chapters", [Kind.Video], "Parts of the recording, in order."),
        new("chapters.start", [Kind.Video], "Time of its beginning."),
        new("chapters.title", [Kind.Video], "Its name."),
    ];

    private static readonly Dictionary<Kind, HashSet<string>> Known =
        Kinds.All.ToDictionary(kind => kind, kind => Keys.Where(key => key.Kinds.Contains(kind)).Select(key => key.Name).ToHashSet());

    /// <summary>Splits a file into front matter and body.</summary>
    /// <param name="file">A file that is text.</param>
    /// <param name="kind">Its kind, which says what keys it may have.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="bodyLine">The number of lines before the body.</param>
    /// <param name="body">The Markdown after the front matter.</param>
    /// <returns>Null when there is none that can be used; the findings say why.</returns>
    public static FrontMatter? ReadOrNull(SourceFile file, Kind kind, ICollection<Diagnostic> findings, out int bodyLine, out string body)
    {
        (bodyLine, body) = (0, "");
        var text = file.ReadText();
        if (!IsFence(text, 0, out var start))
        {
            findings.Add(Diagnostics.NoFrontMatter.At(file.Path, 1, 1, $"front matter (a line \"---\") was expected, found \"{FirstLine(text)}\""));
            return null;
        }

        var (at, line) = (start, 1);
        int end;
        while (!IsFence(text, at, out end))
        {
            var next = text.IndexOf('\n', at);
            if (next < 0)
            {
                findings.Add(Diagnostics.UnclosedFrontMatter.At(file.Path, 1, 1, "the front matter is not closed by a line \"---\""));
                return null;
            }

            (at, line) = (next + 1, line + 1);
        }

        (bodyLine, body) = (line + 1, text[end..]);
        var node = Yaml.LoadOrNull(text[start..at], file.Path, 1, Diagnostics.BadYaml, findings);
        if (node is null) return null;
        if (node is YamlScalarNode { Value: null or "" }) node = new YamlMappingNode();
        if (node is not YamlMappingNode map)
        {
            findings.Add(Diagnostics.BadYaml.At(file.Path, 2, 1, "the front matter was expected to be lines of \"key: value\""));
            return null;
        }

        var result = new FrontMatter(file.Path, map, findings);
        result.CheckKeys(kind, "");
        return result;
    }

    /// <summary>A single value; null when the key is absent or empty.</summary>
    /// <param name="key">The key.</param>
    public string? Text(string key) => Value(key)?.Value;

    /// <summary>A single value and its place; null when the key is absent or empty.</summary>
    /// <param name="key">The key.</param>
    public Written? Value(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalarNode scalar) return string.IsNullOrWhiteSpace(scalar.Value) ? null : At(scalar);
        Report(Diagnostics.BadValue, Place(node), $"\"{key}\" was expected to be a single value");
        return null;
    }

    /// <summary>A list of values; a single value counts as a list of one. Empty when the key is absent.</summary>
    /// <param name="key">The key.</param>
    public IReadOnlyList<Written> List(string key)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlScalarNode scalar:
                return [At(scalar)];
            case YamlSequenceNode list:
                var values = new List<Written>();
                foreach (var item in list)
                {
                    if (item is not YamlScalarNode value) Report(Diagnostics.BadValue, Place(item), $"\"{key}\" was expected to be a list of single values");
                    else if (!string.IsNullOrWhiteSpace(value.Value)) values.Add(At(value));
                }

                return values;
            case var other:
                Report(Diagnostics.BadValue, Place(other), $"\"{key}\" was expected to be a list");
                return [];
        }
    }

    /// <summary>A list of items that have keys of their own. Empty when the key is absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="kind">The kind of page, which says what keys an item may have.</param>
    public IReadOnlyList<FrontMatter> Items(string key, Kind kind)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode list:
                var items = new List<FrontMatter>();
                foreach (var item in list)
                {
                    if (item is not YamlMappingNode itemMap)
                    {
                        Report(Diagnostics.BadValue, Place(item), $"an item of \"{key}\" was expected to have keys of its own");
                        continue;
                    }

                    var read = new FrontMatter(path, itemMap, findings);
                    read.CheckKeys(kind, key + ".");
                    items.Add(read);
                }

                return items;
            case var other:
                Report(Diagnostics.BadValue, Place(other), $"\"{key}\" was expected to be a list");
                return [];
        }
    }

    /// <summary>The place of a key's value, or of the whole block when the key is absent; for findings.</summary>
    /// <param name="key">The key.</param>
    public (int Line, int Column) PlaceOf(string key) => Node(key) is { } node ? Place(node) : Place(map);

    private YamlNode? Node(string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static Written At(YamlScalarNode node)
    {
        var (line, column) = Place(node);
        return new(node.Value!.Trim(), line, column);
    }

    /// <summary>The first line of the file is the fence.</summary>
    private static (int Line, int Column) Place(YamlNode node) => ((int)node.Start.Line + 1, (int)node.Start.Column);

    private void Report(DiagnosticRule rule, (int Line, int Column) place, string message) => findings.Add(rule.At(path, place.Line, place.Column, message));

    private void CheckKeys(Kind kind, string prefix)
    {
        var names = Known[kind];
        foreach (var key in map.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (names.Contains(prefix + name)) continue;
            var near = Slug.Nearest(prefix + name, names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)));
            Report(Diagnostics.UnknownKey, Place(key), $"unknown key \"{name}\"{Suggest(near?[prefix.Length..])}");
        }
    }

    internal static string Suggest(string? name) => name is null ? "" : $"; did you mean \"{name}\"?";

    private static bool IsFence(string text, int at, out int next)
    {
        var end = text.IndexOf('\n', at);
        next = end < 0 ? text.Length : end + 1;
        return text.AsSpan(at, (end < 0 ? text.Length : end) - at).TrimEnd() is "---" or "..." && (at == 0 ? text[0] == '-' : true);
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().TrimStart('\n');
        var end = line.IndexOf('\n');
        if (end >= 0) line = line[..end];
        return line.Length > 40 ? string.Concat(line[..40], "…") : line.ToString();
    }
}

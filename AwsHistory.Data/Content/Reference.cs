using YamlDotNet.RepresentationModel;

namespace AwsHistory.Data.Content;

/// <summary>A name as CSL has it: family and given name, or one literal.</summary>
/// <param name="Family">Family name; null for a literal.</param>
/// <param name="Given">Given name; null when not known.</param>
/// <param name="Literal">The whole name of an organization or pseudonym; null otherwise.</param>
public sealed record CslName(string? Family, string? Given, string? Literal)
{
    /// <summary>"Jeff Barr", or the literal.</summary>
    public override string ToString() => Literal ?? (Given is null ? Family! : $"{Given} {Family}");
}

/// <summary>
/// A web or book source, as an item of CSL (Citation Style Language 1.0.2 data) written in YAML, with a key of our own:
/// <c>strength</c>.
/// </summary>
public sealed record Reference
{
    /// <summary>The citekey.</summary>
    public required string Key { get; init; }

    /// <summary>The CSL type, such as <c>article-newspaper</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Its authors, in order.</summary>
    public required IReadOnlyList<CslName> Authors { get; init; }

    /// <summary>Who published it; null when not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>The paper, site or book it stands in; null when it stands alone.</summary>
    public string? Container { get; init; }

    /// <summary>When it came out; null when not known.</summary>
    public HistoricalDate? Issued { get; init; }

    /// <summary>Its address; null for a book.</summary>
    public string? Url { get; init; }

    /// <summary>What a reader should know, such as that only a reprint was seen; null when there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>How near it stands to what it tells.</summary>
    public SourceStrength Strength { get; init; }

    /// <summary>A name short enough for a margin: author or paper, and year.</summary>
    public string ShortName
    {
        get
        {
            var who = Authors.Count switch
            {
                0 => Container ?? Publisher ?? (Title.Length > 40 ? Title[..40].TrimEnd() + "…" : Title),
                1 => Authors[0].Literal ?? Authors[0].Family!,
                2 => $"{Authors[0].Literal ?? Authors[0].Family} and {Authors[1].Literal ?? Authors[1].Family}",
                _ => $"{Authors[0].Literal ?? Authors[0].Family} and others",
            };
            return Issued is null ? who : $"{who}, {Issued.Year}";
        }
    }

    /// <summary>All that a page shows of it, in one text.</summary>
    internal string Text => string.Join('|', ShortName, Title, string.Join(", ", Authors), Container, Publisher, Issued?.Display, Url, Note, Strength);

    private static readonly HashSet<string> KnownTypes = new(StringComparer.Ordinal)
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic", "collection",
        "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case",
        "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
        "thesis", "treaty", "webpage",
    };

    private static readonly HashSet<string> KnownKeys = new(StringComparer.Ordinal)
    {
        "id", "type", "title", "author", "publisher", "container-title", "issued", "URL", "note", "strength", "accessed", "language", "publisher-place", "ISBN",
            "DOI", "volume", "issue", "page",
    };

    /// <summary>What asks for data where it ends the address of a source.</summary>
    private static readonly string[] DataEndings = [".json", ".md", ".bib", ".csv"];

    /// <summary>Reads <c>references.yml</c>: a list of items, or a map with the list under <c>references</c>.</summary>
    internal static IReadOnlyList<Reference> ReadAll(SourceFile file, ICollection<Diagnostic> findings)
    {
        var root = Yaml.LoadOrNull(file.ReadText(), file.Path, 0, Diagnostics.BadReferences, findings);
        if (root is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("references"), out var under)) root = under;
        if (root is not YamlSequenceNode list)
        {
            if (root is not null) findings.Add(Diagnostics.BadReferences.At(file.Path, 1, 1, "a list of items with an \"id\" was expected"));
            return [];
        }

        var read = new Dictionary<string, Reference>(StringComparer.Ordinal);
        foreach (var node in list)
        {
            if (node is not YamlMappingNode item || Scalar(item, "id") is not { Length: > 0 } key)
            {
                findings.Add(Diagnostics.BadReferenceValue.At(file.Path, (int)node.Start.Line, (int)node.Start.Column, "an item without an \"id\" is left out"));
                continue;
            }

            if (read.ContainsKey(key)) Report(Diagnostics.ReferenceTwice, item, $"the citekey \"{key}\" stands twice; the first is used");
            else read[key] = ReadItem(key, item);
        }

        return [.. read.Values];

        void Report(DiagnosticRule rule, YamlNode node, string message) => findings.Add(rule.At(file.Path, (int)node.Start.Line, (int)node.Start.Column, message));

        Reference ReadItem(string key, YamlMappingNode item)
        {
            foreach (var name in item.Children.Keys)
                if (!KnownKeys.Contains(name.ToString())) Report(Diagnostics.BadReferenceValue, name,
                    $"unknown key \"{name}\"{FrontMatter.Suggest(Slug.Nearest(name.ToString(), KnownKeys))}");
            if (DataEndings.FirstOrDefault(ending => key.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } data) Report(Diagnostics.BadReferenceValue, item,
                $"the citekey \"{key}\" ends like a file, and \"{data}\" asks for the data of another; its page cannot be reached");
            var type = Scalar(item, "type") ?? "webpage";
            if (!KnownTypes.Contains(type)) Report(Diagnostics.BadReferenceValue, item,
                $"\"{type}\" is no CSL type{FrontMatter.Suggest(Slug.Nearest(type, KnownTypes))}");
            var url = Scalar(item, "URL");
            if (url is not null && !SafeUrl.IsWeb(url))
            {
                Report(Diagnostics.BadReferenceValue, item, $"the address \"{url}\" is not http or https; it is left out");
                url = null;
            }

            HistoricalDate? issued = null;
            if (Scalar(item, "issued") is { } date && (issued = HistoricalDate.ParseOrNull(date)) is null)
                Report(Diagnostics.BadReferenceValue, item, $"\"{date}\" is no date we read; write it as 2006, 2006-03 or 2006-03-14");
            var strength = SourceStrength.Unknown;
            if (Scalar(item, "strength") is { } written)
            {
                strength = Vocabulary.ReadOrNull<SourceStrength>(written) ?? SourceStrength.Unknown;
                if (strength == SourceStrength.Unknown) Report(Diagnostics.BadReferenceValue, item,
                    $"\"{written}\" is no strength; one of first-hand, filing, press, retelling, reference was expected");
            }

            return new()
            {
                Key = key,
                Type = KnownTypes.Contains(type) ? type : "webpage",
                Title = Scalar(item, "title") ?? key,
                Authors = Names(item),
                Publisher = Scalar(item, "publisher"),
                Container = Scalar(item, "container-title"),
                Issued = issued,
                Url = url,
                Note = Scalar(item, "note"),
                Strength = strength,
            };
        }
    }

    private static IReadOnlyList<CslName> Names(YamlMappingNode item)
    {
        if (!item.Children.TryGetValue(new YamlScalarNode("author"), out var node)) return [];
        if (node is not YamlSequenceNode list) return node is YamlScalarNode { Value.Length: > 0 } one ? [new(null, null, one.Value)] : [];
        var names = new List<CslName>();
        foreach (var child in list)
        {
            if (child is YamlScalarNode { Value.Length: > 0 } text) names.Add(new(null, null, text.Value));
            if (child is not YamlMappingNode map) continue;
            var (family, given, literal) = (Scalar(map, "family"), Scalar(map, "given"), Scalar(map, "literal"));
            if (literal is not null || family is not null) names.Add(new(family, given, literal));
        }

        return names;
    }

    private static string? Scalar(YamlMappingNode item, string key) =>
        item.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)
            ? value.Trim() : null;
}

using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>
/// A file as others see it: its names and headings, and what it looks up elsewhere. Enough to resolve any link to it, and to
/// tell whether it must be compiled again; its text is not kept.
/// </summary>
public sealed record Document
{
    private const int MaxBrackets = 500;

    // Markdig's own limit, to blocks when it parses and to all it holds when it renders; it protects the stack.
    private const int MaxDepth = 128;

    /// <summary>The lists of front matter that name other pages: how those belong to this one, and of which kind they must be; null for any.</summary>
    internal static readonly (string Key, RelationKind Relation, Kind? Kind)[] PageLists =
    [
        ("people", RelationKind.About, Kind.Person), ("services", RelationKind.About, Kind.Service),
        ("organizations", RelationKind.About, Kind.Organization), ("related", RelationKind.Related, null),
        ("predecessors", RelationKind.Predecessor, Kind.Service), ("successors", RelationKind.Successor, Kind.Service),
        ("asserted_by", RelationKind.AssertedBy, Kind.Person), ("denied_by", RelationKind.DeniedBy, Kind.Person),
        ("hosts", RelationKind.Host, Kind.Person),
    ];

    /// <summary>The file.</summary>
    public required SourceFile Source { get; init; }

    /// <summary>Its kind.</summary>
    public required Kind Kind { get; init; }

    /// <summary>Its slug. Of two files that want the same, the second has another; see <see cref="ContentSet"/>.</summary>
    public string Slug { get; internal init; } = "";

    /// <summary>Its title; empty when the file is broken and has no last good page.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Its other names, as written.</summary>
    public IReadOnlyList<Written> Aliases { get; private init; } = [];

    /// <summary>Why the file cannot be used at all, and what else was seen in it; empty when it can.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; internal init; } = [];

    /// <summary>The page that was made of the file before it broke, by whose names others know it; null when there is none, or it is sound.</summary>
    internal LastPage? Last { get; private init; }

    /// <summary>Whether there is a page for others to lead to.</summary>
    internal bool HasPage => Problems.Count == 0 || Last is not null;

    /// <summary>Whether the slug was written by the author, not made from the file's name.</summary>
    internal bool HasOwnSlug { get; private init; }

    internal bool ExactMentions { get; private init; }

    internal string? VideoName { get; private init; }

    internal string? VideoId { get; private init; }

    internal VideoDetails? Video { get; private init; }

    internal IReadOnlyList<(string Anchor, string Folded)> Headings { get; private init; } = [];

    /// <summary>The pages it links to, or names in its front matter.</summary>
    internal IReadOnlyList<PageTarget> Links { get; private init; } = [];

    internal IReadOnlyList<string> Citekeys { get; private init; } = [];

    /// <summary>What its citations of moments stand for.</summary>
    internal IReadOnlyList<CitedStatement> Statements { get; private init; } = [];

    internal IReadOnlyList<string> Data { get; private init; } = [];

    /// <summary>The words of its texts, by which it is told whose names cannot stand in them; see <see cref="Mentions"/>.</summary>
    internal ushort[] Words { get; private init; } = [];

    /// <summary>Kind and slug.</summary>
    public string Key => CompiledPage.PageKey(Kind, Slug);

    /// <summary>The folder of the file.</summary>
    internal string Folder => Source.Path[..Math.Max(0, Source.Path.LastIndexOf('/'))];

    /// <summary>The file's name without folder and ending.</summary>
    internal string FileName => Path.GetFileNameWithoutExtension(Source.Path);

    /// <summary>A document is itself and no other, however alike two may be.</summary>
    /// <param name="other">The document to compare with.</param>
    public bool Equals(Document? other) => ReferenceEquals(this, other);

    /// <summary>Of the object, not of its parts.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>Reads what others need to know of a file.</summary>
    /// <param name="file">The file.</param>
    public static Document Read(SourceFile file)
    {
        var slash = file.Path.IndexOf('/');
        var ofFolder = slash > 0 ? Kinds.FromFolder(file.Path.AsSpan(0, slash)) : null;
        var kind = ofFolder ?? Kind.Article;
        var name = Path.ChangeExtension(ofFolder is null ? file.Path : file.Path[(slash + 1)..], null)!;
        var slug = Content.Slug.Fold(name);
        if (slug.Length == 0) slug = "page-" + file.Hash[..8];
        if (file.Problem is { } problem) return new() { Source = file, Kind = kind, Slug = slug, Problems = [problem] };
        var findings = new List<Diagnostic>();
        var front = FrontMatter.ReadOrNull(file, kind, findings, out var bodyLine, out var body);
        var title = front?.Text("title");
        if (front is not null && title is null)
        {
            var (line, column) = front.PlaceOf("title");
            findings.Add(Diagnostics.MissingKey.At(file.Path, line, column, "\"title\" is missing or empty"));
        }

        var markdown = title is null ? null : ParseOrNull(body, file.Path, bodyLine, findings);
        // What is wrong in a way that keeps the file from being used stands in the front matter, or is seen by the parser: compiling finds no more of it.
        var details = markdown is null ? null : new KindDetailsReader(file.Path, front!, findings).Read(kind, _ => null);
        if (markdown is null || findings.Exists(finding => finding.Rule.Severity == Severity.Error))
            return new() { Source = file, Kind = kind, Slug = slug, Problems = findings };
        var reader = PassageReader.Read(markdown);
        var links = markdown.Descendants<LinkInline>().Select(link => PageTarget.OfOrNull(link, file.Path)).OfType<PageTarget>().ToList();
        foreach (var (key, _, ofKind) in PageLists) links.AddRange(front!.List(key).Select(item => new PageTarget(item.Value, null, ofKind)));
        links.AddRange(front!.Items("roles", kind).Select(role => role.Text("organization")).OfType<string>()
            .Select(name => new PageTarget(name, null, Kind.Organization)));
        var ownSlug = front.Text("slug") is { } wish ? Content.Slug.Fold(wish) : "";
        var sources = front.Items("roles", kind).Concat(front.Items("milestones", kind)).Select(item => item.Text("source")).OfType<string>();
        return new()
        {
            Source = file,
            Kind = kind,
            Slug = ownSlug.Length > 0 ? ownSlug : slug,
            HasOwnSlug = ownSlug.Length > 0,
            Title = title!,
            Aliases = front.List("aliases"),
            ExactMentions = front.Text("match") == "exact",
            VideoName = front.Text("video"),
            VideoId = front.Text("videoId") is { } id && KindDetailsReader.IsYouTubeId(id) ? id : null,
            Video = details as VideoDetails,
            Headings = [.. reader.Headings.Select(heading => (heading.Anchor, Content.Slug.Fold(heading.Text)))],
            Links = [.. links.Distinct()],
            Citekeys = [.. reader.Passages.SelectMany(p => p.Citations).SelectMany(c => c.Node.Citations).Select(c => c.Key).OfType<string>().Concat(sources).Distinct()],
            Statements = Content.Statements.Read(reader.Passages),
            Data = [.. markdown.Descendants<FencedCodeBlock>().Where(block => block.Info == "chart").Select(block => block.Lines.ToString())],
            Words = Mentions.WordsOf([.. reader.Passages.Select(passage => passage.Text), PageCompiler.Lead(front, details) ?? ""]),
        };
    }

    /// <summary>A broken file under the names of the page it made before.</summary>
    internal Document As(LastPage last) => this with
    {
        Last = last,
        Slug = last.Slug,
        HasOwnSlug = last.Slug != Slug,
        Title = last.Title,
        Aliases = [.. last.Aliases.Select(name => new Written(name, 0, 0))],
        ExactMentions = last.ExactMentions,
        Headings = [.. last.Headings.Select(heading => (heading.Anchor, Content.Slug.Fold(heading.Text)))],
        Video = last.Video,
    };

    /// <summary>The syntax tree of a body; null with a finding when it is nested too deep to be meant.</summary>
    internal static MarkdownDocument? ParseOrNull(string body, string path, int bodyLine, ICollection<Diagnostic> findings)
    {
        // Matching brackets costs the square of their depth.
        var (depth, line) = (0, bodyLine + 1);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\n') (line, depth) = (line + 1, i + 1 < body.Length && body[i + 1] == '\n' ? 0 : depth);
            else if (body[i] == '[') depth++;
            else if (body[i] == ']') depth = Math.Max(0, depth - 1);
            if (depth <= MaxBrackets) continue;
            findings.Add(Diagnostics.TooDeep.At(path, line, 0, $"more than {MaxBrackets} brackets are open at once"));
            return null;
        }

        try
        {
            var markdown = Markdown.Parse(body, MarkdownDialect.Pipeline);
            if (LineTooDeep(markdown) is not { } deep) return markdown;
            findings.Add(TooDeep(bodyLine + deep + 1));
        }
        catch (ArgumentException e) when (e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            // It does not say where the limit was reached.
            findings.Add(TooDeep(bodyLine));
        }

        return null;

        Diagnostic TooDeep(int line) => Diagnostics.TooDeep.At(path, line, 0, $"the Markdown is nested more than {MaxDepth} levels deep");
    }

    /// <summary>The line, from 0, of the last block that holds what is nested too deep to be rendered; null when nothing is.</summary>
    private static int? LineTooDeep(MarkdownDocument markdown)
    {
        var left = new Stack<(MarkdownObject Node, int Depth, int Line)>([(markdown, 1, 0)]);
        while (left.TryPop(out var at))
        {
            if (at.Depth > MaxDepth) return at.Line;
            IEnumerable<MarkdownObject> inner = at.Node switch
            {
                ContainerBlock blocks => blocks,
                LeafBlock { Inline: { } words } => [words],
                ContainerInline inlines => inlines,
                _ => [],
            };
            foreach (var node in inner) left.Push((node, at.Depth + 1, node is Block ? node.Line : at.Line));
        }

        return null;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>A recording that can be cited, with or without a file of its own.</summary>
/// <param name="Slug">Its slug; for a recording without a file, its YouTube id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Details">What is known of it.</param>
/// <param name="HasFile">Whether it has a file.</param>
public sealed record CitedVideo(string Slug, string Title, VideoDetails Details, bool HasFile)
{
    /// <summary>Its page key.</summary>
    public string Key => CompiledPage.PageKey(Kind.Video, Slug);

    /// <summary>All that a page which cites it shows of it, in one text.</summary>
    internal string Text => string.Join('|', Slug, Title, Details.YouTubeId, Details.Media, Details.Length, Details.LengthIsRough);
}

/// <summary>
/// A whole library, resolved: every name knows its page. Complete and immutable; pages are compiled from it one at a time, so
/// that a library of any size needs the memory of its names and of the pages in hand.
/// </summary>
public sealed class ContentSet
{
    private const int MaxSuggestions = 300;

    private readonly PageNames names = new();
    private readonly PageNames broken = new();
    private readonly Dictionary<string, Document> videosByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reference> references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DataSet> data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> figures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CitedVideo> videosById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CitedVideo> videosByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Transcript> transcripts = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<Kind, string>> namesOfKinds;
    private readonly List<Diagnostic> findings;

    internal ContentSet(IReadOnlyList<Document> read, IReadOnlyList<SourceFile> others, IReadOnlyList<Transcript> transcripts,
        IEnumerable<Diagnostic> folderFindings, Func<string, LastPage?>? lastPage = null, Opinions? opinionsBefore = null)
    {
        findings = [.. folderFindings];
        ReadOthers(others);
        Documents = AssignSlugs(read, lastPage);
        foreach (var document in Documents) AddNames(document);
        namesOfKinds = new(() => Documents.Where(document => document.HasPage && !IsUnnamed(document)).SelectMany(document => NamesOf(document).Select(name => (document.Kind, Name: Slug.Fold(name.Name))))
            .ToLookup(name => name.Kind, name => name.Name));
        CheckAliases();
        AddVideos();
        AddTranscripts(transcripts);
        Mentions = new(Documents.Where(document => document.Kind.IsEntity() && document.HasPage)
            .SelectMany(document => document.Aliases.Select(alias => alias.Value).Prepend(document.Title)
                .Select(name => new EntityName(document.Key, name, document.ExactMentions))));
        Citekeys = [.. references.Keys, .. videosByKey.Values.Select(video => video.Slug)];
        findings.AddRange(Orphans());
        Suggest(findings);
        Opinions = new(Documents, (document, key) => key is null ? VideoOf(document) : VideoByName(key), opinionsBefore);
    }

    /// <summary>All Markdown files, in path order, broken ones included.</summary>
    public IReadOnlyList<Document> Documents { get; }

    /// <summary>All references, in the order of their file.</summary>
    public IReadOnlyList<Reference> References { get; private set; } = [];

    /// <summary>All data files.</summary>
    public IReadOnlyCollection<DataSet> DataSets => data.Values;

    /// <summary>All recordings that can be cited.</summary>
    public IReadOnlyCollection<CitedVideo> Videos => videosByKey.Values;

    /// <summary>The transcripts that belong to a recording.</summary>
    public IReadOnlyCollection<Transcript> Transcripts => transcripts.Values;

    /// <summary>What was found in the set as a whole: clashes of names, references, data; the findings in a page come with the page.</summary>
    public IReadOnlyList<Diagnostic> Findings => findings;

    internal Mentions Mentions { get; }

    /// <summary>The keys that can be cited.</summary>
    internal IReadOnlyList<string> Citekeys { get; }

    internal Opinions Opinions { get; }

    /// <summary>Compiles one document. Safe to call from several threads at once.</summary>
    /// <param name="document">One of <see cref="Documents"/>.</param>
    /// <returns>The page, or null when the file has <see cref="Document.Problems"/>; and what was found in the file, sorted.</returns>
    /// <exception cref="ContentChangedException">The file is no longer what it was.</exception>
    public (CompiledPage? Page, IReadOnlyList<Diagnostic> Findings) Compile(Document document) => new PageCompiler(this, document).Compile();

    /// <summary>Compiles all documents, in their order, and says of the names that lead nowhere which are nearest.</summary>
    /// <param name="cancellation">Ends the work between two of them.</param>
    /// <exception cref="ContentChangedException">A file is no longer what it was.</exception>
    public IReadOnlyList<(CompiledPage? Page, IReadOnlyList<Diagnostic> Findings)> CompileAll(CancellationToken cancellation = default)
    {
        var compiled = new (CompiledPage? Page, IReadOnlyList<Diagnostic> Findings)[Documents.Count];
        SideBySide.For(compiled.Length, i => compiled[i] = Compile(Documents[i]), cancellation);
        var all = compiled.SelectMany(result => result.Findings).ToList();
        Suggest(all);
        var at = 0;
        foreach (ref var result in compiled.AsSpan())
        {
            result.Findings = all.GetRange(at, result.Findings.Count);
            at += result.Findings.Count;
        }

        return compiled;
    }

    /// <summary>The page of a recording that is cited but has no file.</summary>
    /// <param name="video">One of <see cref="Videos"/>, without a file.</param>
    /// <exception cref="ContentChangedException">Its transcript is no longer what it was.</exception>
    public CompiledPage PageOf(CitedVideo video) => new()
    {
        Path = null,
        Fingerprint = Fingerprint(video),
        Kind = Kind.Video,
        Slug = video.Slug,
        Title = video.Title,
        Description = "",
        Html = "",
        Markdown = "",
        Words = 0,
        Aliases = [],
        Topics = [],
        Headings = [],
        Passages = [],
        Relations = [],
        Details = video.Details,
        Cues = CuesOf(video.Key),
        Findings = [],
    };

    /// <summary>What the page of a recording without a file is made from.</summary>
    /// <param name="video">One of <see cref="Videos"/>, without a file.</param>
    public string Fingerprint(CitedVideo video) => Hash($"{CompilerVersion}\n{video.Text}\n{transcripts.GetValueOrDefault(video.Key)?.Source.Hash}");

    /// <summary>
    /// What a document's page is made from: its text, and what everything it looks up elsewhere turns out to be now. As long
    /// as this does not change the page need not be compiled again.
    /// </summary>
    /// <param name="document">One of <see cref="Documents"/>.</param>
    public string Fingerprint(Document document)
    {
        var made = new StringBuilder(CompilerVersion).Append('\n').Append(document.Source.Hash).Append('\n').Append(document.Key).Append('\n');
        made.Append(VideoOf(document)?.Text).Append('\n');
        if (document.Kind == Kind.Video) made.Append(transcripts.GetValueOrDefault(document.Key)?.Source.Hash).Append('\n');
        var titles = new List<string>();
        foreach (var link in document.Links)
        {
            var page = Resolve(document, link, out var rival);
            made.Append(link.Name).Append('=').Append(page?.Key ?? BrokenOrNull(document, link.Name)?.Source.Path).Append('|').Append(page?.Title).Append('|').Append(rival?.Key);
            if (link.Fragment is { } fragment) made.Append('#').Append(page is null ? "" : FindHeading(page, fragment));
            // The title may be shown, and names in it are mentions; and whoever has the title is found by all names.
            if (page is not null) titles.Add(page.Title);
            made.Append('\n');
        }

        Mentions.AppendTo(made, document.Words, titles);
        foreach (var key in document.Citekeys)
            made.Append(key).Append('=').Append(ReferenceOrNull(key)?.Text ?? VideoByName(key)?.Text).Append('\n');
        Opinions.AppendTo(made, document);
        foreach (var (name, all) in figures.Where(set => document.Data.Any(block => block.Contains(set.Key, StringComparison.Ordinal)))) made.Append(all).Append('\n');
        return Hash(made.ToString());
    }

    /// <summary>Changes with every build of this program, since another compiler may make another page of the same text.</summary>
    public static string CompilerVersion { get; } = typeof(ContentSet).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>The page a name means, seen from a document; null when there is none.</summary>
    /// <param name="from">The document that holds the link; a namesake in its folder wins.</param>
    /// <param name="target">The name as written: slug, alias or title; case, spaces, <c>_</c> and <c>-</c> do not matter.</param>
    /// <param name="rival">Another page the name fits as well; null when the choice is clear.</param>
    internal Document? Resolve(Document from, string target, out Document? rival)
    {
        rival = null;
        return target.Length == 0 ? from : names.FindOrNull(target, from.Folder, out rival);
    }

    /// <summary>The page a link, or a list of front matter, means; null when there is none.</summary>
    internal Document? Resolve(Document from, PageTarget target, out Document? rival)
    {
        rival = null;
        if (target.Kind is not { } kind) return Resolve(from, target.Name, out rival);
        var page = (target.Name.Contains('/') ? null : Resolve(from, CompiledPage.PageKey(kind, target.Name), out _)) ?? Resolve(from, target.Name, out _);
        return page?.Kind == kind ? page : null;
    }

    /// <summary>Why a name leads to no page, and among what another is to be suggested.</summary>
    /// <param name="from">The document that holds the link.</param>
    /// <param name="target">The name.</param>
    /// <param name="written">The same as it stands in the link.</param>
    internal (string Why, Sought? Sought) WhyNot(Document from, PageTarget target, string written)
    {
        var why = $"no {target.Kind?.ToString().ToLowerInvariant() ?? "page"} \"{written}\"";
        return BrokenOrNull(from, target.Name) is { } file ? ($"{why} as long as {file.Source.Path} is broken", null)
            : (why, new(Slug.Fold(target.Name), target.Kind is { } kind ? namesOfKinds.Value[kind] : names.All));
    }

    private Document? BrokenOrNull(Document from, string target) => target.Length == 0 ? null : broken.FindOrNull(target, from.Folder, out _);

    internal Reference? ReferenceOrNull(string key) => references.GetValueOrDefault(key);

    internal DataSet? DataOrNull(string name) => data.GetValueOrDefault(name);

    internal CitedVideo? VideoByName(string name) =>
        videosByName.TryGetValue(Slug.Fold(name), out var page) ? videosByKey.GetValueOrDefault(page.Key) : videosById.GetValueOrDefault(name);

    /// <summary>The recording that a document's bare times mean.</summary>
    internal CitedVideo? VideoOf(Document document) =>
        document.Kind == Kind.Video ? videosByKey.GetValueOrDefault(document.Key)
        : document.VideoName is { } name ? VideoByName(name)
        : document.VideoId is { } id ? videosById.GetValueOrDefault(id) : null;

    /// <summary>The transcript of a recording; empty when there is none.</summary>
    internal IReadOnlyList<Cue> CuesOf(string key) => transcripts.TryGetValue(key, out var transcript) ? transcript.ReadCues() : [];

    /// <summary>The id of a heading that a fragment means; null when the page has none.</summary>
    internal static string? FindHeading(Document page, string fragment)
    {
        // A passage's id is a hash of its words; whether it still stands is not known before the page is compiled.
        if (fragment.StartsWith("p-", StringComparison.Ordinal)) return fragment;
        var folded = Slug.Fold(fragment);
        foreach (var (anchor, text) in page.Headings)
            if (anchor == fragment || text == folded) return anchor;
        return null;
    }

    /// <summary>
    /// Says of the names that lead nowhere which are nearest, the first in the order of the findings. Each costs a walk over all names;
    /// a library full of unwritten pages must not pay that for every one of them.
    /// </summary>
    private static void Suggest(List<Diagnostic> findings)
    {
        var sought = findings.Select(finding => finding.Sought).OfType<Sought>().Distinct().Take(MaxSuggestions).ToList();
        var nearest = new string?[sought.Count];
        // What was written is not suggested, though a page of another kind may have the name.
        SideBySide.For(nearest.Length, i => nearest[i] = Slug.Nearest(sought[i].Name, sought[i].Among.Where(name => name.Length > 0 && name != sought[i].Name)));
        var known = sought.Zip(nearest).ToDictionary(pair => pair.First, pair => pair.Second);
        for (var i = 0; i < findings.Count; i++)
            if (findings[i].Sought is { } name && known.TryGetValue(name, out var near)) findings[i] = findings[i] with { Suggestion = near is null ? null : DiagnosticRule.OneLine(near) };
    }

    private void ReadOthers(IReadOnlyList<SourceFile> others)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in others)
        {
            if (file.Problem is { } problem)
            {
                findings.Add(problem);
            }
            else if (file.Path == "references.yml")
            {
                References = Reference.ReadAll(file, findings);
                foreach (var reference in References) references[reference.Key] = reference;
            }
            else if (DataSet.ReadOrNull(file, findings) is { } set)
            {
                if (data.TryAdd(set.Name, set)) paths[set.Name] = file.Path;
                else findings.Add(Diagnostics.DataTwice.At(file.Path, 0, 0, $"the data \"{set.Name}\" stands in {paths[set.Name]} already"));
            }
        }

        // Only now are all references known.
        foreach (var set in data.Values)
        {
            for (var i = 0; i < set.Rows.Count; i++)
                foreach (var key in set.References(set.Rows[i]).Where(key => !references.ContainsKey(key)))
                    findings.Add(Diagnostics.UnknownRowReference.At(paths[set.Name], i + 2, 0, $"no reference \"{key}\"") with { Sought = new(key, references.Keys) });
            var sources = set.Rows.SelectMany(set.References).Distinct().Select(key => ReferenceOrNull(key)?.Text);
            figures[set.Name] = Hash(string.Join('\n', sources.Prepend(set.Hash)));
        }
    }

    private List<Document> AssignSlugs(IReadOnlyList<Document> read, Func<string, LastPage?>? lastPage)
    {
        var result = new Document[read.Count];
        var taken = new Dictionary<string, Document>(StringComparer.Ordinal);
        var known = read.Select(document => document.Problems.Count > 0 && lastPage?.Invoke(document.Source.Path) is { } last ? document.As(last) : document).ToList();
        // A file named just like its slug has it before one that needs folding, and both before one that asks for it.
        var order = Enumerable.Range(0, read.Count).OrderBy(i => known[i].HasOwnSlug ? 2 : Slug.Last(known[i].Slug) == known[i].FileName ? 0 : 1)
            .ThenBy(i => known[i].Source.Path, StringComparer.Ordinal);
        foreach (var i in order)
        {
            // The address of a last good page may be another's by now; then the page is gone, and only the broken file is left.
            var document = known[i].Last is not null && taken.ContainsKey(known[i].Key) ? read[i] : known[i];
            if (taken.TryGetValue(document.Key, out var owner))
            {
                if (!document.HasOwnSlug && document.Folder == owner.Folder)
                {
                    var n = 2;
                    while (taken.ContainsKey($"{document.Key}-{n}")) n++;
                    document = document with { Slug = $"{document.Slug}-{n}" };
                    findings.Add(Diagnostics.NearSlug.At(document.Source.Path, 0, 0,
                        $"\"{Path.GetFileName(document.Source.Path)}\" and \"{Path.GetFileName(owner.Source.Path)}\" differ in case, spaces or punctuation alone; this one is served as \"{document.Slug}\", and some disks cannot hold both"));
                }
                else
                {
                    document = document with
                    {
                        Problems = [Diagnostics.SlugTwice.At(document.Source.Path, 0, 0,
                        $"the slug \"{document.Slug}\" belongs to {owner.Source.Path}"), .. document.Problems]
                    };
                }
            }

            taken.TryAdd(document.Key, document);
            result[i] = document;
        }

        return [.. result];
    }

    private void AddNames(Document document)
    {
        if (IsUnnamed(document)) return;
        var known = document.HasPage ? names : broken;
        foreach (var (name, rank) in NamesOf(document))
        {
            known.Add(document, name, rank);
            if (document.Kind == Kind.Video && document.HasPage && Slug.Fold(name) is { Length: > 0 } folded) videosByName.TryAdd(folded, document);
        }
    }

    /// <summary>The names of a document, the best first, each with its rank.</summary>
    private static IEnumerable<(string Name, int Rank)> NamesOf(Document document) =>
    [
        (document.Slug, 0), (document.Key, 0), (Slug.Last(document.Slug), 0), (document.FileName, 0),
        .. document.Aliases.Select(alias => (alias.Value, 1)), (document.Title, 2),
    ];

    /// <summary>Another file has its slug, and with it its names.</summary>
    private static bool IsUnnamed(Document document) => document.Problems.Any(problem => problem.Rule == Diagnostics.SlugTwice);

    private void CheckAliases()
    {
        var owners = new Dictionary<string, Document>(StringComparer.Ordinal);
        foreach (var document in Documents) owners.TryAdd(document.Key, document);
        foreach (var document in Documents)
        {
            foreach (var alias in document.Aliases)
            {
                var key = CompiledPage.PageKey(document.Kind, Slug.Fold(alias.Value));
                if (!owners.TryAdd(key, document) && owners[key] != document)
                    findings.Add(Diagnostics.AliasTaken.At(document.Source.Path, alias.Line, alias.Column,
                        $"the alias \"{alias.Value}\" already leads to {owners[key].Source.Path}"));
            }
        }
    }

    private void AddVideos()
    {
        foreach (var document in Documents.Where(document => document.Video is not null && document.HasPage))
        {
            var video = new CitedVideo(document.Slug, document.Title, document.Video!, true);
            videosByKey.TryAdd(video.Key, video);
            if (video.Details.YouTubeId is { } id) videosById.TryAdd(id, video);
        }

        foreach (var id in Documents.Select(document => document.VideoId).OfType<string>().Distinct().Where(id => !videosById.ContainsKey(id))
            .Order(StringComparer.Ordinal).ToList())
        {
            var video = new CitedVideo(id, $"YouTube video {id}", new(id, null, null, false, null, null, []), false);
            videosById[id] = video;
            videosByKey.TryAdd(video.Key, video);
        }
    }

    /// <summary>A transcript belongs to the recording whose file, or slug, has its name.</summary>
    private void AddTranscripts(IReadOnlyList<Transcript> read)
    {
        var names = new Dictionary<string, Document>(StringComparer.Ordinal);
        var recordings = videosByKey.Values.Select(video => video.Slug).ToList();
        foreach (var document in Documents.Where(document => document.Kind == Kind.Video)) names.TryAdd(NameOf(document.Source.Path), document);
        // Where both forms lie side by side WebVTT is taken, which knows who speaks.
        foreach (var transcript in read.OrderBy(transcript => transcript.Source.Path.EndsWith(".srt", StringComparison.OrdinalIgnoreCase)))
        {
            var path = transcript.Source.Path;
            var name = path["videos/".Length..^".vtt".Length];
            var key = names.TryGetValue(NameOf(path), out var owner) ? owner.Key : CompiledPage.PageKey(Kind.Video, name);
            var video = videosByKey.GetValueOrDefault(key) ?? videosByKey.GetValueOrDefault(key = CompiledPage.PageKey(Kind.Video, Slug.Fold(name)));
            findings.AddRange(transcript.Problems);
            if (owner is null && video is null)
                findings.Add(Diagnostics.UnusedTranscript.At(path, 0, 0, $"no recording \"{name}\"") with { Sought = new(name, recordings) });
            else if (transcript.Count > 0 && !transcripts.TryAdd((video?.Key ?? owner?.Key)!, transcript))
                findings.Add(Diagnostics.UnusedTranscript.At(path, 0, 0,
                    $"the recording has the transcript {transcripts[video?.Key ?? owner!.Key].Source.Path} already"));
            else if (video?.Details.End is { } end && transcript.Starts / 1000 > end)
                findings.Add(Diagnostics.BadCue.At(path, 0, 0,
                    $"the last cue begins at {new Timecode(transcript.Starts / 1000)}, past the end of the recording, which runs {new Timecode(video.Details.Length!.Value)}"));
        }

        static string NameOf(string path) => Slug.Fold(Path.ChangeExtension(path, null)!);
    }

    private IEnumerable<Diagnostic> Orphans()
    {
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in Documents)
        {
            foreach (var target in document.Links)
            {
                if (Resolve(document, target, out _) is not { } page || page.Key == document.Key) continue;
                linked.Add(page.Key);
                // A person's page lists the events that name the person, and so on: such a page is reached from there.
                if (document.Kind != Kind.Article) linked.Add(document.Key);
            }
        }

        return Documents.Where(document => document.Problems.Count == 0 && document.Kind != Kind.Video && !linked.Contains(document.Key))
            .Select(document => Diagnostics.Orphan.At(document.Source.Path, 0, 0, "no other page links to this one"));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>Compiles one document: parses it, resolves everything in it against the set, judges its citations, renders it.</summary>
internal sealed class PageCompiler(ContentSet set, Document document)
{
    private readonly List<Diagnostic> findings = [];
    private readonly List<string> numbered = [];
    private readonly IReadOnlyDictionary<int, Opinion> opinions = set.Opinions.Of(document);
    private int bodyLine;
    private int ordinal;

    private string File => document.Source.Path;

    private string Url => Urls.Page(document.Kind, document.Slug);

    public (CompiledPage? Page, IReadOnlyList<Diagnostic> Findings) Compile()
    {
        findings.AddRange(document.Problems);
        var page = findings.Count == 0 ? CompilePage() : null;
        findings.Sort();
        // A file with an error is not used, half or whole: the page it made before stays.
        if (page is null || findings.Exists(finding => finding.Rule.Severity == Severity.Error)) return (null, findings);
        return (page with { Findings = findings }, findings);
    }

    private CompiledPage? CompilePage()
    {
        var front = FrontMatter.ReadOrNull(document.Source, document.Kind, findings, out bodyLine, out var body);
        if (front is null || Document.ParseOrNull(body, File, bodyLine, findings) is not { } markdown) return null;
        SetTitles(markdown);
        var read = PassageReader.Read(markdown);
        var details = new KindDetailsReader(File, front, findings);
        var kindDetails = details.Read(document.Kind, organization => FindPage(organization, Kind.Organization, report: false) is { } page
            ? (page.Key, page.Title) : null);
        CheckAutolinks(markdown);
        SetCharts(markdown);
        var hasAccounts = MarkAccounts(markdown);
        var citations = read.Passages.ConvertAll(passage =>
        {
            var named = new HashSet<string>();
            return passage.Citations.SelectMany(c => c.Node.Citations.Select(written => Resolve(c.Node, written, c.Offset)))
                .Select(citation => citation with { IsAgain = citation.Reference is { } key && !named.Add($"{key}, {citation.Locator}") }).ToList();
        });
        var description = front.Text("description");
        // At the head of a claim stand its words and the short answer; they are found, named in and linked to like any lead.
        var head = kindDetails is ClaimDetails claim ? $"{claim.Claim} {claim.ShortAnswer}" : description;
        var lead = head is null ? null : new ReadPassage(PassageKind.Lead, 1, "page-lead", null, null, head);
        var mentions = set.Mentions.Find([.. read.Passages.Select(passage => passage.Text), .. lead is null ? [] : new[] { lead.Text }], document.Key);
        var stances = Stances(read.Passages);
        var passages = new List<CompiledPassage>();
        if (lead is not null) passages.Add(new(lead.Anchor, lead.Kind, null, lead.Text, null, [], [], mentions[^1]));
        for (var i = 0; i < read.Passages.Count; i++)
        {
            var passage = read.Passages[i];
            if (passage.RawHtml is { } tag) Report(Diagnostics.RawHtml, passage.Line, 0, $"\"{tag}\" is shown as text; HTML is not passed on");
            var final = citations[i];
            var at = 0;
            foreach (var (node, _) in passage.Citations) node.Compiled = final.GetRange(at, Take(ref at, node.Citations.Count));
            var links = passage.Links.Select(link => ResolveLink(passage, link.Node, link.Offset, link.Length)).OfType<CompiledLink>().ToList();
            passages.Add(new(passage.Anchor, passage.Kind, passage.Heading, passage.Text, stances[i], final, links, Merge(mentions[i], links)));
        }

        if (document.Kind == Kind.Claim) CheckEvidence(read.Passages, passages);
        return new()
        {
            Path = File,
            Fingerprint = set.Fingerprint(document),
            Kind = document.Kind,
            Slug = document.Slug,
            Title = document.Title,
            Description = description ?? (kindDetails as ClaimDetails)?.ShortAnswer ?? Beginning(passages),
            HasLead = description is not null,
            HasAccounts = hasAccounts,
            // Before the page of a claim takes its evidence out of the body.
            Markdown = MarkdownWriter.Write(markdown),
            Html = Render(document.Kind == Kind.Claim ? WithoutEvidence(markdown) : markdown),
            Words = read.Passages.Sum(passage => CountWords(passage.Text)),
            Aliases = [.. front.List("aliases").Select(alias => alias.Value)],
            Topics = [.. front.List("topics").Select(topic => topic.Value).Distinct()],
            Updated = details.Day("updated"),
            Order = int.TryParse(front.Text("order"), out var order) ? order : null,
            Part = front.Text("part"),
            Video = set.VideoOf(document)?.Key,
            Headings = read.Headings,
            Passages = passages,
            Relations = Relations(front, kindDetails),
            Details = kindDetails,
            Cues = document.Kind == Kind.Video ? set.CuesOf(document.Key) : [],
            Findings = [],
        };
    }

    private static int Take(ref int at, int count)
    {
        at += count;
        return count;
    }

    private CompiledCitation Resolve(CitationInline node, WrittenCitation written, int offset)
    {
        var citation = new CompiledCitation
        {
            Ordinal = ++ordinal,
            Line = node.Line + 1 + bodyLine,
            Column = node.Column + 1,
            Written = node.Written,
            Shown = written.Locator ?? written.Key ?? "",
            Offset = offset,
            About = written.About,
            Printed = written.Printed
        };
        if (written.Key == WrittenCitation.OursKey) return citation with { IsOurs = true };
        if (written.Key is { } key && set.ReferenceOrNull(key) is { } reference)
        {
            if (!numbered.Contains(key)) numbered.Add(key);
            return citation with
            {
                Reference = key,
                Locator = written.Locator,
                Shown = $"{numbered.IndexOf(key) + 1}",
                Source = reference.ShortName,
                Strength = reference.Strength,
                Href = Urls.At(Url, "source-" + key)
            };
        }

        var video = written.Key is { } name ? set.VideoByName(name) : set.VideoOf(document);
        if (video is null)
        {
            var (rule, message) = written.Key is { } missing
                ? (Diagnostics.UnknownCitekey, $"no reference or video \"{missing}\"{FrontMatter.Suggest(set.NearestCitekey(missing))}")
                : (Diagnostics.NoVideo, $"the time \"{written.Locator}\" is cited, but the page names no video");
            return Doubt(citation with { Shown = written.Label is { Length: > 0 } label ? label : written.Key ?? written.Locator! }, CitationStatus.Unresolved,
                rule, message);
        }

        var resolved = ResolveTime(citation with { Video = video.Key, Source = video.Title }, written, video);
        if (!opinions.TryGetValue(resolved.Ordinal, out var opinion)) return resolved;
        // An editor who set a time right has looked; the others' order does not outweigh that.
        if (resolved.Status == CitationStatus.Sound && opinion.Doubted && written.Printed is null) resolved = DoubtTime(resolved, opinion);
        return resolved.Status == CitationStatus.Sound ? resolved
            : resolved with { Candidates = [.. opinion.Candidates.Select(time => time with { Href = video.Details.Address(time.Seconds) })] };
    }

    private CompiledCitation ResolveTime(CompiledCitation citation, WrittenCitation written, CitedVideo video)
    {
        citation = citation with { Shown = written.Label is { Length: > 0 } words ? words : written.Locator ?? video.Title, Href = video.Details.Address(null) };
        if (written.Locator is not { } locator) return citation;
        var (start, end) = written.Label is null ? WrittenCitation.SplitSpan(locator) : (locator, null);
        Timecode? labelled = written.Label is { } label && Timecode.TryParse(label, out var shown) ? shown : null;
        var last = default(Timecode);
        var isTime = Timecode.TryParse(start, out var time) && (end is null || (Timecode.TryParse(end, out last) && last.Seconds >= time.Seconds));
        if (!isTime)
        {
            var best = labelled ?? Salvage(start);
            citation = citation with { Seconds = best?.Seconds, Href = video.Details.Address(best?.Seconds) };
            return Doubt(citation, CitationStatus.Malformed, Diagnostics.MalformedTime,
                $"\"{locator}\" is no time we can read" + (best is { } read ? $"; taken for {read}" : "; the link leads to the beginning"));
        }

        citation = citation with { Seconds = time.Seconds, EndSeconds = end is null ? null : last.Seconds, Href = video.Details.Address(time.Seconds) };
        if (video.Details.End is { } limit && Math.Max(time.Seconds, last.Seconds) > limit)
            return Doubt(citation, CitationStatus.PastEnd, Diagnostics.PastEnd,
                $"{time} is past the end of the video, which runs {(video.Details.LengthIsRough ? "about " : "")}{new Timecode(video.Details.Length!.Value)}");
        if (labelled is { } other && other.Seconds != time.Seconds)
            return Doubt(citation, CitationStatus.LabelDiffers, Diagnostics.LabelDiffers, $"the time shown ({other}) and the time linked ({time}) differ");
        return citation;
    }

    /// <summary>A time with something stuck to its ends, such as <c>02:27:51]</c>; null when there is none in it.</summary>
    private static Timecode? Salvage(string text)
    {
        var trimmed = text.AsSpan().Trim(" []():;,.");
        return trimmed.Length < text.Length && Timecode.TryParse(trimmed, out var time) ? time : null;
    }

    private CompiledCitation Doubt(CompiledCitation citation, CitationStatus status, DiagnosticRule rule, string message)
    {
        findings.Add(rule.At(File, citation.Line, citation.Column, message));
        return citation with { Status = status, Reason = char.ToUpperInvariant(message[0]) + message[1..] + (message[^1] == '?' ? "" : ".") };
    }

    /// <summary>
    /// Only articles follow a recording: evidence is sorted by side, a life or a service by year, so that only what other
    /// pages say can speak against a time there.
    /// </summary>
    private CompiledCitation DoubtTime(CompiledCitation citation, Opinion opinion)
    {
        var time = new Timecode(citation.Seconds!.Value);
        if (opinion.Outside is var (after, before))
        {
            var bounds = before is { } b ? $"between {new Timecode(after)} and {new Timecode(b)}" : $"after {new Timecode(after)}";
            return Doubt(citation, CitationStatus.OutOfOrder, Diagnostics.OutOfOrder, $"{time} is out of order; by the page's other times it would lie {bounds}");
        }

        var against = opinion.Against is { } page ? $"\"{page}\" says the same of another time" : "another reading fits the page's other times better";
        return Doubt(citation, CitationStatus.Unlikely, Diagnostics.UnlikelyTime, $"{time} is probably not the time that was meant; {against}");
    }

    /// <summary>A link without words of its own shows the title of its page.</summary>
    private void SetTitles(MarkdownDocument markdown)
    {
        foreach (var wiki in markdown.Descendants<WikiLinkInline>())
            if (!wiki.HasLabel && wiki.Target.Length > 0 && set.Resolve(document, wiki.Target, out _) is { Title.Length: > 0 } page) wiki.Words.Content =
                new StringSlice(page.Title);
    }

    private CompiledLink? ResolveLink(ReadPassage passage, LinkInline link, int offset, int length)
    {
        if (link is not WikiLinkInline wiki)
        {
            return CheckLink(link, offset, length);
        }

        if (Ancestor(link) is not null)
        {
            Report(Diagnostics.LinkInLink, link, $"\"[[{wiki.Target}]]\" stands inside another link");
            link.ReplaceBy(new ContainerInline());
            return null;
        }

        var page = set.Resolve(document, wiki.Target, out var rival);
        if (page is null)
        {
            Report(Diagnostics.WantedPage, link, $"no page \"{wiki.Target}\"{FrontMatter.Suggest(set.NearestName(wiki.Target))}");
            link.Url = Urls.Wanted(WantedSlug(wiki.Target));
            link.GetAttributes().AddClass("wanted");
            return new(null, wiki.Target, wiki.Fragment, offset, length);
        }

        if (rival is not null) Report(Diagnostics.AmbiguousLink, link, $"\"{wiki.Target}\" may be {page.Key} or {rival.Key}; the first is taken");
        if (page == document && wiki.Target.Length > 0) Report(Diagnostics.SelfLink, link, $"\"[[{wiki.Target}]]\" leads to this page itself");
        string? anchor = null;
        if (wiki.Fragment is { Length: > 0 } fragment && (anchor = ContentSet.FindHeading(page, fragment)) is null)
            Report(Diagnostics.NoSuchHeading, link,
                $"{page.Key} has no heading \"{fragment}\"{FrontMatter.Suggest(Slug.Nearest(Slug.Fold(fragment), page.Headings.Select(h => h.Anchor)))}");
        link.Url = Urls.At(Urls.Page(page.Kind, page.Slug), anchor);
        return new(page.Key, wiki.Target, anchor, offset, length);
    }

    /// <summary>The slug under which a page that does not exist is asked for.</summary>
    internal static string WantedSlug(string target) => Slug.Fold(target) is { Length: > 0 } slug ? slug : "page";

    private CompiledLink? CheckLink(LinkInline link, int offset, int length)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        if (!SafeUrl.IsAllowed(url))
        {
            Report(Diagnostics.RefusedScheme, link, $"the link to \"{url}\" is shown as text; http, https or mailto was expected");
            link.ReplaceBy(new ContainerInline());
            return null;
        }

        if (link.IsImage)
        {
            Report(Diagnostics.OutsideImage, link, $"the image \"{url}\" is shown as a link");
            link.IsImage = false;
            if (link.FirstChild is null) link.AppendChild(new LiteralInline(url));
        }

        if (url.StartsWith('#') || url.Length == 0) return null;
        if (url.StartsWith("//", StringComparison.Ordinal) || url.AsSpan().IndexOfAny(':', '/') is >= 0 and var at && url[at] == ':')
        {
            MarkOutside(link);
            return null;
        }

        return ResolvePath(link, url, offset, length);
    }

    /// <summary>A path within the site, or to another file of the folder as Markdown editors write it: <c>../people/andy-jassy.md</c>.</summary>
    private CompiledLink? ResolvePath(LinkInline link, string url, int offset, int length)
    {
        var hash = url.IndexOf('#');
        var (path, fragment) = hash < 0 ? (url, null) : (url[..hash], url[(hash + 1)..]);
        path = path.Split('?')[0];
        var rooted = path.StartsWith('/');
        if (Uri.TryCreate(new Uri($"http://site/{document.Folder}/"), path, out var uri)) path = uri.AbsolutePath;
        path = Uri.UnescapeDataString(path);
        var slash = path.IndexOf('/', 1);
        var isPage = slash > 0 && Kinds.FromFolder(path.AsSpan(1, slash - 1)) is not null && path != Urls.Method;
        // Lists, the status and other pages that no file makes.
        if (rooted && !isPage) return null;
        if (path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) path = path[..^3];
        var target = path.TrimStart('/');
        if (set.Resolve(document, target, out _) is not { } page)
        {
            Report(Diagnostics.WantedPage, link, $"no page \"{url}\"{FrontMatter.Suggest(set.NearestName(target))}");
            link.Url = Urls.Wanted(WantedSlug(target));
            link.GetAttributes().AddClass("wanted");
            return new(null, target, fragment, offset, length);
        }

        link.Url = Urls.At(Urls.Page(page.Kind, page.Slug), fragment);
        return new(page.Key, target, fragment, offset, length);
    }

    private static void MarkOutside(Inline link)
    {
        var attributes = link.GetAttributes();
        attributes.AddClass("outside");
        attributes.AddProperty("rel", "noopener");
    }

    private void CheckAutolinks(MarkdownDocument markdown)
    {
        foreach (var auto in markdown.Descendants<AutolinkInline>().ToList())
        {
            if (auto.IsEmail || SafeUrl.IsAllowed(auto.Url))
            {
                if (!auto.IsEmail) MarkOutside(auto);
                continue;
            }

            Report(Diagnostics.RefusedScheme, auto, $"the link to \"{auto.Url}\" is shown as text; http, https or mailto was expected");
            auto.ReplaceBy(new LiteralInline(auto.Url));
        }
    }

    private void SetCharts(MarkdownDocument markdown)
    {
        foreach (var block in markdown.Descendants<FencedCodeBlock>().Where(block => block.Info == "chart"))
            if (Chart.ReadOrNull(block.Lines.ToString(), File, block.Line + 1 + bodyLine, set.DataOrNull, findings) is { } chart) block.SetData(typeof(Chart),
                (chart, (Func<string, Reference?>)set.ReferenceOrNull));
    }

    private static Stance?[] Stances(IReadOnlyList<ReadPassage> passages)
    {
        var result = new Stance?[passages.Count];
        Stance? now = null;
        for (var i = 0; i < passages.Count; i++)
        {
            if (passages[i].Kind == PassageKind.Heading) now = ReadStance(passages[i].Text);
            else if (passages[i].Kind == PassageKind.Item) result[i] = now;
        }

        return result;
    }

    private void CheckEvidence(List<ReadPassage> read, List<CompiledPassage> passages)
    {
        var evidence = passages.Where(passage => passage.Stance is not null).ToList();
        if (evidence.Count == 0) findings.Add(Diagnostics.NoEvidence.At(File, 0, 0,
            "no evidence; a list under \"## Supports\", \"## Contradicts\" or \"## Context\" was expected"));
        foreach (var bare in evidence.Where(passage => passage.Citations.Count == 0))
            Report(Diagnostics.EvidenceUncited, read.Find(passage => passage.Anchor == bare.Anchor)!.Line, 0, "this piece of evidence cites nothing");
    }

    /// <summary>A link to an entity under other words is a mention of it as well.</summary>
    private static List<CompiledMention> Merge(List<CompiledMention> mentions, List<CompiledLink> links)
    {
        foreach (var link in links)
        {
            if (link.Target is not { } target || Kinds.FromFolder(target.AsSpan(0, target.IndexOf('/'))) is not { } kind || !kind.IsEntity()) continue;
            if (mentions.Exists(m => m.Entity == target && m.Offset < link.Offset + link.Length && link.Offset < m.Offset + m.Length)) continue;
            mentions.RemoveAll(m => m.Offset < link.Offset + link.Length && link.Offset < m.Offset + m.Length);
            mentions.Add(new(target, link.Offset, link.Length));
        }

        mentions.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return mentions;
    }

    private List<CompiledRelation> Relations(FrontMatter front, KindDetails? details)
    {
        var relations = new List<CompiledRelation>();
        foreach (var (key, relation, kind) in (ReadOnlySpan<(string, RelationKind, Kind?)>)
            [
                ("people", RelationKind.About, Kind.Person), ("services", RelationKind.About, Kind.Service), ("organizations", RelationKind.About, Kind.Organization),
                ("related", RelationKind.Related, null), ("predecessors", RelationKind.Predecessor, Kind.Service), ("successors", RelationKind.Successor, Kind.Service),
                ("asserted_by", RelationKind.AssertedBy, Kind.Person), ("denied_by", RelationKind.DeniedBy, Kind.Person), ("hosts", RelationKind.Host, Kind.Person),
            ])
        {
            foreach (var written in front.List(key))
                if (FindPage(written, kind, report: true) is { } page && page != document) relations.Add(new(relation, page.Key));
        }

        if (details is PersonDetails person) relations.AddRange(person.Roles.Select(role => role.OrganizationPage).OfType<string>()
            .Select(key => new CompiledRelation(RelationKind.Role, key)));
        foreach (var source in Sources(details).Where(key => set.ReferenceOrNull(key) is null && set.VideoByName(key) is null))
            findings.Add(Diagnostics.UnknownCitekey.At(File, front.PlaceOf(details is PersonDetails ? "roles" : "milestones").Line, 0,
                $"no reference or video \"{source}\"{FrontMatter.Suggest(set.NearestCitekey(source))}"));
        return [.. relations.Distinct()];
    }

    private static IEnumerable<string> Sources(KindDetails? details) => details switch
    {
        PersonDetails person => person.Roles.Select(role => role.Source).OfType<string>(),
        ServiceDetails service => service.Milestones.Select(step => step.Source).OfType<string>(),
        _ => [],
    };

    private Document? FindPage(Written written, Kind? kind, bool report)
    {
        var name = kind is { } of && !written.Value.Contains('/') ? $"{of.Folder()}/{written.Value}" : written.Value;
        var page = set.Resolve(document, name, out _) ?? set.Resolve(document, written.Value, out _);
        if (page is not null && (kind is null || page.Kind == kind)) return page;
        if (report) findings.Add(Diagnostics.UnknownSlug.At(File, written.Line, written.Column,
            $"no {(kind is { } k ? k.ToString().ToLowerInvariant() : "page")} \"{written.Value}\"{FrontMatter.Suggest(set.NearestName(written.Value))}"));
        return null;
    }

    /// <summary>The page of a claim sets its evidence side by side, from the passages; the body is what else the author wrote.</summary>
    private static MarkdownDocument WithoutEvidence(MarkdownDocument markdown)
    {
        var inEvidence = false;
        foreach (var block in markdown.ToList())
        {
            if (block is HeadingBlock { Level: <= 2 } heading) inEvidence = ReadStance(heading.Inline?.FirstChild?.ToString()) is not null;
            if (inEvidence && block is HeadingBlock or ListBlock) markdown.Remove(block);
        }

        return markdown;
    }

    private static Stance? ReadStance(string? heading) =>
        Enum.TryParse<Stance>(heading, ignoreCase: true, out var stance) && !char.IsDigit(heading![0]) ? stance : null;

    private static readonly string[] StanceWords = ["Yes", "No", "Partly", "Silent", "Disputed"];

    /// <summary>A table whose cells open with a stance in bold sets rival accounts side by side; the stance is shown as such.</summary>
    private static bool MarkAccounts(MarkdownDocument markdown)
    {
        var found = false;
        foreach (var table in markdown.Descendants<Table>())
        {
            var stances = table.OfType<TableRow>().Where(row => !row.IsHeader).SelectMany(row => row.OfType<TableCell>().Skip(1))
                .Select(cell => (cell.FirstOrDefault() as ParagraphBlock)?.Inline?.FirstChild as EmphasisInline).ToList();
            if (stances.Count == 0 || !stances.TrueForAll(stance => stance?.FirstChild is LiteralInline word && StanceWords.Contains(word.ToString()))) continue;
            table.GetAttributes().AddClass("accounts");
            // Where there is no room for columns, each cell says whose account it is.
            var accounts = table.OfType<TableRow>().First().OfType<TableCell>().Select(PlainText).ToList();
            foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
                foreach (var (cell, account) in row.OfType<TableCell>().Zip(accounts).Skip(1)) cell.GetAttributes().AddPropertyIfNotExist("data-account", account);
            foreach (var stance in stances.OfType<EmphasisInline>()) stance.GetAttributes()
                .AddClass("stance " + ((LiteralInline)stance.FirstChild!).Content.ToString().ToLowerInvariant());
            found = true;
        }

        return found;
    }

    private static string PlainText(TableCell cell) => string.Concat(cell.Descendants<LiteralInline>());

    private string Render(MarkdownDocument markdown)
    {
        var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        MarkdownDialect.Pipeline.Setup(renderer);
        renderer.Render(markdown);
        writer.Flush();
        // Every page names the root as its base address, so a bare fragment would lead to the first page. And a citation does not
        // stand alone at the beginning of a line: a narrow space that does not break holds it to its sentence. One that follows
        // another at once is marked as such, since a style sheet cannot see the words between two elements.
        return writer.ToString().Replace("href=\"#", $"href=\"{Url}#", StringComparison.Ordinal)
            .Replace(" <span class=\"cite", "\u202f<span class=\"cite", StringComparison.Ordinal).Replace(" <small class=\"ours\"", "\u202f<small class=\"ours\"", StringComparison.Ordinal)
            .Replace("</span><span class=\"cite", "</span><span class=\"next cite", StringComparison.Ordinal);
    }

    private static string Beginning(IEnumerable<CompiledPassage> passages)
    {
        const int longest = 200;
        var text = passages.FirstOrDefault(passage => passage.Kind is PassageKind.Paragraph or PassageKind.Item && passage.Text.Length >= 40)?.Text ?? "";
        if (text.Length <= longest) return text;
        if (Sentences.Whole(text, longest) is { Length: > 0 } whole) return whole;
        var end = text.LastIndexOf(' ', longest);
        return text[..(end > 0 ? end : longest)].TrimEnd(',', ';', ':', ' ') + "…";
    }

    private static int CountWords(string text)
    {
        var (count, inWord) = (0, false);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c)) inWord = false;
            else if (!inWord && char.IsLetterOrDigit(c)) (count, inWord) = (count + 1, true);
        }

        return count;
    }

    private static LinkInline? Ancestor(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
            if (parent is LinkInline link) return link;
        return null;
    }

    private void Report(DiagnosticRule rule, Inline at, string message) => Report(rule, at.Line + 1, at.Column + 1, message);

    private void Report(DiagnosticRule rule, int bodyLineNumber, int column, string message) => findings.Add(rule.At(File, bodyLineNumber + bodyLine, column, message));
}

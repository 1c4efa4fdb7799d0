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
        // A file with an error is not used, half or whole: the page it made before stays.
        var page = findings.Count == 0 ? CompilePage() : null;
        findings.Sort();
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
        var kindDetails = details.Read(document.Kind, organization => set.Resolve(document, new PageTarget(organization.Value, null, Kind.Organization), out _) is { } page
            ? (page.Key, page.Title) : null);
        CheckAutolinks(markdown);
        var leads = CheckLinks(markdown);
        SetCharts(markdown);
        var hasAccounts = MarkAccounts(markdown);
        var citations = read.Passages.ConvertAll(passage =>
        {
            var named = new HashSet<string>();
            return passage.Citations.SelectMany(c => c.Node.Citations.Select(written => Resolve(c.Node, written, c.Offset)))
                .Select(citation => citation with { IsAgain = citation.Reference is { } key && !named.Add($"{key}, {citation.Locator}") }).ToList();
        });
        var description = front.Text("description");
        var lead = Lead(front, kindDetails) is not { } head ? null : new ReadPassage(PassageKind.Lead, 1, "page-lead", null, null, head);
        var mentions = set.Mentions.Find([.. read.Passages.Select(passage => passage.Text), .. lead is null ? [] : new[] { lead.Text }], document.Key);
        var evidence = document.Kind == Kind.Claim ? Evidence(markdown) : [];
        var passages = new List<CompiledPassage>();
        if (lead is not null) passages.Add(new(lead.Anchor, lead.Kind, null, lead.Text, null, [], [], mentions[^1]));
        for (var i = 0; i < read.Passages.Count; i++)
        {
            var passage = read.Passages[i];
            if (passage.RawHtml is { } tag) Report(Diagnostics.RawHtml, passage.Line, 0, $"\"{tag}\" is shown as text; HTML is not passed on");
            var final = citations[i];
            var at = 0;
            foreach (var (node, _) in passage.Citations) node.Compiled = final.GetRange(at, Take(ref at, node.Citations.Count));
            var links = passage.Links.Where(link => leads.ContainsKey(link.Node))
                .Select(link => leads[link.Node] with { Offset = link.Offset, Length = link.Length }).ToList();
            Stance? stance = passage.Block is ListBlock list && evidence.TryGetValue(list, out var side) ? side : null;
            passages.Add(new(passage.Anchor, passage.Kind, passage.Heading, passage.Text, stance, final, links, Merge(mentions[i], links)));
        }

        if (document.Kind == Kind.Claim) CheckEvidence(read.Passages, passages);
        var text = MarkdownWriter.Write(markdown);
        // The page of a claim sets its evidence side by side, from the passages; the body is what else the author wrote.
        foreach (var block in evidence.Keys) markdown.Remove(block);
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
            Markdown = text,
            Html = Render(markdown),
            Words = read.Passages.Sum(passage => CountWords(passage.Text)),
            Aliases = [.. front.List("aliases").Select(alias => alias.Value)],
            ExactNames = document.ExactMentions,
            Topics = [.. front.List("topics").Select(topic => topic.Value).Distinct()],
            Updated = details.Day("updated"),
            Order = details.Number("order"),
            Part = front.Text("part"),
            PartLead = front.Text("partLead"),
            Video = set.VideoOf(document)?.Key,
            Headings = read.Headings,
            Passages = passages,
            Relations = Relations(front, kindDetails),
            Details = kindDetails,
            Cues = document.Kind == Kind.Video ? set.CuesOf(document.Key) : [],
            Findings = [],
        };
    }

    /// <summary>
    /// What stands under the title as its author wrote it; null when nothing does. At the head of a claim stand its words and the
    /// short answer; they are found, named in and linked to like any lead.
    /// </summary>
    public static string? Lead(FrontMatter front, KindDetails? details) =>
        details is ClaimDetails claim ? $"{claim.Claim} {claim.ShortAnswer}" : front.Text("description");

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
            var shown = citation with { Shown = written.Label is { Length: > 0 } label ? label : written.Key ?? written.Locator! };
            return written.Key is { } missing
                ? Doubt(shown, CitationStatus.Unresolved, Diagnostics.UnknownCitekey, $"no reference or video \"{missing}\"", new(missing, set.Citekeys))
                : Doubt(shown, CitationStatus.Unresolved, Diagnostics.NoVideo, $"the time \"{written.Locator}\" is cited, but the page names no video");
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

    private CompiledCitation Doubt(CompiledCitation citation, CitationStatus status, DiagnosticRule rule, string message, Sought? sought = null)
    {
        findings.Add(rule.At(File, citation.Line, citation.Column, message) with { Sought = sought });
        return citation with { Status = status, Reason = char.ToUpperInvariant(message[0]) + message[1..] + "." };
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

    /// <summary>
    /// Checks every link and sets where it goes; those without words too, which stand in no passage. What is left are the links to pages
    /// of files, their places in the passages not yet known.
    /// </summary>
    private Dictionary<LinkInline, CompiledLink> CheckLinks(MarkdownDocument markdown)
    {
        var found = new Dictionary<LinkInline, CompiledLink>();
        // From the inside out, since what is taken out of a link leaves its words behind.
        foreach (var link in markdown.Descendants<LinkInline>().Reverse().ToList())
            if (CheckAddress(link) && PageTarget.OfOrNull(link, File) is { } target) found[link] = Lead(link, target);
        return found;
    }

    /// <summary>Whether a link may stay one.</summary>
    private bool CheckAddress(LinkInline link)
    {
        var (url, isInside) = (PageTarget.UrlOf(link), Ancestor(link) is not null);
        if (link is WikiLinkInline wiki)
        {
            if (!isInside) return true;
            Report(Diagnostics.LinkInLink, link, $"\"[[{wiki.Target}]]\" stands inside another link");
        }
        else if (!SafeUrl.IsAllowed(url))
        {
            Report(Diagnostics.RefusedScheme, link, $"the link to \"{url}\" is shown as text; http, https or mailto was expected");
        }
        else
        {
            if (link.IsImage)
            {
                Report(Diagnostics.OutsideImage, link, $"the image \"{url}\" is shown as a link");
                link.IsImage = false;
                if (link.FirstChild is null) link.AppendChild(new LiteralInline(url));
            }

            if (SafeUrl.IsOutside(url)) MarkOutside(link);
            return true;
        }

        link.ReplaceBy(new ContainerInline());
        return false;
    }

    private CompiledLink Lead(LinkInline link, PageTarget target)
    {
        var (written, shown) = link is WikiLinkInline ? (target.Name, $"[[{target.Name}]]") : (PageTarget.UrlOf(link), PageTarget.UrlOf(link));
        var page = set.Resolve(document, target, out var rival);
        if (page is null)
        {
            var (why, sought) = set.WhyNot(document, target, written);
            findings.Add(At(Diagnostics.WantedPage, link, why) with { Sought = sought });
            link.Url = Urls.Wanted(WantedSlug(target.Name));
            link.GetAttributes().AddClass("wanted");
            return new(null, target.Name, target.Fragment, 0, 0);
        }

        if (rival is not null) Report(Diagnostics.AmbiguousLink, link, $"\"{written}\" may be {page.Key} or {rival.Key}; the first is taken");
        if (page == document && target.Name.Length > 0) Report(Diagnostics.SelfLink, link, $"\"{shown}\" leads to this page itself");
        string? anchor = null;
        if (target.Fragment is { Length: > 0 } fragment && (anchor = ContentSet.FindHeading(page, fragment)) is null)
            findings.Add(At(Diagnostics.NoSuchHeading, link, $"{page.Key} has no heading \"{fragment}\"") with
            {
                Suggestion = Slug.Nearest(Slug.Fold(fragment), page.Headings.Select(heading => heading.Anchor))
            });
        link.Url = Urls.At(Urls.Page(page.Kind, page.Slug), anchor);
        return new(page.Key, target.Name, anchor, 0, 0);
    }

    /// <summary>The slug under which a page that does not exist is asked for.</summary>
    internal static string WantedSlug(string target) => Slug.Fold(target) is { Length: > 0 } slug ? slug : "page";

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

    /// <summary>
    /// The lists of evidence with the headings above them, each with its side. A heading that names a side begins it, and one of the
    /// same level or above ends it; those below divide it.
    /// </summary>
    private static Dictionary<Block, Stance> Evidence(MarkdownDocument markdown)
    {
        var found = new Dictionary<Block, Stance>();
        (Stance Side, int Level)? now = null;
        foreach (var block in markdown)
        {
            if (block is HeadingBlock heading)
                now = ReadStance(heading.Inline?.FirstChild?.ToString()) is { } side ? (side, heading.Level) : heading.Level > now?.Level ? now : null;
            if (now is { } of && block is HeadingBlock or ListBlock) found[block] = of.Side;
        }

        return found;
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
        foreach (var (key, relation, kind) in Document.PageLists)
        {
            foreach (var written in front.List(key))
            {
                var target = new PageTarget(written.Value, null, kind);
                if (set.Resolve(document, target, out _) is not { } page)
                {
                    var (why, sought) = set.WhyNot(document, target, written.Value);
                    findings.Add(Diagnostics.UnknownSlug.At(File, written.Line, written.Column, why) with { Sought = sought });
                }
                else if (page != document)
                {
                    relations.Add(new(relation, page.Key));
                }
            }
        }

        if (details is PersonDetails person) relations.AddRange(person.Roles.Select(role => role.OrganizationPage).OfType<string>()
            .Select(key => new CompiledRelation(RelationKind.Role, key)));
        foreach (var source in Sources(details).Where(key => set.ReferenceOrNull(key) is null && set.VideoByName(key) is null))
            findings.Add(Diagnostics.UnknownCitekey.At(File, front.PlaceOf(details is PersonDetails ? "roles" : "milestones").Line, 0,
                $"no reference or video \"{source}\"") with
            { Sought = new(source, set.Citekeys) });
        return [.. relations.Distinct()];
    }

    private static IEnumerable<string> Sources(KindDetails? details) => details switch
    {
        PersonDetails person => person.Roles.Select(role => role.Source).OfType<string>(),
        ServiceDetails service => service.Milestones.Select(step => step.Source).OfType<string>(),
        _ => [],
    };

    private static Stance? ReadStance(string? heading) =>
        Enum.TryParse<Stance>(heading, ignoreCase: true, out var stance) && !char.IsDigit(heading![0]) ? stance : null;

    /// <summary>How each word that may open a cell is drawn. An answer holds or fails; a plain yes or no is as good.</summary>
    private static readonly Dictionary<string, string> StanceWords = new()
    {
        ["Holds"] = "yes",
        ["Yes"] = "yes",
        ["Fails"] = "no",
        ["No"] = "no",
        ["Partly"] = "partly",
        ["Silent"] = "silent",
        ["Disputed"] = "disputed",
    };

    /// <summary>A table whose cells open with a stance in bold sets rival accounts side by side; the stance is shown as such.</summary>
    private static bool MarkAccounts(MarkdownDocument markdown)
    {
        var found = false;
        foreach (var table in markdown.Descendants<Table>())
        {
            var stances = table.OfType<TableRow>().Where(row => !row.IsHeader).SelectMany(row => row.OfType<TableCell>().Skip(1))
                .Select(cell => (cell.FirstOrDefault() as ParagraphBlock)?.Inline?.FirstChild as EmphasisInline).ToList();
            if (stances.Count == 0 || !stances.TrueForAll(stance => stance?.FirstChild is LiteralInline word && StanceWords.ContainsKey(word.ToString()))) continue;
            table.GetAttributes().AddClass("accounts");
            // Where there is no room for columns, each cell says whose account it is.
            var accounts = table.OfType<TableRow>().First().OfType<TableCell>().Select(PlainText).ToList();
            foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
                foreach (var (cell, account) in row.OfType<TableCell>().Zip(accounts).Skip(1)) cell.GetAttributes().AddPropertyIfNotExist("data-account", account);
            foreach (var stance in stances.OfType<EmphasisInline>()) stance.GetAttributes()
                .AddClass("stance " + StanceWords[((LiteralInline)stance.FirstChild!).Content.ToString()]);
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

    private Diagnostic At(DiagnosticRule rule, Inline at, string message) => rule.At(File, at.Line + 1 + bodyLine, at.Column + 1, message);

    private void Report(DiagnosticRule rule, Inline at, string message) => findings.Add(At(rule, at, message));

    private void Report(DiagnosticRule rule, int bodyLineNumber, int column, string message) => findings.Add(rule.At(File, bodyLineNumber + bodyLine, column, message));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Data;

/// <summary>Turns a compiled page into the part of its view that depends on no other page.</summary>
internal static class PageLocalMaker
{
    public static PageLocal Make(CompiledPage page, ContentSet set)
    {
        var citations = page.Passages.SelectMany(passage => passage.Citations.Select(citation => (Passage: passage, Citation: citation))).ToList();
        return new(
            [.. page.Aliases.Where(alias => alias != page.Title)],
            page.Topics,
            [.. page.Headings.Select(heading => new HeadingView(heading.Anchor, heading.Level, heading.Text))],
            [.. citations.Where(c => c.Citation.Reference is not null).GroupBy(c => c.Citation.Reference!)
                .Select((group, i) => Source(i + 1, set.ReferenceOrNull(group.Key)!, [.. group.Select(c => c.Citation.Ordinal)]))],
            [.. citations.Where(c => c.Citation.Status != CitationStatus.Sound)
                .Select(c => new DoubtfulCitation(c.Citation.Ordinal, c.Passage.Anchor, c.Citation.Shown, c.Citation.Status, c.Citation.Reason
                ?? "", c.Citation.Href, c.Citation.Video is { } video ? SlugOf(video) : null, c.Citation.Candidates))],
            [.. page.Passages.Where(passage => passage.Stance is not null).Select(passage => Passage(page, passage, set))],
            Facts(page.Details, set),
            page.Kind == Kind.Article ? Cited(page) : null,
            Hash(page, set));
    }

    /// <summary>
    /// Sixty-four bits of everything the page itself says. The day of the last change does not count, since it says nothing, nor do
    /// the sentences of other pages that are listed on it.
    /// </summary>
    private static string Hash(CompiledPage page, ContentSet set)
    {
        var said = string.Join('\n', page.Title, page.Description, page.Markdown, JsonSerializer.Serialize(Facts(page.Details, set)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];
    }

    private static CitedParts? Cited(CompiledPage page)
    {
        var url = Urls.Page(page.Kind, page.Slug);
        var timed = page.Passages.SelectMany(passage => passage.Citations.Select(c => (Passage: passage, Citation: c)))
            .Where(c => c.Citation is { Video: not null, Seconds: not null }).ToList();
        var video = page.Video ?? timed.GroupBy(c => c.Citation.Video).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        var ticks = timed.Where(c => c.Citation.Video == video).OrderBy(c => c.Citation.Seconds).ThenBy(c => c.Citation.Ordinal).Select(c => new EvidenceTick(
            c.Citation.Seconds!.Value, c.Citation.Status != CitationStatus.Sound, 1, Place(HeadingOf(page, c.Passage)), Urls.At(url, c.Passage.Anchor))).ToList();
        if (video is null || ticks.Count == 0) return null;
        if (ticks.Count <= EvidenceQueries.MaxTicks) return new(SlugOf(video), ticks.Count, ticks);
        var step = EvidenceQueries.Step(ticks[^1].Seconds);
        return new(SlugOf(video), ticks.Count, [.. ticks.GroupBy(tick => tick.Seconds / step)
            .Select(group => group.First() with { IsDoubtful = group.All(tick => tick.IsDoubtful), Count = group.Count() })]);
    }

    private static string HeadingOf(CompiledPage page, CompiledPassage passage) => page.Headings.FirstOrDefault(heading => heading.Anchor == passage.Heading)?.Text ?? "";

    private static string Place(string heading) => heading.Length > 0 ? $"cited under “{heading}”" : "cited at the beginning";

    private static SourceView Source(int number, Reference r, IReadOnlyList<int> ordinals) =>
        new(number, r.Key, r.Title, string.Join(", ", r.Authors), r.Container ?? r.Publisher, r.Issued?.Display, r.Url, r.Note, r.Strength, ordinals);

    private static PassageView Passage(CompiledPage page, CompiledPassage passage, ContentSet set) => new(
        new(page.Kind, page.Slug, page.Title), passage.Anchor, HeadingOf(page, passage), passage.Text, passage.Stance,
        [
            .. passage.Citations.Select(c => c.Reference is { } key && set.ReferenceOrNull(key) is { } reference
                ? new PassageCitation(c.Ordinal, c.Offset, reference.ShortName, Urls.Reference(key), null, null, false, c.Status, c.Reason, reference.Strength, false,
                    c.Locator)
                : new PassageCitation(
                    c.Ordinal, c.Offset, c.Shown, c.Href, c.Video is { } video ? SlugOf(video) : null, c.Seconds, c.About, c.Status, c.Reason,
                    c.Video is null ? SourceStrength.Unknown : SourceStrength.Retelling, c.IsOurs)),
        ],
        [.. passage.Links.Select(l => new PassageLink(l.Offset, l.Length, l.Target is { } target ? Urls.At(Urls.Page(target), l.Fragment)
            : Urls.Wanted(PageCompiler.WantedSlug(l.Written)), l.Target is null))]);

    private static PageFacts? Facts(KindDetails? details, ContentSet set)
    {
        return details switch
        {
            PersonDetails person => new PersonFacts([.. person.Roles.Select(Role)], person.Links),
            ServiceDetails service => new ServiceFacts(
                service.Category, [.. service.Milestones.Select(m =>
                    new MilestoneView(m.Kind, m.Date.Display, m.Date.Edtf, m.Date.SortKey, m.Note, m.Confidence, m.Disputed, FactSource(m.Source)))], service.Links),
            OrganizationDetails organization => new OrganizationFacts(organization.Relations, [], organization.Links),
            ClaimDetails claim => new ClaimFacts(claim.Claim, claim.Verdict, claim.ShortAnswer,
                [.. claim.History.Select(step => new VerdictChange(step.Date.Display, step.Verdict, step.Note, step.Date.Day))]),
            EventDetails happening => new EventFacts(happening.Date.Display, happening.Date.Edtf, happening.Confidence, happening.Disputed),
            _ => null,
        };

        RoleView Role(PersonRole r) => new(
            r.Title, r.Organization, r.OrganizationPage is { } key ? new(Kind.Organization, SlugOf(key), r.Organization)
                : null, r.From?.Display, r.To?.Display, r.From?.SortKey,
            r.To is { } to ? (to.Earliest == HistoricalDate.OpenEnd ? HistoricalDate.OpenEnd : to.Latest) : null, FactSource(r.Source));

        FactSource? FactSource(string? key) => key is not null && set.ReferenceOrNull(key) is { } reference
            ? new(reference.ShortName, reference.Title, Urls.Reference(key)) : null;
    }

    /// <summary>A page key without its kind.</summary>
    private static string SlugOf(string key) => key[(key.IndexOf('/') + 1)..];
}

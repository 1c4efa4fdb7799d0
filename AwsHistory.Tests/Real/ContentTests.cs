using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Real;

/// <summary>What stands in <c>content/</c>.</summary>
public partial class ContentTests(SiteFixture site)
{
    private static readonly Lazy<(ContentSet Set, IReadOnlyList<CompiledPage> Pages, IReadOnlyList<Diagnostic> Findings)> Compiled = new(() =>
    {
        var findings = new List<Diagnostic>();
        var set = new ContentCompiler().Compile(new ContentFolder(Paths.Content).Read(findings), findings);
        var results = set.Documents.Select(set.Compile).ToList();
        return (set, [.. results.Select(result => result.Page).OfType<CompiledPage>()], [.. set.Findings.Concat(results.SelectMany(result => result.Findings))]);
    });

    [Fact]
    public void Our_content_gives_no_error_no_warning_and_no_page_that_nothing_links_to() => Assert.Empty(Compiled.Value.Findings);

    [Fact]
    public void Every_timed_citation_is_sound() =>
        Assert.All(Compiled.Value.Pages.SelectMany(page => page.Citations()), citation => Assert.Equal(CitationStatus.Sound, citation.Status));

    [Fact]
    public void The_library_is_as_large_as_it_says()
    {
        var (set, pages, _) = Compiled.Value;
        int Count(Kind kind) => pages.Count(page => page.Kind == kind);
        Assert.True(Count(Kind.Article) >= 22 && pages.Where(page => page.Kind == Kind.Article).Sum(page => page.Words) >= 22_000);
        Assert.True(Count(Kind.Person) >= 49 && Count(Kind.Service) >= 62 && Count(Kind.Organization) >= 35 && Count(Kind.Event) >= 120 && Count(Kind.Claim) >= 30);
        Assert.True(set.References.Count >= 250);
        var citations = pages.SelectMany(page => page.Citations()).ToList();
        Assert.True(citations.Count(citation => citation.Seconds is not null) >= 150 && citations.Count(citation => citation.Reference is not null) >= 400);
    }

    [Fact]
    public void Every_paragraph_of_every_article_has_a_citation_or_is_marked_as_our_own() =>
        Assert.Empty(Compiled.Value.Pages.Where(page => page.Kind == Kind.Article).SelectMany(page => page.Passages
            .Where(passage => passage.Kind is PassageKind.Paragraph or PassageKind.Item or PassageKind.Quote && passage.Citations.Count == 0)
                .Select(passage => $"{page.Path}: {passage.Text}")));

    [Fact]
    public void A_quotation_has_at_most_twenty_words() =>
        Assert.Empty(Compiled.Value.Pages.SelectMany(page => page.Passages.SelectMany(passage => Quotation().Matches(passage.Text).Select(match => match.Groups[1].Value)
            .Where(words => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 20).Select(words => $"{page.Path}: {words}"))));

    [Fact]
    public void Every_source_is_used()
    {
        var (set, pages, _) = Compiled.Value;
        var used = pages.SelectMany(page => page.Citations()).Select(citation => citation.Reference)
            .Concat(pages.Select(page => page.Details).OfType<PersonDetails>().SelectMany(person => person.Roles).Select(role => role.Source))
            .Concat(pages.Select(page => page.Details).OfType<ServiceDetails>().SelectMany(service => service.Milestones).Select(step => step.Source))
            .Concat(set.DataSets.SelectMany(data => data.Rows.SelectMany(data.References))).ToHashSet();
        Assert.DoesNotContain(set.References, reference => !used.Contains(reference.Key));
    }

    [GeneratedRegex("“([^”]*)”")]
    private static partial Regex Quotation();

    [Fact]
    public async Task Every_internal_link_leads_to_a_page_and_every_fragment_to_one_element()
    {
        var crawl = await Crawl.OfAsync(site.Client, ["/", "/status", "/references", "/videos"]);
        Assert.Empty(crawl.Broken);
        Assert.Empty(crawl.Odd);
        Assert.Empty(crawl.Lost);
        Assert.Empty(crawl.Twice);
        Assert.True(crawl.Seen.Count > 330, $"{crawl.Seen.Count} pages were found");
    }
}

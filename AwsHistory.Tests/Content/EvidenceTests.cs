using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

/// <summary>What counts as evidence of a claim is shown as such, and everything else stands in its body: nothing is shown twice or not at all.</summary>
public class EvidenceTests
{
    [Fact]
    public void Evidence_may_stand_under_headings_of_its_own()
    {
        var (page, findings) = Compile("## Supports\n\n### Press\n\n- A paper says so. [@ours]\n\n## Contradicts\n\n- It does not. [@ours]\n\n## Aftermath\n\n- More.\n");
        Assert.Empty(findings);
        Assert.Equal([(Stance.Supports, "A paper says so."), (Stance.Contradicts, "It does not.")], Evidence(page));
        Assert.DoesNotContain("paper", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Press", page.Html, StringComparison.Ordinal);
        Assert.Contains("More.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_a_title_written_as_a_heading_it_is_evidence_all_the_same()
    {
        var (page, _) = Compile("# The claim\n\nBefore.\n\n## Supports\n\n- It is so. [@ours]\n\n## Aftermath\n\n- More.\n");
        Assert.Equal([(Stance.Supports, "It is so.")], Evidence(page));
        Assert.DoesNotContain("It is so.", page.Html, StringComparison.Ordinal);
        Assert.Contains("More.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_in_a_piece_of_evidence_is_evidence()
    {
        var (page, _) = Compile("## Supports\n\n- He said:\n\n  > It is so. [@ours]\n\n  ```\n  so\n  ```\n\nA word on that.[^1]\n\n[^1]: A note.\n");
        Assert.Equal([(Stance.Supports, "He said:"), (Stance.Supports, "It is so."), (Stance.Supports, "so")], Evidence(page));
        Assert.Contains("A word on that.", page.Html, StringComparison.Ordinal);
        Assert.Contains("A note.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_in_a_quotation_stays_in_the_body() =>
        Assert.Contains("It is so.", Compile("## Supports\n\n- Yes. [@ours]\n\n> - It is so.\n") is var (page, _) && Evidence(page).Count() == 1 ? page.Html : "", StringComparison.Ordinal);

    private static IEnumerable<(Stance, string)> Evidence(CompiledPage page) =>
        page.Passages.Where(passage => passage.Stance is not null).Select(passage => (passage.Stance!.Value, passage.Text));

    private static (CompiledPage Page, IReadOnlyList<Diagnostic> Findings) Compile(string body)
    {
        var set = ContentCompiler.Compile(("claims/c.md", "---\ntitle: C\nclaim: It is so.\nverdict: mixed\n---\n" + body));
        var (page, findings) = set.Compile(set.Documents[0]);
        Assert.NotNull(page);
        return (page, findings);
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Search;

/// <summary>How good the answers are, by questions whose best answers are known.</summary>
public partial class JudgedTests(SiteFixture site, ITestOutputHelper output)
{
    [Fact]
    public async Task Nearly_every_question_has_its_answer_at_the_top()
    {
        var questions = Questions();
        Assert.InRange(questions.Count, 60, 1000);
        var (reciprocal, early, misses) = (0.0, 0, new StringBuilder());
        await using var db = site.Library.Open();
        var pages = db.Pages.Select(page => new { page.Kind, page.Slug }).AsEnumerable().Select(page => $"{page.Kind.Folder()}/{page.Slug}").ToHashSet();
        foreach (var (typed, answers) in questions)
        {
            Assert.All(answers, answer => Assert.Contains(answer.Page, pages));
            var view = await db.SearchAsync(new SearchRequest { Text = typed });
            var rank = view.Groups.Take(10).ToList().FindIndex(group => answers.Exists(answer => answer.Fits(group))) + 1;
            reciprocal += rank == 0 ? 0 : 1.0 / rank;
            if (rank is > 0 and <= 3) early++;
            if (rank != 1) misses.AppendLine(CultureInfo.InvariantCulture,
                $"  {(rank == 0 ? "none" : rank)}: {typed}{(view.Instead is { } other ? $" → {other.Text}" : "")}{(view.WithAllWords is { } all ? $" ({all} with all words)" : "")}: {string.Join(", ", view.Groups.Take(4).Select(group => $"{group.Page.Kind.Folder()}/{group.Page.Slug}"))}");
        }

        var (mrr, success) = (reciprocal / questions.Count, (double)early / questions.Count);
        output.WriteLine($"{questions.Count} questions: MRR@10 {mrr:0.000}, success@3 {success:0.000}; not first:\n{misses}");
        Assert.True(mrr >= 0.9 && success >= 0.95, $"MRR@10 {mrr:0.000} (at least 0.9), success@3 {success:0.000} (at least 0.95); not first:\n{misses}");
    }

    private static List<(string Typed, List<Answer> Answers)> Questions() =>
        [.. File.ReadLines(Path.Combine(Paths.Root, "AwsHistory.Tests", "Search", "Questions.md")).Select(line => Row().Match(line))
            .Where(row => row.Success && row.Groups["typed"].Value != "typed")
            .Select(row => (row.Groups["typed"].Value, Expected().Matches(row.Groups["answers"].Value)
                .Select(one => new Answer(one.Groups["page"].Value, one.Groups["words"].Value)).ToList()))];

    private sealed record Answer(string Page, string Passage)
    {
        public bool Fits(SearchGroup group) => $"{group.Page.Kind.Folder()}/{group.Page.Slug}" == Page
            && (Passage.Length == 0 || group.Hits.Any(hit => string.Concat(hit.Snippet.Select(part => part.Text)).Contains(Passage, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^\| (?<typed>.+?) \| (?<answers>[a-z]+/.+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("""(?<page>[a-z]+/[\w-]+)( "(?<words>[^"]+)")?""")]
    private static partial Regex Expected();
}

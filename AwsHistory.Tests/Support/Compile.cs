using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Support;

/// <summary>Strings in, pages and findings out.</summary>
internal static class Compile
{
    public const string Video = "---\ntitle: The talk\nyoutube: APvj15_YCqk\nlength: 2:46:00\n---\nA talk.\n";

    /// <summary>Compiles one article that stands alone but for a recording, <c>the-talk</c>, which its times mean.</summary>
    public static (CompiledPage Page, IReadOnlyList<Diagnostic> Findings) Body(string markdown) =>
        Article("---\ntitle: A page\nvideo: the-talk\n---\n" + markdown);

    public static (CompiledPage Page, IReadOnlyList<Diagnostic> Findings) Article(string file, params (string Path, string Text)[] others)
    {
        var set = ContentCompiler.Compile([("articles/a-page.md", file), ("videos/the-talk.md", Video), .. others]);
        var (page, findings) = set.Documents.Zip(set.CompileAll()).First(compiled => compiled.First.Source.Path == "articles/a-page.md").Second;
        Assert.NotNull(page);
        return (page, findings);
    }

    /// <summary>All findings of a set of files, as text, without those of severity info.</summary>
    public static IReadOnlyList<string> Findings(params (string Path, string Text)[] files) => Findings(ContentCompiler.Compile(files), false);

    public static IReadOnlyList<string> Findings(ContentSet set, bool infos) =>
        [.. set.Findings.Concat(set.CompileAll().SelectMany(compiled => compiled.Findings)).Order()
            .Where(finding => infos || finding.Rule.Severity > Severity.Info).Select(finding => finding.ToString())];

    public static IEnumerable<CompiledCitation> Citations(this CompiledPage page) => page.Passages.SelectMany(passage => passage.Citations);
}

using System.Text;
using System.Text.RegularExpressions;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;
using Compile = AwsHistory.Tests.Support.Compile;

namespace AwsHistory.Tests.Content;

/// <summary>
/// The examples in <c>Specs/*.md</c>, which are the specification of what may be written. With the environment variable
/// <c>REWRITE_SPECS=1</c> the outputs are written anew, to be read in the diff.
/// </summary>
public partial class SpecTests
{
    private static readonly (string, string)[] Library =
    [
        ("articles/the-first-services.md", "---\ntitle: The first services\n---\n## What came first\nSQS came first.\n"),
        ("services/s3.md", "---\ntitle: Amazon S3\naliases: [Simple Storage Service]\n---\nA service.\n"),
        ("people/andy-jassy.md", "---\ntitle: Andy Jassy\n---\nA person.\n"),
        ("references.yml", "- {id: barr-2004, type: post-weblog, title: SQS, author: [{family: Barr, given: Jeff}], issued: 2004-11-05, URL: 'https://example.com/sqs'}\n- {id: vogels-2009, title: A talk, issued: 2009}\n"),
    ];

    public static TheoryData<string, string> Examples => [.. Files().SelectMany(file => Read(file).Select(example => (Path.GetFileName(file), example.Title)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_gives_what_it_says(string file, string title)
    {
        var path = Files().First(candidate => Path.GetFileName(candidate) == file);
        var example = Read(path).First(candidate => candidate.Title == title);
        var (page, findings) = Compile.Article("---\ntitle: A page\nvideo: the-talk\n---\n" + example.Markdown, Library);
        var html = page.Html.Trim();
        var found = string.Join('\n', findings.Select(finding => finding.ToString().Replace("articles/a-page.md", "", StringComparison.Ordinal)));
        if (Environment.GetEnvironmentVariable("REWRITE_SPECS") == "1") Rewrite(path, title, html, found);
        Assert.Equal(example.Html, html);
        Assert.Equal(example.Findings, found);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(Paths.Root, "AwsHistory.Tests", "Content", "Specs"), "*.md")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Title, string Markdown, string Html, string Findings)> Read(string path) =>
        Example().Matches(File.ReadAllText(path)).Select(match =>
            (match.Groups["title"].Value, match.Groups["markdown"].Value, match.Groups["html"].Value, match.Groups["findings"].Value));

    private static void Rewrite(string path, string title, string html, string findings)
    {
        var text = File.ReadAllText(path);
        var match = Example().Matches(text).First(candidate => candidate.Groups["title"].Value == title);
        var written = new StringBuilder($"## {title}\n\n```markdown\n{match.Groups["markdown"].Value}\n```\n```html\n{html}\n```\n");
        if (findings.Length > 0) written.Append($"```findings\n{findings}\n```\n");
        File.WriteAllText(path, text[..match.Index] + written + text[(match.Index + match.Length)..]);
    }

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n\n```markdown\n(?<markdown>.*?)\n```\n```html\n(?<html>.*?)\n?```\n(?:```findings\n(?<findings>.*?)\n```\n)?",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}

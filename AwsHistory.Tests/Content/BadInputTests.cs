using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;
using Compile = AwsHistory.Tests.Support.Compile;

namespace AwsHistory.Tests.Content;

/// <summary>Each mistake gives one clear finding at its place, and the rest of the library is built.</summary>
public class BadInputTests
{
    private const string CannotBeRead = "a value cannot be read; one that begins with a sign such as \"!\" or \"@\" needs quotes";

    private const string Good = "---\ntitle: Good\n---\nA good page.\n";

    public static TheoryData<string, string> Files => new()
    {
        { "No front matter here\n", "bad.md(1,1): error AH1001: front matter (a line \"---\") was expected, found \"No front matter here\"" },
        { "---\ntitle: Never closed\n\ntext\n", "bad.md(1,1): error AH1002: the front matter is not closed by a line \"---\"" },
        { "---\ntitle: [unclosed\n---\ntext\n", "bad.md(3,1): error AH1003: not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'." },
        { "---\njust words\n---\ntext\n", "bad.md(2,1): error AH1003: the front matter was expected to be lines of \"key: value\"" },
        { "---\ntitle: One\ntitle: Two\n---\ntext\n", "bad.md(3,1): error AH1003: not valid YAML: Duplicate key title" },
        { "---\n---\ntext\n", "bad.md(2,1): error AH1006: \"title\" is missing or empty" },
        { "---\ntitle:\n---\ntext\n", "bad.md(2,7): error AH1006: \"title\" is missing or empty" },
        { "---\ntitle: A\ntitel: B\n---\ntext\n", "bad.md(3,1): warning AH1004: unknown key \"titel\"; did you mean \"title\"?" },
        { "---\ntitle: A\naliases: {a: b}\n---\ntext\n", "bad.md(3,10): warning AH1007: \"aliases\" was expected to be a list" },
        { "---\ntitle: A\norder: x\n---\ntext\n", "bad.md(3,8): warning AH1007: \"x\" was expected to be a whole number" },
        { "---\ntitle: A\nupdated: yesterday\n---\ntext\n", "bad.md(3,10): warning AH1007: \"yesterday\" was expected to be a day, such as 2026-11-23" },
        { "---\ntitle: &a [*a]\n---\ntext\n", "bad.md(2,12): error AH1003: not valid YAML: YAML aliases (*name) are not used here" },
        { "---\ntitle: T\naliases: [b\n@c]\n---\ntext\n", "bad.md(2,1): error AH1003: not valid YAML: " + CannotBeRead },
        { "---\ntitle: A\nx: !<> c\n---\ntext\n", "bad.md(2,1): error AH1003: not valid YAML: " + CannotBeRead },
        { "---\ntitle: A\nx: !![a]\n---\ntext\n", "bad.md(2,1): error AH1003: not valid YAML: " + CannotBeRead },
        { "---\ntitle: A\nx: !!a[ b\n---\ntext\n", "bad.md(2,1): error AH1003: not valid YAML: " + CannotBeRead },
        { "---\ntitle: A\n---\n```chart\ndata: !<>\n```\n", "bad.md(5,1): warning AH2004: not valid YAML: " + CannotBeRead },
        { "---\ntitle: " + new string('[', 10_000) + "\n---\ntext\n", "bad.md(2,23): error AH1003: not valid YAML: nested deeper than 16 levels" },
        { "---\ntitle: A\n---\n" + new string('>', 10_000) + " deep\n", "bad.md(3): error AH2001: the Markdown is nested more than 128 levels deep" },
        { "---\ntitle: A\n---\nShort.\n\n" + Repeat("![", 128) + "a" + Repeat("](b)", 128) + "\n", "bad.md(6): error AH2001: the Markdown is nested more than 128 levels deep" },
        { "---\ntitle: A\n---\n" + Repeat("~~a *b ", 130) + Repeat("* ~~", 130) + "\n", "bad.md(4): error AH2001: the Markdown is nested more than 128 levels deep" },
        { "---\ntitle: A\n---\n" + Repeat("> ", 120) + Repeat("![", 60) + "a" + Repeat("](b)", 60) + "\n", "bad.md(4): error AH2001: the Markdown is nested more than 128 levels deep" },
        { "---\ntitle: A\n---\n\n" + new string('[', 10_000) + "x" + new string(']', 10_000) + "\n", "bad.md(5): error AH2001: more than 500 brackets are open at once" },
        { "", "bad.md: error AH1005: the file is empty" },
        { "\n \n\t\n", "bad.md: error AH1005: the file is empty" },
        { "---\ntitle: A\npeople: [nobody]\n---\ntext\n", "bad.md(3,10): warning AH9002: no person \"nobody\"" },
        { "---\ntitle: A\n---\nA time. [25:04]\n", "bad.md(4,9): warning AH4006: the time \"25:04\" is cited, but the page names no video" },
        { "---\ntitle: A\n---\n```chart\ndata: nothing\n```\n", "bad.md(4,1): warning AH7006: no data \"nothing\"" },
    };

    [Theory]
    [InlineData("> ", 120, "words", "")]
    [InlineData("*a **b ", 60, "c", "** *")]
    [InlineData("![", 120, "a", "](b)")]
    public void What_is_nested_just_less_deep_is_shown(string open, int times, string words, string close) =>
        Assert.Contains(words[..1], Compile.Body(Repeat(open, times) + words + Repeat(close, times) + "\n").Page.Html, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_mistake_is_reported_once_at_its_place(string text, string finding) =>
        Assert.Equal([finding], Compile.Findings(("bad.md", text), ("articles/good.md", Good)));

    public static TheoryData<string, string, string> OfKinds => new()
    {
        { "events/e.md", "---\ntitle: E\n---\nx\n", "events/e.md(2,1): error AH1006: \"date\" is missing or empty" },
        { "events/e.md", "---\ntitle: E\ndate: March 2006\n---\nx\n",
            "events/e.md(3,7): error AH5001: \"March 2006\" is no date we read; write it as 2006, 2006-03, 2006-03-14, 2003~, 2002/2003 or ../2006" },
        { "events/e.md", "---\ntitle: E\ndate: 2008/2003\n---\nx\n", "events/e.md(3,7): error AH5002: the span \"2008/2003\" ends before it begins" },
        { "claims/c.md", "---\ntitle: C\nclaim: It is so.\nverdict: mostly-flase\n---\n## Supports\n- x [@ours]\n",
            "claims/c.md(4,10): error AH6001: \"mostly-flase\" is no verdict; did you mean \"mostly-false\"?; one of true, mostly-true, mixed, mostly-false, false, disputed, unproven was expected" },
        { "claims/c.md", "---\ntitle: C\nverdict: false\n---\n## Supports\n- x [@ours]\n", "claims/c.md(2,1): error AH1006: \"claim\" is missing or empty" },
        { "claims/c.md", "---\ntitle: C\nclaim: It is so.\nverdict: false\n---\nNo lists.\n",
            "claims/c.md: warning AH6002: no evidence; a list under \"## Supports\", \"## Contradicts\" or \"## Context\" was expected" },
        { "claims/c.md", "---\ntitle: C\nclaim: It is so.\nverdict: false\n---\n## Supports\n\n- Somebody said so.\n",
            "claims/c.md(8): warning AH6003: this piece of evidence cites nothing" },
        { "videos/v.md", "---\ntitle: V\n---\nx\n", "videos/v.md(2,1): error AH1006: a video needs \"youtube\" (an id) or \"media\" (an address)" },
        { "videos/v.md", "---\ntitle: V\nyoutube: APvj15_YCqk\nlength: long\n---\nx\n",
            "videos/v.md(4,9): warning AH1007: \"long\" is no running time; write it as 2:46:00, or 2:46:00~ when it is not known to the second" },
        { "services/s.md", "---\ntitle: S\nmilestones:\n  - {date: 2006, kind: opened}\n---\nx\n",
            "services/s.md(4,24): warning AH1007: \"opened\" is no kind; one of announced, beta, general-availability, price-cut, renamed, closed, retired was expected" },
        { "people/p.md", "---\ntitle: P\nroles:\n  - {titel: Boss}\n---\nx\n", "people/p.md(4,6): warning AH1004: unknown key \"titel\"; did you mean \"title\"?" },
        { "references.yml", "not: a list\n", "references.yml(1,1): error AH7001: a list of items with an \"id\" was expected" },
        { "references.yml", "- id: a\n  title: !<>\n", "references.yml(1,1): error AH7001: not valid YAML: " + CannotBeRead },
        { "references.yml", "- id: x.bib\n",
            "references.yml(1,3): warning AH7003: the citekey \"x.bib\" ends like a file, and \".bib\" asks for the data of another; its page cannot be reached" },
        { "references.yml", "- id: a\n- id: a\n", "references.yml(2,3): warning AH7002: the citekey \"a\" stands twice; the first is used" },
        { "references.yml", "- id: a\n  URL: javascript:alert(1)\n",
            "references.yml(1,3): warning AH7003: the address \"javascript:alert(1)\" is not http or https; it is left out" },
        { "data/d.csv", "a,b\n1,2,3\n", "data/d.csv(2): error AH7004: 2 cells were expected, as in the header, and there are 3" },
        { "data/d.csv", "a,reference\n1,nothing\n", "data/d.csv(2): warning AH7005: no reference \"nothing\"" },
    };

    [Theory]
    [MemberData(nameof(OfKinds))]
    public void So_is_a_mistake_that_only_one_kind_can_make(string path, string text, string finding) =>
        Assert.Contains(finding, Compile.Findings((path, text), ("articles/good.md", Good)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Whether_a_file_can_be_used_is_known_before_it_is_compiled(string text, string finding) => So_it_is_for_every_kind("bad.md", text, finding);

    [Theory]
    [MemberData(nameof(OfKinds))]
    public void So_it_is_for_every_kind(string path, string text, string finding)
    {
        Assert.NotEmpty(finding);
        var set = ContentCompiler.Compile((path, text));
        Assert.All(set.Documents, document => Assert.Equal(document.Problems.Count > 0, set.Compile(document).Page is null));
    }

    [Theory]
    [InlineData("people: [sub/beta]", "no person \"sub/beta\"")]
    [InlineData("people: [beeta]", "no person \"beeta\"")]
    [InlineData("people: [andy-jasy]", "no person \"andy-jasy\"; did you mean \"andy-jassy\"?")]
    [InlineData("related: [beeta]", "no page \"beeta\"; did you mean \"beta\"?")]
    public void What_is_suggested_is_of_the_kind_that_was_asked_for_and_not_what_was_written(string line, string message) =>
        Assert.Equal([$"a.md(3,{line.IndexOf('[') + 2}): warning AH9002: {message}"],
            Compile.Findings(("a.md", $"---\ntitle: A\n{line}\n---\nx\n"), ("articles/sub/beta.md", Good), ("people/andy-jassy.md", "---\ntitle: Andy Jassy\n---\nx\n")));

    [Fact]
    public void What_is_suggested_goes_to_the_first_findings_in_their_order()
    {
        var files = Enumerable.Range(100, 330).Select(i => ($"articles/a{i}.md", $"---\ntitle: A{i}\n---\n[[goodnes-of-pages-{i}]]\n")).Append(("articles/goodness-of-pages-000.md", Good)).ToArray();
        var suggesting = Compile.Findings(files).Select(finding => finding.EndsWith("did you mean \"goodness-of-pages-000\"?", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, 330).Select(i => i < 300), suggesting);
    }

    [Fact]
    public void The_rest_of_the_library_is_built()
    {
        var set = ContentCompiler.Compile(("articles/bad.md", "nothing"), ("articles/good.md", Good));
        Assert.Equal(["Good"], set.Documents.Select(document => set.Compile(document).Page).OfType<CompiledPage>().Select(page => page.Title));
    }

    [Fact]
    public void A_slug_used_twice_belongs_to_the_first()
    {
        var findings = Compile.Findings(("articles/a.md", "---\ntitle: A\nslug: same\n---\nx\n"), ("articles/b.md", "---\ntitle: B\nslug: same\n---\nx\n"));
        Assert.Equal(["articles/b.md: error AH1012: the slug \"same\" belongs to articles/a.md"], findings);
        Assert.Equal(["articles/a.md: error AH1012: the slug \"a\" belongs to a.md"], Compile.Findings(("a.md", Good), ("articles/a.md", Good)));
    }

    [Fact]
    public void A_slug_belongs_to_the_file_that_has_its_name_even_against_one_before_it() =>
        Assert.Equal(["articles/a.md: error AH1012: the slug \"same\" belongs to articles/same.md"],
            Compile.Findings(("articles/a.md", "---\ntitle: A\nslug: same\n---\nx\n"), ("articles/same.md", Good)));

    [Theory]
    [InlineData("video: the-talk", "It is said. [1:00]")]
    [InlineData("topics: [a]", "It is said. [@the-talk 1:00]")]
    public void A_file_that_lost_its_slug_may_cite_what_it_likes(string key, string text) =>
        Assert.Equal(["articles/b.md: error AH1012: the slug \"same\" belongs to articles/a.md"], Compile.Findings(
            ("articles/a.md", "---\ntitle: A\nslug: same\n---\nx\n"), ("articles/b.md", $"---\ntitle: B\nslug: same\n{key}\n---\n{text}\n"),
            ("videos/the-talk.md", Compile.Video)));

    [Fact]
    public void Of_two_files_of_figures_with_one_name_the_first_is_used_and_the_other_told() =>
        Assert.Equal(["data/old/d.csv: warning AH7007: the data \"d\" stands in data/d.csv already"],
            Compile.Findings(("data/d.csv", "a\n1\n"), ("data/old/d.csv", "a,b\n1,2\n"), ("articles/c.md", "---\ntitle: C\n---\n```chart\ndata: d\nx: a\n```\n")));

    [Theory]
    [InlineData("![](https://evil.example/x.png)", "warning AH2003: the image \"https://evil.example/x.png\" is shown as a link")]
    [InlineData("[](javascript:alert(1))", "warning AH3005: the link to \"javascript:alert(1)\" is shown as text; http, https or mailto was expected")]
    [InlineData("[](nothing.md)", "warning AH3001: no page \"nothing.md\"")]
    public void A_link_without_words_is_looked_at_wherever_it_stands(string link, string finding)
    {
        foreach (var text in (string[])[link, $"- {link}", $"> {link}", $"## {link}", $"| a | b |\n|---|---|\n| x | {link} |", $"Note.[^1]\n\n[^1]: {link}"])
        {
            var (page, findings) = Compile.Body(text);
            Assert.EndsWith(finding, Assert.Single(findings).ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_both_served_and_told()
    {
        var set = ContentCompiler.Compile(("notes/acquiredFM.md", Good), ("notes/acquiredfm.md", Good));
        Assert.Equal(["notes/acquiredfm-2", "notes/acquiredfm"], set.Documents.Select(document => document.Slug));
        Assert.StartsWith("notes/acquiredFM.md: warning AH1013: \"acquiredFM.md\" and \"acquiredfm.md\" differ in case",
            Assert.Single(Compile.Findings(set, infos: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_point_at_each_other_lead_to_the_pages_that_have_the_names()
    {
        var findings = Compile.Findings(("articles/a.md", "---\ntitle: A\naliases: [b]\n---\n[[a]] [[b]]\n"), ("articles/b.md", "---\ntitle: B\naliases: [a]\n---\nx\n"));
        Assert.Equal(["articles/a.md(3,11): warning AH1014: the alias \"b\" already leads to articles/b.md",
            "articles/b.md(3,11): warning AH1014: the alias \"a\" already leads to articles/a.md"], findings);
    }

    [Fact]
    public void A_link_to_the_page_itself_is_worth_an_info()
    {
        var (_, findings) = Compile.Body("See [[a-page]].");
        Assert.Equal("articles/a-page.md(5,5): info AH3003: \"[[a-page]]\" leads to this page itself", Assert.Single(findings).ToString());
    }

    [Fact]
    public void A_thousand_citations_in_one_paragraph_are_a_thousand_citations()
    {
        var (page, findings) = Compile.Body(string.Concat(Enumerable.Range(0, 1000).Select(i => $"Word{i}. [{i / 60}:{i % 60:00}] ")));
        Assert.Equal(Enumerable.Range(0, 1000), page.Citations().Select(citation => citation.Seconds!.Value));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x2D, 0x00 }, "a.md(1,1): error AH1009: the file is UTF-16; save it as UTF-8")]
    [InlineData(new byte[] { 0x2D, 0x0A, 0x2D, 0x00 }, "a.md(2): error AH1009: the file has a NUL byte; it is not text, or is UTF-16")]
    [InlineData(new byte[] { 0x2D, 0x0A, 0x0A, 0xC3, 0x28 }, "a.md(3): error AH1009: byte 3 is not UTF-8; save the file as UTF-8")]
    public void What_is_not_utf8_is_refused_at_its_place(byte[] bytes, string finding) =>
        Assert.Equal(finding, ContentFolder.Decode("a.md", bytes).Problem?.ToString());

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Every_line_end_and_a_byte_order_mark_are_read_alike(string lineEnd)
    {
        var text = "---\ntitle: A\n---\nOne.\n\nTwo [[nothing]].\n".Replace("\n", lineEnd, StringComparison.Ordinal);
        var file = ContentFolder.Decode("articles/a.md", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        Assert.Null(file.Problem);
        var set = new ContentCompiler().Compile([file]);
        Assert.Contains("articles/a.md(6,5): warning AH3001: no page \"nothing\"", Compile.Findings(set, infos: false));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}

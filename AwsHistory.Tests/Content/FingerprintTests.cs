using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

/// <summary>A page is made again when something it shows has changed, and not for much else.</summary>
public class FingerprintTests
{
    private const string Jassy = "---\ntitle: Andy Jassy\n---\nx\n";
    private const string Figures = "year,sum,reference\n2006,1,src\n";
    private const string Chart = "```chart\ndata: figures\nx: year\ny: sum\n```\n";

    /// <summary>The body of the page, its front matter beside the title, a file that does not change, and one that does: its text before and after.</summary>
    public static TheoryData<string, string, (string Path, string Text)?, string, string?, string?> Changes => new()
    {
        // A plain link leads to what is written now, and to a heading that is there.
        { "See [x](other.md).", "", null, "articles/other.md", null, "---\ntitle: Other\n---\nx\n" },
        { "See [x](/articles/other).", "", null, "articles/other.md", null, "---\ntitle: Other\n---\nx\n" },
        { "See [x](other.md#part).", "", null, "articles/other.md", "---\ntitle: Other\n---\n## Part\n", "---\ntitle: Other\n---\n## Parts\n" },
        { "![](other.md)", "", null, "articles/other.md", null, "---\ntitle: Other\n---\nx\n" },
        // A chart names the sources of its rows.
        { Chart, "", ("data/figures.csv", Figures), "references.yml", "- {id: src, title: One, issued: 2006}\n", "- {id: src, title: Two, issued: 2006}\n" },
        // The name of a source in the margin is its author's family name, or a whole name.
        { "It was. [@src]", "", null, "references.yml", "- {id: src, title: T, author: [{family: Barr, given: Jeff}]}\n", "- {id: src, title: T, author: [Jeff Barr]}\n" },
        // In a list of organizations an organization comes first.
        { "x", "organizations: [amazon]", ("articles/amazon.md", "---\ntitle: Amazon\n---\nx\n"), "organizations/amazon.md", null, "---\ntitle: Amazon\nrelation: owner\n---\nx\n" },
        // That a link fits two pages is said to the author.
        { "See [[other]].", "", ("lists/other.md", "---\ntitle: Other\n---\nx\n"), "notes/other.md", null, "---\ntitle: Other\n---\nx\n" },
        // A name stands in the text, in the lead, or in the title that a link shows.
        { "Andy Jassy led it.", "", null, "people/andy-jassy.md", null, Jassy },
        { "x", "description: What Andy Jassy did.", null, "people/andy-jassy.md", null, Jassy },
        { "See [[story]].", "", ("articles/story.md", "---\ntitle: How Andy Jassy began\n---\nx\n"), "people/andy-jassy.md", null, Jassy },
        { "The founder ANDY JASSY led it.", "", null, "people/andy-jassy.md", null, Jassy },
        // Whoever is named, or linked, is found by all names.
        { "Andy Jassy led it.", "", null, "people/andy-jassy.md", Jassy, "---\ntitle: Andy Jassy\naliases: [Chief Penguin]\n---\nx\n" },
        { "[[andy-jassy|He]] led it.", "", null, "people/andy-jassy.md", Jassy, "---\ntitle: Andy Jassy\naliases: [Chief Penguin]\n---\nx\n" },
        // Of a broken file the link says so.
        { "See [[other]].", "", null, "articles/other.md", null, "nothing" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_a_page_shows_of_others_makes_it_another_page(string body, string front, (string, string)? beside, string path, string? before, string? after) =>
        Assert.NotEqual(Of(body, front, beside, path, before), Of(body, front, beside, path, after));

    public static TheoryData<string, string?, string?> Others => new()
    {
        { "people/andy-jassy.md", Jassy, "---\ntitle: Andy Jassy\naliases: [Chief Penguin]\n---\nx\n" },
        { "people/andy-jassy.md", null, Jassy },
        { "services/penguin.md", null, "---\ntitle: Amazon Penguin\n---\nx\n" },
        { "articles/other.md", null, "---\ntitle: Other\n---\nx\n" },
        { "articles/other.md", null, "nothing" },
        { "references.yml", null, "- {id: src, title: T}\n" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_it_does_not_show_leaves_it_alone(string path, string? before, string? after)
    {
        const string body = "Amazon sold books, and Andy read them. See [[third]].";
        var beside = ("articles/third.md", "---\ntitle: Third\n---\nx\n");
        Assert.Equal(Of(body, "", beside, path, before), Of(body, "", beside, path, after));
    }

    private static string Of(string body, string front, (string, string)? beside, string path, string? text)
    {
        var set = ContentCompiler.Compile([("articles/a.md", $"---\ntitle: A page\n{front}\n---\n{body}\n"), .. beside is { } file ? [file] : Array.Empty<(string, string)>(),
            .. text is null ? [] : new[] { (path, text) }]);
        return set.Fingerprint(set.Documents.Single(document => document.Source.Path == "articles/a.md"));
    }
}

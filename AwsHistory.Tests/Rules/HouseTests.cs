using System.Text.RegularExpressions;
using System.Xml.Linq;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Rules;

/// <summary>What may touch what, and that the guides say what the code does.</summary>
public partial class HouseTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Paths.Content, "README.md"));

    [Fact]
    public void The_data_project_knows_no_web() =>
        Assert.DoesNotContain("AspNetCore", File.ReadAllText(Path.Combine(Paths.Root, "AwsHistory.Data", "AwsHistory.Data.csproj")), StringComparison.Ordinal);

    [Theory]
    [InlineData("AwsHistory.Data/Content", "EntityFrameworkCore|AwsHistory.Data.Model|AwsHistory.Data.Queries|Microsoft.Data.Sqlite")]
    [InlineData("AwsHistory.Data/Model", "AwsHistory.Data.Content|AwsHistory.Data.Queries|Markdig|YamlDotNet")]
    [InlineData("AwsHistory.Data/Queries", "Markdig|YamlDotNet")]
    public void Dependencies_run_one_way(string folder, string forbidden) =>
        Assert.DoesNotContain(Paths.Sources(folder, ".cs"), path =>
            Regex.IsMatch(File.ReadAllText(path), $"using ({forbidden.Replace(".", "\\.", StringComparison.Ordinal)})"));

    /// <summary>The content is compiled with the words and addresses of the root, which therefore must not know what is made of it.</summary>
    [Fact]
    public void Of_the_root_only_the_builders_know_what_is_stored_and_asked() =>
        Assert.Equal(["DatabaseBuilder.cs", "DatabaseWriter.cs", "Library.cs", "PageLocalMaker.cs", "PageRows.cs"], Directory.EnumerateFiles(Path.Combine(Paths.Root, "AwsHistory.Data"), "*.cs")
            .Where(path => StoredOrAsked().IsMatch(File.ReadAllText(path))).Select(Path.GetFileName).Order());

    [Fact]
    public void Only_the_content_folder_touches_the_disk() =>
        Assert.Equal(["ContentFolder.cs"], Paths.Sources("AwsHistory.Data/Content", ".cs").Where(path => DiskUse().IsMatch(File.ReadAllText(path)))
            .Select(Path.GetFileName));

    [Fact]
    public void Render_modes_stand_only_in_islands() =>
        Assert.All(Paths.Sources("AwsHistory.Web", ".razor").Where(path => File.ReadAllText(path).Contains("@rendermode", StringComparison.Ordinal)), path =>
            Assert.Contains("/Islands/", path, StringComparison.Ordinal));

    [Fact]
    public void Only_the_article_body_and_the_data_block_send_text_as_it_is() =>
        Assert.Equal(["ArticleBody.razor", "DataBlock.razor"], Paths.Sources("AwsHistory.Web", ".razor", ".cs")
            .Where(path => File.ReadAllText(path).Contains("MarkupString", StringComparison.Ordinal)).Select(Path.GetFileName).Order());

    [Fact]
    public void Paths_of_pages_are_written_in_one_file() =>
        Assert.Empty(Paths.Sources("AwsHistory.Web", ".razor", ".cs").Concat(Paths.Sources("AwsHistory.Data", ".cs"))
            .Where(path => Path.GetFileName(path) is not ("Urls.cs" or "Library.cs")) // which names database files by URIs
            .SelectMany(path => File.ReadLines(path).SelectMany(WrittenPaths).Select(written => $"{Path.GetFileName(path)}: {written}")));

    [Theory]
    [InlineData("var url = \"/articles/\" + slug;", true)]
    [InlineData("app.MapGet($\"/api/{name}\", Answer);", true)]
    [InlineData("<a href=\"/people/andy-jassy\">He</a>", true)]
    [InlineData("<Pager Path=\"/\" /> <a href=\"/\">Home</a>", true)]
    [InlineData("origin + \"/search?q=\"", true)]
    [InlineData("$\"Allow: /\\nDisallow: /citations/\\n\"", true)]
    [InlineData("$\"{video}/at/{seconds}\"", true)]
    [InlineData("Urls.At(\"/\" + target, fragment)", true)]
    [InlineData("$\"/{folder}/{slug}\"", true)]
    [InlineData("<a href=\"@(Urls.Status)?severity=@name#top\">", true)]
    [InlineData("$\"{list}?by={key}\"", true)]
    [InlineData("url + \"&explore=1\"", true)]
    [InlineData("path == Urls.List(kind) + \"/\"", false)]
    [InlineData("placeholder=\"https://youtu.be/APvj15_YCqk?t=1504\"", false)]
    [InlineData("var name = isShort ? \"a\" : \"b\";", false)]
    [InlineData("/// <summary>As in \"/articles/one\".</summary>", false)]
    [InlineData("@page \"/videos/{*Slug}\"", false)]
    [InlineData("path.StartsWithSegments(\"/_blazor\")", false)]
    [InlineData("\"https://creativecommons.org/licenses/by/4.0/\", \"text/html\", \"</a>\"", false)]
    public void A_written_path_is_seen(string line, bool isSeen) => Assert.Equal(isSeen, WrittenPaths(line).Any());

    /// <summary>
    /// The paths and query strings that stand in the strings of a line. Comments may name some, and the directive of a page takes nothing but a literal; the
    /// framework's own begin with an underscore.
    /// </summary>
    private static IEnumerable<string> WrittenPaths(string line) => Comment().IsMatch(line) ? [] : WrittenPath().Matches(line).Select(match => match.Value);

    [Fact]
    public void The_rules_see_the_sources_wherever_the_repository_lies()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bin/obj/Web/Page.cs", "").Write("bin/obj/Web/obj/Made.cs", "").Write("bin/obj/Web/bin/Debug/Copied.cs", "");
        Assert.Equal(["Page.cs"], Paths.Sources(folder["bin/obj"], "Web", [".cs"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_package_is_used_and_has_one_version()
    {
        var versions = XDocument.Load(Path.Combine(Paths.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(e => e.Attribute("Include")!.Value).Order();
        var used = Directory.EnumerateFiles(Paths.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference")).Select(e => e.Attribute("Include")!.Value).Distinct().Order();
        Assert.Equal(used, versions);
    }

    [Fact]
    public void Every_finding_stands_in_the_guide_as_the_code_has_it() =>
        Assert.Equal(
            Diagnostics.All.Select(rule => $"| {rule.Code} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Meaning} |"),
            Guide.Split('\n').Where(line => FindingRow().IsMatch(line)));

    [Fact]
    public void Codes_are_used_once() => Assert.Equal(Diagnostics.All.Count, Diagnostics.All.Select(rule => rule.Code).Distinct().Count());

    [Fact]
    public void Every_finding_can_be_made()
    {
        var sources = string.Concat(Paths.Sources("AwsHistory.Data/Content", ".cs").Where(path => Path.GetFileName(path) != "Diagnostics.cs").Select(File.ReadAllText));
        var names = DiagnosticName().Matches(File.ReadAllText(Path.Combine(Paths.Root, "AwsHistory.Data", "Content", "Diagnostics.cs")))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"Diagnostics.{name}", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_key_stands_in_the_guide_as_the_code_has_it() =>
        Assert.Equal(
            FrontMatter.Keys.Select(key =>
                $"| `{key.Name}` | {(key.Kinds.Count == AwsHistory.Data.Kinds.All.Count ? "all" : string.Join(", ", key.Kinds.Select(kind => kind.ToString().ToLowerInvariant())))} | {key.Meaning} |"),
            Guide.Split('\n').SkipWhile(line => line != "## Keys of the front matter").TakeWhile(line => line != "## Findings")
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal)));

    [GeneratedRegex(@"\b(File|Directory)\.[A-Z]|new FileStream|new DirectoryInfo|FileSystemWatcher")]
    private static partial Regex DiskUse();

    [GeneratedRegex(@"\b(Model|Queries)[.;]")]
    private static partial Regex StoredOrAsked();

    [GeneratedRegex(@"^\s*(//|@\*|@page )")]
    private static partial Regex Comment();

    [GeneratedRegex(@"""([^""]*[\s^(+}])?/[a-z][^""]*|(?<!<base )(href|Path)=""/""|(?<!\+ )""/"" \+|\$""/\{|""(?!https?:)[^""\s]*[?&][a-z]+=")]
    private static partial Regex WrittenPath();

    [GeneratedRegex(@"^\| AH\d{4} \|")]
    private static partial Regex FindingRow();

    [GeneratedRegex(@"static readonly DiagnosticRule (\w+)")]
    private static partial Regex DiagnosticName();
}

using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

/// <summary>Whom a name means, of however many who have it.</summary>
public class PageNamesTests
{
    [Theory]
    [InlineData("notes/a.md", "index", "notes/index.md")] // of its own folder
    [InlineData("other/a.md", "index", "lists/index.md")] // whose file is named exactly so
    [InlineData("other/a.md", "INDEX", "articles/Index.md")] // else the first in path order of those whose file is named so
    [InlineData("other/a.md", "articles/index", "articles/Index.md")]
    [InlineData("notes/a.md", "Contents", "notes/index.md")]
    [InlineData("other/a.md", "guide", "guide.md")] // a file's name before an alias, an alias before a title
    [InlineData("other/a.md", "handbook", "people/alias.md")]
    public void Of_namesakes_the_nearest_is_meant(string from, string name, string path) => Assert.Equal(path, Resolve(from, name).Page?.Source.Path);

    [Theory]
    [InlineData("other/a.md", "INDEX", "lists/index.md")]
    [InlineData("other/a.md", "index", "notes/index.md")]
    [InlineData("notes/a.md", "index", null)]
    [InlineData("other/a.md", "guide", null)]
    [InlineData("other/a.md", "Contents", "lists/index.md")]
    public void Another_that_fits_as_well_is_told(string from, string name, string? path) => Assert.Equal(path, Resolve(from, name).Rival?.Source.Path);

    [Fact]
    public void To_find_one_of_many_namesakes_is_no_more_work_than_to_find_one_of_two()
    {
        Assert.Equal(Work(2), Work(3000));

        static long Work(int namesakes)
        {
            var set = ContentCompiler.Compile(Enumerable.Range(0, namesakes).Select(i => ($"n{i:0000}/index.md", "---\ntitle: Contents\n---\nx\n")));
            var (first, last) = (set.Documents[0], set.Documents[^1]);
            Assert.Equal(last, set.Resolve(last, "contents", out _));
            // Every namesake that is looked at is asked for its folder, which makes a string.
            var before = GC.GetAllocatedBytesForCurrentThread();
            set.Resolve(first, "contents", out _);
            set.Resolve(last, "Contents", out _);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static (Document? Page, Document? Rival) Resolve(string from, string name)
    {
        static string Page(string title, string more = "") => $"---\ntitle: {title}\n{more}---\nx\n";
        var set = ContentCompiler.Compile(("lists/index.md", Page("Contents")), ("notes/index.md", Page("Contents")), ("articles/Index.md", Page("Contents")), ("notes/a.md", Page("A")),
            ("other/a.md", Page("A too")), ("guide.md", Page("Guide")), ("people/alias.md", Page("Alias", "aliases: [Guide, Handbook]\n")), ("services/title.md", Page("Handbook")));
        var page = set.Resolve(set.Documents.Single(document => document.Source.Path == from), name, out var rival);
        return (page, rival);
    }
}

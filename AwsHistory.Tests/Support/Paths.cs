using System.Reflection;

namespace AwsHistory.Tests.Support;

/// <summary>Where things are in the repository.</summary>
internal static class Paths
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!);

    public static string Content { get; } = Path.Combine(Root, "content");

    /// <summary>The files of a folder of the repository that people write; never none, for a rule about no files says nothing.</summary>
    public static IReadOnlyList<string> Sources(string folder, params string[] endings) => Sources(Root, folder, endings);

    public static IReadOnlyList<string> Sources(string root, string folder, string[] endings)
    {
        // Below the root: the repository itself may lie in a folder of any name.
        var found = Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            .Where(path => Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.Ordinal))
                && !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")).ToList();
        Assert.NotEmpty(found);
        return found;
    }
}

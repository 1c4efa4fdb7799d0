using System.Reflection;

namespace AwsHistory.Tests.Support;

/// <summary>Where things are in the repository.</summary>
internal static class Paths
{
    public static string Root { get; } = Path.GetFullPath(
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!);

    public static string Content { get; } = Path.Combine(Root, "content");

    public static IEnumerable<string> Sources(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !path.Contains("/obj/") && !path.Contains("/bin/"));
}

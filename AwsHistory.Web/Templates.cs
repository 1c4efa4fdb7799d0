using System.Text.RegularExpressions;
using AwsHistory.Data;

namespace AwsHistory.Web;

/// <summary>The routes that stand for many addresses of <see cref="Urls"/>; pages have theirs in their own files.</summary>
internal static class Templates
{
    /// <summary>A file of figures.</summary>
    public const string Data = Urls.DataRoot + "/{name}.csv";

    /// <summary>A moment of a recording, as JSON. Slugs may hold slashes, so only the end says what is meant.</summary>
    public static string Moment { get; } = $"{Urls.List(Kind.Video)}/{{**moment:regex({Urls.MomentMark}[0-9]+\\.json$)}}";

    /// <summary>Anything under a path.</summary>
    public static string Under(string root) => root + "/{**path}";

    /// <summary>Anything under a path that has an ending; slugs and citekeys may hold slashes.</summary>
    public static string File(string root, string ending) => $"{root}/{{**file:regex({Regex.Escape(ending)}$)}}";

    /// <summary>A route as one writes it in the description of the JSON twins: what it catches is a slug and an ending.</summary>
    /// <param name="path">The route without its constraints.</param>
    public static string Written(string path) => path switch
    {
        _ when path == Urls.List(Kind.Video) + "/{moment}" => $"{Urls.List(Kind.Video)}/{{slug}}{Urls.MomentMark}{{seconds}}.json",
        _ when path == Urls.References + "/{file}" => Urls.References + "/{key}.json",
        _ when path.StartsWith(Urls.CitationRoot, StringComparison.Ordinal) => path.Replace("{path}", "{slug}/{ordinal}.json", StringComparison.Ordinal),
        _ => path.Replace("{file}", "{slug}.json", StringComparison.Ordinal),
    };
}

using System.Net;
using System.Text.RegularExpressions;

namespace AwsHistory.Data.Content;

/// <summary>What a link to YouTube points at.</summary>
/// <param name="Id">The video.</param>
/// <param name="Seconds">From which second on; null when the link does not say.</param>
public readonly partial record struct YouTubeLink(string Id, int? Seconds)
{
    private static readonly string[] Hosts = ["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com", "youtube-nocookie.com",
        "www.youtube-nocookie.com"];

    /// <summary>
    /// Reads a link as people copy it: <c>watch?v=</c>, <c>youtu.be/</c>, <c>embed/</c>, <c>shorts/</c>, <c>live/</c>, <c>v/</c>, a video of
    /// a playlist, an attribution link, with or without scheme, with a time as <c>t=</c>, <c>start=</c>, <c>time_continue=</c> or
    /// <c>#t=</c> in any form <see cref="Timecode"/> reads; or an id of eleven characters alone.
    /// </summary>
    /// <param name="text">What was pasted; white space, quotation marks and angle brackets around it are ignored.</param>
    /// <param name="link">The link, when the method returns true.</param>
    /// <returns>False for anything that names no video: other sites, channels, a playlist as a whole.</returns>
    public static bool TryParse(string? text, out YouTubeLink link)
    {
        link = default;
        var pasted = (text ?? "").Trim().Trim('<', '>', '"', '\'', '“', '”').Replace("&amp;", "&", StringComparison.Ordinal);
        if (pasted.Length is 0 or > 2000) return false;
        if (pasted.Length == 11 && KindDetailsReader.IsYouTubeId(pasted))
        {
            link = new(pasted, null);
            return true;
        }

        if (!pasted.Contains("://", StringComparison.Ordinal)) pasted = "https://" + pasted.TrimStart('/');
        if (!Uri.TryCreate(pasted, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return false;
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string? id;
        if (uri.IdnHost is "youtu.be" or "www.youtu.be")
        {
            id = parts.FirstOrDefault();
        }
        else if (Hosts.Contains(uri.IdnHost))
        {
            if (parts is ["attribution_link"] && Value(uri.Query, "u") is { } inner) return TryParse("https://www.youtube.com" + inner, out link);
            id = parts is ["embed" or "shorts" or "live" or "v" or "e", var named, ..] ? named : parts is ["watch", ..] or [] ? Value(uri.Query, "v")
                ?? parts.ElementAtOrDefault(1) : null;
        }
        else
        {
            return false;
        }

        // "embed/videoseries" is a playlist.
        if (id is null or "videoseries" || !KindDetailsReader.IsYouTubeId(id)) return false;
        link = new(id, Time(uri));
        return true;
    }

    /// <summary>Finds the first link to a video within other words, such as a message or a link in Markdown.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="link">The link, when the method returns true.</param>
    /// <returns>False when no link in it names a video.</returns>
    public static bool TryFind(string? text, out YouTubeLink link)
    {
        link = default;
        if (text is null or { Length: > 2000 }) return false;
        foreach (var match in Address().EnumerateMatches(text))
            if (TryParse(text.Substring(match.Index, match.Length).TrimEnd('.', ',', ';', ':', '!', '?'), out link)) return true;
        return false;
    }

    [GeneratedRegex(@"(?:https?://)?(?:[a-z-]+\.)*youtu[a-z.-]+/[^\s<>()""'\[\]]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    private static int? Time(Uri uri)
    {
        foreach (var name in (ReadOnlySpan<string>)["t", "start", "time_continue"])
        {
            if ((Value(uri.Query, name) ?? Value(uri.Fragment, name)) is not { } written) continue;
            var point = written.IndexOf('.', StringComparison.Ordinal);
            if (Timecode.TryParse(point > 0 && !written.Contains(':', StringComparison.Ordinal) ? written[..point] : written, out var time)) return time.Seconds;
        }

        return null;
    }

    private static string? Value(string query, string name)
    {
        foreach (var part in query.TrimStart('?', '#').Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).SequenceEqual(name)) return WebUtility.UrlDecode(part[(equals + 1)..]);
        }

        return null;
    }
}

namespace AwsHistory.Data.Content;

/// <summary>Which addresses a page may link to.</summary>
internal static class SafeUrl
{
    /// <summary>Whether an address is absolute and http or https.</summary>
    public static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>
    /// Whether a link may keep its address: http, https, mailto, or relative. Browsers drop tabs and line ends inside an
    /// address and white space before it, so anything with a control character or white space in front is refused, as is a
    /// colon before the first slash that is not one of those schemes.
    /// </summary>
    public static bool IsAllowed(string url)
    {
        if (url.Length == 0) return true;
        foreach (var c in url)
            if (char.IsControl(c)) return false;
        if (char.IsWhiteSpace(url[0])) return false;
        var end = url.AsSpan().IndexOfAny('/', '?', '#');
        var head = end < 0 ? url.AsSpan() : url.AsSpan(0, end);
        var colon = head.IndexOf(':');
        return colon < 0 || head[..colon].ToString().ToLowerInvariant() is "http" or "https" or "mailto";
    }

    /// <summary>Whether an address has a scheme or a host of its own, and so leads away from the site.</summary>
    public static bool IsOutside(string url) =>
        url.StartsWith("//", StringComparison.Ordinal) || (url.AsSpan().IndexOfAny(':', '/') is >= 0 and var at && url[at] == ':');
}

namespace AwsHistory.Web.Export;

/// <summary>
/// What the pages know when they are made for a copy of the site as files. Where they are served there is none. Pages get it as a
/// cascading value and leave out what only a server can do.
/// </summary>
/// <param name="Base">Scheme and host of the place where the copy will be.</param>
internal sealed record StaticCopy(Uri Base)
{
    /// <summary>The beginning of each absolute address.</summary>
    public string Origin { get; } = Base.GetLeftPart(UriPartial.Authority);

    /// <summary>The parts of a query string that have files of their own, for the script that finds those.</summary>
    public static string Keys { get; } = string.Join(' ', CopyAddress.ViewKeys);

    /// <summary>An address that is a place for a site; null for anything else.</summary>
    /// <param name="text">What was typed.</param>
    public static StaticCopy? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery is "/" && uri.Fragment.Length == 0
            && uri.UserInfo.Length == 0 ? new(uri) : null;
}

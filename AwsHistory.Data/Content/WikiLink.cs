using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>
/// <c>[[target#fragment|label]]</c> in the syntax tree. It is a link with a literal child, so that headings, alternative texts
/// and plain renderings of it come out right without a renderer of its own.
/// </summary>
internal sealed class WikiLinkInline : LinkInline
{
    public required string Target { get; init; }

    public required string? Fragment { get; init; }

    /// <summary>Whether the author gave the words to show; otherwise the page's title takes their place.</summary>
    public required bool HasLabel { get; init; }

    /// <summary>The words that are shown; the title of the page takes the place of a label that was not given.</summary>
    public LiteralInline Words => (LiteralInline)FirstChild!;

    /// <summary>The words as the author wrote them: ids are made from these, so that a page's new title moves no passage of another.</summary>
    public required string Written { get; init; }

    /// <summary>Reads what stands between <c>[[</c> and <c>]]</c>; null when there is no target.</summary>
    public static WikiLinkInline? ParseOrNull(ReadOnlySpan<char> inside)
    {
        var bar = inside.IndexOf('|');
        var label = bar < 0 ? "" : inside[(bar + 1)..].Trim().ToString();
        // Inside a table cell the bar may be written \| so that other tools do not end the cell there.
        var target = (bar < 0 ? inside : inside[..bar].TrimEnd('\\')).Trim();
        var hash = target.IndexOf('#');
        var fragment = hash < 0 ? null : target[(hash + 1)..].Trim().ToString();
        if (hash >= 0) target = target[..hash].TrimEnd();
        if (target.IsEmpty && string.IsNullOrEmpty(fragment)) return null;
        var written = label.Length > 0 ? label : inside.Trim().TrimStart('#').ToString();
        var link = new WikiLinkInline { Written = written, Target = target.ToString(), Fragment = fragment, HasLabel = label.Length > 0 };
        link.AppendChild(new LiteralInline(written));
        return link;
    }
}

using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>One citation as written: a key, a time, or both.</summary>
/// <param name="Key">The citekey without <c>@</c>; null for a bare time, which means the page's own video.</param>
/// <param name="Locator">What follows the key: a time, or a place in a text; null when nothing does.</param>
/// <param name="Label">The words shown by an anchor of the notes, without brackets; null in the other forms.</param>
/// <param name="About">Whether it is marked <c>~</c>: sure to about a minute.</param>
/// <param name="Printed">The time that stood there before an editor set it right; null when nobody did.</param>
internal readonly record struct WrittenCitation(string? Key, string? Locator, string? Label, bool About, string? Printed = null)
{
    /// <summary>Stands between a time and what was printed in its place: <c>[25:04 printed 02:05:04]</c>.</summary>
    public const string PrintedMark = " printed ";

    private const int MaxPrinted = 48;

    /// <summary>The key that marks a passage as the editors' own words, resting on no source.</summary>
    public const string OursKey = "ours";

    /// <summary>Reads one part of <c>[@a 1:02; @b, p. 4]</c>, without brackets.</summary>
    public static WrittenCitation? ParseKeyedOrNull(ReadOnlySpan<char> part)
    {
        part = part.Trim();
        if (part is not ['@', ..]) return null;
        var end = 1;
        while (end < part.Length && (char.IsLetterOrDigit(part[end]) || part[end] is '_' or '-' or '.' or '/')) end++;
        var key = part[1..end].TrimEnd('.');
        if (key.IsEmpty || (end < part.Length && part[end] is not (' ' or ',' or '\t' or '\n'))) return null;
        var locator = TakePrinted(part[end..].Trim(" ,\t\n"), out var printed);
        var about = locator is [.., '~'];
        if (about) locator = locator[..^1].TrimEnd();
        return new(key.ToString(), locator.IsEmpty ? null : locator.ToString(), null, about, printed);
    }

    /// <summary>Reads <c>25:04</c>, <c>25:04~</c>, <c>25:04-26:10</c>: whatever looks like a time, even when it is none.</summary>
    public static WrittenCitation? ParseBareOrNull(ReadOnlySpan<char> inside)
    {
        var text = TakePrinted(inside, out var printed);
        var about = text is [.., '~'];
        if (about) text = text[..^1];
        var (digits, colons) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits++;
            else if (text[i] == ':' && i > 0 && char.IsAsciiDigit(text[i - 1])) colons++;
            else if (text[i] is not ('-' or '–')) return null;
        }

        return digits > 1 && colons > 0 && text.Length <= 32 ? new(null, text.ToString(), null, about, printed) : null;
    }

    /// <summary>Splits off what was printed. Only a time can have been: "p. 3 printed 1990" and "3 printed 1990" are places in a book.</summary>
    private static ReadOnlySpan<char> TakePrinted(ReadOnlySpan<char> text, out string? printed)
    {
        printed = null;
        var at = text.IndexOf(PrintedMark);
        if (at < 0 || text.Length - at > MaxPrinted || !text[..at].Contains(':')
            || !Timecode.TryParse(SplitSpan(text[..at].TrimEnd('~').ToString()).Start, out _)) return text;
        if (text[(at + PrintedMark.Length)..].Trim() is { IsEmpty: false } before) printed = before.ToString();
        return printed is null ? text : text[..at];
    }

    /// <summary>Splits a span of times at its hyphen: <c>25:04-26:10</c>.</summary>
    public static (string Start, string? End) SplitSpan(string locator)
    {
        var dash = locator.AsSpan(1).IndexOfAny('-', '–') + 1;
        return dash > 0 ? (locator[..dash], locator[(dash + 1)..]) : (locator, null);
    }
}

/// <summary>A pair of brackets, or an anchor of the notes, that holds one or more citations.</summary>
/// <param name="written">The text as it stands in the file.</param>
/// <param name="citations">What it cites, in order; never empty.</param>
internal sealed class CitationInline(string written, IReadOnlyList<WrittenCitation> citations) : LeafInline
{
    public string Written { get; } = written;

    public IReadOnlyList<WrittenCitation> Citations { get; } = citations;

    /// <summary>What they turned out to mean; set by the compiler before the page is rendered.</summary>
    public IReadOnlyList<CompiledCitation> Compiled { get; set; } = [];
}

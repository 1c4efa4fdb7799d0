using System.Globalization;
using System.Text.RegularExpressions;

namespace AwsHistory.Data.Content;

/// <summary>A time that an author puts in the place of a citation's own.</summary>
/// <param name="Citation">The citation, as compiled.</param>
/// <param name="Seconds">The time that was meant.</param>
public sealed record Correction(CompiledCitation Citation, int Seconds);

/// <summary>
/// Writes corrections into the text of a file: the time is replaced and what was printed is kept beside it, in
/// <c>data-printed</c> of the notes' anchor, after the word <c>printed</c> in the plain forms. Nothing else is touched.
/// </summary>
public static partial class Corrections
{
    /// <summary>Makes corrections in a file's text as it stands on disk, whatever its line ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="page">The page that the text was compiled to, which tells the places.</param>
    /// <param name="corrections">What to correct, in any order.</param>
    /// <exception cref="FormatException">A citation does not stand where it stood, or in a form that cannot be rewritten.</exception>
    public static string Apply(string text, CompiledPage page, IEnumerable<Correction> corrections)
    {
        var lines = LineStarts(text);
        // Citations of one pair of brackets share their place; from the last place to the first, so that places stay right.
        foreach (var place in corrections.GroupBy(c => (c.Citation.Line, c.Citation.Column)).OrderByDescending(place => place.Key))
        {
            var first = place.First().Citation;
            var ofPlace = page.Passages.SelectMany(passage => passage.Citations).Where(c => (c.Line, c.Column) == place.Key).Select(c => c.Ordinal).Order().ToList();
            var start = Find(text, lines, first);
            var written = place.Aggregate(first.Written, (now, correction) => Rewrite(now, ofPlace.IndexOf(correction.Citation.Ordinal), correction.Seconds));
            text = text[..start] + written + text[(start + first.Written.Length)..];
        }

        return text;
    }

    /// <summary>One citation with another time.</summary>
    /// <param name="written">The anchor or the brackets, as written.</param>
    /// <param name="part">Which of several in one pair of brackets, from 0.</param>
    /// <param name="seconds">The time.</param>
    internal static string Rewrite(string written, int part, int seconds)
    {
        if (MarkdownDialect.NoteAnchor.Match(written) is { Success: true } anchor) return RewriteAnchor(written, anchor, seconds);
        var parts = written[1..^1].Split(';');
        if (written is not ['[', .., ']'] || part < 0 || part >= parts.Length) throw new FormatException($"{written} is in no form that can be rewritten");
        parts[part] = RewritePlain(parts[part], seconds);
        return $"[{string.Join(';', parts)}]";
    }

    private static string RewriteAnchor(string written, Match anchor, int seconds)
    {
        var (time, label, printed) = (anchor.Groups["time"], anchor.Groups["label"], anchor.Groups["printed"]);
        var quote = written[time.Index - 1];
        var words = label.Value.Trim().Trim('[', ']').Trim();
        var isTime = words.Length == 0 || words == time.Value || Timecode.TryParse(words, out _);
        var was = !isTime || words.Length == 0 || words == time.Value ? time.Value : $"{time.Value} [{words}]";
        var result = written;
        // From the end to the beginning. What was printed first stays, however often an editor thinks again.
        if (words.Length > 0 && isTime) result = Splice(result, label.Index + label.Value.IndexOf(words, StringComparison.Ordinal), words.Length, Like(words, seconds));
        if (!printed.Success) result = result.Insert(time.Index + time.Length + 1, $" data-printed={quote}{was}{quote}");
        else if (printed.Length == 0) result = result.Insert(printed.Index, was);
        return Splice(result, time.Index, time.Length, Like(time.Value, seconds));
    }

    private static string RewritePlain(string part, int seconds)
    {
        // The key and the space before the time stay, whatever follows is the time and what was printed.
        var match = PlainForm().Match(part);
        if (!match.Success) throw new FormatException($"[{part}] names no time that could be rewritten");
        var (head, time, tail) = (match.Groups["head"].Value, match.Groups["time"].Value, match.Groups["tail"].Value);
        var printed = match.Groups["printed"] is { Success: true, Value: var before } ? before : time;
        var about = time.EndsWith('~') ? "~" : "";
        var (start, end) = WrittenCitation.SplitSpan(time.TrimEnd('~'));
        // A span keeps its length.
        var until = end is not null && Timecode.TryParse(start, out var from) && Timecode.TryParse(end, out var to) && to.Seconds > from.Seconds
            ? "-" + Like(end, seconds + to.Seconds - from.Seconds) : "";
        return $"{head}{Like(start, seconds)}{until}{about}{WrittenCitation.PrintedMark}{printed}{tail}";
    }

    /// <summary>A time in the manner of another: with hours of two digits where it has them.</summary>
    private static string Like(string written, int seconds) =>
        TwoDigitHours().IsMatch(written) ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}")
            : new Timecode(seconds).ToString();

    private static string Splice(string text, int start, int length, string with) => text[..start] + with + text[(start + length)..];

    private static int Find(string text, List<int> lines, CompiledCitation citation)
    {
        if (citation.Line < 1 || citation.Line >= lines.Count) throw new FormatException($"there is no line {citation.Line}");
        var (start, end) = (lines[citation.Line - 1], lines[citation.Line]);
        var exact = start + citation.Column - 1;
        if (exact >= start && exact < end && text.AsSpan(exact, end - exact).StartsWith(citation.Written)) return exact;
        // Markdown counts columns in its own way behind tabs and quotation marks; a text that stands once in its line cannot be missed.
        var only = text.IndexOf(citation.Written, start, end - start, StringComparison.Ordinal);
        if (only < 0 || text.IndexOf(citation.Written, only + 1, end - only - 1, StringComparison.Ordinal) >= 0)
            throw new FormatException($"line {citation.Line} does not hold {citation.Written} where it was read; set it right by hand");
        return only;
    }

    /// <summary>Where each line begins, and the end of the text.</summary>
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n'))) starts.Add(i + 1);
        starts.Add(text.Length);
        return starts;
    }

    [GeneratedRegex(@"\A(?<head>\s*(@\S+?[\s,]+)?)(?<time>-?\d[\d:.hms–-]*~?)( printed (?<printed>.*?))?(?<tail>\s*)\z", RegexOptions.Singleline)]
    private static partial Regex PlainForm();

    [GeneratedRegex(@"\A\D*\d\d:\d\d:\d\d")]
    private static partial Regex TwoDigitHours();
}

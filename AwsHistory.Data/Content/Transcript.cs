using System.Net;
using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>A piece of a transcript.</summary>
/// <param name="Start">Milliseconds from the beginning of the recording.</param>
/// <param name="End">Milliseconds from the beginning; after <paramref name="Start"/>.</param>
/// <param name="Speaker">Who speaks; null when the transcript does not say.</param>
/// <param name="Text">What is said, without markup, on one line.</param>
public sealed record Cue(int Start, int End, string? Speaker, string Text);

/// <summary>
/// A transcript of a recording: WebVTT (https://www.w3.org/TR/webvtt1/) or SubRip. What others must know of it; the cues themselves
/// are read again when their page is written, so that a large library does not hold them all.
/// </summary>
public sealed class Transcript
{
    private const int MaxFindings = 20;

    private Transcript(SourceFile source, IReadOnlyList<Cue> cues, IReadOnlyList<Diagnostic> problems)
    {
        (Source, Problems, Count) = (source, problems, cues.Count);
        Starts = cues.Count == 0 ? 0 : cues[^1].Start;
    }

    /// <summary>The file.</summary>
    public SourceFile Source { get; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; }

    /// <summary>How many cues it has; 0 when it cannot be used.</summary>
    public int Count { get; }

    /// <summary>Where its last cue begins, in milliseconds.</summary>
    public int Starts { get; }

    /// <summary>Whether a path of the content folder is that of a transcript.</summary>
    /// <param name="path">The path.</param>
    public static bool IsTranscript(string path) =>
        path.StartsWith("videos/", StringComparison.Ordinal)
            && (path.EndsWith(".vtt", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".srt", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads what others need to know of a transcript.</summary>
    /// <param name="file">The file.</param>
    public static Transcript Read(SourceFile file)
    {
        if (file.Problem is { } problem) return new(file, [], [problem]);
        var findings = new List<Diagnostic>();
        var cues = Parse(file, findings);
        if (cues.Count == 0 && findings.Count == 0) findings.Add(Diagnostics.UnusedTranscript.At(file.Path, 0, 0,
            "there is no cue in it; a time, \"00:01.000 --> 00:04.000\", and words below it were expected"));
        if (findings.Count > MaxFindings)
        {
            var more = findings.Count - MaxFindings;
            findings.RemoveRange(MaxFindings, more);
            findings.Add(Diagnostics.BadCue.At(file.Path, 0, 0, $"and {more} more like these"));
        }

        return new(file, cues, findings);
    }

    /// <summary>The cues, in order of time.</summary>
    /// <exception cref="ContentChangedException">The file has changed since.</exception>
    public IReadOnlyList<Cue> ReadCues() => Source.Problem is null ? Parse(Source, []) : [];

    private static List<Cue> Parse(SourceFile file, List<Diagnostic> findings)
    {
        var lines = file.ReadText().Split('\n');
        var isSubRip = file.Path.EndsWith(".srt", StringComparison.OrdinalIgnoreCase);
        if (!isSubRip && !(lines[0] == "WEBVTT" || lines[0].StartsWith("WEBVTT ", StringComparison.Ordinal) || lines[0].StartsWith("WEBVTT\t", StringComparison.Ordinal)))
        {
            findings.Add(Diagnostics.UnusedTranscript.At(file.Path, 1, 1, $"the line \"WEBVTT\" was expected, found \"{Short(lines[0])}\""));
            return [];
        }

        var cues = new List<Cue>();
        var before = new Block([], 0, 0);
        for (var at = isSubRip ? 0 : 1; at < lines.Length;)
        {
            if (string.IsNullOrWhiteSpace(lines[at]))
            {
                at++;
                continue;
            }

            // A block runs to the next empty line, or to the time of a cue that was not set apart by one.
            var first = at;
            var timing = IsTiming(lines[at]) ? at : at + 1 < lines.Length && IsTiming(lines[at + 1]) ? at + 1 : -1;
            var end = Math.Max(at, timing) + 1;
            while (end < lines.Length && !IsEmpty(lines[end]) && !IsTiming(lines[end])) end++;
            // The number of a cue stands above its time.
            if (timing >= 0 && end < lines.Length && IsTiming(lines[end]) && end - 1 > timing && lines[end - 1].AsSpan().Trim()
                .IndexOfAnyExceptInRange('0', '9') < 0) end--;
            at = end;
            if (timing < 0)
            {
                // Above the first cue stand headers; between cues, comments and styles.
                var isOther = !isSubRip && (first == 1 || lines[first] is ['N', 'O', 'T', 'E', ..] or ['S', 'T', 'Y', 'L', 'E', ..] or ['R', 'E', 'G', 'I',
                    'O', 'N', ..]);
                if (!isOther) findings.Add(Diagnostics.BadCue.At(file.Path, first + 1, 1,
                    $"\"{Short(lines[first])}\" has no time; \"00:01.000 --> 00:04.000\" was expected above it"));
                continue;
            }

            if (ReadTiming(lines[timing]) is not var (start, stop))
            {
                findings.Add(Diagnostics.BadCue.At(file.Path, timing + 1, 1,
                    $"\"{Short(lines[timing])}\" is no time of a cue; \"00:01.000 --> 00:04.000\" was expected"));
                continue;
            }

            if (stop <= start)
            {
                findings.Add(Diagnostics.BadCue.At(file.Path, timing + 1, 1, $"the cue \"{Short(lines[timing])}\" does not end after it begins"));
                continue;
            }

            var block = new Block(ReadWords(lines.AsSpan(timing + 1, end - timing - 1), isSubRip), start, stop);
            AddCues(cues, block, before);
            before = block;
        }

        return [.. cues.OrderBy(cue => cue.Start)];

        // In WebVTT a line of spaces is one of the cue's, and captions that roll begin with it.
        bool IsEmpty(string line) => isSubRip ? string.IsNullOrWhiteSpace(line) : line.Length == 0;
    }

    /// <summary>A cue for each voice. Captions that roll say each line twice, and are thinned to once.</summary>
    private static void AddCues(List<Cue> cues, Block block, Block before)
    {
        var lines = block.Lines;
        var isRolling = block.Start - before.End is >= -50 and <= 50 && (lines.Count > 1 || block.End - block.Start <= 50);
        if (isRolling && before.Lines.Count > 0 && lines.Count > 0 && lines[0].Text == before.Lines[^1].Text) lines = lines[1..];
        foreach (var (speaker, text) in lines)
        {
            if (cues.Count > 0 && cues[^1] is var last && last.Start == block.Start && last.End == block.End && last.Speaker == speaker) cues[^1] =
                last with { Text = $"{last.Text} {text}" };
            else cues.Add(new(block.Start, block.End, speaker, text));
        }
    }

    private static bool IsTiming(string line) => line.Contains("-->", StringComparison.Ordinal);

    private static (int Start, int End)? ReadTiming(string line)
    {
        var arrow = line.IndexOf("-->", StringComparison.Ordinal);
        var after = line.AsSpan(arrow + 3).Trim();
        // Where the cue stands on the screen does not concern us.
        var space = after.IndexOfAny(' ', '\t');
        return ReadTime(line.AsSpan(0, arrow).Trim()) is { } start && ReadTime(space < 0 ? after : after[..space]) is { } end ? (start, end) : null;
    }

    /// <summary>Milliseconds of <c>01:02:03.456</c>, <c>02:03.456</c>, and the same with a comma; null for anything else.</summary>
    private static int? ReadTime(ReadOnlySpan<char> text)
    {
        var point = text.IndexOfAny('.', ',');
        var fraction = point < 0 ? "0" : text[(point + 1)..];
        if (fraction.Length is 0 or > 3 || fraction.IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        var clock = point < 0 ? text : text[..point];
        if (!clock.Contains(':') || !Timecode.TryParse(clock, out var time) || time.Frames is not null) return null;
        return (time.Seconds * 1000) + (int.Parse(fraction) * fraction.Length switch { 1 => 100, 2 => 10, _ => 1 });
    }

    /// <summary>The words of a cue, line by line, with whoever speaks them; tags and entities are resolved.</summary>
    private static List<(string? Speaker, string Text)> ReadWords(ReadOnlySpan<string> lines, bool isSubRip)
    {
        var result = new List<(string?, string)>();
        string? speaker = null;
        var words = new StringBuilder();
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Length; i++)
            {
                var close = line[i] == '<' && i + 1 < line.Length && (char.IsAsciiLetterOrDigit(line[i + 1]) || line[i + 1] == '/') ? line.IndexOf('>', i)
                    : isSubRip && line[i] == '{' && i + 1 < line.Length && line[i + 1] == '\\' ? line.IndexOf('}', i) : -1;
                if (close < 0)
                {
                    words.Append(line[i]);
                    continue;
                }

                var tag = line.AsSpan(i + 1, close - i - 1);
                if (tag is ['v', ' ' or '.' or '\t', ..] or ['/', 'v'])
                {
                    Flush();
                    var space = tag.IndexOfAny(' ', '\t');
                    speaker = space < 0 ? null : OneLine(tag[space..].ToString()) is { Length: > 0 } name ? name : null;
                }

                i = close;
            }

            Flush();
        }

        return result;

        void Flush()
        {
            if (OneLine(words.ToString()) is { Length: > 0 } text) result.Add((speaker, text));
            words.Clear();
        }
    }

    private static string OneLine(string text) => string.Join(' ', WebUtility.HtmlDecode(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;

    private readonly record struct Block(List<(string? Speaker, string Text)> Lines, int Start, int End);
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>A citation of the notes whose time is taken for right.</summary>
internal sealed record SoundCitation(string Path, int Ordinal, string Video, int Seconds, string Written, int Line, int Column, Ground Ground);

/// <summary>Why a time is taken for right.</summary>
internal enum Ground
{
    /// <summary>Another note says the same at the same half minute, and none says the same elsewhere.</summary>
    Corroborated,

    /// <summary>An editor has checked it.</summary>
    Edited,

    /// <summary>It stands on a page that runs in order throughout.</summary>
    InOrder,

    /// <summary>Another note says the same at the same half minute, and a third one elsewhere: the notes go wrong together, so these are often wrong.</summary>
    Contested,
}

/// <summary>
/// Real notes and those of their citations that are taken for right by rules of the benchmark's own, which are not the doctor's:
/// another note has a sentence with at least half of the same words at the same half minute, and none elsewhere, or the whole page
/// runs in order. Notes are full of wrong times, so "all as they stand" would measure the notes, not the doctor.
/// </summary>
internal sealed partial class NotesUnderTest
{
    private readonly Dictionary<string, string> texts;
    private readonly ContentCompiler compiler = new();

    /// <param name="folder">The folder of notes.</param>
    /// <param name="without">The name of a note whose citations are not counted; null for none.</param>
    /// <param name="isCurated">Whether an editor has checked them, so that every citation is taken for right and the lengths are known.</param>
    public NotesUnderTest(string folder, string? without, bool isCurated = false)
    {
        var findings = new List<Diagnostic>();
        var files = new ContentFolder(folder).Read(findings).Where(file => file.Problem is null && file.Path.EndsWith(".md", StringComparison.Ordinal)).ToList();
        texts = files.ToDictionary(file => file.Path, file => file.ReadText(), StringComparer.Ordinal);
        // One text under two paths would be its own witness.
        foreach (var copy in files.GroupBy(file => file.Hash).SelectMany(same => same.Skip(1))) texts.Remove(copy.Path);
        Pages = Compile(null);
        Sound = isCurated
            ? [.. Pages.Values.OrderBy(page => page.Path, StringComparer.Ordinal)
                .SelectMany(page => page.Citations.Where(IsPlain)
                .Select(c => new SoundCitation(page.Path, c.Ordinal, c.Video!, c.Seconds!.Value, c.Written, c.Line, c.Column, Ground.Edited)))
                .DistinctBy(c => (c.Path, c.Line, c.Column))]
            : [.. FindSound().Where(citation => without is null || !citation.Path.EndsWith(without, StringComparison.Ordinal))];
        var known = compiler.Compile([.. texts.Select(file => SourceFile.FromText(file.Key, file.Value))
            .OrderBy(file => file.Path, StringComparer.Ordinal)]).Videos.ToDictionary(video => video.Key, video => video.Details.End, StringComparer.Ordinal);
        Ends = Pages.Values.SelectMany(page => page.Citations).Where(c => c.Video is not null && c.Seconds is not null).GroupBy(c => c.Video!)
            .ToDictionary(video => video.Key, video => known.GetValueOrDefault(video.Key)
                ?? (60 + Sound.Where(s => s.Video == video.Key).Select(s => s.Seconds).DefaultIfEmpty(0).Max()), StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, NotePage> Pages { get; }

    public IReadOnlyList<SoundCitation> Sound { get; }

    /// <summary>By video, the end that is assumed where a length is given: a minute after the last sound citation.</summary>
    public IReadOnlyDictionary<string, int> Ends { get; }

    /// <summary>Compiles the notes with some texts replaced, and with video files that tell the assumed lengths if asked for.</summary>
    public IReadOnlyDictionary<string, NotePage> Compile(IReadOnlyDictionary<string, string>? replaced, bool withLengths = false)
    {
        var files = texts.Select(file => (Path: file.Key, Text: replaced?.GetValueOrDefault(file.Key) ?? file.Value)).ToList();
        if (withLengths) files.AddRange(Ends.Where(end => end.Value > 60)
            .Select(end => ($"videos/video-{Slug.Fold(end.Key)}.md", VideoFile(Slug.Last(end.Key), end.Value))));
        var set = compiler.Compile([.. files.Select(file => SourceFile.FromText(file.Path, file.Text)).OrderBy(file => file.Path, StringComparer.Ordinal)]);
        var result = new ConcurrentDictionary<string, NotePage>(StringComparer.Ordinal);
        Parallel.ForEach(set.Documents.Where(document => document.Kind == Kind.Article), document =>
        {
            if (set.Compile(document).Page is { } page) result[document.Source.Path] =
                new(document.Source.Path, page.Video, [.. page.Passages.SelectMany(passage => passage.Citations)], page.Passages);
        });
        return result;
    }

    public string TextOf(string path) => texts[path];

    /// <summary>The text with one citation's time replaced wherever it stands in what is written.</summary>
    public static string Replace(string text, SoundCitation citation, int seconds)
    {
        var start = 0;
        for (var line = 1; line < citation.Line; line++) start = text.IndexOf('\n', start) + 1;
        start = text.IndexOf(citation.Written, start + citation.Column - 1, StringComparison.Ordinal);
        // Of several in one pair of brackets the one that says this time.
        var written = Time().Replace(citation.Written, match => Timecode.TryParse(match.Value, out var time) && time.Seconds != citation.Seconds ? match.Value
            : $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return text[..start] + written + text[(start + citation.Written.Length)..];
    }

    private static string VideoFile(string id, int end) =>
        $"---\ntitle: Video {id}\nyoutube: {id}\nlength: \"{end / 3600}:{end / 60 % 60:00}:{end % 60:00}~\"\n---\nA recording.\n";

    private IEnumerable<SoundCitation> FindSound()
    {
        var corroborated = FindCorroborated();
        foreach (var page in Pages.Values)
        {
            var plain = page.Citations.Where(IsPlain).ToList();
            var outliers = TimeOrder.FindOutliers([.. plain.Select(c => c.Seconds!.Value)]);
            var rounded = plain.Count(c => c.Seconds % 60 == 0);
            // A page that runs in order throughout, with times to the second and steps that people take.
            var steps = plain.Zip(plain.Skip(1), (a, b) => b.Seconds!.Value - a.Seconds!.Value).Order().ToList();
            var isRegular = plain.Count >= 8 && outliers.Count(o => o is not null) <= plain.Count / 20 && rounded <= plain.Count / 5 && steps[steps.Count / 2] < 240;
            for (var i = 0; i < plain.Count; i++)
            {
                Ground? ground = corroborated.TryGetValue((page.Path, plain[i].Ordinal), out var found) ? found : isRegular && outliers[i] is null
                    ? Ground.InOrder : null;
                if (ground is { } why) yield return new(page.Path, plain[i].Ordinal, plain[i].Video!, plain[i].Seconds!.Value, plain[i].Written, plain[i].Line,
                    plain[i].Column, why);
            }
        }
    }

    private Dictionary<(string Path, int Ordinal), Ground> FindCorroborated()
    {
        var found = new Dictionary<(string, int), Ground>();
        foreach (var video in Pages.Values.Where(page => page.Video is not null).GroupBy(page => page.Video))
        {
            var all = video.SelectMany(page => page.Sentences().Where(s => s.Words.Count >= 4 && IsPlain(s.Citation))
                .Select(s => (page.Path, s.Citation, s.Words))).ToList();
            foreach (var a in all)
            {
                var same = all.Where(b => a.Path != b.Path && a.Words.Count(b.Words.Contains) * 2 >= Math.Max(4, Math.Min(a.Words.Count, b.Words.Count)))
                    .Select(b => Math.Abs(a.Citation.Seconds!.Value - b.Citation.Seconds!.Value)).ToList();
                if (same.Exists(apart => apart <= 30)) found[(a.Path, a.Citation.Ordinal)] = same.Exists(apart => apart > 120) ? Ground.Contested : Ground.Corroborated;
            }
        }

        return found;
    }

    private static bool IsPlain(CompiledCitation citation) => citation is { Video: not null, Seconds: not null, EndSeconds: null, Reference: null }
        && citation.Status is not (CitationStatus.LabelDiffers or CitationStatus.Malformed);

    [GeneratedRegex(@"\d+(:\d+)+")]
    private static partial Regex Time();
}

/// <summary>A compiled note.</summary>
internal sealed partial record NotePage(string Path, string? Video, IReadOnlyList<CompiledCitation> Citations, IReadOnlyList<CompiledPassage> Passages)
{
    /// <summary>Each citation with the long words before it.</summary>
    public IEnumerable<(CompiledCitation Citation, HashSet<string> Words)> Sentences()
    {
        foreach (var passage in Passages)
        {
            var from = 0;
            foreach (var citation in passage.Citations)
            {
                var words = LongWord().Matches(passage.Text[Math.Min(from, citation.Offset)..citation.Offset]).Select(match => match.Value.ToLowerInvariant())
                    .ToHashSet();
                from = citation.Offset;
                yield return (citation, words);
            }
        }
    }

    [GeneratedRegex(@"[\p{L}\d]{5,}|\d{2,}")]
    private static partial Regex LongWord();
}

using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Web;

/// <summary>
/// The doubtful citations of a folder, before an author: listed, or gone through one by one. Only what the author accepts is
/// written, and what was printed stays beside it.
/// </summary>
internal sealed class CitationReview
{
    private const string Arrow = "=>";

    private readonly ContentFolder folder;
    private readonly List<Doubt> doubts;
    private readonly int citations;

    private CitationReview(ContentFolder folder, List<Doubt> doubts, int citations, List<Diagnostic> errors)
    {
        (this.folder, this.doubts, this.citations) = (folder, doubts, citations);
        Errors = errors;
    }

    /// <summary>What keeps files from being looked at.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; }

    public static CitationReview Of(ContentFolder folder, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        var set = new ContentCompiler().Compile(folder.Read(findings, cancellation), findings, cancellation: cancellation);
        var compiled = set.CompileAll(cancellation);
        var ends = set.Videos.ToDictionary(video => video.Key, video => video.Details.End, StringComparer.Ordinal);
        var doubts = new List<Doubt>();
        var count = 0;
        for (var i = 0; i < compiled.Count; i++)
        {
            if (compiled[i].Page is not { } page) continue;
            foreach (var citation in page.Passages.SelectMany(passage => passage.Citations).Where(citation => !citation.IsOurs))
            {
                count++;
                if (citation.Status != CitationStatus.Sound) doubts.Add(new(set.Documents[i].Source, page, citation, citation.Video is { } video ? ends[video] : null));
            }
        }

        return new(folder, doubts, count, [.. set.Findings.Concat(compiled.SelectMany(result => result.Findings))
            .Where(finding => finding.Rule.Severity == Severity.Error).Order()]);
    }

    /// <summary>Lists them all.</summary>
    public void List(TextWriter output)
    {
        foreach (var doubt in doubts) Describe(doubt, output);
        output.WriteLine($"{citations} citations, {doubts.Count} doubtful, {doubts.Count(doubt => doubt.Citation.Candidates.Count > 0)} of them with times that they may have meant");
    }

    /// <summary>Asks for each what it meant, and writes file by file what was accepted; the end of the input ends it as <c>q</c> does.</summary>
    public void Ask(TextReader input, TextWriter output)
    {
        var open = doubts.Where(doubt => doubt.Citation.Video is not null).ToList();
        output.WriteLine($"{open.Count} citations to look at. The number of a time takes it, a time takes that, Enter leaves the citation as it is, q ends.");
        var (quit, accepted) = (false, 0);
        foreach (var file in open.GroupBy(doubt => doubt.File))
        {
            var corrections = new List<Correction>();
            foreach (var doubt in file)
            {
                Describe(doubt, output);
                if (AskOne(doubt, input, output, out quit) is { } seconds) corrections.Add(new(doubt.Citation, seconds));
                if (quit) break;
            }

            accepted += Write(file.Key, [.. corrections], output);
            if (quit) break;
        }

        output.WriteLine($"{accepted} of {open.Count} citations rewritten");
    }

    /// <summary>Writes answers given beforehand: all of them, or none when one is not understood.</summary>
    /// <param name="lines">Each <c>file:line:column written =&gt; time</c>; blank ones and those that begin with <c>#</c> do not count.</param>
    /// <param name="name">The name of their file.</param>
    /// <param name="output">Told what is written.</param>
    /// <exception cref="FormatException">A line is not understood, or does not fit what stands in the file.</exception>
    public void Accept(IEnumerable<string> lines, string name, TextWriter output)
    {
        var byPlace = doubts.ToLookup(doubt => doubt.Place, StringComparer.Ordinal);
        var corrections = new Dictionary<Doubt, Correction>();
        foreach (var (text, number) in lines.Select((line, i) => (line.Trim(), i + 1)))
        {
            if (text.Length == 0 || text[0] == '#') continue;
            var at = text.LastIndexOf(Arrow, StringComparison.Ordinal);
            if (at < 0 || !Timecode.TryParse(text.AsSpan(at + Arrow.Length), out var time)) throw Bad("\"file:line:column written => time\" was expected");
            var asked = text[..at].TrimEnd();
            // A name of a file may hold spaces, and so may what was written: the place is what some citation has.
            var doubt = doubts.FirstOrDefault(doubt => asked == $"{doubt.Place} {Shown(doubt.Citation)}");
            if (doubt is null) throw Bad(byPlace.Any(place => asked.StartsWith(place.Key + " ", StringComparison.Ordinal)) ? "something else is written there now"
                : "no doubtful citation stands there");
            if (doubt.Refuse(time.Seconds) is { } why) throw Bad(why);
            if (!corrections.TryAdd(doubt, new(doubt.Citation, time.Seconds))) throw Bad("the citation was answered before");

            FormatException Bad(string what) => new($"{name}({number}): {what}: {text}");
        }

        var accepted = corrections.GroupBy(answer => answer.Key.File).Sum(file => Write(file.Key, [.. file.Select(answer => answer.Value)], output));
        output.WriteLine($"{accepted} citations rewritten");
    }

    private static int? AskOne(Doubt doubt, TextReader input, TextWriter output, out bool quit)
    {
        quit = false;
        var candidates = doubt.Citation.Candidates;
        while (true)
        {
            output.Write(candidates.Count > 0 ? $"  1-{candidates.Count}, a time, Enter or q: " : "  a time, Enter or q: ");
            var answer = input.ReadLine()?.Trim();
            if (answer is null or "q" or "Q")
            {
                quit = true;
                return null;
            }

            if (answer.Length == 0) return null;
            var time = answer is [>= '1' and <= '9'] && answer[0] - '0' <= candidates.Count ? new Timecode(candidates[answer[0] - '1'].Seconds) : default(Timecode?);
            if (time is null && answer.Contains(':') && Timecode.TryParse(answer, out var typed)) time = typed;
            if (time is null) output.WriteLine($"  \"{answer}\" is neither a number of the list nor a time such as 25:04");
            else if (doubt.Refuse(time.Value.Seconds) is { } why) output.WriteLine($"  {why}");
            else return time.Value.Seconds;
        }
    }

    private int Write(SourceFile file, Correction[] corrections, TextWriter output)
    {
        if (corrections.Length == 0) return 0;
        var page = doubts.Find(doubt => doubt.File == file)!.Page;
        folder.Rewrite(file, text => Corrections.Apply(text, page, corrections));
        output.WriteLine($"{file.Path}: {corrections.Length} rewritten");
        return corrections.Length;
    }

    private static void Describe(Doubt doubt, TextWriter output)
    {
        var citation = doubt.Citation;
        output.WriteLine($"{doubt.Place} {Shown(citation)}");
        output.WriteLine($"  {Vocabulary.Words(citation.Status)}: {citation.Reason}");
        foreach (var (time, i) in citation.Candidates.Select((time, i) => (time, i)))
            output.WriteLine($"  {i + 1}. {new Timecode(time.Seconds),7} {time.Percent,3} %  {time.Reason}");
        if (citation.Candidates.Count == 0 && citation.Video is not null) output.WriteLine("  no other time is likely");
    }

    /// <summary>What was written, on one line; of several in one pair of brackets the one that is meant.</summary>
    private static string Shown(CompiledCitation citation) => $"[{citation.Shown.ReplaceLineEndings(" ")}]";

    private sealed class Doubt(SourceFile file, CompiledPage page, CompiledCitation citation, int? end)
    {
        public SourceFile File => file;

        public CompiledPage Page => page;

        public CompiledCitation Citation => citation;

        public string Place => $"{file.Path}:{citation.Line}:{citation.Column}";

        /// <summary>Why it cannot have meant a time; null when it can.</summary>
        public string? Refuse(int seconds)
        {
            if (citation.Video is null) return "no recording is cited there";
            if (end is { } last && seconds > last) return $"{new Timecode(seconds)} is past the end of the recording";
            try
            {
                Corrections.Apply(file.ReadText(), page, [new(citation, seconds)]);
                return null;
            }
            catch (FormatException e)
            {
                return e.Message;
            }
        }
    }
}

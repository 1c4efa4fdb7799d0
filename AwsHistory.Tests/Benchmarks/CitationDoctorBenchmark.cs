using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>
/// How good the doctor is on real notes: sound citations are damaged in the known ways at a fixed seed, and the figures say how many
/// are found, how many others are wrongly accused, and how often the true time is offered. The constants were tuned on the notes at another
/// seed; content/ took no part in that.
/// </summary>
public sealed class CitationDoctorBenchmark(ITestOutputHelper output)
{
    private const int Seed = 20261123;
    private const double Share = .06;
    private const int Near = 10;
    private const int FarOut = 300;

    private static readonly string? Notes = Environment.GetEnvironmentVariable("DOCTOR_NOTES");
    private static readonly string? SeedFile = Environment.GetEnvironmentVariable("DOCTOR_SEED");
    private static readonly string? SeedNote = Environment.GetEnvironmentVariable("DOCTOR_SEED_NOTE");

    [Fact(Explicit = true)]
    public void Damaged_notes()
    {
        if (Notes is null) Say("DOCTOR_NOTES names no folder of notes: only content/ of the repository is damaged");
        else Report(new(Notes, SeedNote), "The notes (the doctor's constants were measured and tuned on these)", [true, false]);
    }

    [Fact(Explicit = true)]
    public void Damaged_content() => Report(new(Paths.Content, null, isCurated: true),
        "content/ of the repository, articles (held out: nothing was tuned on it)", [false]);

    [Fact(Explicit = true)]
    public void The_first_note()
    {
        Assert.SkipWhen(Notes is null || SeedFile is null, "DOCTOR_NOTES and DOCTOR_SEED name the folder of notes and the file of corrected times");
        var truth = CorrectedTimes.Read(SeedFile!);
        Assert.SkipWhen(SeedNote is null, "DOCTOR_SEED_NOTE names no note");
        var path = Directory.EnumerateFiles(Notes!, SeedNote!, SearchOption.AllDirectories).First();
        var companions = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.md").Select(file => (Path.GetFileName(file), File.ReadAllText(file))).ToList();
        var video = ("videos/the-recording.md", File.ReadAllText(Path.Combine(Paths.Content, "videos", "acquired-aws.md")));
        foreach (var (words, files) in new (string, List<(string, string)>)[]
        {
            ("by itself, length unknown", [.. companions.Where(file => file.Item1 == SeedNote)]),
            ("by itself, length known", [.. companions.Where(file => file.Item1 == SeedNote), video]),
            ("beside its companion notes, length unknown", companions),
            ("beside its companion notes, length known", [.. companions, video]),
        })
        {
            var set = ContentCompiler.Compile(files);
            var citations = set.Compile(set.Documents.First(document => document.Source.Path == SeedNote)).Page!.Passages.SelectMany(passage =>
                passage.Citations).ToList();
            Assert.Equal(truth.Count, citations.Count);
            var tally = new Tally(words);
            foreach (var (citation, corrected) in citations.Zip(truth))
            {
                if (corrected.IsRight) tally.CountUntouched(citation.Status != CitationStatus.Sound);
                else tally.Count(citation, corrected.Seconds, corrected.Seconds is { } seconds && Math.Abs(citation.Seconds!.Value - seconds) > FarOut);
            }

            Say(tally.ToString());
        }
    }

    private void Report(NotesUnderTest notes, string title, bool[] withLengths)
    {
        Say($"# {title}");
        var sound = notes.Sound.Count(citation => citation.Ground != Ground.Contested);
        Say($"{notes.Pages.Count} pages, {notes.Pages.Values.Sum(page => page.Citations.Count(c => c.Seconds is not null))} citations of moments; {sound} taken for sound, seed {Seed}");
        foreach (var assumed in withLengths)
        {
            Say("");
            if (withLengths.Length > 1) Say(assumed ? "## Lengths of the recordings known" : "## Lengths unknown");
            var plain = notes.Compile(null, assumed);
            Say($"undamaged: wrongly accused {Accused(notes.Sound, plain)}; all citations as they stand: {Doubted(plain)}");
            var total = new Tally("all kinds");
            foreach (var damage in Damage.All)
            {
                var tally = Measure(notes, damage, assumed);
                Say(tally.ToString());
                total.Add(tally);
            }

            Say(total.ToString());
            Assert.True(total.IsUseful, "the doctor finds little, or accuses many");
        }
    }

    /// <summary>A kind of damage that few citations can take is done more often, so that its figures mean something.</summary>
    private static Tally Measure(NotesUnderTest notes, Damage damage, bool withLengths)
    {
        var tally = new Tally(damage.Name);
        var sound = notes.Sound.Where(c => c.Ground != Ground.Contested).OrderBy(c => c.Path, StringComparer.Ordinal).ThenByDescending(c => c.Ordinal).ToList();
        var possible = sound.Count(citation => Apply(notes, damage, citation, new(Seed)) is not null);
        var (rounds, share) = possible * Share < 20 ? (3, .15) : (1, Share);
        for (var round = 0; round < rounds; round++) MeasureOnce(notes, damage, withLengths, sound, tally, new(Seed + round), share);
        return tally;
    }

    private static void MeasureOnce(NotesUnderTest notes, Damage damage, bool withLengths, List<SoundCitation> sound, Tally tally, Random chance, double share)
    {
        var damaged = new Dictionary<(string Path, int Ordinal), SoundCitation>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        // From the last to the first, so that places in the text stay right.
        foreach (var citation in sound)
        {
            if (chance.NextDouble() >= share || Apply(notes, damage, citation, chance) is not { } wrong) continue;
            texts[citation.Path] = NotesUnderTest.Replace(texts.GetValueOrDefault(citation.Path) ?? notes.TextOf(citation.Path), citation, wrong);
            damaged.Add((citation.Path, citation.Ordinal), citation);
        }

        var pages = notes.Compile(texts, withLengths);
        foreach (var ((path, ordinal), citation) in damaged)
        {
            var page = pages[path];
            var now = page.Citations.First(c => c.Ordinal == ordinal);
            tally.Count(now, citation.Seconds, IsFarOut(page, now));
        }

        foreach (var untouched in sound.Where(citation => !damaged.ContainsKey((citation.Path, citation.Ordinal)))) tally.CountUntouched(IsDoubted(pages, untouched));
    }

    private static int? Apply(NotesUnderTest notes, Damage damage, SoundCitation citation, Random chance) =>
        damage.Apply(citation.Seconds, notes.Ends[citation.Video] + 300, chance) is { } wrong && Math.Abs(wrong - citation.Seconds) >= 60 ? wrong : null;

    /// <summary>More than five minutes outside its place in the page's longest run of rising times.</summary>
    private static bool IsFarOut(NotePage page, CompiledCitation citation)
    {
        var ofVideo = page.Citations.Where(c => c.Video == citation.Video && c.Seconds is not null).ToList();
        return TimeOrder.FindOutliers([.. ofVideo.Select(c => c.Seconds!.Value)], FarOut)[ofVideo.IndexOf(citation)] is not null;
    }

    private static bool IsDoubted(IReadOnlyDictionary<string, NotePage> pages, SoundCitation citation) =>
        pages[citation.Path].Citations.First(c => c.Ordinal == citation.Ordinal).Status != CitationStatus.Sound;

    private static string Accused(IEnumerable<SoundCitation> sound, IReadOnlyDictionary<string, NotePage> pages)
    {
        return string.Join(", ", sound.GroupBy(c => c.Ground).OrderBy(g => g.Key).Select(g => $"{g.Key} {Percent(g.Count(c => IsDoubted(pages, c)), g.Count())}"));
    }

    private static string Doubted(IReadOnlyDictionary<string, NotePage> pages)
    {
        var all = pages.Values.SelectMany(page => page.Citations).ToList();
        return string.Join(", ", all.GroupBy(c => c.Status).OrderBy(g => g.Key).Select(g => $"{Vocabulary.Words(g.Key)} {g.Count()}"));
    }

    private static string Percent(int part, int whole) => whole == 0 ? "0 of 0" : $"{part} of {whole} ({100.0 * part / whole:0.0} %)";

    private void Say(string line) => output.WriteLine(line);

    private sealed class Tally(string name)
    {
        private int damaged, found, foundWithTruth, farOut, farOutFound, first, amongThree, near;

        public int Untouched { get; set; }

        public int Accused { get; set; }

        /// <summary>A low bar, so that a doctor broken by some later change does not pass for measured.</summary>
        public bool IsUseful => farOutFound >= .8 * farOut && Accused <= .05 * Untouched && amongThree >= .6 * foundWithTruth;

        public void CountUntouched(bool isAccused) => (Untouched, Accused) = (Untouched + 1, Accused + (isAccused ? 1 : 0));

        public void Count(CompiledCitation now, int? truth, bool isFarOut)
        {
            damaged++;
            if (isFarOut) farOut++;
            if (now.Status == CitationStatus.Sound) return;
            found++;
            if (isFarOut) farOutFound++;
            if (truth is null) return;
            foundWithTruth++;
            if (now.Candidates.Count > 0 && Math.Abs(now.Candidates[0].Seconds - truth.Value) <= Near) first++;
            if (now.Candidates.Any(time => Math.Abs(time.Seconds - truth.Value) <= Near)) amongThree++;
            if (now.Candidates.Any(time => Math.Abs(time.Seconds - truth.Value) <= 60)) near++;
        }

        public void Add(Tally other)
        {
            (damaged, found, farOut, farOutFound) = (damaged + other.damaged, found + other.found, farOut + other.farOut, farOutFound + other.farOutFound);
            foundWithTruth += other.foundWithTruth;
            (first, amongThree, near) = (first + other.first, amongThree + other.amongThree, near + other.near);
            (Untouched, Accused) = (Untouched + other.Untouched, Accused + other.Accused);
        }

        public override string ToString() =>
            $"{name}: found {Percent(found, damaged)}, of those off by more than 5 min {Percent(farOutFound, farOut)}; sound wrongly accused {Percent(Accused, Untouched)}; "
            + $"true time first {Percent(first, foundWithTruth)}, among three {Percent(amongThree, foundWithTruth)}, one of three within a minute of it {Percent(near, foundWithTruth)}";
    }
}

using System.Text.Json.Serialization;

namespace AwsHistory.Data.Content;

/// <summary>A time that a doubtful citation may have meant.</summary>
/// <param name="Seconds">The time, in seconds from the beginning of the recording.</param>
/// <param name="Score">How likely it is, from 0 to 1.</param>
/// <param name="Reason">Why, in words: <c>0:25:04 written 2:05:04: a digit moved</c>.</param>
public sealed record TimeCandidate(int Seconds, double Score, string Reason)
{
    /// <summary>Where the recording can be seen or heard from that time on; null when nowhere.</summary>
    public string? Href { get; init; }

    /// <summary>The score in hundredths, 1 to 99: nothing is impossible, and nothing is sure.</summary>
    [JsonIgnore]
    public int Percent => Math.Clamp((int)Math.Round(100 * Score), 1, 99);
}

/// <summary>What the doctor says of a citation.</summary>
/// <param name="Trust">How likely its time is right as it stands, from 0 to 1.</param>
/// <param name="Outside">The times between which the page's other times would have it; null when it lies there.</param>
/// <param name="Doubted">Whether the evidence speaks against it.</param>
/// <param name="Against">A page that says the same of another time; null when there is none.</param>
/// <param name="Candidates">Up to three times that it may have meant, likeliest first.</param>
internal sealed record Opinion(double Trust, (int After, int? Before)? Outside, bool Doubted, string? Against, IReadOnlyList<TimeCandidate> Candidates);

/// <summary>
/// Judges the citations of one recording by three kinds of evidence at once: the known ways in which times go wrong, the
/// order of each page, and other pages that say the same. Pure: the same citations give the same opinions.
/// </summary>
internal static class CitationDoctor
{
    /// <summary>A time out of the page's order is believed only on good evidence, one that fits is doubted only on good evidence.</summary>
    private const double Acquitted = .6;
    private const double Accused = .1;

    /// <summary>How much one page can make a time likelier, and how far several pages are independent of each other.</summary>
    private const double MostSaid = 300;
    private const double Independence = .8;

    /// <summary>How often statements that are alike mean different moments, at least.</summary>
    private const double AnotherMoment = .12;

    private const int MaxCandidates = 3;
    private const int SameMoment = 5;
    private const int Nearby = 60;

    /// <summary>Gives an opinion on each citation of each page.</summary>
    /// <param name="pages">All pages that cite the recording.</param>
    /// <param name="end">The second from which on times are past the end; null when that is not known.</param>
    public static IReadOnlyList<Opinion[]> Examine(IReadOnlyList<CitedPage> pages, int? end)
    {
        var limit = end ?? pages.SelectMany(page => page.Statements).Max(statement => statement.Seconds) ?? 0;
        var likelyEnd = end ?? LikelyEnd(pages);
        var orders = pages.Select(page => new PageOrder(page, limit, end is not null, likelyEnd)).ToArray();
        Parallel.ForEach(orders, order => order.Weigh());
        var witnesses = Agreement.Find(pages);
        if (pages.Count > 1)
        {
            // Each page is heard with what it says by itself, so that nobody hears an echo.
            var alone = orders;
            var moments = new CitedMoments(alone, limit);
            var said = Array.ConvertAll(alone, order => Array.ConvertAll(order.Items, item => new Testimony(item)));
            orders = [.. pages.Select((page, p) => new PageOrder(page, limit, end is not null, likelyEnd, [.. witnesses[p].Select(list => Suggested(list, alone))]))];
            for (var p = 0; p < orders.Length; p++)
            {
                var ofPage = witnesses[p];
                moments.LeaveOut(p);
                orders[p].Hear((i, seconds) => Heard(ofPage[i], said, seconds, limit) * moments.Factor(seconds));
            }

            Parallel.ForEach(orders, order => order.Weigh());
        }

        return [.. pages.Select((page, p) => Judge(page, orders[p], i => Describe(pages, witnesses[p][i], orders)))];
    }

    /// <summary>Where a recording of unknown length likely ends: times go on evenly to the end, wrong ones stand alone beyond it.</summary>
    private static int LikelyEnd(IReadOnlyList<CitedPage> pages)
    {
        var times = pages.SelectMany(page => page.Statements).Select(statement => statement.Seconds).OfType<int>().Order().ToList();
        return times.Count == 0 ? 0 : (int)(times[(int)(.9 * (times.Count - 1))] * 1.25);
    }

    private static IReadOnlyList<int> Suggested(Witness[] list, PageOrder[] alone)
    {
        var times = new List<int>();
        foreach (var witness in list.Where(witness => witness.Likeness >= .4))
        {
            var item = alone[witness.Page].Items[witness.Index];
            foreach (var r in Enumerable.Range(0, item.Readings.Length).OrderByDescending(r => item.Belief[r]).Take(2).Where(r => item.Belief[r] > .15))
                if (!times.Exists(time => Math.Abs(time - item.Readings[r].Seconds) <= 1)) times.Add(item.Readings[r].Seconds);
        }

        return times;
    }

    /// <summary>
    /// How much likelier a time becomes by what other pages say of the same thing; 1 when they say nothing. The pages are heard
    /// together: however many there are, a recording may come back to a subject, so that all mean another moment.
    /// </summary>
    private static double Heard(Witness[] list, Testimony[][] said, int seconds, int limit)
    {
        var factor = 1.0;
        for (var w = 0; w < list.Length;)
        {
            var (page, count, sum, likeness) = (list[w].Page, 0, 0.0, list[w].Likeness);
            for (; w < list.Length && list[w].Page == page; w++, count++) sum += said[page][list[w].Index].Of(seconds) * Math.Max(600, limit);

            // How often two statements so alike mean the same moment; measured on real notes.
            var same = Math.Clamp(.1 + likeness, .3, .93);
            factor *= Math.Pow(1 - same + (same * Math.Min(MostSaid, sum / count)), Independence);
        }

        return AnotherMoment + ((1 - AnotherMoment) * factor);
    }

    private static IEnumerable<(string Title, int Seconds, double Likeness)> Describe(IReadOnlyList<CitedPage> pages, Witness[] list, PageOrder[] orders)
    {
        foreach (var witness in list)
        {
            var item = orders[witness.Page].Items[witness.Index];
            if (item.Readings.Length == 0) continue;
            var best = 0;
            for (var r = 1; r < item.Readings.Length; r++) if (item.Belief[r] > item.Belief[best]) best = r;
            if (item.Belief[best] > .5) yield return (pages[witness.Page].Title, item.Readings[best].Seconds, witness.Likeness);
        }
    }

    private static Opinion[] Judge(CitedPage page, PageOrder order, Func<int, IEnumerable<(string Title, int Seconds, double Likeness)>> others)
    {
        var outside = new (int, int?)?[order.Items.Length];
        if (page.FollowsRecording)
        {
            var read = Enumerable.Range(0, order.Items.Length).Where(i => order.Items[i].Readings is [{ Form: TimeForm.AsWritten }, ..]).ToList();
            var outliers = TimeOrder.FindOutliers([.. read.Select(i => order.Items[i].Readings[0].Seconds)]);
            for (var k = 0; k < read.Count; k++) outside[read[k]] = outliers[k];
        }

        return [.. order.Items.Select((item, i) =>
        {
            var doubted = outside[i] is null ? item.Trust <= Accused : item.Trust < Acquitted;
            var isPlain = !doubted && page.Statements[i] is { Other: null, Seconds: not null } && item.Readings is [{ Form: TimeForm.AsWritten }, ..];
            if (isPlain) return new Opinion(item.Trust, outside[i], false, null, []);
            var heard = others(i).ToList();
            var against = page.Statements[i].Seconds is { } written ? heard.Where(other => Math.Abs(other.Seconds - written) > Nearby).Select(other => other.Title)
                .FirstOrDefault() : null;
            return new Opinion(item.Trust, outside[i], doubted, against, Candidates(page.Statements[i], item, heard));
        })];
    }

    private static IReadOnlyList<TimeCandidate> Candidates(CitedStatement statement, PageOrder.Item item, List<(string Title, int Seconds, double Likeness)> heard)
    {
        var found = new List<TimeCandidate>(MaxCandidates);
        var times = Enumerable.Range(0, item.Readings.Length).Where(r => item.Readings[r].Form != TimeForm.AsWritten)
            .GroupBy(r => item.Readings[r].Seconds, (seconds, ways) => (Seconds: seconds, Belief: ways.Sum(r => item.Belief[r]), Form: item.Readings[ways.MaxBy(r => item.Readings[r].Chance)].Form));
        foreach (var (seconds, belief, form) in times.OrderByDescending(time => time.Belief))
        {
            if (found.Count == MaxCandidates || belief < .005) break;
            if (found.Exists(other => Math.Abs(other.Seconds - seconds) <= SameMoment)) continue;
            found.Add(new(seconds, Math.Round(belief, 3), Reason(statement, seconds, form, heard)));
        }

        return found;
    }

    private static string Reason(CitedStatement statement, int seconds, TimeForm form, List<(string Title, int Seconds, double Likeness)> heard)
    {
        var said = heard.Where(other => Math.Abs(other.Seconds - seconds) <= Nearby).OrderBy(other => Math.Abs(other.Seconds - seconds))
            .Select(other => $"“{other.Title}” says the same at {new Timecode(other.Seconds)}").FirstOrDefault();
        var words = form switch
        {
            TimeForm.Unknown or TimeForm.AsWritten => null,
            TimeForm.Shown => TimeErrors.Words(form),
            _ => $"{new Timecode(seconds)} written {new Timecode(statement.Seconds!.Value)}: {TimeErrors.Words(form)}",
        };
        return string.Join("; ", new[] { words, said }.OfType<string>()) is { Length: > 0 } reason ? reason : "fits the times around it";
    }

    /// <summary>What one citation says to other pages: the times it means, by what its own page makes of it.</summary>
    private sealed class Testimony
    {
        private const int Farthest = 600;

        /// <summary>How far apart two pages put one moment: often not at all, mostly within half a minute; measured on real notes.</summary>
        private static readonly double[] Kernel = [.. Enumerable.Range(0, Farthest + 1)
            .Select(d => (.5 / 8 * Math.Exp(-d / 4.0)) + (.35 / 30 * Math.Exp(-d / 15.0)) + (.15 / 120 * Math.Exp(-d / 60.0)))];

        private readonly (int Seconds, double Weight)[] times;

        public Testimony(PageOrder.Item item)
        {
            var said = Enumerable.Range(0, item.Readings.Length).Where(r => item.Belief[r] >= .001)
                .Select(r => (item.Readings[r].Seconds, Weight: item.Belief[r] * Worth(item.Readings[r].Form))).ToList();
            var total = item.Lost + said.Sum(time => time.Weight);
            times = [.. said.Select(time => (time.Seconds, time.Weight / total))];
        }

        /// <summary>How likely it means a time.</summary>
        public double Of(int seconds)
        {
            var sum = 0.0;
            foreach (var (time, weight) in times)
                if (Math.Abs(seconds - time) is <= Farthest and var apart) sum += weight * Kernel[apart];
            return sum;
        }

        /// <summary>
        /// Pages share a writer's habits with hours and minutes, but hardly a slip of one digit: what a page's order alone takes
        /// for one is poor testimony against two pages that print the same.
        /// </summary>
        private static double Worth(TimeForm form) => form is TimeForm.DigitMisread or TimeForm.DigitsSwapped ? .1 : 1;
    }
}

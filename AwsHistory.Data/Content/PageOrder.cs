namespace AwsHistory.Data.Content;

/// <summary>The citations of one recording on one page.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="FollowsRecording">Whether the page tells things roughly in the order of the recording: articles do.</param>
/// <param name="Statements">The citations, in order.</param>
internal sealed record CitedPage(string Title, bool FollowsRecording, IReadOnlyList<CitedStatement> Statements);

/// <summary>
/// What the times of one page may mean, weighed against each other. The times that were meant form a chain in which small
/// steps forward are common, others rare; each was written as it is, or went wrong in a known way, or was lost. The chain is
/// summed over exactly (forward and backward), and how often which error happens is learned from the page itself.
/// </summary>
internal sealed class PageOrder
{
    private const int Carried = 4;
    private const int Rounds = 4;
    private const double PriorCitations = 5;
    private const double Fading = .9;
    private const double Plain = .95;

    /// <summary>On fewer citations one can always be explained by garbling the others.</summary>
    private const int FewestGarbled = 8;

    /// <summary>How much less likely a jump beyond the likely end of a recording is.</summary>
    private const double Late = .2;
    private const int Kinds = 4;

    /// <summary>A reading less likely than this from what stands before it is not followed up.</summary>
    private const double Negligible = 1e-6;
    private const int LongestStep = 12 * 3600;

    private static readonly double[][] Steps = [.. Enumerable.Range(0, Kinds).Select(MakeSteps)];

    /// <summary>How likely each form is before anything is known of the page, by number of the form.</summary>
    private static readonly double[] Prior = [.93, .5, .015, .01, .005, .01, .006, .001, .006];

    /// <summary>The same for a page whose writer could not tell hours from minutes.</summary>
    private static readonly double[] Garbled = [.4, .5, .05, .05, .05, .3, .006, .001, .006];

    private readonly CitedPage page;
    private readonly double length;
    private readonly int likelyEnd;

    public PageOrder(CitedPage page, int limit, bool isKnown, int likelyEnd, IReadOnlyList<IReadOnlyList<int>>? suggested = null)
    {
        this.page = page;
        this.likelyEnd = likelyEnd;
        length = Math.Max(limit, 600);
        Items = new Item[page.Statements.Count];
        for (var i = 0; i < Items.Length; i++) Items[i] = new(page.Statements[i], limit, isKnown, suggested?[i] ?? []);
    }

    public Item[] Items { get; }

    /// <summary>Takes in what other pages say of each reading of each citation, as a factor.</summary>
    public void Hear(Func<int, int, double> witness)
    {
        for (var i = 0; i < Items.Length; i++)
        {
            var item = Items[i];
            for (var r = 0; r < item.Readings.Length; r++) item.Heard[r] = witness(i, item.Readings[r].Seconds);
        }
    }

    /// <summary>Weighs the readings of every citation.</summary>
    public void Weigh()
    {
        if (Items.Length == 0) return;
        // Learning finds the nearest of two explanations: a careful page that jumps about, or one whose times are garbled.
        var careful = Learn(Prior);
        if (!page.FollowsRecording || Items.Length < FewestGarbled || Array.TrueForAll(Items, item => item.Trust >= Plain)) return;
        var kept = Array.ConvertAll(Items, item => (Belief: item.Belief.ToArray(), item.Lost));
        if (Learn(Garbled) > careful) return;
        for (var i = 0; i < Items.Length; i++)
        {
            kept[i].Belief.CopyTo(Items[i].Belief, 0);
            Items[i].Lost = kept[i].Lost;
        }
    }

    /// <summary>Weighs and learns in turn, from a first guess of how often each form happens; the logarithm of how well it explains the page.</summary>
    private double Learn(double[] guess)
    {
        foreach (var item in Items) guess.CopyTo(item.Share, 0);
        for (var round = 1; round < Rounds; round++)
        {
            Sum();
            LearnShares();
        }

        return Sum();
    }

    /// <summary>Errors come in stretches: how often each form happens is learned from the citations around, nearer ones weighing more.</summary>
    private void LearnShares()
    {
        var forms = Prior.Length;
        var ahead = new double[forms + 1];
        var behind = new double[Items.Length][];
        for (var i = 0; i < Items.Length; i++)
        {
            behind[i] = [.. ahead];
            Count(ahead, Items[i]);
        }

        Array.Clear(ahead);
        for (var i = Items.Length - 1; i >= 0; i--)
        {
            var share = Items[i].Share;
            for (var f = 0; f < forms; f++) share[f] = (ahead[f] + behind[i][f] + (Prior[f] * PriorCitations)) / (ahead[forms] + behind[i][forms] + PriorCitations);
            share[(int)TimeForm.Shown] = Prior[(int)TimeForm.Shown];
            Count(ahead, Items[i]);
        }

        void Count(double[] counts, Item item)
        {
            for (var r = 0; r < item.Readings.Length; r++) counts[(int)item.Readings[r].Form] += item.Belief[r];
            counts[(int)TimeForm.Unknown] += item.Lost;
            counts[forms] += 1;
            for (var f = 0; f < counts.Length; f++) counts[f] *= Fading;
        }
    }

    /// <summary>
    /// Forward and backward sums over the chain. A lost time carries the one before it along, so that the chain goes on. Of the
    /// many readings of a time few are ever likely; the others lead nowhere, which saves nearly all of the work.
    /// </summary>
    private double Sum()
    {
        var log = 0.0;
        var n = Items.Length;
        var forward = new double[n][];
        var backward = new double[n][];
        var seconds = new int[n][];
        var sources = new int[n][];
        for (var i = 0; i < n; i++)
        {
            var item = Items[i];
            var own = item.Readings.Length;
            sources[i] = i == 0 ? [-1] : Best(forward[i - 1], Carried);
            seconds[i] = new int[own + sources[i].Length];
            forward[i] = new double[seconds[i].Length];
            for (var r = 0; r < own; r++) seconds[i][r] = item.Readings[r].Seconds;
            for (var c = 0; c < sources[i].Length; c++) seconds[i][own + c] = i == 0 ? -1 : seconds[i - 1][sources[i][c]];
            if (i == 0) Array.Fill(forward[i], 1 / length, 0, own);
            for (var b = 0; i > 0 && b < seconds[i - 1].Length; b++)
            {
                var weight = forward[i - 1][b];
                if (weight < Negligible) continue;
                var (step, from) = (Steps[KindOf(i)], seconds[i - 1][b]);
                for (var r = 0; r < own; r++) forward[i][r] += weight * Chance(step, from, seconds[i][r]);
            }

            for (var r = 0; r < own; r++) forward[i][r] *= Base(item, r);
            for (var c = 0; c < sources[i].Length; c++) forward[i][own + c] = (i == 0 ? 1 : forward[i - 1][sources[i][c]]) * Unknown(item);
            log += Math.Log(Normalise(forward[i]));
        }

        backward[n - 1] = new double[seconds[n - 1].Length];
        Array.Fill(backward[n - 1], 1);
        for (var i = n - 2; i >= 0; i--)
        {
            var next = Items[i + 1];
            var own = next.Readings.Length;
            var step = Steps[KindOf(i + 1)];
            backward[i] = new double[seconds[i].Length];
            for (var r = 0; r < own; r++)
            {
                var weight = backward[i + 1][r] * Base(next, r);
                if (forward[i + 1][r] < Negligible || weight <= 0) continue;
                for (var b = 0; b < backward[i].Length; b++)
                    if (forward[i][b] >= Negligible) backward[i][b] += weight * Chance(step, seconds[i][b], seconds[i + 1][r]);
            }

            for (var c = 0; c < sources[i + 1].Length; c++) backward[i][sources[i + 1][c]] += backward[i + 1][own + c] * Unknown(next);
            Normalise(backward[i]);
        }

        for (var i = 0; i < n; i++)
        {
            var item = Items[i];
            var total = 0.0;
            for (var s = 0; s < forward[i].Length; s++) total += forward[i][s] * backward[i][s];
            if (total <= 0) throw new InvalidOperationException("no reading of a time is possible");
            var known = 0.0;
            for (var r = 0; r < item.Readings.Length; r++) known += item.Belief[r] = forward[i][r] * backward[i][r] / total;
            item.Lost = Math.Max(0, 1 - known);
        }

        return log;
    }

    private double Unknown(Item item) => item.Share[(int)TimeForm.Unknown] / (2 * length);

    private static double Base(Item item, int reading) => item.Share[(int)item.Readings[reading].Form] * item.Readings[reading].Chance * item.Heard[reading];

    private int KindOf(int i) =>
        !page.FollowsRecording ? 3
        : page.Statements[i].Passage == page.Statements[i - 1].Passage ? 0
        : page.Statements[i].Section == page.Statements[i - 1].Section ? 1 : 2;

    private double Chance(double[] step, int from, int to) =>
        from < 0 ? 1 / length : (step[Math.Clamp(to - from, -LongestStep, LongestStep) + LongestStep] * (1 - step[^1])) + (step[^1] / length * (to > likelyEnd
            ? Late : 1));

    /// <summary>
    /// How likely a step of so many seconds is between neighbours of one passage, of one section, of two sections, and on pages
    /// that do not follow the recording; measured on real notes. The last entry is the share of steps that lead anywhere.
    /// </summary>
    private static double[] MakeSteps(int kind)
    {
        var (back, scale, tail, backScale, backTail, anywhere) = kind switch
        {
            0 => (.09, 40.0, 1.5, 120.0, .9, .03),
            1 => (.12, 60.0, 1.2, 200.0, .8, .05),
            2 => (.2, 80.0, .9, 300.0, .8, .1),
            _ => (.5, 600.0, .5, 600.0, .5, .5),
        };
        var steps = new double[(2 * LongestStep) + 2];
        for (var d = -LongestStep; d <= LongestStep; d++)
        {
            steps[d + LongestStep] = d >= 0
                ? (1 - back) * tail / scale * Math.Pow(1 + (d / scale), -tail - 1)
                : back * backTail / backScale * Math.Pow(1 + (-d / backScale), -backTail - 1);
        }

        steps[^1] = anywhere;
        return steps;
    }

    private static int[] Best(double[] values, int count)
    {
        var best = new List<int>(count);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0) continue;
            var at = best.Count;
            while (at > 0 && values[best[at - 1]] < values[i]) at--;
            if (at >= count) continue;
            if (best.Count == count) best.RemoveAt(count - 1);
            best.Insert(at, i);
        }

        return [.. best];
    }

    private static double Normalise(double[] values)
    {
        var sum = values.Sum();
        for (var i = 0; i < values.Length; i++) values[i] /= sum;
        return sum;
    }

    /// <summary>One citation with all its readings.</summary>
    internal sealed class Item
    {
        public Item(CitedStatement statement, int limit, bool isKnown, IReadOnlyList<int> suggested)
        {
            var readings = new List<Repair>();
            if (statement.Seconds is { } written)
            {
                if (!isKnown || written <= limit) readings.Add(new(written, TimeForm.AsWritten, 1));
                if (statement.Other is { } other && other <= limit) readings.Add(new(other, TimeForm.Shown, 1));
                if (!statement.IsVouched) readings.AddRange(TimeErrors.Undo(written, limit).Where(repair => repair.Seconds != statement.Other));
            }

            foreach (var time in statement.IsVouched ? [] : suggested)
                if (!readings.Exists(reading => reading.Seconds == time)) readings.Add(new(time, TimeForm.Unknown, 1.0 / Math.Max(600, limit)));
            Readings = [.. readings];
            Belief = new double[readings.Count];
            Heard = new double[readings.Count];
            Array.Fill(Heard, 1);
        }

        public Repair[] Readings { get; }

        /// <summary>How likely each reading is.</summary>
        public double[] Belief { get; }

        /// <summary>What other pages say of each, as a factor.</summary>
        public double[] Heard { get; }

        /// <summary>How often each form happens around here.</summary>
        public double[] Share { get; } = new double[Prior.Length];

        /// <summary>How likely it is that none of them was meant.</summary>
        public double Lost { get; set; }

        /// <summary>How likely the time is right as it stands, or off by less than a minute, which no reader is led astray by.</summary>
        public double Trust
        {
            get
            {
                if (Readings is not [{ Form: TimeForm.AsWritten, Seconds: var written }, ..]) return 0;
                var sum = 0.0;
                for (var r = 0; r < Readings.Length; r++) if (Math.Abs(Readings[r].Seconds - written) < 60) sum += Belief[r];
                return sum;
            }
        }
    }
}

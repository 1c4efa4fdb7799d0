namespace AwsHistory.Data.Content;

/// <summary>
/// Which seconds of a recording are cited, by all pages but one: whoever cites a remark cites the second it begins, so a time that
/// others cite to the second is likelier right than one that nobody cites, whatever the words.
/// </summary>
internal sealed class CitedMoments
{
    private const int Reach = 10;
    private const double Width = 1.5;

    /// <summary>How often a citation is of a moment that others cite too; measured on real notes.</summary>
    private const double Shared = .5;

    private static readonly double[] Kernel = [.. Enumerable.Range(0, Reach + 1).Select(d => Math.Exp(-d / Width) / (2 * Width))];

    private readonly PageOrder[] pages;
    private readonly double[] density;
    private readonly double total;
    private int without = -1;
    private double left;

    public CitedMoments(PageOrder[] pages, int limit)
    {
        this.pages = pages;
        density = new double[limit + 1];
        for (var p = 0; p < pages.Length; p++) total += Add(p, 1);
    }

    /// <summary>From now on the citations of this page do not count.</summary>
    public void LeaveOut(int page)
    {
        if (without >= 0) Add(without, 1);
        without = page;
        left = total + Add(page, -1);
    }

    /// <summary>How much likelier a time becomes by that.</summary>
    public double Factor(int seconds) => left < 1 ? 1 : 1 - Shared + (Shared * Math.Max(0, density[seconds]) * density.Length / left);

    private double Add(int page, double sign)
    {
        var sum = 0.0;
        foreach (var item in pages[page].Items)
        {
            for (var r = 0; r < item.Readings.Length; r++)
            {
                var weight = item.Belief[r] * sign;
                var time = item.Readings[r].Seconds;
                if (item.Belief[r] < .01 || time >= density.Length) continue;
                sum += weight;
                for (var d = Math.Max(0, time - Reach); d <= Math.Min(density.Length - 1, time + Reach); d++) density[d] += weight * Kernel[Math.Abs(d - time)];
            }
        }

        return sum;
    }
}

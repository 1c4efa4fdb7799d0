namespace AwsHistory.Data.Content;

/// <summary>Finds the times that fall out of the order of a text.</summary>
internal static class TimeOrder
{
    /// <summary>
    /// How far, in seconds, a time may fall outside its place in the order before it is doubted. Good writers step back a
    /// minute or two to finish a thought; errors of a digit jump further.
    /// </summary>
    public const int Tolerance = 120;

    /// <summary>
    /// Compares each time with the longest run of times that rise (or stay) through the text. Returns, for each time that
    /// lies outside, the bounds it was expected between; null for the others.
    /// </summary>
    /// <param name="seconds">The times, in the order of the text.</param>
    /// <param name="tolerance">How far outside counts.</param>
    public static (int After, int? Before)?[] FindOutliers(IReadOnlyList<int> seconds, int tolerance = Tolerance)
    {
        var result = new (int, int?)?[seconds.Count];
        var inRun = LongestRun(seconds);
        var next = new int?[seconds.Count];
        int? following = null;
        for (var i = seconds.Count - 1; i >= 0; i--)
        {
            next[i] = following;
            if (inRun[i]) following = seconds[i];
        }

        var last = 0;
        for (var i = 0; i < seconds.Count; i++)
        {
            if (inRun[i]) last = seconds[i];
            else if (last - seconds[i] > tolerance || seconds[i] - (next[i] ?? int.MaxValue) > tolerance) result[i] = (last, next[i]);
        }

        return result;
    }

    /// <summary>Marks a longest non-falling run; patience sorting, O(n log n).</summary>
    private static bool[] LongestRun(IReadOnlyList<int> seconds)
    {
        var ends = new List<int>();
        var before = new int[seconds.Count];
        for (var i = 0; i < seconds.Count; i++)
        {
            int low = 0, high = ends.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (seconds[ends[middle]] <= seconds[i]) low = middle + 1;
                else high = middle;
            }

            before[i] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count) ends.Add(i);
            else ends[low] = i;
        }

        var inRun = new bool[seconds.Count];
        for (var i = ends.Count > 0 ? ends[^1] : -1; i >= 0; i = before[i]) inRun[i] = true;
        return inRun;
    }
}

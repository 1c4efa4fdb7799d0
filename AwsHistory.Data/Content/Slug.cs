using System.Globalization;
using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>Names in URLs and in links: one folding for both, so that whatever a link may say finds the page it means.</summary>
public static class Slug
{
    /// <summary>
    /// Folds a name: lower case, words joined by one hyphen, apostrophes and invisible characters dropped, other punctuation
    /// taken as a break. <c>Amazon_S3</c>, <c>amazon s3</c> and <c>Amazon-S3</c> fold to <c>amazon-s3</c>; letters of any script stay.
    /// </summary>
    /// <param name="name">Any text; <c>/</c> separates folders and stays.</param>
    /// <returns>The folded name; empty when nothing in it can be kept.</returns>
    public static string Fold(string name)
    {
        var normal = name.IsNormalized() ? name : name.Normalize();
        var result = new StringBuilder(normal.Length);
        var gap = false;
        foreach (var c in normal)
        {
            if (c is '\'' or '’' || char.GetUnicodeCategory(c) == UnicodeCategory.Format) continue;
            if (c == '/')
            {
                if (result.Length > 0 && result[^1] != '/') result.Append('/');
                gap = false;
            }
            else if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Surrogate)
            {
                if (gap && result.Length > 0 && result[^1] != '/') result.Append('-');
                gap = false;
                result.Append(char.ToLowerInvariant(c));
            }
            else
            {
                gap = true;
            }
        }

        return result.ToString().Trim('/');
    }

    /// <summary>The last part of a path-like slug: <c>acquiredfm/cloud</c> gives <c>cloud</c>.</summary>
    /// <param name="slug">A folded slug.</param>
    public static string Last(string slug) => slug[(slug.LastIndexOf('/') + 1)..];

    /// <summary>
    /// The candidate nearest to a name that leads nowhere, for "did you mean". Null when none is near: at most a third of the
    /// letters may differ (optimal string alignment distance: a swap of neighbours counts once).
    /// </summary>
    /// <param name="name">The folded name that was asked for.</param>
    /// <param name="candidates">Folded names that exist.</param>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var limit = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= limit) continue;
            var distance = Distance(name, candidate, limit);
            if (distance < limit) (best, limit) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Edit distance with swaps, given up (and returned as <paramref name="limit"/>) once it cannot fall below the limit.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    /// <param name="limit">The distance from which on the exact figure no longer matters.</param>
    public static int Distance(string a, string b, int limit)
    {
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) value = Math.Min(value, before[j - 2] + 1);
                row[j] = value;
                least = Math.Min(least, value);
            }

            if (least >= limit) return limit;
            (before, last, row) = (last, row, before);
        }

        return Math.Min(last[b.Length], limit);
    }
}

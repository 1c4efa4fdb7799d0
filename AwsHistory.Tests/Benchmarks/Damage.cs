using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>The known ways in which the times of notes go wrong, done on purpose.</summary>
internal sealed record Damage(string Name, Func<int, int, Random, int?> Apply)
{
    private const int Hour = 3600;

    /// <summary>Each takes a time, the end of the recording and a source of chance; null where the time cannot go wrong in that way.</summary>
    public static IReadOnlyList<Damage> All { get; } =
    [
        new("digit moved (25:04 -> 2:05:04)", (t, _, _) => t is >= 600 and < Hour ? (t / 600 * Hour) + (t / 60 % 10 * 60) + (t % 60) : null),
        new("digit lost (43:32 -> 4:32:00)", (t, _, chance) => t is >= 600 and < Hour
            ? (t / 600 * Hour) + (t % 60 * 60) + (chance.Next(2) == 0 ? 0 : chance.Next(60)) : null),
        new("digit lost (27:11 -> 2:47:11)", (t, _, chance) => t is >= 600 and < Hour ? (t / 600 * Hour) + (chance.Next(60) * 60) + (t % 60) : null),
        new("an hour too many", (t, _, _) => t + Hour),
        new("minutes:seconds as hours:minutes", (t, _, _) => t is >= 60 and < Hour ? t * 60 : null),
        new("two digits swapped", Swap),
        new("past the end", (t, end, chance) => end + 301 + chance.Next(2 * Hour)),
    ];

    private static int? Swap(int time, int end, Random chance)
    {
        var text = $"{time / Hour:00}{time / 60 % 60:00}{time % 60:00}".ToCharArray();
        var at = chance.Next(1, 4);
        (text[at], text[at + 1]) = (text[at + 1], text[at]);
        var written = $"{text[0]}{text[1]}:{text[2]}{text[3]}:{text[4]}{text[5]}";
        return Timecode.TryParse(written, out var swapped) && swapped.Seconds != time ? swapped.Seconds : null;
    }
}

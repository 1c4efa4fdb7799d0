using AwsHistory.Data.Content;

namespace AwsHistory.Web.Drawing;

/// <summary>Puts days on a horizontal axis.</summary>
/// <param name="FirstYear">The year at the left edge.</param>
/// <param name="LastYear">The last year that is shown whole.</param>
/// <param name="Left">Where the axis begins.</param>
/// <param name="Right">Where it ends.</param>
internal sealed record TimeScale(int FirstYear, int LastYear, double Left, double Right)
{
    public int Years => LastYear - FirstYear + 1;

    /// <summary>The place of the beginning of a day, <c>yyyymmdd</c>; days outside are put on the edge.</summary>
    public double At(int day)
    {
        if (day <= 0) return Left;
        if (day >= HistoricalDate.OpenEnd) return Right;
        var (year, month, date) = (day / 10000, Math.Clamp(day / 100 % 100, 1, 12), Math.Max(1, day % 100));
        var length = DateTime.IsLeapYear(Math.Clamp(year, 1, 9999)) ? 366 : 365;
        var of = new DateOnly(Math.Clamp(year, 1, 9999), month, Math.Min(date, DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month))).DayOfYear - 1;
        return AtYear(year + (of / (double)length));
    }

    /// <summary>The place of the end of a day.</summary>
    public double After(int day) => Math.Min(Right, At(day) + ((Right - Left) / Years / 365));

    public double AtYear(double year) => Math.Clamp(Left + ((year - FirstYear) / Years * (Right - Left)), Left, Right);

    /// <summary>The years that are written under the axis: as many as have room.</summary>
    public IEnumerable<int> Labels(double room)
    {
        int[] steps = [1, 2, 5, 10, 20, 50, 100];
        var step = Array.Find(steps, s => (Right - Left) / Years * s >= room);
        if (step == 0) step = 100;
        for (var year = (FirstYear + step - 1) / step * step; year <= LastYear; year += step) yield return year;
    }
}

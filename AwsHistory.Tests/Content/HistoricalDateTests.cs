using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class HistoricalDateTests
{
    [Theory]
    [InlineData("2006", 20060101, 20061231, "2006")]
    [InlineData("2006-03", 20060301, 20060331, "March 2006")]
    [InlineData("2006-03-14", 20060314, 20060314, "14 March 2006")]
    [InlineData("2008-02", 20080201, 20080229, "February 2008")]
    [InlineData("2003~", 20030101, 20031231, "about 2003")]
    [InlineData("2003?", 20030101, 20031231, "2003, perhaps")]
    [InlineData("2003%", 20030101, 20031231, "about 2003, perhaps")]
    [InlineData("2002/2003", 20020101, 20031231, "2002 or 2003")]
    [InlineData("2002/2006", 20020101, 20061231, "2002 to 2006")]
    [InlineData("2004-11/2005-01", 20041101, 20050131, "November 2004 to January 2005")]
    [InlineData("2022-09-05/2022-09-06", 20220905, 20220906, "5 or 6 September 2022")]
    [InlineData("2012-11-27/2012-11-29", 20121127, 20121129, "27 to 29 November 2012")]
    [InlineData("2012-11-30/2012-12-01", 20121130, 20121201, "30 November 2012 to 1 December 2012")]
    [InlineData("../2006", 0, 20061231, "by 2006")]
    [InlineData("2006/..", 20060101, 99991231, "from 2006")]
    [InlineData("199X", 19900101, 19991231, "1990s")]
    [InlineData("2003-XX", 20030101, 20031231, "2003")]
    [InlineData("2022-34", 20220401, 20220630, "second quarter of 2022")]
    [InlineData("2003-22", 20030601, 20030831, "summer 2003")]
    [InlineData("9998-24", 99981201, 99990228, "winter 9998")]
    public void A_date_is_read_as_precisely_as_it_is_written(string edtf, int earliest, int latest, string display)
    {
        var date = HistoricalDate.ParseOrNull(edtf);
        Assert.NotNull(date);
        Assert.Equal((earliest, latest, display), (date.Earliest, date.Latest, date.Display));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2006-13")]
    [InlineData("2006-02-30")]
    [InlineData("2006-3-4")]
    [InlineData("14 March 2006")]
    [InlineData("0000")]
    [InlineData("../..")]
    [InlineData("2006/2007/2008")]
    [InlineData("2006 ~")]
    [InlineData("9999-24")] // ends in a year of five digits
    public void Anything_else_is_none(string text) => Assert.Null(HistoricalDate.ParseOrNull(text));

    [Fact]
    public void Only_a_full_date_is_a_day()
    {
        Assert.Equal(new DateOnly(2006, 3, 14), HistoricalDate.ParseOrNull("2006-03-14")!.Day);
        Assert.Null(HistoricalDate.ParseOrNull("2006-03")!.Day);
        Assert.Null(HistoricalDate.ParseOrNull("2006-03-14~")!.Day);
    }

    [Theory]
    [InlineData("2006", true)]
    [InlineData("2006-03", true)]
    [InlineData("2006-12-14", true)]
    [InlineData("2006-21", false)]
    [InlineData("2006-33", false)]
    [InlineData("2003~", false)]
    [InlineData("199X", false)]
    [InlineData("../2006", false)]
    public void What_other_formats_know_is_a_plain_year_month_or_day(string edtf, bool isPlain) => Assert.Equal(isPlain ? edtf : null, HistoricalDate.IsoOrNull(edtf));

    [Fact]
    public void Dates_sort_by_their_first_day_and_open_beginnings_by_their_last()
    {
        string[] dates = ["2006/..", "../2004", "2006-03-14", "2003~", "2006", "2002/2003"];
        Assert.Equal(["2002/2003", "2003~", "../2004", "2006/..", "2006", "2006-03-14"], dates.Select(d => HistoricalDate.ParseOrNull(d)!).OrderBy(d => d.SortKey)
            .Select(d => d.Edtf));
    }

    [Fact]
    public void A_span_that_ends_before_it_begins_is_told_apart() => Assert.True(HistoricalDate.ParseOrNull("2008/2003")!.IsReversed);
}

using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class TimeOrderTests
{
    [Fact]
    public void Rising_times_are_all_in_order() => Assert.All(TimeOrder.FindOutliers([1, 2, 2, 3, 500]), outlier => Assert.Null(outlier));

    [Fact]
    public void A_time_far_ahead_of_its_neighbours_is_out_of_order_with_the_bounds_it_had()
    {
        var outliers = TimeOrder.FindOutliers([1000, 1100, 4755, 1200, 1300]);
        Assert.Equal((1100, 1200), outliers[2]);
        Assert.Equal(1, outliers.Count(outlier => outlier is not null));
    }

    [Fact]
    public void A_step_back_of_a_minute_is_how_people_tell_stories() => Assert.All(TimeOrder.FindOutliers([1000, 1100, 1040, 1200]), outlier => Assert.Null(outlier));

    [Fact]
    public void A_last_time_that_falls_back_has_no_upper_bound() => Assert.Equal((5000, null), TimeOrder.FindOutliers([4000, 4500, 5000, 100])[3]);

    [Fact]
    public void No_times_are_no_trouble() => Assert.Empty(TimeOrder.FindOutliers([]));
}

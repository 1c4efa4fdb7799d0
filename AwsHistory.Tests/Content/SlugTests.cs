using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class SlugTests
{
    [Theory]
    [InlineData("Amazon_S3", "amazon-s3")]
    [InlineData("  amazon   s3 ", "amazon-s3")]
    [InlineData("Amazon's early history", "amazons-early-history")]
    [InlineData("O’Reilly & Associates", "oreilly-associates")]
    [InlineData("acquiredFM/Cloud_computing", "acquiredfm/cloud-computing")]
    [InlineData("Größe", "größe")]
    [InlineData("日本語", "日本語")]
    [InlineData("a\u2061b", "ab")]
    [InlineData("???", "")]
    [InlineData("a//b", "a/b")]
    public void Names_are_folded(string name, string slug) => Assert.Equal(slug, Slug.Fold(name));

    [Theory]
    [InlineData("s3")]
    [InlineData("amazon-web-services")]
    [InlineData("a/b-c")]
    public void Folding_twice_changes_nothing(string slug) => Assert.Equal(slug, Slug.Fold(slug));

    [Theory]
    [InlineData("jasy", "jassy")]
    [InlineData("jsasy", "jassy")]
    [InlineData("vogles", "vogels")]
    [InlineData("zzz", null)]
    public void The_nearest_name_is_offered_if_it_is_near(string asked, string? offered) =>
        Assert.Equal(offered, Slug.Nearest(asked, ["jassy", "vogels", "black"]));
}

using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class MentionsTests
{
    private static readonly Mentions Finder = new(
    [
        new("people/jeff-bezos", "Jeff Bezos", false),
        new("people/tim-oreilly", "Tim O'Reilly", false),
        new("people/benjamin-black", "Benjamin Black", false),
        new("people/charlie-bell", "Charlie Bell", false),
        new("people/alex-bell", "Alex Bell", false),
        new("organizations/amazon", "Amazon", false),
        new("organizations/amazon", "Amazon.com, Inc.", false),
        new("organizations/aws", "Amazon Web Services", false),
        new("services/s3", "S3", false),
        new("services/go", "Go", false),
        new("organizations/arm", "Arm", true),
        new("services/lambda", "AWS Lambda", true),
    ]);

    [Theory]
    [InlineData("Amazon Web Services is part of Amazon.", "organizations/aws@0+19 organizations/amazon@31+6")]
    [InlineData("amazon web services", "organizations/aws@0+19")]
    [InlineData("They go on; Go is a service, and amazon a river.", "services/go@12+2")]
    [InlineData("S3’s launch, S3-like, NoS3, S30", "services/s3@0+2 services/s3@13+2")]
    [InlineData("Amazon.com, Inc. filed.", "organizations/amazon@0+15")]
    [InlineData("An arm, an Arm chip, aws lambda, AWS Lambda", "organizations/arm@11+3 services/lambda@33+10")]
    [InlineData("Jeff Bezos met Tim O’Reilly. Bezos liked what O'Reilly said.",
        "people/jeff-bezos@0+10 people/tim-oreilly@15+12 people/jeff-bezos@29+5 people/tim-oreilly@46+8")]
    [InlineData("Black sheep, no full name here", "")]
    [InlineData("Charlie Bell and Alex Bell: Bell", "people/charlie-bell@0+12 people/alex-bell@17+9")]
    public void Names_are_found_as_whole_words_longest_first(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Finder.Find([text], "articles/a")[0].Select(m => $"{m.Entity}@{m.Offset}+{m.Length}")));

    [Fact]
    public void A_surname_counts_anywhere_on_a_page_that_has_the_full_name()
    {
        var found = Finder.Find(["Black wrote a paper.", "Its author was Benjamin Black."], "articles/a");
        Assert.Equal("people/benjamin-black", Assert.Single(found[0]).Entity);
    }

    [Fact]
    public void A_page_does_not_mention_itself() => Assert.Empty(Finder.Find(["Jeff Bezos and Bezos"], "people/jeff-bezos")[0]);
}

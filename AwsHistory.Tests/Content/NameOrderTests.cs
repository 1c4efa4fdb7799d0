using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class NameOrderTests
{
    [Theory]
    [InlineData(Kind.Service, "Amazon Simple Storage Service", "S3", "s3")]
    [InlineData(Kind.Service, "Amazon SimpleDB", "SimpleDB", "simpledb")]
    [InlineData(Kind.Service, "AWS Lambda", "Lambda", "lambda")]
    [InlineData(Kind.Service, "AWS Secret Regions (C2S)", "C2S", "secret-regions-c2s")]
    [InlineData(Kind.Service, "Elastic Load Balancing", "ELB", "elb")]
    [InlineData(Kind.Person, "Tim O’Reilly", null, "oreilly-tim-oreilly")]
    [InlineData(Kind.Person, "Cher", null, "cher-cher")]
    [InlineData(Kind.Organization, "Amazon Web Services", "AWS", "amazon-web-services")]
    public void A_name_is_sorted_by_what_readers_look_for(Kind kind, string title, string? alias, string key) =>
        Assert.Equal(key, NameOrder.Key(kind, title, alias is null ? [] : [alias, "Another"]));
}

using System.Net;
using System.Text.Json.Nodes;
using AwsHistory.Tests.Support;
using Microsoft.OpenApi;
using NJsonSchema;

namespace AwsHistory.Tests.Machines;

/// <summary>The OpenAPI document is one, and the twins are what it says.</summary>
public class ApiTests(SiteFixture site)
{
    [Fact]
    public async Task The_document_is_openapi_without_a_fault()
    {
        var read = OpenApiDocument.Parse(await site.Client.GetStringAsync("/api.json"), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal("AWS History", read.Document!.Info.Title);
        Assert.All(read.Document.Paths, path =>
        {
            Assert.EndsWith(".json", path.Key, StringComparison.Ordinal);
            var operation = Assert.Single(path.Value.Operations!).Value;
            Assert.NotNull(operation.Summary);
            Assert.Contains("200", operation.Responses!.Keys);
            var named = System.Text.RegularExpressions.Regex.Matches(path.Key, @"\{(\w+)\}").Select(match => match.Groups[1].Value);
            Assert.Equal(named, (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.Name));
        });
        Assert.Equal(read.Document.Paths.Count, read.Document.Paths.Select(path => path.Value.Operations!.Single().Value.OperationId).Distinct().Count());
    }

    [Theory]
    [InlineData("/home.json", "/home.json")]
    [InlineData("/status.json", "/status.json")]
    [InlineData("/references.json", "/references.json?kind=press&sort=date")]
    [InlineData("/references/{key}.json", "/references/ft-person-year-andy.json")]
    [InlineData("/moments.json", "/moments.json?link=https://youtu.be/APvj15_YCqk?t=799")]
    [InlineData("/videos/{slug}/at/{seconds}.json", "/videos/acquired-aws/at/799.json")]
    [InlineData("/timeline.json", "/timeline.json?from=2006&to=2008&person=andy-jassy")]
    [InlineData("/claims/method.json", "/claims/method.json")]
    [InlineData("/cite/articles/{slug}.json", "/cite/articles/the-spare-capacity-myth.json")]
    [InlineData("/articles.json", "/articles.json")]
    [InlineData("/search.json", "/search.json?q=jassy&kind=articles")]
    [InlineData("/people.json", "/people.json")]
    [InlineData("/services.json", "/services.json")]
    [InlineData("/organizations.json", "/organizations.json")]
    [InlineData("/claims.json", "/claims.json")]
    [InlineData("/events.json", "/events.json?page=1")]
    [InlineData("/citations/articles/{slug}/{ordinal}.json", "/citations/articles/the-spare-capacity-myth/5.json")]
    [InlineData("/articles/{slug}.json", "/articles/the-spare-capacity-myth.json")]
    [InlineData("/people/{slug}.json", "/people/andy-jassy.json?sort=newest&page=2")]
    [InlineData("/services/{slug}.json", "/services/s3.json")]
    [InlineData("/organizations/{slug}.json", "/organizations/oracle.json")]
    [InlineData("/claims/{slug}.json", "/claims/excess-capacity-story.json")]
    [InlineData("/events/{slug}.json", "/events/s3-launch-2006.json")]
    [InlineData("/videos/{slug}.json", "/videos/acquired-aws.json")]
    [InlineData("/dossier/people/{slug}.json", "/dossier/people/andy-jassy.json")]
    public async Task A_twin_has_the_fields_that_the_document_says_and_no_others(string path, string address)
    {
        var document = JsonNode.Parse(await site.Client.GetStringAsync("/api.json"))!;
        var response = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!.DeepClone().AsObject();
        var definitions = document["components"]!["schemas"]!.DeepClone().AsObject();
        // What is not described would be allowed; here it is a fault.
        foreach (var (_, definition) in definitions)
            if (definition!["properties"] is not null && definition["anyOf"] is null) definition["additionalProperties"] = false;
        var schema = new JsonObject { ["allOf"] = new JsonArray(response), ["definitions"] = definitions };
        var validator = await JsonSchema.FromJsonAsync(schema.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        Assert.Empty(validator.Validate(await site.Client.GetStringAsync(address)).Select(fault => fault.ToString()));
    }

    [Fact]
    public async Task No_enumeration_has_null_for_a_value_since_each_place_says_whether_it_may_be()
    {
        var document = JsonNode.Parse(await site.Client.GetStringAsync("/api.json"))!;
        var enumerations = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Value!["enum"]).OfType<JsonArray>().ToList();
        Assert.True(enumerations.Count > 5);
        Assert.All(enumerations, values => Assert.DoesNotContain(null, values));
    }

    [Fact]
    public async Task No_field_has_the_name_of_a_place_in_a_tuple() =>
        Assert.DoesNotContain("\"item1\"", await site.Client.GetStringAsync("/api.json"), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_about_it_names_every_format_and_each_example_works()
    {
        var page = await site.Client.GetPageAsync("/api");
        var examples = page.QuerySelectorAll(".api a[href^='/']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.InRange(examples.Count, 20, 60);
        foreach (var example in examples)
        {
            using var response = await site.Client.GetAsync(example);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{example} answers {response.StatusCode}");
        }

        foreach (var format in AwsHistory.Web.Machines.Formats.All.Where(format => format.Example is not null))
        {
            using var response = await site.Client.GetAsync(format.Example);
            Assert.Equal(format.Type, response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/nothing.json")]
    [InlineData("/articles/nothing.md")]
    [InlineData("/videos/nothing.vtt")]
    [InlineData("/videos/nothing.chapters.json")]
    [InlineData("/cite/articles/nothing.bib")]
    [InlineData("/cite/articles/the-spare-capacity-myth.bib?passage=p-gone")]
    [InlineData("/cards/articles/nothing.png")]
    [InlineData("/data/nothing.csv")]
    public async Task What_is_not_there_is_a_problem_document(string path)
    {
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(404, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]!);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AwsHistory.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AwsHistory.Tests.Machines;

/// <summary>What programs get when the site itself fails.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_database_that_cannot_be_read_is_a_problem_document_that_tells_nothing_of_the_machine()
    {
        using var content = new TemporaryFolder();
        await File.WriteAllTextAsync(content["a.md"], "---\ntitle: A\n---\nWords.\n");
        await using var site = new RunningSite(content.Path);
        await site.StartAsync();
        // As after a fault of the disk: the pages of the file are no longer those of a database.
        SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(site.Database, new byte[8192]);
        using var response = await site.Client.GetAsync("/articles/a.json");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(500, (int)JsonNode.Parse(text)!["status"]!);
        Assert.DoesNotContain("Sqlite", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(content.Path, text, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AwsHistory.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Machines;

/// <summary>What programs and people get when the site itself fails.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_database_that_cannot_be_read_is_a_problem_document_that_tells_nothing_of_the_machine()
    {
        using var content = new TemporaryFolder();
        await File.WriteAllTextAsync(content["a.md"], "---\ntitle: A\n---\nWords.\n");
        await using var site = new RunningSite(content.Path) { Log = "None", Watches = false };
        await site.StartAsync();
        await DamageAsync(site);
        using var response = await site.Client.GetAsync("/articles/a.json");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(500, (int)JsonNode.Parse(text)!["status"]!);
        Assert.DoesNotContain("Sqlite", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(content.Path, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/articles/a")]
    [InlineData("/search?q=words")]
    [InlineData("/no/such/page")]
    public async Task A_page_that_fails_says_so_in_our_words_and_is_not_kept(string path)
    {
        using var content = new TemporaryFolder();
        await File.WriteAllTextAsync(content["a.md"], "---\ntitle: A\n---\nWords.\n");
        await using var site = new RunningSite(content.Path) { Log = "None", Watches = false };
        await site.StartAsync();
        await DamageAsync(site);
        using var response = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Null(response.Headers.ETag);
        Assert.Contains("default-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("<h1>This page cannot be shown</h1>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sqlite", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(content.Path, text, StringComparison.Ordinal);
        // It looks like the site: what it refers to is there.
        foreach (var file in (string[])["/app.css", "/favicon.svg"]) Assert.True((await site.Client.GetAsync(file)).IsSuccessStatusCode);
    }

    /// <summary>As after a fault of the disk: the pages of the file are no longer those of a database.</summary>
    private static async Task DamageAsync(RunningSite site)
    {
        await using (var db = site.Library.Open()) SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        await File.WriteAllBytesAsync(site.Database, new byte[8192]);
    }
}

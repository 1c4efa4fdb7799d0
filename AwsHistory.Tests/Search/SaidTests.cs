using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Search;

/// <summary>Transcripts are found as well: what was said, when, and where it plays.</summary>
public class SaidTests
{
    [Fact]
    public async Task What_is_said_in_a_recording_is_found_with_its_second()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        content.Write("videos/the-talk.md", Support.Compile.Video)
            .Write("videos/the-talk.vtt",
                "WEBVTT\n\n01:05.000 --> 01:09.000\n<v Ann Lee>We called the walrus a bucket.\n\n02:00.000 --> 02:03.000\nNothing <i>odd</i> here.\n")
            .Write("articles/a.md", "---\ntitle: A\n---\nA bucket is mentioned here too. [@ours]\n");
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using var db = library.Open();

        var said = Assert.Single((await db.SearchAsync(new() { Text = "walrus" })).Said);
        Assert.Equal((65, "Ann Lee", "the-talk"), (said.Seconds, said.Speaker, said.Video.Slug));
        Assert.Contains(said.Snippet, part => part is { IsMatch: true, Text: "walrus" });
        Assert.EndsWith("#cue-65000", said.Url, StringComparison.Ordinal);
        Assert.Contains("65", said.PlayUrl, StringComparison.Ordinal);

        var both = await db.SearchAsync(new() { Text = "bucket" });
        Assert.Equal((1, 1), (both.Pages, both.Said.Count));
        Assert.Empty((await db.SearchAsync(new() { Text = "bucket -walrus" })).Said);
        Assert.Empty((await db.SearchAsync(new() { Text = "giraffe" })).Said);
    }
}

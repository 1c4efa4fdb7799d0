using System.Text;
using AwsHistory.Data;

namespace AwsHistory.Tests.Support;

/// <summary>
/// A site of recordings: one on YouTube, another, one that is a file with a transcript, and one whose file is missing. Its pages cite them
/// soundly and not.
/// </summary>
public sealed class WatchSite : IAsyncLifetime
{
    public const string TalkId = "APvj15_YCqk";
    public const string OtherId = "dQw4w9WgXcQ";

    /// <summary>The running time of the file, in seconds.</summary>
    public const int FileLength = 840;

    private readonly TemporaryFolder content = new();
    private readonly RunningSite site;

    public WatchSite()
    {
        content.Write("videos/the-talk.md",
            $"---\ntitle: The talk\nyoutube: {TalkId}\nlength: 2:46:00\nchannel: Somebody\nchapters:\n  - {{start: 0:00, title: Beginnings}}\n  - {{start: 20:00, title: The queue}}\n  - {{start: 1:00:00, title: The store}}\n---\nA talk.\n")
            .Write("videos/other-talk.md", $"---\ntitle: The other talk\nyoutube: {OtherId}\nlength: 10:00\n---\nAnother.\n")
            .Write("videos/the-file.md", "---\ntitle: The file\nmedia: media/talk.wav\nlength: 14:00\nchapters:\n  - {start: 0:00, title: First half}\n  - {start: 7:00, title: Second half}\n---\nA recording of ours.\n")
            .Write("videos/lost.md", "---\ntitle: The lost file\nmedia: media/lost.mp3\n---\nGone.\n")
            .Write("media/talk.wav", Sound.Wav(FileLength))
            .Write("media/page.html", "<script>alert(1)</script>")
            .Write("videos/the-file.vtt", Transcript())
            .Write("people/ann-lee.md", "---\ntitle: Ann Lee\n---\nShe led it, and said so twice. [@the-talk 25:20]\n")
            .Write("services/s3.md", "---\ntitle: The store\naliases: [S3]\n---\nIt keeps things. [@the-talk 1:05:00]\n")
            .Write("claims/first.md", "---\ntitle: The queue was first\nclaim: The queue was first.\nverdict: true\nshort_answer: It was.\n---\n## Supports\n\n- They say that the queue came first. [@the-talk 25:10]\n")
            .Write("references.yml", "- {id: barr-2004, type: post-weblog, title: A queue, author: [{family: Barr, given: Jeff}], issued: 2004-11-05, URL: 'https://example.com/queue', strength: first-hand}\n")
            .Write("articles/one.md", "---\ntitle: One\nvideo: the-talk\n---\n"
                + "Ann Lee tells how it began. [2:00] The queue came first, she says. [25:04] Others say so too. [@barr-2004]\n\n## The store\n\nThen came [[s3|S3]] and [[two]]. [1:05:30]\n\n"
                + "This one is far too late. [9:59:59] And this one is out of order. [3:00]\n\nThe other talk disagrees. [@other-talk 1:30] So does [[ann-lee]]. [@the-file 1:00] A file is lost. [@lost 0:10]\n")
            .Write("articles/two.md", "---\ntitle: Two\nvideo: the-talk\n---\nThe queue again, in other words. [25:04] See [[one]] and [[long]], and [[three things]].\n")
            .Write("articles/long.md", "---\ntitle: Long\nvideo: the-file\n---\n" + string.Concat(Enumerable.Range(0, 28).Select(i =>
                $"Paragraph {i} is about [[s3|S3]]{(i % 2 == 0 ? " and Ann Lee" : "")}, and is long enough for the page to be scrolled while the recording plays on and on. [{i / 2}:{i % 2 * 30:00}]\n\n")) + "See [[three]].\n")
            .Write("articles/three.md", "---\ntitle: Three\n---\nNothing is cited here. See [[one]].\n");
        site = new(content.Path);
    }

    public HttpClient Client => site.Client;

    public Library Library => site.Library;

    public async ValueTask InitializeAsync() => await site.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        content.Dispose();
    }

    /// <summary>A cue every four seconds, "cue 25 says the word giraffe".</summary>
    private static string Transcript()
    {
        var text = new StringBuilder("WEBVTT\n");
        for (var s = 0; s < FileLength; s += 4)
            text.Append($"\n{s / 60:00}:{s % 60:00}.000 --> {(s + 4) / 60:00}:{(s + 4) % 60:00}.000\n<v {(s / 20 % 2 == 0 ? "Ann Lee" : "Bob")}>Cue {s / 4} says the word {(s == 100 ? "giraffe" : "zebra")}.\n");
        return text.ToString();
    }
}

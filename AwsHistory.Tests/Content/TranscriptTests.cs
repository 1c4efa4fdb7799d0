using AwsHistory.Data.Content;
using AwsHistory.Tests.Support;
using Compile = AwsHistory.Tests.Support.Compile;

namespace AwsHistory.Tests.Content;

public class TranscriptTests
{
    private const string Video = "---\ntitle: The talk\nyoutube: APvj15_YCqk\nlength: 0:10:00\n---\nA talk.\n";

    [Fact]
    public void Cues_have_times_speakers_and_plain_words()
    {
        var cues = Read("""
            WEBVTT - A talk
            Kind: captions

            NOTE
            Whoever wrote this.

            STYLE
            ::cue { color: red }

            REGION
            id:fred

            intro
            00:01.500 --> 00:00:04.000 align:start position:10%
            <v Ann Lee>The <i>queue</i> &amp; the <c.loud>store</c>
            came first.

            01:00:00.000 --> 01:00:02.000
            <v.loud Bob>Did it?</v> <v Ann Lee>Yes, <00:00:01.000>it &lt;did&gt;.

            """);
        Assert.Equal(
            [
                new(1500, 4000, "Ann Lee", "The queue & the store came first."),
                new(3_600_000, 3_602_000, "Bob", "Did it?"),
                new(3_600_000, 3_602_000, "Ann Lee", "Yes, it <did>."),
            ], cues);
    }

    [Fact]
    public void Cues_are_put_in_order_of_time() =>
        Assert.Equal(["first", "second"], Read("WEBVTT\n\n00:05.000 --> 00:06.000\nsecond\n\n00:01.000 --> 00:02.000\nfirst\n").Select(cue => cue.Text));

    [Fact]
    public void A_cue_need_not_be_set_apart_from_the_one_before() =>
        Assert.Equal([("one", 1000), ("two", 3000)], Read("WEBVTT\n00:01.000 --> 00:02.000\none\n00:03.000 --> 00:04.000\ntwo").Select(cue => (cue.Text, cue.Start)));

    [Fact]
    public void SubRip_has_numbers_commas_and_its_own_tags() =>
        Assert.Equal(
            [new(1000, 2500, null, "One < two"), new(3000, 4000, null, "7 of them"), new(5000, 6000, null, "three")],
            Read("1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color=\"red\">{\\an8}One</font>\r\n< two\r\n\r\n2\n00:00:03,000 --> 00:00:04,000\n7 of them\n3\n00:00:05,000 --> 00:00:06,000\nthree\n", "srt"));

    [Fact]
    public void Captions_that_roll_are_read_once()
    {
        var cues = Read("""
            WEBVTT

            00:00:01.000 --> 00:00:03.000 align:start position:0%
            (space)
            the<00:00:01.200><c> queue</c>

            00:00:03.000 --> 00:00:03.010
            the queue

            00:00:03.010 --> 00:00:05.000
            the queue
            came<00:00:03.500><c> first</c>

            00:00:05.000 --> 00:00:07.000
            yes

            00:00:07.000 --> 00:00:09.000
            yes

            """.Replace("(space)", " ", StringComparison.Ordinal));
        // The first is empty above its own line; a word that is really said twice stays.
        Assert.Equal(["the queue", "came first", "yes", "yes"], cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("vtt", "WEBVTT\n\n00:01.000 --> 00:62.000\nx\n\n00:05.000 --> 00:06.000\ny\n",
        "videos/the-talk.vtt(3,1): warning AH4007: \"00:01.000 --> 00:62.000\" is no time of a cue; \"00:01.000 --> 00:04.000\" was expected")]
    [InlineData("vtt", "WEBVTT\n\n00:05.000 --> 00:05.000\nx\n\n00:05.000 --> 00:06.000\ny\n",
        "videos/the-talk.vtt(3,1): warning AH4007: the cue \"00:05.000 --> 00:05.000\" does not end after it begins")]
    [InlineData("vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\ny\n\nlost words\n",
        "videos/the-talk.vtt(6,1): warning AH4007: \"lost words\" has no time; \"00:01.000 --> 00:04.000\" was expected above it")]
    [InlineData("vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\ny\n\n20:00.000 --> 20:06.000\nlate\n",
        "videos/the-talk.vtt: warning AH4007: the last cue begins at 20:00, past the end of the recording, which runs 10:00")]
    [InlineData("vtt", "1\n00:00:05,000 --> 00:00:06,000\ny\n", "videos/the-talk.vtt(1,1): warning AH4008: the line \"WEBVTT\" was expected, found \"1\"")]
    [InlineData("vtt", "WEBVTT\n\nNOTE nothing yet\n",
        "videos/the-talk.vtt: warning AH4008: there is no cue in it; a time, \"00:01.000 --> 00:04.000\", and words below it were expected")]
    [InlineData("srt", "00:01 -> 00:02\nx\n",
        "videos/the-talk.srt(1,1): warning AH4007: \"00:01 -> 00:02\" has no time; \"00:01.000 --> 00:04.000\" was expected above it")]
    public void What_cannot_be_used_is_reported_where_it_stands(string ending, string text, string finding) =>
        Assert.Equal([finding], Compile.Findings(("videos/the-talk.md", Video), ("videos/the-talk." + ending, text)));

    [Fact]
    public void A_transcript_without_a_recording_is_reported_and_the_nearest_is_named() =>
        Assert.Equal(
            ["videos/the-tlak.vtt: warning AH4008: no recording \"the-tlak\"; did you mean \"the-talk\"?"],
            Compile.Findings(("videos/the-talk.md", Video), ("videos/the-tlak.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n")));

    [Fact]
    public void Of_two_transcripts_the_one_that_knows_who_speaks_is_taken()
    {
        var set = ContentCompiler.Compile(("videos/the-talk.md", Video), ("videos/The_Talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nvtt\n"),
            ("videos/the-talk.srt", "00:00:01,000 --> 00:00:02,000\nsrt\n"));
        Assert.Equal("vtt", Assert.Single(set.Compile(set.Documents[0]).Page!.Cues).Text);
        Assert.Equal("videos/the-talk.srt: warning AH4008: the recording has the transcript videos/The_Talk.vtt already", Assert.Single(set.Findings).ToString());
    }

    [Fact]
    public void A_recording_that_has_no_file_may_have_a_transcript()
    {
        var set = ContentCompiler.Compile(("articles/a.md", "---\ntitle: A\nvideoId: APvj15_YCqk\n---\nx [0:10]\n"),
            ("videos/APvj15_YCqk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nsaid\n"));
        Assert.Equal("said", Assert.Single(set.PageOf(Assert.Single(set.Videos)).Cues).Text);
    }

    [Fact]
    public void A_thousand_bad_cues_are_not_a_thousand_findings()
    {
        var text = "WEBVTT\n\n" + string.Concat(Enumerable.Repeat("x --> y\nwords\n\n", 1000));
        var findings = Compile.Findings(("videos/the-talk.md", Video), ("videos/the-talk.vtt", text));
        Assert.Equal(21, findings.Count);
        Assert.Contains("videos/the-talk.vtt: warning AH4007: and 980 more like these", findings);
    }

    [Fact]
    public void No_text_makes_the_reader_of_transcripts_fail()
    {
        var random = new Random(7);
        string[] pieces = ["WEBVTT", "\n", "\n\n", "00:01.000", " --> ", "00:02.000", "-->", "<v", "<v Ann>", "</v>", "<", ">", "&amp", "&#x110000;", "{\\", "}",
            "NOTE", "1", ":", ".", "\t", "é", "👍", "99:99:99.999", "100:00:00.000", "00:00:00.0000"];
        for (var i = 0; i < 3000; i++)
        {
            var text = (i % 2 == 0 ? "WEBVTT\n\n" : "") + string.Concat(random.GetItems(pieces, random.Next(1, 30)));
            foreach (var ending in (string[])["vtt", "srt"])
                Assert.All(Transcript.Read(SourceFile.FromText("videos/a." + ending, text)).ReadCues(), cue =>
                    Assert.True(cue.End > cue.Start && cue.Start >= 0 && cue.Text.Length > 0));
        }
    }

    private static IReadOnlyList<Cue> Read(string text, string ending = "vtt")
    {
        var transcript = Transcript.Read(SourceFile.FromText("videos/a." + ending, text));
        Assert.Empty(transcript.Problems);
        return transcript.ReadCues();
    }
}

using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Data;

/// <summary>What cards, ribbons, moments and transcripts are made of.</summary>
public class CitationQueriesTests(WatchSite site) : IClassFixture<WatchSite>
{
    [Fact]
    public async Task A_card_says_where_what_and_who_else()
    {
        await using var db = site.Library.Open();
        var card = await db.CitationAsync(Kind.Article, "one", 2);
        Assert.Equal((1504, "The queue came first, she says.", "The queue", CitationStatus.Sound), (card!.Seconds, card.Sentence, card.Chapter!.Title, card.Status));
        Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s", card.Href);
        // The nearest first, and not the page itself: 25:04, 25:10 and 25:20 lie within half a minute.
        Assert.Equal(["/articles/two", "/claims/first", "/people/ann-lee"], card.Others.Select(other => other.Page.Url));
        Assert.Equal(3, card.OtherPages);
        Assert.Null(card.Cue);
    }

    [Fact]
    public async Task A_card_says_why_a_time_is_doubted()
    {
        await using var db = site.Library.Open();
        var late = await db.CitationAsync(Kind.Article, "one", 5);
        Assert.Equal((CitationStatus.PastEnd, "9:59:59"), (late!.Status, late.Shown));
        Assert.Contains("past the end", late.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_a_source_says_what_it_is()
    {
        await using var db = site.Library.Open();
        var card = await db.CitationAsync(Kind.Article, "one", 3);
        Assert.Equal(("A queue", "Jeff Barr", SourceStrength.FirstHand), (card!.Source!.Title, card.Source.Authors, card.Source.Strength));
        Assert.Null(card.Video);
        Assert.Empty(card.Others);
    }

    [Fact]
    public async Task A_card_has_the_words_of_the_transcript()
    {
        await using var db = site.Library.Open();
        var card = await db.CitationAsync(Kind.Article, "one", 8);
        Assert.Equal(("Cue 15 says the word zebra.", "/videos/the-file?part=1#cue-60000"), (card!.Cue!.Text, card.Cue.Url));
    }

    [Theory]
    [InlineData(Kind.Article, "one", 0)]
    [InlineData(Kind.Article, "one", 99)]
    [InlineData(Kind.Person, "one", 1)]
    public async Task There_is_no_card_of_nothing(Kind kind, string slug, int ordinal)
    {
        await using var db = site.Library.Open();
        Assert.Null(await db.CitationAsync(kind, slug, ordinal));
    }

    [Fact]
    public async Task A_moment_knows_passages_people_services_claims_and_its_neighbours()
    {
        await using var db = site.Library.Open();
        var moment = await db.MomentAsync("the-talk", 1510);
        Assert.Equal([1504, 1504, 1510, 1520], moment!.Passages.Select(passage => passage.Seconds));
        Assert.Equal(["Ann Lee"], moment.People.Select(person => person.Page.Title));
        Assert.Equal(("The queue was first", Verdict.True), (moment.Claims[0].Page.Title, moment.Claims[0].Verdict));
        Assert.Equal((180, 3900), (moment.Earlier, moment.Later));
        Assert.Equal(("The queue", "The store"), (moment.Chapter!.Title, moment.NextChapter!.Title));
        Assert.False(moment.IsCut);
        Assert.Equal(["The store"], (await db.MomentAsync("the-talk", 3900))!.Services.Select(service => service.Page.Title));
        Assert.Null(await db.MomentAsync("no-talk", 1));
        Assert.True((await db.MomentAsync("the-talk", 10_000))!.IsPastEnd);
    }

    [Fact]
    public async Task A_moment_of_a_transcript_has_what_is_said_within_half_a_minute()
    {
        await using var db = site.Library.Open();
        var cues = (await db.MomentAsync("the-file", 100))!.Cues;
        Assert.Equal((68_000, 128_000), (cues[0].Start, cues[^1].Start));
    }

    [Fact]
    public async Task The_ribbon_of_an_article_has_a_mark_for_each_citation_of_its_recording()
    {
        await using var db = site.Library.Open();
        var evidence = (await db.PageAsync(Kind.Article, "one"))!.Ribbon!;
        Assert.Equal([(120, false), (180, true), (1504, false), (3930, false), (35999, true)], evidence.Ticks.Select(tick => (tick.Seconds, tick.IsDoubtful)));
        Assert.Equal("cited under “The store”", evidence.Ticks[3].Words);
        Assert.Null((await db.PageAsync(Kind.Article, "three"))!.Ribbon);
        Assert.Null((await db.PageAsync(Kind.Person, "ann-lee"))!.Ribbon);
    }

    [Fact]
    public async Task The_ribbon_of_a_recording_says_which_minutes_are_cited_by_what()
    {
        await using var db = site.Library.Open();
        var evidence = (await db.PageAsync(Kind.Video, "the-talk"))!.Ribbon!;
        var queue = evidence.Ticks.Single(tick => tick.Seconds == 1504);
        Assert.Equal((4, "cited by Ann Lee, One, The queue was first and 1 more", "/videos/the-talk/at/1504"), (queue.Count, queue.Words, queue.Url));
        Assert.Equal(evidence.Citations, evidence.Ticks.Sum(tick => tick.Count));
    }

    [Fact]
    public async Task A_transcript_is_shown_ten_minutes_at_a_time_and_found_by_its_words()
    {
        await using var db = site.Library.Open();
        var first = ((VideoFacts)(await db.PageAsync(Kind.Video, "the-file"))!.Facts!).Transcript!;
        Assert.Equal((210, 1, 2, 150), (first.Total, first.Part, first.Parts, first.Cues.Count));
        var last = ((VideoFacts)(await db.PageAsync(Kind.Video, "the-file", part: 99))!.Facts!).Transcript!;
        Assert.Equal((2, 600_000), (last.Part, last.Cues[0].Start));
        Assert.Equal("/videos/the-file?part=2#cue-600000", last.Cues[0].Url);
        Assert.Equal(100_000, db.Database.SqlQuery<int>($"SELECT c.Start AS Value FROM CueIndex x JOIN Cues c ON c.Id = x.rowid WHERE CueIndex MATCH 'giraffes'").Single());
    }

    [Fact]
    public async Task A_cited_moment_leads_to_its_cue()
    {
        await using var db = site.Library.Open();
        var facts = (VideoFacts)(await db.PageAsync(Kind.Video, "the-file"))!.Facts!;
        Assert.All(facts.Moments, moment => Assert.Equal(Urls.Cue("the-file", moment.Seconds / 4 * 4000), moment.CueUrl));
    }
}

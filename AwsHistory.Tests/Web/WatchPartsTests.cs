using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using AwsHistory.Web.Components.Parts;
using Bunit;

namespace AwsHistory.Tests.Web;

/// <summary>The parts that decide something: the ribbon, the facade, the card.</summary>
public class WatchPartsTests : BunitContext
{
    private static readonly PageLink Page = new(Kind.Video, "the-talk", "The talk");

    [Fact]
    public void Marks_lie_where_their_times_do_and_what_is_past_the_end_at_the_end()
    {
        var ribbon = Ribbon(1000, Tick(250), Tick(500, doubtful: true), Tick(5000, doubtful: true));
        Assert.Equal(["250", "500", "1000"], ribbon.FindAll(".tick line:not(.hit)").Select(line => line.GetAttribute("x1")));
        Assert.Equal([null, "doubtful", "doubtful"], ribbon.FindAll(".tick").Select(tick => tick.ClassList.Contains("doubtful") ? "doubtful" : null));
        Assert.Contains("3 citations of this recording, 2 doubtful", ribbon.Find("summary").Words(), StringComparison.Ordinal);
        // Whoever cannot see the drawing must not have to tab through it.
        Assert.Equal("true", ribbon.Find("svg").GetAttribute("aria-hidden"));
        Assert.All(ribbon.FindAll("svg a"), link => Assert.Equal("-1", link.GetAttribute("tabindex")));
    }

    [Fact]
    public void Where_more_is_cited_the_ribbon_is_darker_and_doubtful_times_do_not_count()
    {
        var cells = Ribbon(600, Tick(5), Tick(305), Tick(306), Tick(307), Tick(500, doubtful: true)).FindAll(".dense");
        Assert.Equal(2, cells.Count);
        Assert.True(double.Parse(cells[0].GetAttribute("fill-opacity")!) < double.Parse(cells[1].GetAttribute("fill-opacity")!));
    }

    [Fact]
    public void Chapters_are_named_and_the_list_is_grouped_by_them()
    {
        var ribbon = Ribbon(1000, Tick(10), Tick(700), Tick(800));
        Assert.Equal(["1:40 Beginnings", "10:00 The queue"], ribbon.FindAll(".chapter title").Select(title => title.Words()));
        Assert.Equal(["Before the first chapter: 0:10", "The queue: 11:40 13:20"], ribbon.FindAll("details li").Select(item => item.Words()));
    }

    [Theory]
    [InlineData(9960, "0:00 0:30 1:00 1:30 2:00 2:30")]
    [InlineData(3000, "0:00 0:10 0:20 0:30 0:40")]
    [InlineData(600, "0 min 5 min")]
    public void The_ribbon_has_a_scale_of_few_marks(int length, string scale) =>
        Assert.Equal(scale, string.Join(' ', Ribbon(length, Tick(0)).FindAll(".scale text").Select(mark => mark.Words())));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void A_recording_of_unknown_length_is_drawn_to_its_last_mark(int? length)
    {
        var ribbon = Ribbon(length, Tick(0), Tick(900));
        Assert.All(ribbon.FindAll("rect, [x1]"), element => Assert.InRange(double.Parse(element.GetAttribute("x") ?? element.GetAttribute("x1")!), -9, 1000));
        Assert.DoesNotContain("NaN", ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_facade_is_a_link_that_names_the_recording_and_its_length()
    {
        var facade = Render<Facade>(parameters => parameters.Add(part => part.Video, Video(9960, rough: true)).Add(part => part.IsLarge, true));
        Assert.Equal("Play The talk about 2:46:00", facade.Find("a").Words());
        Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk", facade.Find("a").GetAttribute("href"));
        Assert.Empty(facade.FindAll("img, iframe, [style]"));
    }

    [Theory]
    [InlineData(CitationStatus.Sound, false, null, "25:04", "No known problem with this time.")]
    [InlineData(CitationStatus.Sound, true, null, "about 25:04", "The passage is certain, the time to about a minute.")]
    [InlineData(CitationStatus.Sound, false, 1564, "25:04–26:04", "No known problem with this time.")]
    [InlineData(CitationStatus.OutOfOrder, false, null, "02:05:04", "Out of order. It is.")]
    public void A_card_shows_the_time_and_how_far_it_can_be_trusted(CitationStatus status, bool about, int? end, string time, string words)
    {
        var card = Card(new()
        {
            Page = new(Kind.Article, "one", "One"),
            Ordinal = 1,
            Anchor = "p-1",
            Sentence = "So it was.",
            Shown = "02:05:04",
            Href = "https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s",
            Status = status,
            Reason = status == CitationStatus.Sound ? null : "It is.",
            About = about,
            Video = Video(9960),
            Seconds = 1504,
            EndSeconds = end,
            Others = [],
        });
        Assert.Equal(time, card.Find(".card-head b").Words());
        Assert.Equal(words, card.Find(".card-status").Words());
        Assert.Equal("Play at 25:04", card.Find(".card-play").Words());
        Assert.Contains($"Source: The talk, {time}. https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s", card.FindAll("[data-copy]")[1]
            .GetAttribute("data-copy"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_of_a_source_names_the_place_in_it_and_so_do_the_words_that_are_copied()
    {
        var card = Card(new()
        {
            Page = new(Kind.Article, "one", "One"),
            Ordinal = 1,
            Anchor = "p-1",
            Sentence = "So it was.",
            Shown = "1",
            Locator = "p. 3",
            Source = new(0, "barr-2004", "A queue", "Jeff Barr", null, "2004", "https://example.com/queue", null, SourceStrength.Unknown, [1]),
            Others = [],
        });
        Assert.Equal("A queue Jeff Barr, 2004, p. 3", card.Find(".card-head").Words());
        Assert.EndsWith("Source: Jeff Barr, A queue, 2004, p. 3, https://example.com/queue", card.FindAll("[data-copy]")[1].GetAttribute("data-copy"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_passage_by_itself_names_the_place_in_a_source()
    {
        var passage = Render<PassageText>(parameters => parameters.Add(part => part.Passage, new(new(Kind.Article, "one", "One"), "p-1", "", "So it was.", null,
            [new(1, 10, "Barr, 2004", "/references/barr-2004", null, null, false, CitationStatus.Sound, null, SourceStrength.Press, false, "p. 3")], [])));
        Assert.Equal("Barr, 2004, p. 3", passage.Find("a").Words());
    }

    [Fact]
    public void A_card_of_a_file_takes_a_whole_address_away()
    {
        var card = Card(new()
        {
            Page = new(Kind.Article, "one", "One"),
            Ordinal = 1,
            Anchor = "p-1",
            Sentence = "So it was.",
            Shown = "1:00",
            Href = "/media/talk.wav#t=60",
            Video = new(Page, null, "media/talk.wav", null, false),
            Seconds = 60,
            Others = [new(new(Kind.Person, "ann", "Ann"), "p-2", "1:10")],
            OtherPages = 4,
        });
        Assert.EndsWith("Source: The talk, 1:00. http://here/media/talk.wav#t=60", card.FindAll("[data-copy]")[1].GetAttribute("data-copy"), StringComparison.Ordinal);
        Assert.Equal("Also cited by Ann and 3 more", card.Find(".card-others").Words());
    }

    [Fact]
    public void A_citation_of_nothing_known_has_a_card_without_a_button_to_play()
    {
        var card = Card(new()
        {
            Page = new(Kind.Article, "one", "One"),
            Ordinal = 1,
            Anchor = "p-1",
            Sentence = "So it was.",
            Shown = "nothing",
            Status = CitationStatus.Unresolved,
            Reason = "No reference.",
            Others = []
        });
        Assert.Equal("Unresolved. No reference.", card.Find(".card-status").Words());
        Assert.Empty(card.FindAll(".card-play"));
        Assert.Equal("http://here/articles/one#p-1", card.Find("[data-copy]").GetAttribute("data-copy"));
    }

    private static VideoLink Video(int? length, bool rough = false) => new(Page, "APvj15_YCqk", null, length, rough);

    private static EvidenceTick Tick(int seconds, bool doubtful = false) => new(seconds, doubtful, 1, "cited", $"/articles/one#p-{seconds}");

    private IRenderedComponent<EvidenceRibbon> Ribbon(int? length, params EvidenceTick[] ticks) =>
        Render<EvidenceRibbon>(parameters => parameters.Add(part =>
            part.Of, new EvidenceView(Video(length), [new(100, "Beginnings"), new(600, "The queue")], ticks.Length, ticks)));

    private IRenderedComponent<CitationCard> Card(CitationView view) =>
        Render<CitationCard>(parameters => parameters.Add(part => part.Of, view).Add(part => part.Origin, "http://here"));
}

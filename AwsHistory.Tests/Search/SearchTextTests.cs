using AwsHistory.Data.Queries;

namespace AwsHistory.Tests.Search;

/// <summary>What is typed, and the expression the index is given.</summary>
public class SearchTextTests
{
    [Theory]
    [InlineData("spare capacity", """ "spare" AND ("capacity" OR "capacity"*) """)]
    [InlineData("spare capacity ", """ "spare" AND "capacity" """)]
    [InlineData("spare  SPARE ", """ "spare" """)]
    [InlineData("elast* compute ", """ ("elast" OR "elast"*) AND "compute" """)]
    [InlineData("\"risky bet\"", """ "risky bet" """)]
    [InlineData("\"risky bet", """ "risky bet" """)]
    [InlineData("“risky bet” 2006 ", """ "risky bet" AND "2006" """)]
    [InlineData("outage -s3", """ ("outage") NOT ("s3") """)]
    [InlineData("outage -\"christmas eve\" -s3", """ ("outage") NOT ("christmas eve" OR "s3") """)]
    [InlineData("who built the ec2 ", """ "built" AND "ec2" """)]
    [InlineData("the who ", """ "the" AND "who" """)]
    [InlineData("\"the who\" x", """ "the who" AND "x" """)]
    [InlineData("us-east-1 ", """ "us-east-1" """)]
    [InlineData("s3:launch ", """ "s3" AND "launch" """)]
    [InlineData("c++", """ "c++" """)]
    [InlineData("a-b ", """ "a-b" """)]
    [InlineData("AND OR NOT NEAR ", """ "NOT" AND "NEAR" """)]
    [InlineData("say \"hi\"twice ", """ "say" AND "hi" AND "twice" """)]
    [InlineData("title:x OR ^y {Title}: z + w ", """ "title" AND "x" AND "y" AND "z" AND "w" """)]
    public void All_words_are_wanted_and_none_is_an_operator(string typed, string match) => Assert.Equal(match.Trim(), SearchText.Parse(typed).Match());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("*")]
    [InlineData("-")]
    [InlineData("- -- +")]
    [InlineData("-s3")]
    [InlineData("🚀")]
    [InlineData("()[]{}^:;,!?/\\|~`'")]
    [InlineData("\0\u0001\u0002\u0003")]
    [InlineData("\u200f\u202e\u200b")]
    public void Nothing_to_look_for_is_null(string? typed) => Assert.Null(SearchText.Parse(typed).Match());

    [Fact]
    public void One_of_three_words_may_be_missing_before_any_will_do()
    {
        var text = SearchText.Parse("a1 b2 c3 ");
        Assert.Equal("""("b2" AND "c3") OR ("a1" AND "c3") OR ("a1" AND "b2")""", text.Match(Need.AllButOne));
        Assert.Equal("""("a1" OR "b2" OR "c3") NOT ("d4")""", SearchText.Parse("a1 b2 c3 -d4").Match(Need.Any));
    }

    [Fact]
    public void A_long_text_is_read_as_far_as_it_goes()
    {
        var text = SearchText.Parse(new string('x', 10_000));
        Assert.Equal(SearchText.MaxLength, Assert.Single(text.Wanted).Text.Length);
        Assert.Equal(16, SearchText.Parse(string.Join(' ', Enumerable.Range(100, 500))).Wanted.Count);
        // A character of two halves is not cut in two.
        Assert.False(char.IsHighSurrogate(SearchText.Parse(new string('x', SearchText.MaxLength - 1) + "𝒳").Wanted[0].Text[^1]));
    }

    [Theory]
    [InlineData("?q=a+b&person=x&person=y&kind=events&kind=people&year=2006&page=3", "/search?q=a+b&kind=people&person=x&person=y&year=2006&page=3")]
    [InlineData("?q=&person=&page=1", "/search")]
    [InlineData("?page=-5&nonsense=1&in=articles/silicon", "/search?in=articles%2Fsilicon")]
    [InlineData("?q=%zz%ff&page=99999999999999999999", "/search?q=%25zz%EF%BF%BD")]
    [InlineData("?q=a%26b%3Dc%23d", "/search?q=a%26b%3Dc%23d")]
    [InlineData("?&&&=x&q", "/search")]
    public void A_search_is_its_address(string query, string address)
    {
        Assert.Equal(address, SearchRequest.Parse(query).Url);
        Assert.Equal(address, SearchRequest.Parse(SearchRequest.Parse(query).Url["/search".Length..]).Url);
    }

    [Theory]
    [InlineData("25:04", null, 1504)]
    [InlineData(" [1:25:04] ", null, 5104)]
    [InlineData("1h2m3s", null, 3723)]
    [InlineData("https://youtu.be/APvj15_YCqk?t=1504", "APvj15_YCqk", 1504)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&t=25m4s", "APvj15_YCqk", 1504)]
    [InlineData("youtube.com/watch?list=PL1&v=APvj15_YCqk&start=7", "APvj15_YCqk", 7)]
    [InlineData("https://www.youtube-nocookie.com/embed/APvj15_YCqk#t=10", "APvj15_YCqk", 10)]
    [InlineData("https://m.youtube.com/live/APvj15_YCqk", "APvj15_YCqk", null)]
    public void A_time_or_a_link_leads_to_a_moment(string typed, string? video, int? seconds) =>
        Assert.Equal(new PastedMoment(video, seconds), PastedMoment.ReadOrNull(typed));

    [Theory]
    [InlineData("2006")]
    [InlineData("25:99")]
    [InlineData("s3 25:04")]
    [InlineData("https://youtu.be/short")]
    [InlineData("https://example.com/watch?v=APvj15_YCqk")]
    [InlineData("1:2:3:4:5")]
    public void Anything_else_is_words(string typed) => Assert.Null(PastedMoment.ReadOrNull(typed));

    [Theory]
    [InlineData("In 2006, and 2008–2010; by 2012.", "2006 2008 2010 2012")]
    [InlineData("$2006, 2,006, 2006.5, 12006, 2006s, v2006, 2006% 3:2006 1899 2100", "")]
    [InlineData("(1994) “1995” 1996/1997", "1994 1995 1996 1997")]
    public void Years_are_numbers_that_stand_by_themselves(string text, string years) => Assert.Equal(years, string.Join(' ', AwsHistory.Data.Years.In(text)));

    [Theory]
    [InlineData(20060314, 20060314, "2006")]
    [InlineData(20020101, 20031231, "2002 2003")]
    [InlineData(0, 20061231, "2006")]
    [InlineData(20060101, 99991231, "2006")]
    [InlineData(19900101, 20201231, "1990 2020")]
    public void An_event_has_the_years_it_may_have_happened_in(int earliest, int latest, string years) =>
        Assert.Equal(years, string.Join(' ', AwsHistory.Data.Years.Of(earliest, latest)));

    [Fact]
    public void Words_are_counted_and_uncounted_and_marks_inside_them_may_be_left_out()
    {
        var words = new AwsHistory.Data.SearchWords();
        words.Add("Café Škoda re:Invent and O'Reilly's us-east-1, Amazon's 25:04 don't", 1, isName: false);
        words.Add("and", 1, isName: true);
        Assert.Equal(
            ["amazon amazon 1/0", "and and 2/1", "cafe cafe 1/0", "don don 1/0", "east east 1/0", "invent invent 1/0", "re re 1/0", "reilly reilly 1/0",
                "reinvent re:invent 1/0", "skoda skoda 1/0", "us us 1/0", "useast1 us-east-1 1/0"],
            words.Counted.Select(w => $"{w.Word} {w.Shown} {w.Count.All}/{w.Count.Names}").Order(StringComparer.Ordinal));
        words.Add("Café Škoda re:Invent and O'Reilly's us-east-1, Amazon's 25:04 don't", -1, isName: false);
        words.Add("and", -1, isName: true);
        Assert.Empty(words.Counted);
    }
}

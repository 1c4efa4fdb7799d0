using System.Runtime.InteropServices;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Tests.Search;

/// <summary>What a search answers, over our own content.</summary>
public class SearchTests(SiteFixture site)
{
    private static readonly string[] Searches = ["q=jassy", "q=s3+price", "q=outage&kind=events", "q=elast", "q=the", "person=andy-jassy", "year=2012&kind=events",
        "q=bezos+memo+services", "q=amazon&topic=origins&year=2003"];

    public static TheoryData<string> Some => [.. Searches];

    [Theory]
    [InlineData("jassy", Kind.Person, "andy-jassy")]
    [InlineData("s3", Kind.Service, "s3")]
    [InlineData("Simple Storage Service", Kind.Service, "s3")]
    [InlineData("simple-storage-service", Kind.Service, "s3")]
    [InlineData("EC2", Kind.Service, "ec2")]
    [InlineData("who is Werner Vogels?", Kind.Person, "werner-vogels")]
    [InlineData("aws", Kind.Organization, "aws")]
    [InlineData("dynamo db", Kind.Service, "dynamodb")]
    [InlineData("Benoît Dageville", Kind.Person, "benoit-dageville")]
    [InlineData("benoit dageville", Kind.Person, "benoit-dageville")]
    public async Task A_name_brings_its_page_first_and_then_what_is_said_of_it(string typed, Kind kind, string slug)
    {
        var view = await AskAsync(new() { Text = typed });
        Assert.True(view.Groups[0].IsNamed);
        Assert.Equal((kind, slug), (view.Groups[0].Page.Kind, view.Groups[0].Page.Slug));
        Assert.NotNull(view.Groups[0].SaidUrl);
        Assert.All(view.Groups.Skip(3), group => Assert.False(group.IsNamed));
        var said = await AskAsync(SearchRequest.Parse(view.Groups[0].SaidUrl!["/search".Length..]));
        Assert.True(said.Passages > 0);
        Assert.Equal(slug, Assert.Single(said.Asked.Choices).Value);
    }

    [Theory]
    [InlineData("jasy", "people/andy-jassy")]
    [InlineData("vogles", "people/werner-vogels")]
    [InlineData("elastic compute could", "services/ec2")]
    [InlineData("snowflke", "organizations/snowflake-inc")]
    [InlineData("ajssy", "people/andy-jassy")]
    [InlineData("andi jassy", "people/andy-jassy")]
    [InlineData("redshfit", "services/redshift")]
    [InlineData("cloudfornt", "services/cloudfront")]
    [InlineData("elasticbeanstalk", "services/elastic-beanstalk")]
    [InlineData("wernervogels", "people/werner-vogels")]
    public async Task A_typing_error_finds_what_was_meant(string typed, string page)
    {
        var view = await AskAsync(new() { Text = typed });
        Assert.Equal(page, Key(view.Groups[0].Page));
        await using var db = site.Library.Open();
        Assert.Equal(page, Key((await db.SuggestAsync(typed))[0].Page));
    }

    [Fact]
    public async Task What_was_put_in_place_of_the_words_is_said()
    {
        Assert.Equal("jassy", (await AskAsync(new() { Text = "jasy" })).Instead?.Text);
        Assert.Null((await AskAsync(new() { Text = "jassy" })).Instead);
        Assert.Equal("/search?q=jassy&kind=events", (await AskAsync(SearchRequest.Parse("q=jasy&kind=events"))).Instead?.Url);
    }

    [Fact]
    public async Task More_words_find_less_and_a_minus_takes_away()
    {
        var (one, two) = (await AskAsync(new() { Text = "outage " }), await AskAsync(new() { Text = "outage christmas " }));
        Assert.InRange(two.Passages, 1, one.Passages - 1);
        var without = await AskAsync(new() { Text = "outage -christmas" });
        Assert.Equal(one.Passages - two.Passages, without.Passages);
    }

    [Fact]
    public async Task A_phrase_is_found_as_it_stands()
    {
        var phrase = await AskAsync(new() { Text = "\"capacity spare\"" });
        Assert.Equal(0, phrase.Passages);
        Assert.True((await AskAsync(new() { Text = "\"spare capacity\"" })).Passages > 0);
    }

    [Fact]
    public async Task The_last_word_may_be_unfinished_and_the_whole_word_weighs_more()
    {
        var begun = await AskAsync(new() { Text = "kuber" });
        var whole = await AskAsync(new() { Text = "kubernetes" });
        Assert.True(begun.Passages >= whole.Passages && whole.Passages > 0);
        Assert.Equal("organizations/arm", Key((await AskAsync(new() { Text = "arm" })).Groups[0].Page));
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task A_facet_value_gives_as_many_as_it_says(string query)
    {
        var view = await AskAsync(SearchRequest.Parse(query));
        Assert.NotEmpty(view.Facets);
        foreach (var value in view.Facets.SelectMany(facet => facet.Values.Take(3)).Where(value => !value.IsChosen))
        {
            var narrowed = await AskAsync(SearchRequest.Parse(value.Url["/search".Length..]));
            Assert.Equal((value.Url, value.Count), (value.Url, narrowed.Passages));
            // And the same value, now chosen, leads back, unless it stands for another of its kind.
            var chosen = narrowed.Facets.SelectMany(facet => facet.Values).Single(other => other.IsChosen && other.Label == value.Label);
            Assert.True((await AskAsync(SearchRequest.Parse(chosen.Url["/search".Length..]))).Passages >= narrowed.Passages);
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task Pages_of_results_hold_every_page_once(string query)
    {
        var first = await AskAsync(SearchRequest.Parse(query));
        var seen = new List<string>();
        for (var page = 1; page <= first.ResultPages; page++) seen.AddRange((await AskAsync(SearchRequest.Parse(query) with { Page = page })).Groups.Select(group => Key(group.Page)));
        Assert.Equal(first.Pages, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(first.ResultPages, (await AskAsync(SearchRequest.Parse(query) with { Page = 900 })).Asked.Page);
    }

    [Theory]
    [MemberData(nameof(Some))]
    public async Task A_hit_leads_to_a_place_that_is_there_and_shows_words_that_stand_there(string query)
    {
        var view = await AskAsync(SearchRequest.Parse(query));
        foreach (var hit in view.Groups.SelectMany(group => group.Hits))
        {
            var at = new Uri(site.Client.BaseAddress!, hit.Url);
            var page = await site.Client.GetPageAsync(at.AbsolutePath);
            var element = page.GetElementById(Uri.UnescapeDataString(at.Fragment.TrimStart('#')));
            Assert.True(element is not null, hit.Url);
            // What stands between passages' words on the page, citations and notes, is not in the index.
            foreach (var part in hit.Snippet.Where(part => part.IsMatch)) Assert.Contains(part.Text, element.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_as_good_as_none()
    {
        var view = await AskAsync(SearchRequest.Parse("q=jassy&person=nobody&kind=nonsense&year=abc&topic=nothing&service=%27&in=nowhere/x&year=-1"));
        Assert.Equal("/search?q=jassy", view.Asked.Url);
        Assert.Equal((await AskAsync(new() { Text = "jassy" })).Passages, view.Passages);
    }

    [Fact]
    public async Task One_page_alone_shows_all_its_passages_in_their_order()
    {
        var all = await AskAsync(new() { Text = "jassy" });
        var group = all.Groups.First(group => group.MoreUrl is not null);
        var view = await AskAsync(SearchRequest.Parse(group.MoreUrl!["/search".Length..]));
        var only = Assert.Single(view.Groups);
        Assert.Equal((group.Page, group.Total), (only.Page, only.Hits.Count));
    }

    [Fact]
    public async Task A_time_leads_to_the_moment()
    {
        foreach (var typed in (string[])["25:04", "https://youtu.be/APvj15_YCqk?t=1504", "https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s"])
        {
            var moment = Assert.Single((await AskAsync(new() { Text = typed })).Moments);
            Assert.Equal(1504, moment.Seconds);
            Assert.Equal("https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s", moment.Url);
            Assert.NotEmpty(moment.Cited);
            Assert.All(moment.Cited, cited => Assert.InRange(cited.Seconds, 1444, 1564));
            Assert.Equal(moment.Cited.Select(cited => Math.Abs(cited.Seconds - 1504)).Order(), moment.Cited.Select(cited => Math.Abs(cited.Seconds - 1504)));
        }

        var unknown = await AskAsync(new() { Text = "https://youtu.be/dQw4w9WgXcQ" });
        Assert.True(unknown.IsMoment);
        Assert.Empty(unknown.Moments);
    }

    [Fact]
    public async Task Nothing_found_offers_near_names_and_wanted_pages()
    {
        using var content = new TemporaryFolder();
        using var data = new TemporaryFolder();
        content.Write("people/ada-lovelace.md", "---\ntitle: Ada Lovelace\n---\nShe wrote [[Quaternion Engine]] and [[quaternion-notes]].\n");
        using var library = new Library(content.Path, data.Path);
        library.Build();
        await using var db = library.Open();
        var nothing = await db.SearchAsync(new() { Text = "\"engine of analysis\" ada" });
        Assert.Equal(0, nothing.WithAllWords);
        var wanted = await db.SearchAsync(new() { Text = "\"quaternion xyz\"" });
        Assert.Equal(0, wanted.Pages);
        Assert.Empty(wanted.Wanted);
        var begun = await db.SearchAsync(new() { Text = "quaternion-n" });
        Assert.Equal(["quaternion-notes"], begun.Pages == 0 ? begun.Wanted.Select(page => page.Slug) : ["quaternion-notes"]);
        var near = await db.SearchAsync(new() { Text = "\"lovelace zzz\"" });
        Assert.Equal(0, near.Pages);
        Assert.Empty(near.Groups);
    }

    [Theory]
    [InlineData("person=andy-jassy")]
    [InlineData("service=s3&person=jeff-barr")]
    [InlineData("organization=oracle&kind=events")]
    [InlineData("topic=origins")]
    [InlineData("topic=origins&year=2003&person=jeff-bezos")]
    [InlineData("in=articles/silicon")]
    [InlineData("year=2006")]
    public async Task A_facet_alone_finds_by_an_index_what_a_walk_over_all_passages_would(string query)
    {
        await using var db = site.Library.Open();
        await db.Database.OpenConnectionAsync();
        var filter = await SearchFilter.ReadAsync(db, SearchRequest.Parse(query), default);
        var found = Matches.Walk(db, null, filter, 3, default);
        var all = await db.Database.SqlQuery<FacetRow>($"SELECT PageId, Codes FROM PassageFacets").ToListAsync();
        var codes = filter.Choices.Select(choice => choice.Code).ToList();
        var passages = all.FindAll(row => (filter.PageId is null || row.PageId == filter.PageId)
            && codes.TrueForAll(code => MemoryMarshal.Cast<byte, uint>(row.Codes).Contains(code)));
        Assert.NotEmpty(passages);
        Assert.Equal(passages.CountBy(row => row.PageId).OrderBy(page => page.Key),
            found.Pages.Select(page => KeyValuePair.Create(page.Key, page.Value.Total)).OrderBy(page => page.Key));
        if (!query.StartsWith("year", StringComparison.Ordinal)) Assert.True(found.All < all.Count / 2);
    }

    private sealed record FacetRow(int PageId, byte[] Codes);

    [Fact]
    public async Task An_empty_search_finds_nothing_and_says_so()
    {
        foreach (var query in (string[])["", "q=", "q=%20", "q=-x", "q=%22", "page=3"])
        {
            var view = await AskAsync(SearchRequest.Parse(query));
            Assert.Equal((0, 0), (view.Passages, view.Pages));
            Assert.Empty(view.Groups);
        }
    }

    [Fact]
    public async Task Suggestions_put_people_and_services_before_what_is_told_of_them()
    {
        await using var db = site.Library.Open();
        Assert.Equal("people/andy-jassy", Key((await db.SuggestAsync("jas"))[0].Page));
        Assert.Equal("people/andy-jassy", Key((await db.SuggestAsync("andy j"))[0].Page));
        Assert.Equal("services/s3", Key((await db.SuggestAsync("s3"))[0].Page));
        Assert.Equal("people/tim-oreilly", Key((await db.SuggestAsync("oreil"))[0].Page));
        Assert.Contains("events/first-reinvent-2012", (await db.SuggestAsync("reinv")).Select(suggestion => Key(suggestion.Page)));
        Assert.Equal(8, (await db.SuggestAsync("a")).Count);
        foreach (var nothing in (string?[])[null, "", " ", "\"", "*", "🚀", "'; DROP TABLE Pages; --"]) Assert.NotNull(await db.SuggestAsync(nothing));
    }

    private static string Key(PageLink page) => $"{page.Kind.Folder()}/{page.Slug}";

    private async Task<SearchView> AskAsync(SearchRequest request)
    {
        await using var db = site.Library.Open();
        return await db.SearchAsync(request);
    }
}

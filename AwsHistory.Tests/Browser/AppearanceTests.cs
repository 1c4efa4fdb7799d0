using AwsHistory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

/// <summary>Themes, sizes, keys and previews, as readers use them.</summary>
public class AppearanceTests(SiteFixture site, BrowserFixture browser)
{
    private const string Article = "/articles/the-spare-capacity-myth";

    [Fact]
    public async Task A_theme_holds_on_every_page_and_is_there_before_anything_is_painted()
    {
        await using var reader = await browser.OpenAsync(site);
        // Watches what the root says at every frame that has something to show.
        await reader.Page.Context.AddInitScriptAsync("window.seen = new Set(); (function look() { if (document.body) seen.add(document.documentElement.dataset.theme ?? ''); requestAnimationFrame(look); })();");
        await reader.Page.GotoAsync(Article);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Appearance" }).ClickAsync();
        await reader.Page.GetByLabel("Sepia").CheckAsync();
        await Expect(reader.Page.Locator("body")).ToHaveCSSAsync("color", "rgb(51, 38, 26)");
        await reader.Page.Keyboard.PressAsync("Escape");

        await reader.Page.EvaluateAsync("seen.clear()");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).First.ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        Assert.Equal(["sepia"], await reader.Page.EvaluateAsync<string[]>("[...seen]"));

        await reader.Page.ReloadAsync();
        await Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "sepia");
        Assert.Equal(["sepia"], await reader.Page.EvaluateAsync<string[]>("[...seen]"));
        Assert.DoesNotContain(reader.Errors, error => error.Contains("Content Security", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_grows_when_asked_and_the_choice_is_shown_again()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync(Article);
        var before = await SizeAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Appearance" }).ClickAsync();
        await reader.Page.GetByLabel("Very large").CheckAsync();
        Assert.Equal(1.45, await SizeAsync() / before, 2);
        await reader.Page.ReloadAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Appearance" }).ClickAsync();
        await Expect(reader.Page.GetByLabel("Very large")).ToBeCheckedAsync();

        Task<double> SizeAsync() => reader.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)");
    }

    [Fact]
    public async Task Keys_lead_through_the_passages_and_say_what_they_do()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync(Article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await reader.Page.Keyboard.PressAsync("j");
        var first = await FocusedAsync();
        await reader.Page.Keyboard.PressAsync("j");
        var second = await FocusedAsync();
        await reader.Page.Keyboard.PressAsync("k");
        Assert.StartsWith("p-", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(first, await FocusedAsync());
        await reader.Page.Keyboard.PressAsync("?");
        await Expect(reader.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(reader.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();

        Task<string> FocusedAsync() => reader.Page.EvaluateAsync<string>("document.activeElement.id");
    }

    [Fact]
    public async Task A_link_shows_what_stands_behind_it_to_pointer_and_keyboard_and_moves_nothing()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync(Article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var height = await reader.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await reader.Page.Locator(".body p a[href='/people/werner-vogels']").First.HoverAsync();
        await Expect(reader.Page.Locator(".card")).ToContainTextAsync("Amazon’s chief technology officer");
        // A pixel is rounding; a line of text is 26.
        Assert.InRange(await reader.Page.EvaluateAsync<int>("document.documentElement.scrollHeight") - height, -2, 2);
        await reader.Page.Keyboard.PressAsync("Escape");
        await Expect(reader.Page.Locator(".card")).ToHaveCountAsync(0);

        await reader.Page.Mouse.MoveAsync(2, 2);
        await reader.Page.Locator(".body p a[href='/claims/excess-capacity-story']").First.FocusAsync();
        await Expect(reader.Page.Locator(".card .verdict")).ToHaveTextAsync("Mostly false");
    }

    [Fact]
    public async Task After_a_click_on_a_link_the_heading_has_the_focus_and_Back_returns_to_the_place()
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync(Article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await reader.Page.EvaluateAsync("scrollTo(0, 1500)");
        var link = reader.Page.Locator(".body p a[href^='/people/']").Last;
        await link.ScrollIntoViewIfNeededAsync();
        var place = await reader.Page.EvaluateAsync<double>("scrollY");
        Assert.True(place > 300);
        await link.ClickAsync();
        await reader.Page.WaitForURLAsync("**/people/*");
        await Expect(reader.Page.Locator("h1")).ToBeFocusedAsync();
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("The spare-capacity myth");
        await reader.Page.WaitForFunctionAsync("place => Math.abs(scrollY - place) < 40", place);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_to_a_passage_is_taken_away_by_pointer_and_by_key_and_the_page_stays(bool byPointer)
    {
        await using var reader = await browser.OpenAsync(site, width: 1440);
        await reader.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await reader.Page.GotoAsync(Article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var passage = reader.Page.Locator(".body > p[id^='p-']").Nth(1);
        if (byPointer)
        {
            await passage.HoverAsync();
            var before = await reader.Page.EvaluateAsync<double>("scrollY");
            await reader.Page.Locator(".passage-link").ClickAsync();
            Assert.Equal(before, await reader.Page.EvaluateAsync<double>("scrollY"));
        }
        else
        {
            await reader.Page.Keyboard.PressAsync("j");
            await reader.Page.Keyboard.PressAsync("j");
            await Expect(passage).ToBeFocusedAsync();
            await reader.Page.Keyboard.PressAsync("c");
        }

        var id = await passage.GetAttributeAsync("id");
        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"#{id}$"));
        await reader.Page.WaitForFunctionAsync("id => navigator.clipboard.readText().then(text => text.endsWith('#' + id))", id);
    }

    [Fact]
    public async Task The_contents_follow_the_reading()
    {
        await using var reader = await browser.OpenAsync(site, width: 1440);
        await reader.Page.GotoAsync(Article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await reader.Page.Locator("#the-grain-of-truth").ScrollIntoViewIfNeededAsync();
        await reader.Page.EvaluateAsync("document.getElementById('the-grain-of-truth').scrollIntoView({ block: 'start' })");
        await Expect(reader.Page.Locator(".contents a[aria-current]")).ToHaveTextAsync("The grain of truth");
    }
}

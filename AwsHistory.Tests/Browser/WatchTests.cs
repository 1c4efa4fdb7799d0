using AwsHistory.Tests.Support;
using Microsoft.Playwright;
using static AwsHistory.Tests.Support.Patience;
using static Microsoft.Playwright.Assertions;

namespace AwsHistory.Tests.Browser;

/// <summary>
/// The player as a reader has it. YouTube's embed is stubbed at the network by a page of ours that speaks its protocol of messages; the
/// recording that is a file is a real one, in the browser's own player.
/// </summary>
public class WatchTests(WatchSite site, BrowserFixture browser) : IClassFixture<WatchSite>
{
    /// <summary>Answers a greeting, obeys commands, tells the time while it plays, and writes down what it was told and when.</summary>
    private const string Embed = """
        <!doctype html><title>stub</title><body>stub<script>
        const asked = new URLSearchParams(location.search), fails = +'FAILS';
        const say = message => parent.postMessage(JSON.stringify(message), '*');
        window.heard = []; window.token = Math.random();
        let time = +asked.get('start'), timer, id = location.pathname.split('/').pop();
        const play = () => { say({ event: 'onStateChange', info: 1 }); clearInterval(timer); timer = setInterval(() => say({ event: 'infoDelivery', info: { currentTime: time += .1 } }), 100); };
        addEventListener('message', e => {
          const { event, func, args } = JSON.parse(e.data);
          heard.push({ event, func, args, at: performance.timeOrigin + performance.now() });
          if (event === 'listening') { say({ event: 'initialDelivery', info: { currentTime: 0, playerState: -1 } }); say({ event: 'onReady' }); }
          if (func === 'addEventListener' && args[0] === 'onError' && fails) say({ event: 'onError', info: fails });
          else if (func === 'addEventListener' && args[0] === 'onError' && asked.get('autoplay') === '1') play();
          if (func === 'seekTo') time = args[0];
          if (func === 'loadVideoById') { [id, time] = args; play(); }
          if (func === 'playVideo') play();
          if (func === 'pauseVideo') { clearInterval(timer); say({ event: 'onStateChange', info: 2 }); }
        });
        window.now = () => ({ id, time, token, seeks: heard.filter(m => m.func === 'seekTo').map(m => m.args[0]) });
        </script>
        """;

    /// <summary>What the stub is at; the driver fills it in.</summary>
    private sealed class Now
    {
        public string Id { get; set; } = "";

        public double Time { get; set; }

        public double Token { get; set; }

        public double[] Seeks { get; set; } = [];
    }

    private async Task<BrowserPage> OpenAsync(string path, int width = 1280, bool touch = false, int fails = 0, Func<IRoute, Task>? embed = null)
    {
        var reader = await browser.OpenAsync(site.Client.BaseAddress!, width, touch: touch);
        await reader.Page.RouteAsync("https://www.youtube-nocookie.com/**", embed
            ?? (route => route.FulfillAsync(new() { ContentType = "text/html", Body = Embed.Replace("FAILS", $"{fails}", StringComparison.Ordinal) })));
        await reader.Page.GotoAsync(path);
        // The scripts are modules; what they hang on the page is there once Blazor's script has been followed.
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return reader;
    }

    private static ILocator Cite(BrowserPage reader, string time) => reader.Page.Locator(".body .cite.time a", new() { HasText = time }).First;

    private static ILocator Dock(BrowserPage reader) => reader.Page.GetByRole(AriaRole.Complementary, new() { Name = "Player" });

    private static ILocator Status(BrowserPage reader) => Dock(reader).Locator(".state");

    private static async Task PlayAsync(BrowserPage reader, string time)
    {
        await Cite(reader, time).ClickAsync();
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Play from" }).ClickAsync();
    }

    private static async Task<Now> NowAsync(BrowserPage reader)
    {
        var frame = reader.Page.Frames.Single(frame => frame.Url.StartsWith("https://www.youtube-nocookie.com/", StringComparison.Ordinal));
        return (await frame.EvaluateAsync<Now>("now()"))!;
    }

    private static async Task<double> SoundAsync(BrowserPage reader) =>
        await reader.Page.EvaluateAsync<double>("document.querySelector('.dock audio')?.currentTime ?? -1");

    [Fact]
    public async Task Nothing_is_asked_of_YouTube_before_play_is_pressed()
    {
        await using var reader = await OpenAsync("/articles/one");
        await Cite(reader, "25:04").HoverAsync();
        await Expect(reader.Page.Locator(".card")).ToBeVisibleAsync();
        await Cite(reader, "25:04").ClickAsync();
        await Expect(Dock(reader)).ToContainTextAsync("Nothing is loaded from YouTube before you press play.");
        await Expect(Dock(reader)).ToContainTextAsync("The talk");
        await Expect(Dock(reader)).ToContainTextAsync("2:46:00");
        Assert.Empty(reader.Outside);
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Play from 25:04" }).ClickAsync();
        await UntilAsync(() => Task.FromResult(reader.Outside.Count > 0));
        var asked = Assert.Single(reader.Outside);
        Assert.StartsWith("https://www.youtube-nocookie.com/embed/APvj15_YCqk?enablejsapi=1&", asked, StringComparison.Ordinal);
        Assert.Contains("start=1504", asked, StringComparison.Ordinal);
        Assert.Equal("strict-origin-when-cross-origin", await reader.Page.Locator(".dock iframe").GetAttributeAsync("referrerpolicy"));
    }

    [Fact]
    public async Task A_citation_seeks_at_once_and_without_a_load()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "2:00");
        await Expect(Status(reader)).ToContainTextAsync("Playing from 2:00");
        await reader.Page.EvaluateAsync("() => { window.mark = 1; window.clicked = []; addEventListener('click', () => clicked.push(performance.timeOrigin + performance.now()), true); }");
        foreach (var time in (string[])["25:04", "1:05:30", "2:00", "25:04", "1:05:30"]) await Cite(reader, time).ClickAsync();
        await UntilAsync(async () => (await NowAsync(reader)).Seeks.Length == 5);
        var seeks = (await NowAsync(reader)).Seeks;
        Assert.Equal([1504, 3930, 120, 1504, 3930], seeks);
        var frame = reader.Page.Frames.Single(frame => frame.Url.Contains("youtube-nocookie", StringComparison.Ordinal));
        var heard = await frame.EvaluateAsync<double[]>("heard.filter(m => m.func === 'seekTo').map(m => m.at)");
        var clicked = await reader.Page.EvaluateAsync<double[]>("clicked");
        var waits = heard!.Zip(clicked!, (to, from) => to - from).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine("click to seekTo, ms: " + string.Join(", ", waits.Select(wait => $"{wait:0.0}")));
        Assert.Equal(1, await reader.Page.EvaluateAsync<int>("window.mark"));
        Assert.EndsWith("/articles/one", reader.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recording_goes_on_through_five_pages_and_back()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        var before = await NowAsync(reader);
        await reader.Page.EvaluateAsync("window.mark = 1");
        foreach (var (link, heading) in ((string, string)[])[("two", "Two"), ("long", "Long"), ("three", "Three"), ("one", "One"), ("s3", "The store")])
        {
            await reader.Page.Locator($".body a[href$='/{link}']").First.ClickAsync();
            await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        }

        await reader.Page.GoBackAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("One");
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Three");
        var after = await NowAsync(reader);
        Assert.Equal((before.Token, 1), (after.Token, await reader.Page.EvaluateAsync<int>("window.mark")));
        Assert.True(after.Time > before.Time);
        await reader.Page.GoBackAsync();
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Two");
        await Cite(reader, "25:04").ClickAsync();
        await UntilAsync(async () => (await NowAsync(reader)).Seeks is [.., 1504]);
    }

    [Fact]
    public async Task A_citation_of_another_recording_changes_it()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        await Cite(reader, "1:30").ClickAsync();
        await UntilAsync(async () => (await NowAsync(reader)).Id == WatchSite.OtherId);
        Assert.InRange((await NowAsync(reader)).Time, 90, 150);
        await Expect(Dock(reader)).ToContainTextAsync("The other talk");
        // From YouTube to a file, and back again.
        await Cite(reader, "1:00").ClickAsync();
        await Expect(reader.Page.Locator(".dock audio")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".dock iframe")).ToHaveCountAsync(0);
        await UntilAsync(async () => await SoundAsync(reader) > 60.2);
        await Cite(reader, "25:04").ClickAsync();
        await Expect(reader.Page.Locator(".dock iframe")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".dock audio")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(100, "no longer has this recording")]
    [InlineData(101, "does not allow")]
    [InlineData(150, "does not allow")]
    [InlineData(153, "error 153")]
    [InlineData(999, "error 999")]
    public async Task What_YouTube_refuses_is_told_with_the_plain_link(int error, string words)
    {
        await using var reader = await OpenAsync("/articles/one", fails: error);
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync(words);
        await Expect(Dock(reader).GetByRole(AriaRole.Link, new() { Name = "On YouTube" }))
            .ToHaveAttributeAsync("href", "https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s");
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("silent")]
    [InlineData("offline")]
    public async Task An_embed_that_does_not_answer_is_told_with_the_plain_link(string how)
    {
        await using var reader = await OpenAsync("/articles/one", embed: route => how == "silent"
            ? route.FulfillAsync(new() { ContentType = "text/html", Body = "…" }) : route.AbortAsync());
        await reader.Page.Clock.InstallAsync();
        await Cite(reader, "25:04").ClickAsync();
        await Expect(Dock(reader)).ToContainTextAsync("The talk");
        if (how == "offline") await reader.Page.Context.SetOfflineAsync(true);
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Play from" }).ClickAsync();
        await Expect(reader.Page.Locator(".dock iframe")).ToBeVisibleAsync();
        await reader.Page.Clock.FastForwardAsync(16_000);
        await Expect(Status(reader)).ToContainTextAsync(how == "offline" ? "This device is offline." : "YouTube cannot be reached from here.");
        await Expect(Dock(reader).GetByRole(AriaRole.Link, new() { Name = "On YouTube" }))
            .ToHaveAttributeAsync("href", "https://www.youtube.com/watch?v=APvj15_YCqk&t=1504s");
    }

    [Fact]
    public async Task A_file_plays_in_the_browser_s_own_player_seeks_and_survives_navigation()
    {
        await using var reader = await OpenAsync("/articles/long");
        await PlayAsync(reader, "1:00");
        await UntilAsync(async () => await SoundAsync(reader) > 60.3);
        await Expect(Status(reader)).ToContainTextAsync("Playing from 1:00");
        await Cite(reader, "3:30").ClickAsync();
        await UntilAsync(async () => await SoundAsync(reader) > 210.3);
        await reader.Page.Locator(".body a[href$='/three']").ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Three");
        var there = await SoundAsync(reader);
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Long");
        await UntilAsync(async () => await SoundAsync(reader) > there + 0.3);
        Assert.InRange(await SoundAsync(reader), 210, 600);
        Assert.Empty(reader.Outside);
        await reader.Page.EvaluateAsync("document.querySelector('.dock audio').pause()");
        await Expect(Status(reader)).ToContainTextAsync("Paused at ");
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(reader.Page.Locator(".dock")).ToBeHiddenAsync();
        await Expect(reader.Page.Locator("audio")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_with_the_plain_link()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "0:10");
        await Expect(Status(reader)).ToContainTextAsync("is not there");
        await Expect(Dock(reader).GetByRole(AriaRole.Link, new() { Name = "The file" })).ToHaveAttributeAsync("href", "/media/lost.mp3#t=10");
        // The next citation of a recording that is there plays.
        await Cite(reader, "1:00").ClickAsync();
        await UntilAsync(async () => await SoundAsync(reader) > 60);
    }

    [Fact]
    public async Task The_passage_being_spoken_about_is_marked_and_kept_in_view_until_the_reader_scrolls()
    {
        await using var reader = await OpenAsync("/articles/long");
        await PlayAsync(reader, "1:00");
        var spoken = reader.Page.Locator(".body .spoken");
        await Expect(spoken).ToContainTextAsync("Paragraph 2 ");
        await Expect(Dock(reader).Locator(".named")).ToContainTextAsync("Ann Lee");
        await Expect(Dock(reader).Locator(".chapter")).ToHaveTextAsync("First half");
        // The player's own bar moves it to another passage, which is brought into view.
        await reader.Page.EvaluateAsync("document.querySelector('.dock audio').currentTime = 723");
        await Expect(spoken).ToContainTextAsync("Paragraph 24 ");
        await Expect(spoken).ToBeInViewportAsync();
        await Expect(Dock(reader).Locator(".chapter")).ToHaveTextAsync("Second half");
        var follow = Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Follow" });
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "true");
        await reader.Page.Mouse.MoveAsync(300, 300);
        await reader.Page.Mouse.WheelAsync(0, -3000);
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "false");
        await reader.Page.EvaluateAsync("document.querySelector('.dock audio').currentTime = 783");
        await Expect(spoken).ToContainTextAsync("Paragraph 26 ");
        await Expect(spoken).Not.ToBeInViewportAsync();
        await follow.ClickAsync();
        await Expect(spoken).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_transcript_goes_along_and_turns_its_pages()
    {
        await using var reader = await OpenAsync("/videos/the-file");
        await reader.Page.Locator("header .facade").ClickAsync();
        await Expect(reader.Page.Locator(".cues .spoken")).ToContainTextAsync("Cue 0 ");
        await reader.Page.Locator("#cue-100000 .time").ClickAsync();
        await Expect(reader.Page.Locator(".cues .spoken")).ToContainTextAsync("giraffe");
        await reader.Page.EvaluateAsync("document.querySelector('.dock audio').currentTime = 641");
        await Expect(reader.Page.Locator(".cues .spoken")).ToContainTextAsync("Cue 160 ");
        await Expect(reader.Page.Locator(".parts [aria-current]")).ToHaveTextAsync("10:00");
        await Expect(reader.Page.Locator(".moments .spoken")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keys_play_the_passage_in_focus_and_step_through_citations()
    {
        await using var reader = await OpenAsync("/articles/long");
        await Cite(reader, "2:30").FocusAsync();
        await reader.Page.Keyboard.PressAsync("p");
        await UntilAsync(async () => await SoundAsync(reader) is > 150 and < 180);
        await reader.Page.Keyboard.PressAsync("]");
        await Expect(Cite(reader, "3:00")).ToBeFocusedAsync();
        await UntilAsync(async () => await SoundAsync(reader) is > 180 and < 210);
        await reader.Page.Keyboard.PressAsync("[");
        await reader.Page.Keyboard.PressAsync("[");
        await Expect(Cite(reader, "2:00")).ToBeFocusedAsync();
        await UntilAsync(async () => await SoundAsync(reader) is > 120 and < 150);
    }

    [Fact]
    public async Task The_buttons_of_the_player_step_through_citations_of_one_passage_too()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "2:00");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        var next = Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Next" });
        await next.ClickAsync();
        await Expect(reader.Page.Locator(".cite.now")).ToContainTextAsync("25:04");
        await next.ClickAsync();
        await Expect(reader.Page.Locator(".cite.now")).ToContainTextAsync("1:05:30");
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Previous" }).ClickAsync();
        await Expect(reader.Page.Locator(".cite.now")).ToContainTextAsync("25:04");
        var seeks = (await NowAsync(reader)).Seeks;
        Assert.Equal([1504, 3930, 1504], seeks);
    }

    [Fact]
    public async Task Keys_mean_letters_where_one_types()
    {
        await using var reader = await OpenAsync("/videos/the-file");
        await reader.Page.GetByLabel("A time of this recording").PressSequentiallyAsync("p[]");
        await Expect(reader.Page.GetByLabel("A time of this recording")).ToHaveValueAsync("p[]");
        await Expect(reader.Page.Locator(".dock audio")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("754", "12:34")]
    [InlineData("25:04", "25:04")]
    [InlineData("1h2m3s", "1:02:03")]
    public async Task A_page_opened_with_a_time_offers_to_play_there(string t, string shown)
    {
        await using var reader = await OpenAsync($"/articles/one?t={t}");
        await Expect(Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Play from" })).ToHaveTextAsync($"Play from {shown}");
        Assert.Empty(reader.Outside);
        Assert.NotEqual("BUTTON", await reader.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task A_mark_of_the_ribbon_leads_to_its_passage_and_seeks()
    {
        await using var reader = await OpenAsync("/articles/long");
        await PlayAsync(reader, "0:30");
        await UntilAsync(async () => await SoundAsync(reader) > 30);
        await reader.Page.EvaluateAsync("document.querySelector('.ribbon a.tick[data-t=\"600\"]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");
        await UntilAsync(async () => await SoundAsync(reader) is > 600 and < 660);
        await Expect(reader.Page.Locator(".body :target")).ToContainTextAsync("Paragraph 20 ");
        await Expect(reader.Page.Locator(".body :target")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_minimised_YouTube_player_pauses_and_goes_on_when_shown()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Minimize" }).ClickAsync();
        await Expect(reader.Page.Locator(".dock iframe")).ToBeHiddenAsync();
        await Expect(Status(reader)).ToContainTextAsync("Paused at 25:");
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(reader.Page.Locator(".dock iframe")).ToBeVisibleAsync();
        await Expect(Status(reader)).ToContainTextAsync("Playing");
    }

    [Theory]
    [InlineData("/videos/the-talk")]
    [InlineData("/videos/the-file")]
    [InlineData("/articles/one")]
    [InlineData("/wanted/three-things")]
    public async Task No_rule_of_accessibility_is_broken(string path)
    {
        await using var reader = await browser.OpenAsync(site.Client.BaseAddress!);
        await AccessibilityTests.AssertAccessibleAsync(reader, path);
    }

    [Fact]
    public async Task Beside_a_text_the_player_leaves_the_margin_with_its_times_free()
    {
        await using var reader = await OpenAsync("/articles/one", width: 1440);
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        var dock = (await reader.Page.Locator(".dock").BoundingBoxAsync())!;
        var text = (await reader.Page.Locator(".body > p").First.BoundingBoxAsync())!;
        Assert.True(dock.X >= 0 && dock.Width >= 200 && dock.X + dock.Width <= text.X, $"the player ends at {dock.X + dock.Width}, the text begins at {text.X}");
    }

    [Fact]
    public async Task On_the_recordings_own_page_it_plays_where_its_poster_is_and_never_loads_anew()
    {
        await using var reader = await OpenAsync("/videos/the-talk");
        var poster = reader.Page.Locator(".facade.large");
        await poster.ClickAsync();
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        var (token, over, under) = ((await NowAsync(reader)).Token, (await reader.Page.Locator(".dock.inplace").BoundingBoxAsync())!, (await poster.BoundingBoxAsync())!);
        Assert.Equal((under.X, under.Y, under.Width), (over.X, over.Y, over.Width));
        await reader.Page.EvaluateAsync("document.body.style.paddingBottom = '200vh'; scrollTo(0, 1500)");
        await Expect(reader.Page.Locator(".dock.inplace")).ToHaveCountAsync(0);
        await Expect(reader.Page.Locator(".dock iframe")).ToBeInViewportAsync();
        await reader.Page.EvaluateAsync("scrollTo(0, 0)");
        await Expect(reader.Page.Locator(".dock.inplace")).ToHaveCountAsync(1);
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");
        await Expect(reader.Page.Locator(".dock.inplace")).ToHaveCountAsync(0);
        Assert.Equal(token, (await NowAsync(reader)).Token);
    }

    [Fact]
    public async Task On_a_phone_the_player_docks_at_the_bottom_and_nothing_scrolls_sideways()
    {
        await using var reader = await OpenAsync("/articles/one", width: 360, touch: true);
        await Cite(reader, "25:04").TapAsync();
        await Expect(reader.Page.Locator(".card")).ToContainTextAsync("The queue came first, she says.");
        Assert.Empty(reader.Outside);
        await reader.Page.Locator(".card-play").TapAsync();
        await Expect(Status(reader)).ToContainTextAsync("Playing from 25:04");
        await Expect(reader.Page.Locator(".card")).ToHaveCountAsync(0);
        var box = (await reader.Page.Locator(".dock").BoundingBoxAsync())!;
        Assert.Equal((0, 360), (box.X, box.Width));
        Assert.Equal(900, box.Y + box.Height, 1.0);
        Assert.InRange((await reader.Page.Locator(".dock iframe").BoundingBoxAsync())!.Height, 200, 400);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        // Now that it plays, a tap seeks.
        await Cite(reader, "2:00").TapAsync();
        await UntilAsync(async () => (await NowAsync(reader)).Seeks is [.., 120]);
    }

    [Theory]
    [InlineData(1250)]
    [InlineData(1440)]
    [InlineData(1920)]
    public async Task On_a_wide_screen_the_player_stands_beside_the_text(int width)
    {
        await using var reader = await OpenAsync("/articles/one", width: width);
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        // On the other side of the text from its margin, where the citations stand.
        var text = (await reader.Page.Locator(".body > p").First.BoundingBoxAsync())!;
        var dock = (await reader.Page.Locator(".dock").BoundingBoxAsync())!;
        Assert.InRange(dock.X, 0, text.X);
        Assert.InRange(dock.X + dock.Width, dock.X + 200, text.X);
    }

    [Fact]
    public async Task The_player_works_by_keyboard_alone_and_gives_the_focus_back()
    {
        await using var reader = await OpenAsync("/articles/one");
        await Cite(reader, "25:04").FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Play from 25:04" })).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(Status(reader)).ToContainTextAsync("Playing from 25:04");
        Assert.Equal("status", await Status(reader).GetAttributeAsync("role"));
        await Expect(Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Follow" })).ToBeFocusedAsync();
        await Dock(reader).GetByRole(AriaRole.Button, new() { Name = "Close" }).FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(Cite(reader, "25:04")).ToBeFocusedAsync();
        await Task.Delay(900);
        await Expect(reader.Page.Locator(".card")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_scripts_links_forms_ribbons_and_transcripts_work()
    {
        await using var reader = await browser.OpenAsync(site.Client.BaseAddress!, scripts: false);
        await reader.Page.GotoAsync("/videos/the-file");
        await Expect(reader.Page.Locator("#cue-100000")).ToContainTextAsync("giraffe");
        await reader.Page.Locator(".parts a", new() { HasText = "10:00" }).ClickAsync();
        await Expect(reader.Page.Locator("#cue-600000")).ToBeVisibleAsync();
        await reader.Page.GetByLabel("A time of this recording").FillAsync("1:00");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Show what is known" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("1:00");
        await reader.Page.GotoAsync("/articles/long");
        await reader.Page.Locator(".ribbon summary").ClickAsync();
        await reader.Page.Locator(".ribbon details a", new() { HasText = "10:00" }).ClickAsync();
        await Expect(reader.Page.Locator(".body :target")).ToContainTextAsync("Paragraph 20 ");
        await Expect(Cite(reader, "10:00")).ToHaveAttributeAsync("href", "/media/talk.wav#t=600");
        await Expect(reader.Page.Locator("header .facade")).ToHaveAttributeAsync("href", "/media/talk.wav#t=0");
    }

    [Fact]
    public async Task A_pasted_link_leads_to_its_moment_while_the_recording_plays_on()
    {
        await using var reader = await OpenAsync("/articles/one");
        await PlayAsync(reader, "25:04");
        await Expect(Status(reader)).ToContainTextAsync("Playing");
        var token = (await NowAsync(reader)).Token;
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Look up a moment" }).ClickAsync();
        await reader.Page.GetByLabel("A link to a recording").FillAsync("https://youtu.be/APvj15_YCqk?t=1504");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("25:04");
        await Expect(reader.Page.Locator(".moments li")).ToHaveCountAsync(4);
        Assert.Equal(token, (await NowAsync(reader)).Token);
    }
}

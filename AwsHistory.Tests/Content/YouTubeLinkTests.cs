using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class YouTubeLinkTests
{
    private const string Id = "APvj15_YCqk";

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk", null)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&t=754s", 754)]
    [InlineData("https://www.youtube.com/watch?t=754&v=APvj15_YCqk", 754)]
    [InlineData("http://youtube.com/watch?v=APvj15_YCqk#t=12m34s", 754)]
    [InlineData("https://m.youtube.com/watch?v=APvj15_YCqk&t=1h2m3s", 3723)]
    [InlineData("https://music.youtube.com/watch?v=APvj15_YCqk&t=12:34", 754)]
    [InlineData("youtube.com/watch?v=APvj15_YCqk&t=0", 0)]
    [InlineData("//www.youtube.com/watch?v=APvj15_YCqk", null)]
    [InlineData("https://www.youtube.com/watch/APvj15_YCqk?t=5", 5)]
    [InlineData("https://youtu.be/APvj15_YCqk", null)]
    [InlineData("https://youtu.be/APvj15_YCqk?t=754", 754)]
    [InlineData("https://youtu.be/APvj15_YCqk?si=AbCdEf123&t=754", 754)]
    [InlineData("youtu.be/APvj15_YCqk?t=754.9", 754)]
    [InlineData("https://www.youtube.com/embed/APvj15_YCqk?start=754&end=800", 754)]
    [InlineData("https://www.youtube-nocookie.com/embed/APvj15_YCqk?start=754", 754)]
    [InlineData("https://www.youtube.com/shorts/APvj15_YCqk?feature=share", null)]
    [InlineData("https://www.youtube.com/live/APvj15_YCqk?si=x&t=754s", 754)]
    [InlineData("https://www.youtube.com/v/APvj15_YCqk?t=5", 5)]
    [InlineData("https://www.youtube.com/e/APvj15_YCqk", null)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&list=PLabc&index=3&t=754s", 754)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&time_continue=754&feature=emb_logo", 754)]
    [InlineData("https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DAPvj15_YCqk%26t%3D754s", 754)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&amp;t=754s", 754)]
    [InlineData("  <https://youtu.be/APvj15_YCqk?t=754>\n", 754)]
    [InlineData("\"https://youtu.be/APvj15_YCqk?t=754\"", 754)]
    [InlineData("HTTPS://YouTu.be/APvj15_YCqk?t=754", 754)]
    [InlineData("https://www.youtube.com/watch?v=APvj15_YCqk&t=soon", null)]
    [InlineData("APvj15_YCqk", null)]
    public void A_link_is_read_however_it_was_copied(string text, int? seconds)
    {
        Assert.True(YouTubeLink.TryParse(text, out var link));
        Assert.Equal(new YouTubeLink(Id, seconds), link);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("25:04")]
    [InlineData("https://example.com/watch?v=APvj15_YCqk")]
    [InlineData("https://youtube.com.example.com/watch?v=APvj15_YCqk")]
    [InlineData("https://www.youtube.com/playlist?list=PLabc")]
    [InlineData("https://www.youtube.com/embed/videoseries?list=PLabc")]
    [InlineData("https://www.youtube.com/@AcquiredFM")]
    [InlineData("https://www.youtube.com/watch?v=")]
    [InlineData("https://www.youtube.com/watch?v=<script>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://youtu.be/")]
    [InlineData("https://www.youtube.com/attribution_link?u=%2Fattribution_link%3Fu%3D%252F")]
    [InlineData("https://")]
    public void What_names_no_recording_is_refused(string? text) => Assert.False(YouTubeLink.TryParse(text, out _));

    [Fact]
    public void A_link_of_two_thousand_nested_links_is_refused()
    {
        var text = "/watch";
        for (var i = 0; i < 8; i++) text = "/attribution_link?u=" + Uri.EscapeDataString(text);
        Assert.False(YouTubeLink.TryParse("https://www.youtube.com" + text, out _));
    }

    [Fact]
    public void Writing_and_reading_a_link_goes_both_ways()
    {
        var random = new Random(4711);
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (var i = 0; i < 2000; i++)
        {
            var link = new YouTubeLink(new string(random.GetItems(letters.AsSpan(), 11)), random.Next(0, 360_000));
            var (id, s) = (link.Id, link.Seconds!.Value);
            foreach (var text in (string[])
                [
                    Urls.YouTube(id, s), $"https://youtu.be/{id}?t={s}", $"https://www.youtube.com/embed/{id}?start={s}",
                        $"youtube.com/live/{id}?t={s / 3600}h{s / 60 % 60}m{s % 60}s",
                    $"https://www.youtube.com/shorts/{id}#t={new Timecode(s)}",
                ])
            {
                Assert.True(YouTubeLink.TryParse(text, out var read), text);
                Assert.Equal(link, read);
            }
        }
    }
}

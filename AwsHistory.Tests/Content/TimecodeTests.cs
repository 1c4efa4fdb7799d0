using AwsHistory.Data.Content;

namespace AwsHistory.Tests.Content;

public class TimecodeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("754", 754)]
    [InlineData("754s", 754)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("2m", 120)]
    [InlineData("1h5s", 3605)]
    [InlineData("05:24", 324)]
    [InlineData("75:30", 4530)]
    [InlineData("1:02:03", 3723)]
    [InlineData("00:25:04", 1504)]
    [InlineData(" 00:25:04 ", 1504)]
    [InlineData("00:25:04.750", 1504)]
    [InlineData("25:04.5", 1504)]
    public void Every_form_of_a_time_is_understood(string text, int seconds)
    {
        Assert.True(Timecode.TryParse(text, out var time));
        Assert.Equal(seconds, time.Seconds);
        Assert.Null(time.Frames);
    }

    [Fact]
    public void The_fourth_part_of_a_time_is_frames()
    {
        Assert.True(Timecode.TryParse("01:16:37:94", out var time));
        Assert.Equal(new Timecode(4597, 94), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("99:99:99")]
    [InlineData("99:9:99")]
    [InlineData("-1:30")]
    [InlineData("1:-30")]
    [InlineData("HH:MM:SS")]
    [InlineData("02:27:51]")]
    [InlineData("02:27:")]
    [InlineData(":27")]
    [InlineData("1:2:3:4:5")]
    [InlineData("1h2")]
    [InlineData("3s1h")]
    [InlineData("12345678")]
    [InlineData("１:３０")]
    public void Anything_else_is_refused(string text) => Assert.False(Timecode.TryParse(text, out _));

    [Fact]
    public void Writing_and_reading_a_time_goes_both_ways()
    {
        for (var seconds = 0; seconds < 100 * 3600; seconds += 37)
        {
            var time = new Timecode(seconds);
            Assert.True(Timecode.TryParse(time.ToString(), out var clock));
            Assert.Equal(time, clock);
            Assert.True(Timecode.TryParse($"{seconds / 3600}h{seconds / 60 % 60}m{seconds % 60}s", out var units));
            Assert.Equal(time, units);
            Assert.True(Timecode.TryParse($"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}", out var padded));
            Assert.Equal(time, padded);
            Assert.True(Timecode.TryParse($"{seconds}s", out var plain));
            Assert.Equal(time, plain);
        }
    }
}

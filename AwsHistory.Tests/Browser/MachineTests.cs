using System.Text.Json;
using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Browser;

/// <summary>Files for players and pictures, as a browser's own readers understand them.</summary>
public class MachineTests(SiteFixture site, BrowserFixture browser)
{
    [Fact]
    public async Task The_browser_reads_every_sound_citation_of_a_recording_as_a_cue()
    {
        await using var db = site.Library.Open();
        var clips = (await db.ClipsAsync("acquired-aws"))!.Clips;
        Assert.InRange(clips.Count, 100, PublicationQueries.MaxClips);
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/status");
        var cues = await reader.Page.EvaluateAsync<JsonElement>("""
            async address => {
              const video = document.createElement('video');
              const track = document.createElement('track');
              track.src = address;
              video.append(track);
              document.body.append(video);
              track.track.mode = 'hidden';
              await new Promise((done, fail) => { track.onload = done; track.onerror = () => fail(new Error('no WebVTT')); });
              return [...track.track.cues].map(cue => ({ id: cue.id, start: cue.startTime, end: cue.endTime, text: cue.getCueAsHTML().textContent }));
            }
            """, Urls.Vtt("acquired-aws"));
        var read = cues.EnumerateArray().ToList();
        Assert.Equal(clips.Select(clip => clip.Seconds), read.Select(cue => (int)cue.GetProperty("start").GetDouble()));
        Assert.All(read, cue => Assert.InRange(cue.GetProperty("end").GetDouble() - cue.GetProperty("start").GetDouble(), 1, 7200));
        // The browser sorts what begins together by its end, so each is found by its name.
        var byName = read.ToDictionary(cue => cue.GetProperty("id").GetString()!);
        foreach (var (clip, i) in clips.Select((clip, i) => (clip, i)))
        {
            var cue = byName[$"c{i + 1}"];
            Assert.Equal(clip.Seconds, (int)cue.GetProperty("start").GetDouble());
            var text = string.Join(' ', cue.GetProperty("text").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(string.Join(' ', clip.Sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), text, StringComparison.Ordinal);
            Assert.EndsWith("#" + clip.Anchor, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/articles/the-spare-capacity-myth")]
    [InlineData("/claims/excess-capacity-story")]
    [InlineData("/events/s3-launch-2006")]
    [InlineData("/people/andy-jassy")]
    [InlineData("/services/s3")]
    [InlineData("/organizations/oracle")]
    [InlineData("/videos/acquired-aws")]
    [InlineData("/timeline")]
    [InlineData("/")]
    public async Task The_browser_sees_a_picture_with_words_on_paper(string path)
    {
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/status");
        var seen = await reader.Page.EvaluateAsync<JsonElement>("""
            async address => {
              const picture = new Image();
              picture.src = address;
              await picture.decode();
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
              const context = canvas.getContext('2d');
              context.drawImage(picture, 0, 0);
              const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
              let [paper, ink] = [0, 0];
              for (let i = 0; i < data.length; i += 4) {
                if (data[i] === 0xfa && data[i + 1] === 0xf7 && data[i + 2] === 0xf0) paper++;
                if (data[i] === 0x1f && data[i + 1] === 0x1b && data[i + 2] === 0x16) ink++;
              }
              return { width: canvas.width, height: canvas.height, paper: paper / data.length * 4, ink: ink / data.length * 4 };
            }
            """, Urls.Card(path));
        Assert.Equal((1200, 630), (seen.GetProperty("width").GetInt32(), seen.GetProperty("height").GetInt32()));
        Assert.InRange(seen.GetProperty("paper").GetDouble(), 0.6, 0.97);
        Assert.InRange(seen.GetProperty("ink").GetDouble(), 0.002, 0.2);
    }
}

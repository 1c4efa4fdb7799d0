using System.Net;
using System.Text.RegularExpressions;
using AwsHistory.Data.Content;

namespace AwsHistory.Data.Queries;

/// <summary>A time, or a link to a recording, typed or pasted into the box.</summary>
/// <param name="YouTubeId">The recording; null when only a time was given.</param>
/// <param name="Seconds">The time; null when the link has none.</param>
internal sealed partial record PastedMoment(string? YouTubeId, int? Seconds)
{
    /// <summary>Reads a text that is a time or a YouTube link and nothing else; null for any other. A bare number is no time: 2006 is a year.</summary>
    public static PastedMoment? ReadOrNull(string text)
    {
        text = text.Trim();
        if (Clock().IsMatch(text)) return Timecode.TryParse(text.Trim('[', ']'), out var time) ? new(null, time.Seconds) : null;
        if (Link().Match(text) is not { Success: true } link) return null;
        var written = Time().Match(link.Groups["rest"].Value) is { Success: true } found ? WebUtility.UrlDecode(found.Groups["t"].Value) : "";
        return new(link.Groups["id"].Value, Timecode.TryParse(written, out var start) ? start.Seconds : null);
    }

    [GeneratedRegex(@"\A\[?(\d{1,3}:\d\d(:\d\d){0,2}|(\d{1,2}h)?\d{1,3}m(\d{1,2}s)?|\d{1,2}h)\]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\A(https?://)?((www|m|music)\.)?(youtube(-nocookie)?\.com/(watch\?([^#\s]*&)?v=|embed/|live/|shorts/|v/)|youtu\.be/)(?<id>[\w-]{11})(?<rest>[?&#]\S*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"[?&#](t|start|time_continue)=(?<t>[^&#]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}

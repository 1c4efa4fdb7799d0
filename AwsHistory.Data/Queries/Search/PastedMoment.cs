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
        // Eleven letters alone may be an id, but here they are a word.
        return text.Contains('/', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace) && YouTubeLink.TryParse(text, out var link)
            ? new(link.Id, link.Seconds) : null;
    }

    [GeneratedRegex(@"\A\[?(\d{1,3}:\d\d(:\d\d){0,2}|(\d{1,2}h)?\d{1,3}m(\d{1,2}s)?|\d{1,2}h)\]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}

using System.Globalization;
using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// What is written here about a recording, in step with it (WebVTT): each sound citation is a cue that says the sentence which
/// cites it and where that stands. These are our words about the recording and not what is said in it.
/// </summary>
internal static class WebVtt
{
    private const int Longest = 30, LineLength = 64;

    public static string Write(ClipsView view, string origin)
    {
        var text = new StringBuilder("WEBVTT\n\nNOTE\n");
        Note($"What AWS History cites of {view.Video.Page.Title}, {origin}{view.Video.Page.Url}");
        Note("The words are those of the pages that cite the recording; they are not what is said in it.");
        Note($"Where a citation names no end, its cue stays until the next one begins, and no longer than {Longest} seconds.");
        var clips = view.Clips;
        for (var i = 0; i < clips.Count; i++)
        {
            var clip = clips[i];
            var end = clip.End is { } given && given > clip.Seconds ? given
                : Math.Min(clip.Seconds + Longest, clips.Skip(i + 1).FirstOrDefault(next => next.Seconds > clip.Seconds)?.Seconds ?? int.MaxValue);
            text.Append(CultureInfo.InvariantCulture, $"\nc{i + 1}\n{Time(clip.Seconds)} --> {Time(end)}\n");
            foreach (var line in Lines((clip.About ? "About here: " : "") + clip.Sentence)) text.Append(Escape(line)).Append('\n');
            text.Append(Escape($"{clip.Page.Title}, {origin}{Urls.At(clip.Page.Url, clip.Anchor)}")).Append('\n');
        }

        return text.ToString();

        // A note ends at an empty line, and must not hold the arrow that begins a cue.
        void Note(string line) => text.Append(Escape(string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))).Append('\n');
    }

    private static string Time(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}.000");

    private static IEnumerable<string> Lines(string sentence)
    {
        var line = new StringBuilder();
        foreach (var word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length >= LineLength)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0) yield return line.ToString();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}

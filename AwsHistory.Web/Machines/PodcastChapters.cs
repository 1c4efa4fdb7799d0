using System.Text.Json.Nodes;
using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>
/// The chapters of a recording (Podcasting 2.0, JSON chapters 1.2.0). Its parts are in the table of contents; cited moments stand
/// between them as silent markers, each with the address of everything known of it.
/// </summary>
internal static class PodcastChapters
{
    private const int LongestTitle = 120;

    public static string Write(ClipsView view, string origin)
    {
        var parts = view.Chapters.Select(chapter => (chapter.Start, Json: Chapter(chapter.Start, chapter.Title, isListed: true)));
        var starts = view.Chapters.Select(chapter => chapter.Start).ToHashSet();
        var moments = view.Clips.DistinctBy(clip => clip.Seconds).Where(clip => !starts.Contains(clip.Seconds))
            .Select(clip => (Start: clip.Seconds, Json: Chapter(clip.Seconds, Short(clip.Sentence), isListed: false)));
        var document = new JsonObject { ["version"] = "1.2.0", ["title"] = view.Video.Page.Title };
        if (view.Channel is { } channel) document["podcastName"] = channel;
        document["chapters"] = new JsonArray([.. parts.Concat(moments).OrderBy(chapter => chapter.Start).Select(chapter => (JsonNode)chapter.Json)]);
        return document.ToJsonString(StructuredData.Options);

        JsonObject Chapter(int start, string title, bool isListed)
        {
            var chapter = new JsonObject { ["startTime"] = start, ["title"] = title, ["url"] = origin + Urls.Moment(view.Video.Page.Slug, start) };
            if (!isListed) chapter["toc"] = false;
            return chapter;
        }
    }

    public static string Short(string sentence) => Words.Shorten(sentence, LongestTitle);
}

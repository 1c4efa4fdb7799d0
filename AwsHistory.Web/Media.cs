using AwsHistory.Data;
using Microsoft.AspNetCore.StaticFiles;

namespace AwsHistory.Web;

/// <summary>Serves the recordings in <c>content/media/</c>, and nothing else that may lie there; a player asks for the range it needs.</summary>
internal static class Media
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    static Media()
    {
        Types.Mappings[".opus"] = "audio/ogg";
        Types.Mappings[".flac"] = "audio/flac";
    }

    public static void MapMedia(this WebApplication app) =>
        // A copy of the whole kept in memory would be sent to those who ask for a part.
        app.MapGet(Templates.Under(Urls.MediaFolder), (Library library, string? path) => Find(library, path)).CacheOutput(policy => policy.NoCache());

    private static IResult Find(Library library, string? path) =>
        path is not null && Types.TryGetContentType(path, out var type)
            && (type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal))
            && library.Folder.MediaOrNull(path) is { } file
            ? Results.File(file.FullName, type, lastModified: file.LastWriteTimeUtc, enableRangeProcessing: true)
            : Results.NotFound();
}

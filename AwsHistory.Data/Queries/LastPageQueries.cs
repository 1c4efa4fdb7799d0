using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>What the next build asks of a library.</summary>
internal static class LastPageQueries
{
    extension(KnowledgeDb db)
    {
        /// <summary>Finds the last good page of a file by its path; null where none is kept. To be used while the context is.</summary>
        internal Func<string, LastPage?> LastPages()
        {
            // A library of broken files alone would ask for each in vain.
            var paths = new Lazy<HashSet<string>>(() => [.. db.Pages.Where(p => p.Path != null).Select(p => p.Path!)]);
            return path => paths.Value.Contains(path) ? db.LastPage(path) : null;
        }

        private LastPage LastPage(string path)
        {
            var page = db.Pages.Where(p => p.Path == path).Select(p => new { p.Id, p.Fingerprint, p.Slug, p.Title, p.ExactNames, p.Local }).First();
            var video = db.Videos.FirstOrDefault(v => v.PageId == page.Id);
            return new()
            {
                Fingerprint = page.Fingerprint,
                Slug = page.Slug,
                Title = page.Title,
                Aliases = [.. db.Names.Where(n => n.PageId == page.Id && !n.IsTitle).OrderBy(n => n.Id).Select(n => n.Name)],
                ExactMentions = page.ExactNames,
                Headings = [.. (PageLocal.Read(page.Local).Headings ?? []).Select(heading => (heading.Anchor, heading.Text))],
                Video = video is null ? null : new(video.YouTubeId, video.Media, video.Length, video.LengthIsRough, null, video.Channel, []),
            };
        }
    }
}

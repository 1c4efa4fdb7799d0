using AwsHistory.Data;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>Everything made for other programs that is not a JSON twin.</summary>
internal static class MachineRoutes
{
    public static void MapMachines(this WebApplication app)
    {
        Map(Urls.Feed, "application/atom+xml; charset=utf-8", async (context, db) =>
            AtomFeed.Write(await db.ChangesAsync(context.RequestAborted), await db.BuiltAsync(context.RequestAborted), context.Request.Origin()));
        Map(Urls.Map, "application/xml; charset=utf-8", async (context, db) =>
        {
            var asked = context.Request.Query["part"];
            var part = Paging.Read(asked);
            var map = await db.MapAsync(part, context.RequestAborted);
            return map.Parts > 1 && asked.Count == 0 ? MapXml.Index(map.Parts, context.Request.Origin()) : MapXml.Write(map.Pages, part == 1, context.Request.Origin());
        });
        Map(Urls.Robots, "text/plain; charset=utf-8", (context, _) => Task.FromResult<string?>(LlmsText.Robots(context.Request.Origin())));
        Map(Urls.Llms, "text/plain; charset=utf-8", async (context, db) => await LlmsText.WriteAsync(db, context.Request.Origin(), context.RequestAborted));
        Map(Urls.ServicesCsv, "text/csv; charset=utf-8", async (context, db) => ServicesCsv.Write(await db.ServiceRowsAsync(context.RequestAborted)));
        Map(Urls.TimelineRoot + ".ics", "text/calendar; charset=utf-8", async (context, db) =>
            Anniversaries.Write(await db.EventsAsync(TimelineFilter.Read(key => context.Request.Query[key]), context.RequestAborted),
                await db.BuiltAsync(context.RequestAborted), context.Request.Origin()));
        Map(Templates.File(Urls.List(Kind.Video), ".vtt"), "text/vtt; charset=utf-8", async (context, db) =>
            await db.ClipsAsync(context.Slug(".vtt"), cancellation: context.RequestAborted) is { } clips ? WebVtt.Write(clips, context.Request.Origin()) : null);
        // Before the twins of recordings, which end in .json as well.
        Map(Templates.File(Urls.List(Kind.Video), ".chapters.json"), "application/json+chapters; charset=utf-8", async (context, db) =>
            await db.ClipsAsync(context.Slug(".chapters.json"), cancellation: context.RequestAborted) is { } clips
                ? PodcastChapters.Write(clips, context.Request.Origin()) : null).WithOrder(-1);

        Map(Urls.Markdown(Urls.TimelineRoot), MarkdownTwin.Type, async (context, db) =>
            MarkdownTwin.Timeline(await db.TimelineAsync(TimelineFilter.Read(key => context.Request.Query[key]), context.RequestAborted), context));
        Map(Urls.Markdown(Urls.References), MarkdownTwin.Type, async (context, db) =>
            MarkdownTwin.References(await db.ReferencesAsync(ReferenceFilter.Read(key => context.Request.Query[key]), context.RequestAborted), context));
        foreach (var kind in Kinds.All)
        {
            Map(Urls.Markdown(Urls.List(kind)), MarkdownTwin.Type, async (context, db) =>
                MarkdownTwin.List(await db.ListAsync(kind, Paging.Read(context.Request.Query["page"]), context.RequestAborted), context));
            Map(Templates.File(Urls.List(kind), ".md"), MarkdownTwin.Type, async (context, db) =>
            {
                var slug = context.Slug(".md");
                if (await db.PageAsync(kind, slug, Paging.Read(context.Request.Query["page"]), Api.ReadOrder(context.Request.Query["sort"]), Paging.Read(context.Request.Query["part"]),
                    context.RequestAborted) is { } page)
                    return MarkdownTwin.Page(page, await db.MarkdownAsync(kind, slug, context.RequestAborted) ?? "", context);
                if (await db.RedirectAsync(kind, slug, context.RequestAborted) is not { } target) return null;
                context.Response.Redirect(Urls.Markdown(target.Url), permanent: true);
                return "";
            });
            foreach (var (ending, type) in (ReadOnlySpan<(string, string)>)[(".csl.json", Api.CslType), (".bib", Api.BibTexType)])
            {
                Map(Templates.File(Urls.CiteRoot + Urls.List(kind), ending), type, async (context, db) =>
                    await db.CitableAsync(kind, context.Slug(ending), context.Request.Query["passage"], 1, context.RequestAborted) is { IsGone: false } cited
                        ? (ending == ".bib" ? Bibliography.BibTex : (Func<IEnumerable<BibliographyItem>,
                            string>)Bibliography.Csl)([CitedAs.Of(cited, context.Request.Origin()).Item]) : null).WithOrder(-1);
            }
        }

        app.MapGet(Templates.File(Urls.CardRoot, ".png"), PageCards.Answer).CacheOutput(Site.PageTag);

        IEndpointConventionBuilder Map(string path, string type, Func<HttpContext, Data.Model.KnowledgeDb, Task<string?>> write) =>
            app.MapGet(path, Answers.Text(type, write)).CacheOutput(Site.PageTag);
    }
}

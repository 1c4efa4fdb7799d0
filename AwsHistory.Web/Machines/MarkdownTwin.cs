using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Data.Content;
using AwsHistory.Data.Queries;

namespace AwsHistory.Web.Machines;

/// <summary>Pages as Markdown: what a page says and nothing of how it looks.</summary>
internal static partial class MarkdownTwin
{
    public const string Type = "text/markdown; charset=utf-8";

    /// <summary>Whether a path is one of a page that has a twin.</summary>
    public static bool Has(string path)
    {
        if (path is Urls.TimelineRoot or Urls.References) return true;
        if (path.Length < 2 || path[0] != '/' || path == Urls.Method || OpenReading.IsData(path)) return false;
        var slash = path.IndexOf('/', 1);
        return Kinds.FromFolder(slash < 0 ? path.AsSpan(1) : path.AsSpan(1, slash - 1)) is not null && !Urls.IsMoment(path);
    }

    public static string Page(PageView view, string body, HttpContext context)
    {
        var text = Begin(view.Page.Title, view.Page.Url, context);
        if (view.Facts is ClaimFacts { Claim: var claim, Verdict: var verdict, ShortAnswer: var answer })
            text.Append(CultureInfo.InvariantCulture, $"> {Plain(claim)}\n\n**{Words.Verdict(verdict)}.** {Plain(answer)}\n\n");
        else if (view.HasLead)
            text.Append("> ").Append(Plain(view.Description)).Append("\n\n");

        Fact("Kind", Words.Singular(view.Page.Kind));
        if (view.Facts is EventFacts happening)
        {
            Fact("Date", $"{happening.Date} ({happening.Edtf})");
            if (happening.Confidence != Confidence.High) Fact("Confidence", happening.Confidence.ToString().ToLowerInvariant());
            Fact("Disputed", happening.Disputed);
        }

        if (view.Facts is ServiceFacts service) Fact("Category", service.Category.Replace('-', ' '));
        if (view.Facts is VideoFacts video)
        {
            Fact("Recording", Absolute(video.Video.Href));
            Fact("Published", string.Join(", ", new[] { video.Channel, video.Published }.OfType<string>()));
            if (video.Video.Length is { } length) Fact("Length", $"{(video.Video.LengthIsRough ? "about " : "")}{new Timecode(length)}");
        }

        Fact("Also known as", string.Join("; ", view.Aliases));
        Fact("Topics", string.Join(", ", view.Topics));
        if (view.LastChange is { } day) Fact("Last changed", $"{day:yyyy-MM-dd}");
        Fact("Version", view.Hash);
        if (view.IsStale) Fact("Notice", "the file of this page is broken at the moment; this is the last good version");
        text.Append('\n');
        if (body.Length > 0) text.Append(body).Append('\n');
        WriteFacts(text, view);
        if (view.Related.Count > 0)
        {
            text.Append("## Belongs to it\n\n");
            foreach (var related in view.Related) text.Append(CultureInfo.InvariantCulture,
                $"- {Words.Relation(related.Kind, related.IsOurs)}: {Link(related.Page)}{(related.Date is { } date ? $", {date}" : "")}\n");
            text.Append('\n');
        }

        if (view.Said is { Mentions: { Total: > 0 } said })
        {
            text.Append(CultureInfo.InvariantCulture, $"## What other pages say of it\n\n{Words.Count(said.Total, "passage")}; part {said.Page} of {said.Pages}.\n\n");
            foreach (var passage in said.Items) text.Append(CultureInfo.InvariantCulture, $"- {Plain(passage.Text)} ([{Plain(passage.Page.Title)}]({passage.Url}))\n");
            text.Append('\n');
        }

        if (view.Sources.Count > 0) text.Append("## Sources\n\n");
        foreach (var source in view.Sources) text.Append(CultureInfo.InvariantCulture, $"[^{source.Key}]: {Source(source)}\n");
        return End(text);

        void Fact(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(CultureInfo.InvariantCulture, $"- {name}: {Plain(value)}\n");
        }

        string Absolute(string href) => href.StartsWith('/') ? context.Request.Origin() + href : href;
    }

    public static string List(ListView list, HttpContext context)
    {
        var path = Urls.List(list.Kind);
        var text = Begin(Words.Plural(list.Kind), path, context);
        text.Append(CultureInfo.InvariantCulture, $"{Words.Count(list.Total, "page")}; part {list.Page} of {list.Pages}.\n\n");
        foreach (var item in list.Items) text.Append(CultureInfo.InvariantCulture,
            $"- {Link(item.Page)}{(item.Note is { } note ? $" ({Plain(note)})" : "")}: {Plain(item.Description)}\n");
        return Next(text, list.Page, list.Pages, page => Urls.OfList(Urls.Markdown(path), page));
    }

    public static string Timeline(TimelineView view, HttpContext context)
    {
        var text = Begin("Timeline", view.Filter.Address(), context);
        text.Append(CultureInfo.InvariantCulture, $"{Words.Count(view.Total, "event")} of {view.All}; part {view.Filter.Page} of {view.Pages}.\n\n");
        if (view.IsCut) text.Append(CultureInfo.InvariantCulture, $"The library has more; [the list of events]({Urls.Markdown(Urls.List(Kind.Event))}) has them all.\n\n");
        foreach (var e in view.Events) text.Append(CultureInfo.InvariantCulture, $"- {e.Date}: {Link(e.Page)}. {Plain(e.Description)}\n");
        return Next(text, view.Filter.Page, view.Pages, page => (view.Filter with { Page = page }).Address(".md"));
    }

    public static string References(ReferencesView view, HttpContext context)
    {
        var text = Begin("Sources", view.Filter.Address(), context);
        text.Append(CultureInfo.InvariantCulture, $"{Words.Count(view.Total, "source")}; part {view.Filter.Page} of {view.Pages}.\n\n");
        foreach (var item in view.Items)
        {
            var parts = new[] { item.Authors, item.In, item.Date, item.Strength == SourceStrength.Unknown ? null
                : Vocabulary.Words(item.Strength), Words.Count(item.Citations, "citation") }.Where(part => !string.IsNullOrEmpty(part));
            text.Append(CultureInfo.InvariantCulture, $"- [{Plain(item.Title)}]({Address(item.Url ?? Urls.Reference(item.Key))}): {Plain(string.Join("; ", parts))}\n");
        }

        return Next(text, view.Filter.Page, view.Pages, page => (view.Filter with { Page = page }).Address(".md"));
    }

    private static void WriteFacts(StringBuilder text, PageView view)
    {
        switch (view.Facts)
        {
            case PersonFacts { Roles.Count: > 0 } person:
                text.Append("## Roles\n\n");
                foreach (var role in person.Roles) text.Append(CultureInfo.InvariantCulture,
                    $"- {Period(role.From, role.To, role.ToSort == HistoricalDate.OpenEnd)}{Plain(role.Title)}, {(role.Page is { } page ? Link(page) : Plain(role.Organization))}{By(role.Source)}\n");
                break;
            case ServiceFacts { Milestones.Count: > 0 } service:
                text.Append("## Milestones\n\n");
                foreach (var step in service.Milestones) text.Append(CultureInfo.InvariantCulture,
                    $"- {step.Date} ({step.Edtf}): {Words.Milestone(step.Kind)}. {Plain(step.Note)}{(step.Disputed is { } other ? $" Disputed: {Plain(other)}" : "")}{By(step.Source)}\n");
                break;
            case OrganizationFacts { Roles.Count: > 0 } organization:
                text.Append("## Who was there\n\n");
                foreach (var role in organization.Roles) text.Append(CultureInfo.InvariantCulture,
                    $"- {Period(role.From, role.To, false)}{Link(role.Person)}, {Plain(role.Title)}\n");
                break;
            case ClaimFacts { History.Count: > 0 } claim:
                text.Append("## How the verdict came about\n\n");
                foreach (var step in claim.History) text.Append(CultureInfo.InvariantCulture, $"- {step.Date}: {Words.Verdict(step.Verdict)}. {Plain(step.Note)}\n");
                break;
            case VideoFacts { Moments.Count: > 0 } video:
                text.Append(CultureInfo.InvariantCulture, $"## What is cited\n\n{Words.Count(video.Total, "moment")}; part {video.PageNumber} of {video.Pages}.\n\n");
                foreach (var moment in video.Moments)
                    text.Append(CultureInfo.InvariantCulture,
                        $"- [{new Timecode(moment.Seconds)}]({Address(video.Video.Address(moment.Seconds))}){(moment.Status == CitationStatus.Sound ? "" : $" (doubtful: {Plain(moment.Reason ?? "")})")} {Plain(moment.Sentence)} ({Link(moment.Page)})\n");
                break;
            default:
                return;
        }

        text.Append('\n');
    }

    private static string Source(SourceView source)
    {
        var text = new StringBuilder();
        if (source.Authors.Length > 0) text.Append(Plain(source.Authors)).Append(". ");
        text.Append(source.Url is { } url ? $"[{Plain(source.Title)}]({Address(url)})" : Plain(source.Title)).Append('.');
        foreach (var part in new[] { string.Join(", ", new[] { source.In, source.Date }.OfType<string>()), source.Strength == SourceStrength.Unknown ? ""
            : Words.Capital(Vocabulary.Words(source.Strength)), source.Note ?? "" })
            if (part.Length > 0) text.Append(' ').Append(Plain(part.TrimEnd('.'))).Append('.');
        return text.ToString();
    }

    private static StringBuilder Begin(string title, string url, HttpContext context)
    {
        var address = context.Request.Origin() + url;
        context.Response.Headers.Link = $"<{address}>; rel=\"canonical\"; type=\"text/html\"";
        return new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {Plain(title)}\n\n<{address}>\n\n");
    }

    private static string Next(StringBuilder text, int page, int pages, Func<int, string> address)
    {
        if (page < pages) text.Append(CultureInfo.InvariantCulture, $"\n[More]({address(page + 1)})\n");
        return End(text);
    }

    private static string End(StringBuilder text) => text.ToString().TrimEnd('\n') + "\n";

    private static string Link(PageLink page) => $"[{Plain(page.Title)}]({page.Url})";

    private static string By(FactSource? source) => source is null ? "" : $" ([{Plain(source.Name)}]({source.Url}))";

    private static string Period(string? from, string? to, bool lasts) => (from, to) switch
    {
        (null, null) => "",
        ({ } start, _) when lasts => $"since {start}: ",
        ({ } start, null) => $"from {start}: ",
        (null, { } end) => $"until {end}: ",
        var (start, end) => start == end ? $"{start}: " : $"{start} to {end}: ",
    };

    /// <summary>An address as the target of a link: what would end it there is escaped.</summary>
    private static string Address(string url) => Unsafe().Replace(url, match => Uri.HexEscape(match.Value[0]));

    /// <summary>Words that are not Markdown.</summary>
    public static string Plain(string text) => Special().Replace(text.ReplaceLineEndings(" "), "\\$0");

    [GeneratedRegex(@"[\\`*_\[\]<]")]
    private static partial Regex Special();

    [GeneratedRegex(@"[\s()<>""]")]
    private static partial Regex Unsafe();
}

using AwsHistory.Data;
using AwsHistory.Data.Queries;
using AwsHistory.Web.Drawing;

namespace AwsHistory.Web.Machines;

/// <summary>
/// The picture that stands for a page where it is shared: its title, what its kind says first (a verdict, a date), and for a
/// page that cites a recording the evidence along it. Drawn on demand, kept as long as the database.
/// </summary>
internal static class PageCards
{
    public const int Width = 1200, Height = 630;

    private const uint Paper = 0xfaf7f0, Ink = 0x1f1b16, Soft = 0x5a5146, Rule = 0xddd4c3, Amber = 0x8f5200, Green = 0x1e6040, Red = 0xa02c20, Brown = 0x6a5200;
    private const double Left = 84, Right = Width - 84;

    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        [Urls.Home] = "How Amazon Web Services came to be",
        [Urls.TimelineRoot] = "Timeline",
        [Urls.References] = "Sources",
    };

    static PageCards()
    {
        foreach (var kind in Kinds.All) Lists[Urls.List(kind)] = Words.Plural(kind);
    }

    /// <summary>Whether a page has a picture of its own; the others have that of the first page.</summary>
    public static bool Has(string path) => Lists.ContainsKey(path) || (MarkdownTwin.Has(path) && path.IndexOf('/', 1) > 0);

    public static bool IsCard(PathString path) => path.StartsWithSegments(Urls.CardRoot);

    public static async Task Answer(HttpContext context)
    {
        var path = Urls.PageOf(context.Slug(".png"));
        var slash = path.IndexOf('/', 1);
        byte[]? png = null;
        if (Lists.TryGetValue(path, out var title))
        {
            png = Draw("AWS History", title, null, "", null);
        }
        else if (slash > 0 && Kinds.FromFolder(path.AsSpan(1, slash - 1)) is { } kind)
        {
            await using var db = context.RequestServices.GetRequiredService<Library>().Open();
            if (await db.PageAsync(kind, path[(slash + 1)..], cancellation: context.RequestAborted) is { } view) png = Draw(view);
        }

        if (png is null)
        {
            await Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such page").ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "image/png";
        context.Response.ContentLength = png.Length;
        await context.Response.Body.WriteAsync(png, context.RequestAborted);
    }

    private static byte[] Draw(PageView view)
    {
        var kind = $"AWS History · {Words.Plural(view.Page.Kind)}";
        return view.Facts switch
        {
            ClaimFacts claim => Draw(kind, $"“{claim.Claim}”", (Words.Verdict(claim.Verdict), Colour(claim.Verdict)), "", view.Ribbon),
            EventFacts happening => Draw(kind, view.Page.Title, (Words.Capital(happening.Date), Amber), view.Description, view.Ribbon),
            ServiceFacts { Milestones: [var first, ..] } =>
                Draw(kind, view.Page.Title, ($"{Words.Milestone(first.Kind)}, {first.Date}", Amber), view.Description, view.Ribbon),
            _ => Draw(kind, view.Page.Title, null, view.Description, view.Ribbon),
        };
    }

    private static byte[] Draw(string kind, string title, (string Words, uint Colour)? mark, string description, EvidenceView? evidence)
    {
        var picture = new Picture(Width, Height, Paper);
        picture.Rectangle(0, 0, 20, Height, Amber);
        picture.Text(kind, Left, 96, 28, Soft);
        picture.Rectangle(Left, 122, Right - Left, 2, Rule);
        var hasRibbon = evidence is { Ticks.Count: > 0, Video.Length: > 0 };
        var room = (mark is null ? 0 : 1) + (description.Length > 0 ? 1 : 0);
        var size = new[] { 76.0, 64, 54, 46 }.FirstOrDefault(size => Lines(title, size, 10).Count <= (size > 60 ? 3 : 4) - (room > 1 ? 1 : 0), 46);
        var y = 140.0;
        foreach (var line in Lines(title, size, room > 1 ? 3 : 5))
        {
            y += size * 1.16;
            picture.Text(line, Left, y, size, Ink);
        }

        if (mark is var (words, colour))
        {
            y += 66;
            picture.Text(Lines(words, 42, 1)[0], Left, y, 42, colour);
        }

        var end = hasRibbon ? 500 : 570;
        y += 26;
        foreach (var line in Lines(description, 30, Math.Clamp((int)((end - y) / 42), 0, 3)))
        {
            y += 42;
            picture.Text(line, Left, y, 30, Soft);
        }

        if (hasRibbon) Ribbon(picture, evidence!);
        return picture.ToPng();
    }

    /// <summary>The recording from left to right, with a tick for each citation; a short grey one for what cannot be relied on.</summary>
    private static void Ribbon(Picture picture, EvidenceView evidence)
    {
        picture.Text("Where the recording is cited", Left, 545, 24, Soft);
        picture.Rectangle(Left, 578, Right - Left, 3, Rule);
        foreach (var tick in evidence.Ticks)
        {
            var x = Left + ((Right - Left) * Math.Min(1, tick.Seconds / (double)evidence.Video.Length!.Value));
            picture.Rectangle(x - 1.5, tick.IsDoubtful ? 572 : 560, 3, tick.IsDoubtful ? 16 : 38, tick.IsDoubtful ? Soft : Amber);
        }
    }

    /// <summary>Breaks a text into lines between words; what does not fit ends in an ellipsis.</summary>
    private static List<string> Lines(string text, double size, int most)
    {
        var lines = new List<string>();
        if (most == 0) return lines;
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Typeface.Serif.Width(longer, size) <= Right - Left)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            if (lines.Count == most)
            {
                while (Typeface.Serif.Width(lines[^1] + "…", size) > Right - Left && lines[^1].Contains(' ')) lines[^1] = lines[^1][..lines[^1].LastIndexOf(' ')];
                lines[^1] = lines[^1].TrimEnd(',', '.', ';', ':') + "…";
                return lines;
            }

            line = word;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private static uint Colour(Verdict verdict) => verdict switch
    {
        Verdict.True or Verdict.MostlyTrue => Green,
        Verdict.False or Verdict.MostlyFalse => Red,
        _ => Brown,
    };
}

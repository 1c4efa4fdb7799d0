using System.Globalization;
using System.Text.RegularExpressions;

namespace AwsHistory.Data.Content;

/// <summary>Turns the front matter of a kind, as written, into what it means; says what cannot be understood.</summary>
/// <param name="path">The file.</param>
/// <param name="front">Its front matter.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed partial class KindDetailsReader(string path, FrontMatter front, ICollection<Diagnostic> findings)
{
    private static readonly string[] MilestoneKinds = ["announced", "beta", "general-availability", "price-cut", "renamed", "closed", "retired"];

    private static readonly string[] OrganizationRelations =
        ["customer", "competitor", "partner", "supplier", "publisher", "owner", "part", "acquired", "investment", "government", "other"];

    private static readonly Dictionary<string, Verdict> Verdicts = Enum.GetValues<Verdict>().ToDictionary(verdict => Vocabulary.Key(verdict));

    /// <summary>The details of a page; null for articles, and when an error makes the page unusable.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="organization">Finds the page key and title of an organization by what a role calls it.</param>
    public KindDetails? Read(Kind kind, Func<Written, (string Key, string Title)?> organization) => kind switch
    {
        Kind.Person => new PersonDetails([.. front.Items("roles", kind).Select(role => ReadRole(role, organization)).OfType<PersonRole>()], Links()),
        Kind.Service => new ServiceDetails(front.Text("category") ?? "other", [.. front.Items("milestones", kind).Select(ReadMilestone).OfType<Milestone>()], Links()),
        Kind.Organization => new OrganizationDetails([.. front.List("relation").Where(one => IsKnown("relation", one, OrganizationRelations))
            .Select(one => one.Value)], Links()),
        Kind.Claim => ReadClaim(),
        Kind.Event => Date(front, "date", required: true) is { } date ? new EventDetails(date, ReadConfidence(front), front.Text("disputed"), ReadTold()) : null,
        Kind.Video => ReadVideo(),
        _ => null,
    };

    /// <summary>The day under a key; a finding when it is no precise day.</summary>
    public DateOnly? Day(string key)
    {
        if (front.Value(key) is not { } written) return null;
        if (HistoricalDate.ParseOrNull(written.Value)?.Day is { } day) return day;
        Report(Diagnostics.BadValue, written, $"\"{written.Value}\" was expected to be a day, such as 2026-11-23");
        return null;
    }

    /// <summary>The whole number under a key; a finding when it is none.</summary>
    public int? Number(string key)
    {
        if (front.Value(key) is not { } written) return null;
        if (int.TryParse(written.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Report(Diagnostics.BadValue, written, $"\"{written.Value}\" was expected to be a whole number");
        return null;
    }

    private bool ReadTold()
    {
        if (front.Value("told") is not { } written) return true;
        if (bool.TryParse(written.Value, out var told)) return told;
        Report(Diagnostics.BadValue, written, $"\"{written.Value}\" was expected to be true or false");
        return true;
    }

    private PersonRole? ReadRole(FrontMatter role, Func<Written, (string Key, string Title)?> organization)
    {
        if (Required(role, "title") is not { } title) return null;
        var at = role.Value("organization");
        var page = at is { } name ? organization(name) : null;
        return new(title.Value, page?.Title ?? at?.Value ?? "", page?.Key, Date(role, "from"), Date(role, "to"), role.Text("source"));
    }

    private Milestone? ReadMilestone(FrontMatter step)
    {
        var date = Date(step, "date", required: true);
        var kind = Required(step, "kind");
        if (date is null || kind is null) return null;
        IsKnown("kind", kind.Value, MilestoneKinds);
        return new(date, kind.Value.Value, step.Text("note") ?? "", step.Text("source"), ReadConfidence(step), step.Text("disputed"));
    }

    private ClaimDetails? ReadClaim()
    {
        var claim = Required(front, "claim");
        var verdict = ReadVerdict(front);
        if (claim is null || verdict is null) return null;
        var history = new List<VerdictStep>();
        foreach (var step in front.Items("history", Kind.Claim))
            if (Date(step, "date", required: true) is { } date && ReadVerdict(step) is { } then) history.Add(new(date, then, step.Text("note") ?? ""));
        return new(claim.Value.Value, verdict.Value, front.Text("short_answer") ?? "", history);
    }

    private Verdict? ReadVerdict(FrontMatter from)
    {
        if (Required(from, "verdict") is not { } written) return null;
        if (Verdicts.TryGetValue(written.Value, out var verdict)) return verdict;
        Report(Diagnostics.UnknownVerdict, written,
            $"\"{written.Value}\" is no verdict{FrontMatter.Suggest(Slug.Nearest(written.Value, Verdicts.Keys))}; one of {string.Join(", ", Verdicts.Keys)} was expected");
        return null;
    }

    private VideoDetails? ReadVideo()
    {
        var (youTube, media) = (front.Value("youtube"), front.Value("media"));
        if (youTube is { } id && !IsYouTubeId(id.Value))
        {
            Report(Diagnostics.BadValue, id, $"\"{id.Value}\" is no YouTube id; eleven letters, digits, - or _ were expected");
            youTube = null;
        }

        if (media is { } address && !SafeUrl.IsWeb(address.Value) && !address.Value.StartsWith("media/", StringComparison.Ordinal))
        {
            Report(Diagnostics.BadValue, address, $"\"{address.Value}\" is neither an http address nor a file in media/");
            media = null;
        }

        if (youTube is null && media is null)
        {
            var (line, column) = front.PlaceOf("youtube");
            findings.Add(Diagnostics.MissingKey.At(path, line, column, "a video needs \"youtube\" (an id) or \"media\" (an address)"));
            return null;
        }

        int? length = null;
        var rough = false;
        if (front.Value("length") is { } written)
        {
            rough = written.Value.EndsWith('~');
            if (Timecode.TryParse(written.Value.AsSpan().TrimEnd('~'), out var time)) length = time.Seconds;
            else Report(Diagnostics.BadValue, written, $"\"{written.Value}\" is no running time; write it as 2:46:00, or 2:46:00~ when it is not known to the second");
        }

        var chapters = new List<Chapter>();
        foreach (var item in front.Items("chapters", Kind.Video))
        {
            if (Required(item, "start") is not { } start || Required(item, "title") is not { } title) continue;
            if (!Timecode.TryParse(start.Value, out var time)) Report(Diagnostics.BadValue, start, $"\"{start.Value}\" is no time");
            else if (chapters.Count > 0 && time.Seconds <= chapters[^1].Start) Report(Diagnostics.BadValue, start,
                $"the chapter at {time} does not begin after the one before it");
            else chapters.Add(new(time.Seconds, title.Value));
        }

        return new(youTube?.Value, media?.Value, length, rough, Date(front, "published"), front.Text("channel"), chapters);
    }

    /// <summary>Whether a text can be a YouTube id. They have eleven characters today; that is no promise, so a few more or less pass.</summary>
    public static bool IsYouTubeId(string text) => YouTubeId().IsMatch(text);

    private string[] Links()
    {
        var links = new List<string>();
        foreach (var link in front.List("links"))
        {
            if (SafeUrl.IsWeb(link.Value)) links.Add(link.Value);
            else Report(Diagnostics.BadValue, link, $"\"{link.Value}\" is no http address");
        }

        return [.. links];
    }

    private Confidence ReadConfidence(FrontMatter from)
    {
        if (from.Value("confidence") is not { } written) return Confidence.High;
        if (Enum.TryParse<Confidence>(written.Value, ignoreCase: true, out var confidence) && !char.IsDigit(written.Value[0])) return confidence;
        Report(Diagnostics.BadValue, written, $"\"{written.Value}\" is no confidence; high, medium or low was expected");
        return Confidence.High;
    }

    private HistoricalDate? Date(FrontMatter from, string key, bool required = false)
    {
        var value = required ? Required(from, key) : from.Value(key);
        if (value is not { } written) return null;
        // "to: .." says that it has not ended.
        var date = HistoricalDate.ParseOrNull(written.Value == ".." ? "0001/.." : written.Value);
        if (written.Value == "..") return date! with { Edtf = "..", Earliest = HistoricalDate.OpenEnd, Display = "today" };
        if (date is null) Report(Diagnostics.BadDate, written,
            $"\"{written.Value}\" is no date we read; write it as 2006, 2006-03, 2006-03-14, 2003~, 2002/2003 or ../2006");
        else if (date.IsReversed) Report(Diagnostics.DatesReversed, written, $"the span \"{written.Value}\" ends before it begins");
        return date;
    }

    private Written? Required(FrontMatter from, string key)
    {
        if (from.Value(key) is { } written) return written;
        var (line, column) = from.PlaceOf(key);
        findings.Add(Diagnostics.MissingKey.At(path, line, column, $"\"{key}\" is missing or empty"));
        return null;
    }

    private bool IsKnown(string key, Written written, string[] known)
    {
        if (known.Contains(written.Value)) return true;
        Report(Diagnostics.BadValue, written,
            $"\"{written.Value}\" is no {key}{FrontMatter.Suggest(Slug.Nearest(written.Value, known))}; one of {string.Join(", ", known)} was expected");
        return false;
    }

    private void Report(DiagnosticRule rule, Written written, string message) => findings.Add(rule.At(path, written.Line, written.Column, message));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{6,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex YouTubeId();
}

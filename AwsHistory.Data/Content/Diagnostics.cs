using System.Reflection;

namespace AwsHistory.Data.Content;

/// <summary>
/// The catalog of findings. Codes go by area: AH1 files and front matter, AH2 Markdown, AH3 links, AH4 citations,
/// AH5 dates, AH6 claims, AH7 references and data, AH9 the whole set. The table in <c>content/README.md</c> is tested against it.
/// </summary>
public static class Diagnostics
{
    internal static readonly DiagnosticRule NoFrontMatter = new("AH1001", Severity.Error, "The file does not begin with front matter (a line `---`).");
    internal static readonly DiagnosticRule UnclosedFrontMatter = new("AH1002", Severity.Error, "The front matter has no closing line `---`.");
    internal static readonly DiagnosticRule BadYaml = new("AH1003", Severity.Error, "The front matter is not YAML, or a key stands in it twice.");
    internal static readonly DiagnosticRule UnknownKey = new("AH1004", Severity.Warning, "The front matter has a key this kind of page does not know.");
    internal static readonly DiagnosticRule EmptyFile = new("AH1005", Severity.Error, "The file is empty.");
    internal static readonly DiagnosticRule MissingKey = new("AH1006", Severity.Error, "A key this kind of page needs is missing or empty.");
    internal static readonly DiagnosticRule BadValue = new("AH1007", Severity.Warning, "A value has the wrong shape or is none of the known ones; it is left out.");
    internal static readonly DiagnosticRule FileTooLarge = new("AH1008", Severity.Error, "The file is larger than 8 MB.");
    internal static readonly DiagnosticRule NotUtf8 = new("AH1009", Severity.Error, "The file is not UTF-8 text (UTF-16, invalid bytes, or NUL bytes).");
    internal static readonly DiagnosticRule NotAFile = new("AH1010", Severity.Warning, "A folder has the name of a content file.");
    internal static readonly DiagnosticRule OutsideLink =
        new("AH1011", Severity.Warning, "A symbolic link is not followed: it leaves the content folder, or points at a folder.");
    internal static readonly DiagnosticRule SlugTwice = new("AH1012", Severity.Error, "Two files claim the same slug; the one that is named so has it, or else the first in path order.");
    internal static readonly DiagnosticRule NearSlug =
        new("AH1013", Severity.Warning, "Two file names differ in case, spaces or punctuation alone; the second gets a number.");
    internal static readonly DiagnosticRule AliasTaken = new("AH1014", Severity.Warning, "An alias is another page's slug or alias; that page keeps it.");
    internal static readonly DiagnosticRule Unreadable = new("AH1015", Severity.Error, "The file could not be read.");

    internal static readonly DiagnosticRule TooDeep = new("AH2001", Severity.Error, "The Markdown is nested too deep to be meant.");
    internal static readonly DiagnosticRule RawHtml = new("AH2002", Severity.Warning, "Raw HTML is shown as text.");
    internal static readonly DiagnosticRule OutsideImage = new("AH2003", Severity.Warning, "An image is shown as a link: pages load nothing from other sites.");
    internal static readonly DiagnosticRule BadBlock = new("AH2004", Severity.Warning, "A `chart` block cannot be read; it is shown as text.");

    internal static readonly DiagnosticRule WantedPage = new("AH3001", Severity.Warning, "A link leads to no page.");
    internal static readonly DiagnosticRule NoSuchHeading = new("AH3002", Severity.Warning, "A link names a heading its page does not have.");
    internal static readonly DiagnosticRule SelfLink = new("AH3003", Severity.Info, "A page links to itself.");
    internal static readonly DiagnosticRule AmbiguousLink = new("AH3004", Severity.Info, "A link fits several pages; the first is taken.");
    internal static readonly DiagnosticRule RefusedScheme = new("AH3005", Severity.Warning, "A link has a scheme other than http, https or mailto; it is shown as text.");
    internal static readonly DiagnosticRule LinkInLink = new("AH3006", Severity.Warning, "A wiki link stands inside another link; only its words are kept.");

    internal static readonly DiagnosticRule MalformedTime = new("AH4001", Severity.Warning, "A time cannot be read as one.");
    internal static readonly DiagnosticRule PastEnd = new("AH4002", Severity.Warning, "A time lies past the end of the video.");
    internal static readonly DiagnosticRule OutOfOrder = new("AH4003", Severity.Warning, "A time lies far out of the order of the page's other times.");
    internal static readonly DiagnosticRule LabelDiffers = new("AH4004", Severity.Warning, "A citation shows one time and means another.");
    internal static readonly DiagnosticRule UnknownCitekey = new("AH4005", Severity.Warning, "No reference and no video has the key that is cited.");
    internal static readonly DiagnosticRule NoVideo = new("AH4006", Severity.Warning, "A time is cited, but the page names no video.");
    internal static readonly DiagnosticRule BadCue = new("AH4007", Severity.Warning,
        "A cue of a transcript cannot be used: its time cannot be read, is reversed, or lies past the end.");
    internal static readonly DiagnosticRule UnusedTranscript =
        new("AH4008", Severity.Warning, "A transcript is not used: it is not WebVTT or SRT, or no recording has its name.");
    internal static readonly DiagnosticRule UnlikelyTime =
        new("AH4009", Severity.Warning, "A time is probably not the one that was meant: another reading of it fits, or other pages say the same of another time.");

    internal static readonly DiagnosticRule BadDate = new("AH5001", Severity.Error, "A date is none of the forms we read (an EDTF subset).");
    internal static readonly DiagnosticRule DatesReversed = new("AH5002", Severity.Error, "A span ends before it begins.");

    internal static readonly DiagnosticRule UnknownVerdict = new("AH6001", Severity.Error, "A verdict is none of the defined ones.");
    internal static readonly DiagnosticRule NoEvidence =
        new("AH6002", Severity.Warning, "A claim has no evidence under `## Supports`, `## Contradicts` or `## Context`.");
    internal static readonly DiagnosticRule EvidenceUncited = new("AH6003", Severity.Warning, "A piece of evidence cites nothing.");

    internal static readonly DiagnosticRule BadReferences = new("AH7001", Severity.Error, "The references are not a YAML list of items with an `id`.");
    internal static readonly DiagnosticRule ReferenceTwice = new("AH7002", Severity.Warning, "A citekey stands twice; the first is used.");
    internal static readonly DiagnosticRule BadReferenceValue =
        new("AH7003", Severity.Warning, "A reference has an unknown key, type or strength, an address that is not http, or an id that ends like a file.");
    internal static readonly DiagnosticRule BadCsv = new("AH7004", Severity.Error, "A data file is not CSV, or a row has another number of cells than the header.");
    internal static readonly DiagnosticRule UnknownRowReference = new("AH7005", Severity.Warning, "A row of a data file names a reference that does not exist.");
    internal static readonly DiagnosticRule UnknownData = new("AH7006", Severity.Warning, "A chart names data or a column that does not exist.");
    internal static readonly DiagnosticRule DataTwice = new("AH7007", Severity.Warning, "Two data files have the same name; the first in path order is used.");

    internal static readonly DiagnosticRule Orphan = new("AH9001", Severity.Info, "No other page links to this one.");
    internal static readonly DiagnosticRule UnknownSlug = new("AH9002", Severity.Warning, "The front matter names a page that does not exist.");

    /// <summary>Every kind of finding, in order of code.</summary>
    public static IReadOnlyList<DiagnosticRule> All { get; } =
    [
        .. typeof(Diagnostics).GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(DiagnosticRule))
            .Select(field => (DiagnosticRule)field.GetValue(null)!)
            .OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}

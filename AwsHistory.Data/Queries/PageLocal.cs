using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsHistory.Data.Queries;

/// <summary>
/// What stands on a page and depends on no other page, made at build and stored with it as JSON, so that a page is one read
/// and not one read a list.
/// </summary>
/// <param name="Aliases">Its other names.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Sources">The sources it cites.</param>
/// <param name="Doubtful">Its doubtful citations.</param>
/// <param name="Evidence">The evidence of a claim.</param>
/// <param name="Facts">What only its kind has.</param>
/// <param name="Cited">For an article, what it cites of a recording; null when it cites none.</param>
/// <param name="Hash">Names what the page says: equal hashes, equal words, links and citations.</param>
internal sealed record PageLocal(
    IReadOnlyList<string> Aliases, IReadOnlyList<string> Topics, IReadOnlyList<HeadingView> Headings, IReadOnlyList<SourceView> Sources,
    IReadOnlyList<DoubtfulCitation> Doubtful, IReadOnlyList<PassageView> Evidence, PageFacts? Facts, CitedParts? Cited, string? Hash = null)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static PageLocal Empty { get; } = new([], [], [], [], [], [], null, null);

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static PageLocal Read(string json) => JsonSerializer.Deserialize<PageLocal>(json, Options)!;
}

/// <summary>The parts of a recording that an article cites: of its own recording, or else of the one it cites most.</summary>
/// <param name="Video">The slug of the recording.</param>
/// <param name="Citations">How many citations the marks stand for.</param>
/// <param name="Ticks">The marks, in order of time.</param>
internal sealed record CitedParts(string Video, int Citations, IReadOnlyList<EvidenceTick> Ticks);

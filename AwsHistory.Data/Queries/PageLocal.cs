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
internal sealed record PageLocal(
    IReadOnlyList<string> Aliases, IReadOnlyList<string> Topics, IReadOnlyList<HeadingView> Headings, IReadOnlyList<SourceView> Sources,
    IReadOnlyList<DoubtfulCitation> Doubtful, IReadOnlyList<PassageView> Evidence, PageFacts? Facts)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static PageLocal Empty { get; } = new([], [], [], [], [], [], null);

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static PageLocal Read(string json) => JsonSerializer.Deserialize<PageLocal>(json, Options)!;
}

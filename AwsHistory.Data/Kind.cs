namespace AwsHistory.Data;

/// <summary>What a page is; the folder of its file says it.</summary>
public enum Kind
{
    /// <summary>Prose: <c>articles/</c>, and every file in no other kind's folder.</summary>
    Article,

    /// <summary>Somebody: <c>people/</c>.</summary>
    Person,

    /// <summary>A product of AWS: <c>services/</c>.</summary>
    Service,

    /// <summary>A company, agency or publisher: <c>organizations/</c>.</summary>
    Organization,

    /// <summary>A statement with a verdict: <c>claims/</c>.</summary>
    Claim,

    /// <summary>Something dated: <c>events/</c>.</summary>
    Event,

    /// <summary>A recording: <c>videos/</c>.</summary>
    Video,
}

/// <summary>The folders and words of kinds.</summary>
public static class Kinds
{
    private static readonly string[] Folders = ["articles", "people", "services", "organizations", "claims", "events", "videos"];

    /// <summary>All kinds, in the order in which a link prefers them.</summary>
    public static IReadOnlyList<Kind> All { get; } = Enum.GetValues<Kind>();

    /// <summary>The folder of a kind and the first part of its URLs: <c>people</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Folder(this Kind kind) => Folders[(int)kind];

    /// <summary>The kind whose folder has this name; null when none has.</summary>
    /// <param name="folder">A folder's name, such as <c>people</c>.</param>
    public static Kind? FromFolder(ReadOnlySpan<char> folder)
    {
        for (var i = 0; i < Folders.Length; i++)
            if (folder.SequenceEqual(Folders[i])) return (Kind)i;
        return null;
    }

    /// <summary>Whether pages of this kind are found by name in any text.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsEntity(this Kind kind) => kind is Kind.Person or Kind.Service or Kind.Organization;
}

namespace AwsHistory.Data.Content;

/// <summary>In which order names stand, wherever they are listed, and by what short name a service is known.</summary>
public static class NameOrder
{
    /// <summary>What a page is sorted by: people by family name, services as readers call them, others by title.</summary>
    /// <param name="kind">The kind of the page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="aliases">Its other names, in the order of the file.</param>
    public static string Key(Kind kind, string title, IEnumerable<string> aliases) => Slug.Fold(kind switch
    {
        Kind.Person => $"{FamilyName(title)} {title}",
        Kind.Service => Known(title, aliases.FirstOrDefault()),
        _ => title,
    });

    /// <summary>The family name of a person.</summary>
    /// <param name="name">The whole name.</param>
    public static string FamilyName(string name) => name[(name.LastIndexOf(' ') + 1)..];

    /// <summary>The abbreviation by which a service is known, such as S3; null when it has none, or has it in its title.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="alias">The first of its other names.</param>
    public static string? ShortName(string title, string? alias) =>
        alias is { Length: > 1 and < 6 } && alias.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            && !title.Contains(alias, StringComparison.Ordinal) ? alias : null;

    /// <summary>What readers call a service: its short name, or its title without the name of the house that most titles begin with.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="alias">The first of its other names.</param>
    public static string Known(string title, string? alias) => ShortName(title, alias) is { } name ? name
        : Array.Find(["Amazon ", "AWS "], house => title.StartsWith(house, StringComparison.Ordinal)) is { } house ? title[house.Length..] : title;
}

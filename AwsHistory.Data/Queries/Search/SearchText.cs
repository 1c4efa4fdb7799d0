using System.Text;

namespace AwsHistory.Data.Queries;

/// <summary>A part of what somebody typed into the box.</summary>
/// <param name="Text">Its words, without the marks around them.</param>
/// <param name="IsPhrase">Whether it stood in quotation marks.</param>
/// <param name="IsNot">Whether a minus stood before it.</param>
/// <param name="IsOpen">Whether it may be the beginning of a longer word.</param>
public sealed record SearchTerm(string Text, bool IsPhrase = false, bool IsNot = false, bool IsOpen = false)
{
    /// <summary>The term as it is typed.</summary>
    public override string ToString() => $"{(IsNot ? "-" : "")}{(IsPhrase ? $"\"{Text}\"" : Text)}";
}

/// <summary>How many of the terms a passage needs to be found.</summary>
public enum Need
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>All but one; of many terms, any.</summary>
    AllButOne,

    /// <summary>Any of them.</summary>
    Any,
}

/// <summary>
/// What somebody typed, read as people mean it: all words, in any order; <c>"a phrase"</c> as it stands; <c>-this</c> not; the last
/// word may be unfinished. Nothing that is typed is an operator of the index or an error.
/// </summary>
public sealed class SearchText
{
    /// <summary>What stands beyond this many characters is not read.</summary>
    public const int MaxLength = 300;

    private const int MaxTerms = 16, MostButOne = 6;

    /// <summary>Words of questions and the glue between words: left out as long as another word remains.</summary>
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "a", "about", "an", "and", "are", "as", "at", "be", "been", "by", "called", "did", "do", "does", "for", "from", "had", "has", "have", "how", "in", "into",
            "is", "it", "its",
        "of", "on", "or", "s", "that", "the", "their", "there", "this", "to", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "with",
    };

    private SearchText(List<SearchTerm> terms) => Terms = terms;

    /// <summary>The terms, in the order in which they were typed.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>The terms that are looked for.</summary>
    public IReadOnlyList<SearchTerm> Wanted
    {
        get
        {
            var all = Terms.Where(term => !term.IsNot).DistinctBy(term => (SearchWords.Fold(term.Text), term.IsPhrase)).ToList();
            var weighty = all.FindAll(term => term.IsPhrase || !Small.Contains(SearchWords.Fold(term.Text)));
            return weighty.Count > 0 ? weighty : all;
        }
    }

    /// <summary>Reads what was typed; anything can be read.</summary>
    /// <param name="typed">The text; null is as good as empty.</param>
    public static SearchText Parse(string? typed)
    {
        var text = Clean(typed);
        var terms = new List<SearchTerm>();
        for (var i = 0; i < text.Length && terms.Count < MaxTerms; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            var isNot = text[i] == '-' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]);
            if (isNot) i++;
            if (text[i] == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0) end = text.Length;
                Add(text[(i + 1)..end], isPhrase: true, isNot, isOpen: false);
                i = end;
                continue;
            }

            var start = i;
            while (i < text.Length && !Separates(text[i])) i++;
            Add(text[start..i], isPhrase: false, isNot, isOpen: i == text.Length || text[i] == '*');
            if (i < text.Length && text[i] == '"') i--;
        }

        return new(terms);

        void Add(string part, bool isPhrase, bool isNot, bool isOpen)
        {
            part = part.Trim().Trim('-');
            // The index knows nothing but letters and digits; a term without any would make it find nothing at all.
            if (part.Any(char.IsLetterOrDigit)) terms.Add(new(part, isPhrase, isNot, isOpen && part.Length > 1 && char.IsLetterOrDigit(part[^1])));
        }
    }

    /// <summary>The expression for the index's MATCH. Every term is quoted, so that whatever it holds is text to the index.</summary>
    /// <param name="need">How many of the terms a passage needs.</param>
    /// <returns>Null when nothing is looked for.</returns>
    public string? Match(Need need = Need.All)
    {
        var wanted = Wanted.Select(Expression).ToList();
        if (wanted.Count == 0) return null;
        var match = need switch
        {
            Need.AllButOne when wanted.Count is > 2 and <= MostButOne =>
                string.Join(" OR ", wanted.Select(one => $"({string.Join(" AND ", wanted.Where(other => other != one))})")),
            Need.All => string.Join(" AND ", wanted),
            _ => string.Join(" OR ", wanted),
        };
        var not = Terms.Where(term => term.IsNot).Select(term => Quoted(term.Text)).ToList();
        return not.Count == 0 ? match : $"({match}) NOT ({string.Join(" OR ", not)})";
    }

    /// <summary>The same text with some terms put otherwise.</summary>
    /// <param name="instead">What to put in place of a term; the term itself to keep it, null to leave it out.</param>
    internal SearchText With(Func<SearchTerm, SearchTerm?> instead) => new([.. Terms.Select(instead).OfType<SearchTerm>()]);

    /// <summary>The text as it is typed.</summary>
    public override string ToString() => string.Join(' ', Terms);

    /// <summary>A finished word counts for more than one that only begins so: "arm" before "army".</summary>
    private static string Expression(SearchTerm term) => term.IsOpen && !term.IsPhrase ? $"({Quoted(term.Text)} OR {Quoted(term.Text)}*)" : Quoted(term.Text);

    /// <summary>As much of a text as is read, without what cannot be seen or typed.</summary>
    internal static string Cut(string typed)
    {
        if (typed.Length > MaxLength) typed = typed[..Snippets.Whole(typed, MaxLength)];
        return typed.Any(char.IsControl) ? string.Concat(typed.Select(c => char.IsControl(c) ? ' ' : c)) : typed;
    }

    internal static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Marks that hold a word together stay in it; the index takes such a word as a phrase.</summary>
    private static bool Separates(char c) => !char.IsLetterOrDigit(c)
        && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Surrogate)
        && c is not ('-' or '\'' or '’' or '.' or '_' or '+' or '#' or '&' or '@');

    private static string Clean(string? typed)
    {
        if (typed is null) return "";
        typed = Cut(typed);
        var result = new StringBuilder(typed.Length);
        foreach (var c in typed)
            result.Append(c is '“' or '”' or '„' or '«' or '»' ? '"' : char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c);
        return result.ToString().TrimStart();
    }
}

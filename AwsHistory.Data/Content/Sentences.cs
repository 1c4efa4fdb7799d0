namespace AwsHistory.Data.Content;

/// <summary>Splits a passage into sentences: what a citation closes and what a backlink shows.</summary>
public static class Sentences
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Inc", "Corp", "Co", "Ltd", "St", "vs", "v", "No", "pp", "p", "cf", "e.g", "i.e", "etc", "approx", "Jr", "Sr", "U.S", "U.K",
    };

    /// <summary>The sentence that ends at, or holds, a place in the text.</summary>
    /// <param name="text">The passage.</param>
    /// <param name="offset">A place in it; a place just after a full stop belongs to the sentence before.</param>
    /// <returns>Begin and end of the sentence, in characters.</returns>
    public static (int Start, int End) Around(string text, int offset)
    {
        var start = 0;
        foreach (var end in Ends(text))
        {
            if (offset <= end) return (Skip(text, start), end);
            start = end;
        }

        return (Skip(text, start), text.Length);
    }

    /// <summary>The whole sentences at the beginning of a text that fit into a length, or the first one if it is longer by less than half.</summary>
    /// <param name="text">The passage.</param>
    /// <param name="length">The length, in characters.</param>
    /// <returns>Empty when even the first sentence is too long.</returns>
    public static string Whole(string text, int length)
    {
        var whole = 0;
        foreach (var end in Ends(text))
        {
            if (end > (whole == 0 ? length * 3 / 2 : length)) break;
            whole = end;
        }

        return text[..whole];
    }

    private static IEnumerable<int> Ends(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '·')) continue;
            // Between the cells of a table's row.
            if (text[i] == '·')
            {
                if (i > 0 && text[i - 1] == ' ' && i + 1 < text.Length && text[i + 1] == ' ') yield return i - 1;
                continue;
            }

            var end = i + 1;
            while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '”' or '’' or '\'' or ')' or ']') end++;
            if (end < text.Length && (!char.IsWhiteSpace(text[end]) || !StartsSentence(text, end) || (text[i] == '.' && IsAbbreviation(text, i)))) continue;
            yield return end;
            i = end - 1;
        }
    }

    private static bool StartsSentence(string text, int at)
    {
        at = Skip(text, at);
        return at >= text.Length || char.IsUpper(text[at]) || char.IsDigit(text[at]) || text[at] is '"' or '“' or '‘' or '\'' or '(' or '[' or '·' || text[at] > 'ɏ';
    }

    private static bool IsAbbreviation(string text, int dot)
    {
        var start = dot;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.')) start--;
        var word = text[start..dot];
        return (word.Length == 1 && char.IsUpper(word[0])) || Abbreviations.Contains(word);
    }

    private static int Skip(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '·')) at++;
        return at;
    }
}

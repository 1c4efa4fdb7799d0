namespace AwsHistory.Data.Queries;

/// <summary>Makes the words that say why a passage was found.</summary>
internal static class Snippets
{
    /// <summary>What the index puts before and after a match: characters no text has once it is in the index.</summary>
    public const char Open = '\u0002', Close = '\u0003';

    private const int Before = 60, Length = 220;

    /// <summary>Splits a snippet the index has made.</summary>
    /// <param name="marked">The snippet with its marks.</param>
    public static List<SnippetPart> Split(string marked)
    {
        var parts = new List<SnippetPart>();
        var (start, isMatch) = (0, false);
        for (var i = 0; i <= marked.Length; i++)
        {
            if (i < marked.Length && marked[i] is not (Open or Close)) continue;
            if (i > start) parts.Add(new(marked[start..i], isMatch));
            if (i < marked.Length) (start, isMatch) = (i + 1, marked[i] == Open);
        }

        return parts;
    }

    /// <summary>A snippet of a passage that was found by what it names, not by its own words.</summary>
    /// <param name="text">The passage.</param>
    /// <param name="places">Where it names it, in order; empty for the beginning of the passage.</param>
    public static List<SnippetPart> Around(string text, IReadOnlyList<(int Offset, int Length)> places)
    {
        var start = places.Count == 0 || places[0].Offset <= Before * 2 ? 0 : WordAfter(text, places[0].Offset - Before);
        var end = text.Length - start <= Length + Before ? text.Length : WordBefore(text, start + Length);
        var parts = new List<SnippetPart>();
        var at = start;
        foreach (var (offset, length) in places)
        {
            if (offset < at || offset + length > end) continue;
            Add(text[at..offset], false);
            Add(text.Substring(offset, length), true);
            at = offset + length;
        }

        Add(text[at..end], false);
        if (parts.Count > 0 && start > 0) parts[0] = parts[0] with { Text = "…" + parts[0].Text };
        if (parts.Count > 0 && end < text.Length) parts.Add(new("…", false));
        return parts;

        void Add(string words, bool isMatch)
        {
            if (words.Length > 0) parts.Add(new(words, isMatch));
        }
    }

    private static int WordAfter(string text, int at)
    {
        var space = text.IndexOf(' ', at);
        return space < 0 || space > at + Before ? Whole(text, at) : space + 1;
    }

    private static int WordBefore(string text, int at)
    {
        var space = text.LastIndexOf(' ', at);
        return space < at - Before ? Whole(text, at) : space;
    }

    /// <summary>The place, or the one before it when it is in the middle of a character.</summary>
    internal static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}

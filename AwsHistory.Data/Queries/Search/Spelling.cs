using System.Text.Json;
using AwsHistory.Data.Content;
using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>Finds what a misspelt word may have meant among the words of the library.</summary>
internal sealed class Spelling(KnowledgeDb db, CancellationToken cancellation)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private const int MaxNear = 2000;

    /// <summary>The same text with words the library does not have put right.</summary>
    /// <returns>Null when nothing is wrong with it, or nothing better is known.</returns>
    public async Task<SearchText?> CorrectAsync(SearchText typed)
    {
        var better = new Dictionary<SearchTerm, SearchTerm?>();
        var words = typed.Wanted.Where(term => !term.IsPhrase).ToList();
        foreach (var term in words)
            if (!await IsKnownAsync(term) && await NearestOrNullAsync(SearchWords.Fold(term.Text)) is { } word) better[term] = Put(term, word);

        // "dynamo db" is written in one; so is "map reduce".
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (better.ContainsKey(words[i]) && better.ContainsKey(words[i + 1])) continue;
            var joined = SearchWords.Fold(words[i].Text + words[i + 1].Text);
            if (!await db.Database.SqlQuery<int>($"SELECT 1 AS Value FROM SearchWords WHERE Word = {joined} AND Names > 0 LIMIT 1").AnyAsync(cancellation)) continue;
            (better[words[i]], better[words[i + 1]]) = (Put(words[i + 1], joined), null);
            i++;
        }

        return better.Count == 0 ? null : typed.With(term => better.TryGetValue(term, out var instead) ? instead : term);
    }

    /// <summary>Whether any passage has the word, or a beginning of one when it is unfinished.</summary>
    public async Task<bool> IsKnownAsync(SearchTerm term)
    {
        var match = SearchText.Quoted(term.Text) + (term.IsOpen ? "*" : "");
        return await db.Database.SqlQuery<int>($"SELECT 1 AS Value FROM PassageIndex WHERE PassageIndex MATCH {match} LIMIT 1").AnyAsync(cancellation);
    }

    private static SearchTerm Put(SearchTerm term, string word) => term with { Text = word, IsPhrase = word.Any(c => !char.IsLetterOrDigit(c)), IsOpen = false };

    private async Task<string?> NearestOrNullAsync(string word)
    {
        if (word.Length is < 3 or > SearchWords.Longest) return null;
        var edits = JsonSerializer.Serialize(Edits(word));
        var (from, to) = (word[..2], word[..2] + "\uffff");
        var candidates = await db.Database.SqlQuery<Candidate>($"""
            SELECT Word, Shown, Count, Names FROM SearchWords WHERE Word IN (SELECT value FROM json_each({edits}))
            UNION SELECT * FROM (SELECT Word, Shown, Count, Names FROM SearchWords WHERE Word >= {from} AND Word < {to} AND abs(length(Word) - {word.Length}) <= 2 LIMIT {MaxNear})
            """).ToListAsync(cancellation);
        var limit = word.Length < 5 ? 2 : 3;
        return candidates.Select(candidate => (candidate, Distance: Slug.Distance(word, candidate.Word, limit))).Where(c => c.Distance < limit)
            .OrderBy(c => Cost(word, c.candidate, c.Distance)).ThenBy(c => c.candidate.Shown, StringComparer.Ordinal).Select(c => c.candidate.Shown).FirstOrDefault()
            ?? await SplitOrNullAsync(word);
    }

    /// <summary>A wrong letter weighs as much as being thirty times rarer; names are what people look for, and first letters are seldom wrong.</summary>
    private static double Cost(string word, Candidate candidate, int distance) =>
        (5 * distance) - Math.Log2(1 + candidate.Count) - (candidate.Names > 0 ? 4 : 0) + (candidate.Word[0] == word[0] ? 0 : 3);

    /// <summary>Two words that were written in one.</summary>
    private async Task<string?> SplitOrNullAsync(string word)
    {
        var halves = JsonSerializer.Serialize(Enumerable.Range(3, Math.Max(0, word.Length - 5)).SelectMany(i => new[] { word[..i], word[i..] }));
        var known = await db.Database.SqlQuery<Candidate>($"SELECT Word, Shown, Count, Names FROM SearchWords WHERE Word IN (SELECT value FROM json_each({halves}))").ToListAsync(cancellation);
        var counts = known.GroupBy(candidate => candidate.Word).ToDictionary(group => group.Key, group => group.Max(candidate => candidate.Count));
        return Enumerable.Range(3, Math.Max(0, word.Length - 5)).Where(i => counts.ContainsKey(word[..i]) && counts.ContainsKey(word[i..]))
            .OrderByDescending(i => Math.Min(counts[word[..i]], counts[word[i..]])).Select(i => $"{word[..i]} {word[i..]}").FirstOrDefault();
    }

    /// <summary>The word, and every word one slip away: a letter lost, added, changed, or two swapped.</summary>
    private static HashSet<string> Edits(string word)
    {
        var edits = new HashSet<string>(StringComparer.Ordinal) { word };
        for (var i = 0; i <= word.Length; i++)
        {
            var (head, tail) = (word[..i], word[i..]);
            foreach (var letter in Letters)
            {
                edits.Add(head + letter + tail);
                if (tail.Length > 0) edits.Add(head + letter + tail[1..]);
            }

            if (tail.Length > 0) edits.Add(head + tail[1..]);
            if (tail.Length > 1) edits.Add($"{head}{tail[1]}{tail[0]}{tail[2..]}");
        }

        return edits;
    }

    private sealed record Candidate(string Word, string Shown, int Count, int Names);
}

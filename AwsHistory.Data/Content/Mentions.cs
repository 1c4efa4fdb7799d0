using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>A name by which texts mention a page.</summary>
/// <param name="Entity">Page key of the person, service or organization.</param>
/// <param name="Name">The name.</param>
/// <param name="Exact">Whether it counts only exactly as written.</param>
public readonly record struct EntityName(string Entity, string Name, bool Exact);

/// <summary>
/// Finds names in texts: whole words, longest first. A name of several words is found in any case, a single word only with
/// the capitals it has (<c>Go</c> is not "go"). A person's surname alone counts on a page that also has the full name, if
/// only one person on that page bears it.
/// </summary>
public sealed class Mentions
{
    private readonly Trie trie = new();
    private readonly Dictionary<string, string> surnames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Order, StringBuilder Names)> entities = new(StringComparer.Ordinal);
    private readonly List<(string Entity, ushort[] Words)>?[] byLastWord = new List<(string, ushort[])>?[ushort.MaxValue + 1];

    /// <summary>Makes a finder.</summary>
    /// <param name="names">All names of all entities; of two entities with the same name the first has it.</param>
    public Mentions(IEnumerable<EntityName> names)
    {
        foreach (var name in names)
        {
            trie.Add(name);
            var space = name.Name.LastIndexOf(' ');
            if (space > 0 && name.Entity.StartsWith("people/", StringComparison.Ordinal)) surnames.TryAdd(name.Entity, name.Name[(space + 1)..]);
            if (!entities.TryGetValue(name.Entity, out var entity)) entities[name.Entity] = entity = (entities.Count, new());
            entity.Names.Append(name).Append('\n');
            var words = HashesOf(name.Name);
            if (words.Count > 0) (byLastWord[words[^1]] ??= []).Add((name.Entity, [.. words]));
        }
    }

    /// <summary>Finds the names in the passages of one page.</summary>
    /// <param name="texts">The passages' texts.</param>
    /// <param name="self">The page's own key, whose names are not counted.</param>
    /// <returns>The mentions of each text, in order, none overlapping another.</returns>
    public IReadOnlyList<List<CompiledMention>> Find(IReadOnlyList<string> texts, string self)
    {
        var found = texts.Select(trie.Find).ToList();
        var bearers = found.SelectMany(list => list).Select(mention => mention.Entity).Append(self).Distinct().Where(surnames.ContainsKey)
            .GroupBy(entity => surnames[entity], StringComparer.Ordinal).Where(group => group.Count() == 1).ToList();
        if (bearers.Count > 0)
        {
            var bySurname = new Trie();
            foreach (var bearer in bearers) bySurname.Add(new(bearer.First(), bearer.Key, true));
            for (var i = 0; i < texts.Count; i++)
            {
                var full = found[i];
                var more = bySurname.Find(texts[i]).Where(s => !full.Exists(f => s.Offset < f.Offset + f.Length && f.Offset < s.Offset + s.Length)).ToList();
                if (more.Count > 0) full.AddRange(more);
                full.Sort((a, b) => a.Offset.CompareTo(b.Offset));
            }
        }

        foreach (var list in found) list.RemoveAll(mention => mention.Entity == self);
        return found;
    }

    /// <summary>
    /// All words of some texts, whatever their case, as sorted numbers of sixteen bits. Two words in sixty thousand have one number, which
    /// makes a page anew for nothing now and then, and misses no name.
    /// </summary>
    internal static ushort[] WordsOf(IEnumerable<string> texts) => [.. texts.SelectMany(HashesOf).Distinct().Order()];

    /// <summary>
    /// Appends all names of everybody of whom a name may stand in a text, since every word of the name does: as long as these are
    /// the same, the text mentions the same.
    /// </summary>
    /// <param name="made">What to append to.</param>
    /// <param name="words">The words of the text; see <see cref="WordsOf"/>.</param>
    /// <param name="more">What else will stand in it.</param>
    internal void AppendTo(StringBuilder made, ushort[] words, IEnumerable<string> more)
    {
        var others = more.SelectMany(HashesOf).ToHashSet();
        var found = new SortedDictionary<int, StringBuilder>();
        foreach (var last in words) Collect(last);
        foreach (var last in others) Collect(last);
        foreach (var names in found.Values) made.Append(names);

        void Collect(ushort last)
        {
            foreach (var (entity, name) in byLastWord[last] ?? [])
                if (Array.TrueForAll(name, word => others.Contains(word) || Array.BinarySearch(words, word) >= 0)) found[entities[entity].Order] = entities[entity].Names;
        }
    }

    /// <summary>FNV-1a of each word, folded: unlike the runtime's own hashes it is the same in every run, as what is made from it must be.</summary>
    private static List<ushort> HashesOf(string text) => Words(text).ConvertAll(word =>
    {
        var hash = 2166136261;
        foreach (var c in text.AsSpan(word.Start, word.End - word.Start)) hash = (hash ^ char.ToUpperInvariant(c)) * 16777619;
        return (ushort)(hash ^ (hash >> 16));
    });

    /// <summary>Runs of letters and digits; an apostrophe or a hyphen ends a word.</summary>
    private static List<(int Start, int End)> Words(ReadOnlySpan<char> text)
    {
        var words = new List<(int, int)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
            words.Add((start, i));
        }

        return words;
    }

    private sealed class Trie
    {
        private readonly Dictionary<string, Trie> next = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<EntityName> names = [];

        public void Add(EntityName name)
        {
            var text = name.Name.Replace('’', '\'');
            var words = Words(text);
            if (words.Count == 0) return;
            var node = this;
            foreach (var (start, end) in words)
            {
                var word = text[start..end];
                if (!node.next.TryGetValue(word, out var child)) node.next[word] = child = new();
                node = child;
            }

            var exact = name.Exact || words.Count == 1;
            text = text[words[0].Start..words[^1].End];
            if (!node.names.Exists(other => other.Name == text)) node.names.Add(new(name.Entity, text, exact));
        }

        public List<CompiledMention> Find(string text)
        {
            var found = new List<CompiledMention>();
            var straight = text.Replace('’', '\'');
            var words = Words(straight);
            for (var i = 0; i < words.Count; i++)
            {
                (string Entity, int Last)? best = null;
                var node = this;
                for (var last = i; last < words.Count; last++)
                {
                    if (!node.next.GetAlternateLookup<ReadOnlySpan<char>>()
                        .TryGetValue(straight.AsSpan(words[last].Start, words[last].End - words[last].Start), out node)) break;
                    foreach (var name in node.names)
                    {
                        var here = straight.AsSpan(words[i].Start, words[last].End - words[i].Start);
                        if (here.Equals(name.Name, name.Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)) best = (name.Entity, last);
                    }
                }

                if (best is not { } hit) continue;
                found.Add(new(hit.Entity, words[i].Start, words[hit.Last].End - words[i].Start));
                i = hit.Last;
            }

            return found;
        }
    }
}

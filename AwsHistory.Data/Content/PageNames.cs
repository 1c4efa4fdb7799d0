namespace AwsHistory.Data.Content;

/// <summary>
/// Which page a name means. Any number of files may share a name, as an <c>index.md</c> in every folder does, so nothing here goes
/// through the bearers of one: each question is a few look-ups.
/// </summary>
internal sealed class PageNames
{
    private readonly Dictionary<string, Bearers> bearers = new(StringComparer.Ordinal);

    /// <summary>All folded names, in the order in which they came up.</summary>
    public IEnumerable<string> All => bearers.Keys;

    /// <summary>Gives a page a name. Of one page the names come together, the best ranks first.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name as written.</param>
    /// <param name="rank">What kind of name it is; of two bearers the one with the lower rank is meant.</param>
    public void Add(Document page, string name, int rank)
    {
        var folded = Slug.Fold(name);
        if (folded.Length == 0) return;
        if (bearers.TryGetValue(folded, out var others)) others.Add(new(page, rank));
        else bearers[folded] = new(new(page, rank));
    }

    /// <summary>
    /// The page a name means, seen from a folder: a namesake in that folder, else one whose file is named exactly so, else the one with the
    /// lowest rank; of equals the first by kind and path.
    /// </summary>
    /// <param name="name">The name as written.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="rival">Another page of which nothing but kind or path tells it apart; null when the choice is clear.</param>
    public Document? FindOrNull(string name, string folder, out Document? rival)
    {
        rival = null;
        if (!bearers.TryGetValue(Slug.Fold(name), out var known)) return null;
        var choice = known.Find(folder, name);
        rival = choice.Rival?.Page;
        return choice.Best.Page;
    }

    private readonly record struct Bearer(Document Page, int Rank) : IComparable<Bearer>
    {
        public int CompareTo(Bearer other)
        {
            var order = (Rank, Page.Kind).CompareTo((other.Rank, other.Page.Kind));
            return order != 0 ? order : string.CompareOrdinal(Page.Source.Path, other.Page.Source.Path);
        }
    }

    /// <summary>The best of some bearers, and the next best if its rank is no other.</summary>
    private readonly record struct Choice(Bearer Best, Bearer? Rival)
    {
        public Choice With(Bearer more)
        {
            // A page is asked for its best name first, so that another name of it changes nothing.
            if (more.Page == Best.Page || more.Page == Rival?.Page) return this;
            if (more.CompareTo(Best) < 0) return new(more, more.Rank == Best.Rank ? Best : null);
            return more.Rank != Best.Rank || Rival?.CompareTo(more) < 0 ? this : this with { Rival = more };
        }
    }

    /// <summary>All who have a name: mostly one.</summary>
    private sealed class Bearers(Bearer first)
    {
        private Dictionary<(string? Folder, string? FileName), Choice>? choices;

        public void Add(Bearer more)
        {
            if (choices is null)
            {
                if (more.Page == first.Page) return;
                choices = [];
                Put(choices, first);
            }

            Put(choices, more);
        }

        public Choice Find(string folder, string fileName)
        {
            if (choices is null) return new(first, null);
            foreach (var place in (ReadOnlySpan<(string?, string?)>)[(folder, fileName), (folder, null), (null, fileName)])
                if (choices.TryGetValue(place, out var choice)) return choice;
            return choices[(null, null)];
        }

        private static void Put(Dictionary<(string? Folder, string? FileName), Choice> choices, Bearer bearer)
        {
            var (folder, file) = (bearer.Page.Folder, bearer.Page.FileName);
            foreach (var place in (ReadOnlySpan<(string?, string?)>)[(folder, file), (folder, null), (null, file), (null, null)])
                choices[place] = choices.TryGetValue(place, out var choice) ? choice.With(bearer) : new(bearer, null);
        }
    }
}

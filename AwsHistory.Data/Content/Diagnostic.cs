namespace AwsHistory.Data.Content;

/// <summary>A kind of finding; the whole catalog is <see cref="Diagnostics"/>.</summary>
/// <param name="Code"><c>AH</c> and four digits; the first names the area. Never renumbered, only appended to.</param>
/// <param name="Severity">The weight of every finding of this kind.</param>
/// <param name="Meaning">One sentence for the authors' guide.</param>
public sealed record DiagnosticRule(string Code, Severity Severity, string Meaning)
{
    /// <summary>Makes a finding of this kind.</summary>
    /// <param name="path">The file, relative to the content folder.</param>
    /// <param name="line">One-based line; 0 when the finding concerns the whole file.</param>
    /// <param name="column">One-based column; 0 when only the line is known.</param>
    /// <param name="message">What was found, quoted, and what was expected.</param>
    public Diagnostic At(string path, int line, int column, string message) => new(this, path, line, column, OneLine(message));

    /// <summary>A message quotes what authors wrote, which may hold anything: it stays one line of a length one can read.</summary>
    internal static string OneLine(string message)
    {
        const int longest = 400;
        if (message.Length > longest) message = message[..longest] + "…";
        return message.AsSpan().ContainsAnyInRange('\0', '\x1f') ? string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)) : message;
    }
}

/// <summary>One finding about the content, as a compiler reports it.</summary>
/// <param name="Rule">Its kind.</param>
/// <param name="Path">The file, relative to the content folder, with <c>/</c>.</param>
/// <param name="Line">One-based line, or 0.</param>
/// <param name="Column">One-based column, or 0.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record Diagnostic(DiagnosticRule Rule, string Path, int Line, int Column, string Message) : IComparable<Diagnostic>
{
    /// <summary>
    /// The nearest name to one that leads nowhere; null when none is near or none was looked for. It is no part of the message, since
    /// it may change with any other file of the library.
    /// </summary>
    public string? Suggestion { get; init; }

    /// <summary>What is not there, for the suggestion that is made when all findings are known; null when nothing is missed.</summary>
    internal Sought? Sought { get; init; }

    /// <summary>Orders by file, line, column, code and message, so that two runs print the same.</summary>
    /// <param name="other">The finding to compare with; null sorts first.</param>
    public int CompareTo(Diagnostic? other)
    {
        if (other is null) return 1;
        var byPath = string.CompareOrdinal(Path, other.Path);
        if (byPath != 0) return byPath;
        var byPlace = (Line, Column).CompareTo((other.Line, other.Column));
        if (byPlace != 0) return byPlace;
        var byCode = string.CompareOrdinal(Rule.Code, other.Rule.Code);
        return byCode != 0 ? byCode : string.CompareOrdinal(Message, other.Message);
    }

    /// <summary>The form MSBuild, editors and CI understand: <c>path(line,column): warning AH3001: message</c>.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : Column == 0 ? $"({Line})" : $"({Line},{Column})";
        return $"{Path}{place}: {Rule.Severity.ToString().ToLowerInvariant()} {Rule.Code}: {Message}{FrontMatter.Suggest(Suggestion)}";
    }

    /// <summary>Whether one finding sorts before another.</summary>
    public static bool operator <(Diagnostic left, Diagnostic right) => left.CompareTo(right) < 0;

    /// <summary>Whether one finding sorts before another or at the same place.</summary>
    public static bool operator <=(Diagnostic left, Diagnostic right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one finding sorts after another.</summary>
    public static bool operator >(Diagnostic left, Diagnostic right) => left.CompareTo(right) > 0;

    /// <summary>Whether one finding sorts after another or at the same place.</summary>
    public static bool operator >=(Diagnostic left, Diagnostic right) => left.CompareTo(right) >= 0;
}

/// <summary>A name that was asked for and is not there.</summary>
/// <param name="Name">The name, folded like those among which it was looked for.</param>
/// <param name="Among">Those; the same object for all that is looked for there.</param>
internal sealed record Sought(string Name, IEnumerable<string> Among);

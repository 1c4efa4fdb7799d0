using System.Buffers;
using System.Globalization;
using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>
/// Writes a resolved syntax tree back as plain Markdown for readers that are machines: links lead to pages, citations are links
/// and footnotes, charts are tables. It writes from the tree and not from the author's text, so what was refused stays refused.
/// </summary>
internal sealed class MarkdownWriter
{
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(" ()<>\n");

    private readonly StringBuilder text = new();
    private bool inTable;

    /// <summary>The body; a source is cited as the footnote <c>[^its-key]</c>, which the twin of the page defines.</summary>
    public static string Write(MarkdownDocument document)
    {
        var writer = new MarkdownWriter();
        writer.Blocks(document, "");
        return writer.text.ToString().Trim('\n') is { Length: > 0 } body ? body + "\n" : "";
    }

    private void Blocks(ContainerBlock container, string indent)
    {
        foreach (var block in container) Block(block, indent);
    }

    private void Block(Block block, string indent)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Start(indent).Append('#', heading.Level).Append(' ');
                Inlines(heading.Inline, indent);
                break;
            case ParagraphBlock paragraph:
                Start(indent);
                var from = text.Length;
                Inlines(paragraph.Inline, indent);
                GuardStart(from);
                break;
            case FencedCodeBlock { Info: "chart" } fence when fence.GetData(typeof(Chart)) is (Chart chart, Func<string, Reference?>):
                WriteChart(chart, indent);
                break;
            case CodeBlock code:
                WriteCode(code, indent);
                break;
            case ListBlock list:
                WriteList(list, indent);
                break;
            case QuoteBlock quote:
                Blocks(quote, indent + "> ");
                break;
            case Table table:
                WriteTable(table, indent);
                break;
            case ThematicBreakBlock:
                Start(indent).Append("---");
                break;
            case Footnote note:
                Start(indent).Append(CultureInfo.InvariantCulture, $"[^note-{note.Order}]: ");
                if (note.FirstOrDefault() is ParagraphBlock first) Inlines(first.Inline, indent + "    ");
                foreach (var rest in note.Skip(1)) Block(rest, indent + "    ");
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock other:
                Blocks(other, indent);
                break;
        }
    }

    private void WriteList(ListBlock list, string indent)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var (item, i) in list.OfType<ListItemBlock>().Select((item, i) => (item, i)))
        {
            var marker = list.IsOrdered ? $"{number++}. " : "- ";
            var blocks = item.ToList();
            if (i == 0) Start(indent);
            else text.Append('\n').Append(indent);
            text.Append(marker);
            var inner = indent + new string(' ', marker.Length);
            if (blocks is [ParagraphBlock first, ..])
            {
                var from = text.Length;
                Inlines(first.Inline, inner);
                GuardStart(from);
                blocks.RemoveAt(0);
            }

            foreach (var block in blocks) Block(block, inner);
        }
    }

    private void WriteCode(CodeBlock code, string indent)
    {
        var content = code.Lines.ToString();
        var fence = new string('`', Math.Max(3, Longest(content, '`') + 1));
        Start(indent).Append(fence).Append((code as FencedCodeBlock)?.Info);
        foreach (var line in content.Split('\n')) text.Append('\n').Append(indent).Append(line);
        text.Append('\n').Append(indent).Append(fence);
    }

    private void WriteTable(Table table, string indent)
    {
        inTable = true;
        foreach (var (row, i) in table.OfType<TableRow>().Select((row, i) => (row, i)))
        {
            if (i == 0) Start(indent);
            else text.Append('\n').Append(indent);
            text.Append('|');
            foreach (var cell in row.OfType<TableCell>())
            {
                text.Append(' ');
                foreach (var paragraph in cell.OfType<ParagraphBlock>()) Inlines(paragraph.Inline, indent);
                text.Append(" |");
            }

            if (i == 0) text.Append('\n').Append(indent).Append('|').Insert(text.Length, " --- |", row.Count);
        }

        inTable = false;
    }

    private void WriteChart(Chart chart, string indent)
    {
        inTable = true;
        int[] columns = [chart.X, .. chart.Y];
        Start(indent).Append("**");
        Words(chart.Title);
        text.Append("**");
        if (chart.Unit.Length > 0) Words($" ({chart.Unit})");
        text.Append(" [CSV](").Append(Urls.Data(chart.Data.Name)).Append(')');
        Start(indent).Append('|');
        foreach (var column in columns) Cell(chart.Data.Columns[column]);
        text.Append('\n').Append(indent).Append('|').Insert(text.Length, " --- |", columns.Length);
        foreach (var row in chart.Data.Rows.Where(row => chart.Y.Any(column => row[column].Length > 0)))
        {
            text.Append('\n').Append(indent).Append('|');
            foreach (var column in columns) Cell(row[column]);
        }

        inTable = false;
        if (chart.Note.Length == 0) return;
        Start(indent);
        Words(chart.Note);

        void Cell(string value)
        {
            text.Append(' ');
            Words(value);
            text.Append(" |");
        }
    }

    private void Inlines(ContainerInline? container, string indent)
    {
        if (container is null) return;
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Words(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    var fence = new string('`', Longest(code.Content, '`') + 1);
                    var pad = code.Content.StartsWith('`') || code.Content.EndsWith('`') ? " " : "";
                    text.Append(fence).Append(pad).Append(inTable ? code.Content.Replace("|", "\\|", StringComparison.Ordinal) : code.Content).Append(pad).Append(fence);
                    break;
                case HtmlEntityInline entity:
                    Words(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline lineBreak:
                    if (inTable) text.Append(' ');
                    else text.Append(lineBreak.IsHard ? "\\" : "").Append('\n').Append(indent);
                    break;
                case EmphasisInline emphasis:
                    text.Append(emphasis.DelimiterChar, emphasis.DelimiterCount);
                    Inlines(emphasis, indent);
                    text.Append(emphasis.DelimiterChar, emphasis.DelimiterCount);
                    break;
                case AutolinkInline auto:
                    text.Append('<').Append(auto.Url).Append('>');
                    break;
                case CitationInline citation:
                    foreach (var cited in citation.Compiled) Cite(cited);
                    break;
                case FootnoteLink note:
                    if (!note.IsBackLink) text.Append(CultureInfo.InvariantCulture, $"[^note-{note.Footnote.Order}]");
                    break;
                case LinkInline link:
                    text.Append('[');
                    Inlines(link, indent);
                    text.Append("](").Append(Address(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "")).Append(')');
                    break;
                case ContainerInline nested:
                    Inlines(nested, indent);
                    break;
            }
        }
    }

    private void Cite(CompiledCitation citation)
    {
        // A footnote and the parenthesis after it would be a link.
        if (text.Length > 0 && text[^1] is ']' or ')') text.Append(' ');
        if (citation.IsOurs)
        {
            text.Append("(our words)");
            return;
        }

        if (citation.Reference is { } key)
        {
            text.Append("[^").Append(key).Append(']');
            if (citation.Locator is { } place) Words($" ({place})");
            return;
        }

        text.Append('(');
        if (citation.Href is { } href)
        {
            text.Append('[');
            Words((citation.About ? "about " : "") + citation.Shown);
            text.Append("](").Append(Address(href)).Append(')');
        }
        else
        {
            Words(citation.Shown);
        }

        if (citation.Status != CitationStatus.Sound) Words($", doubtful: {citation.Reason}");
        text.Append(')');
    }

    /// <summary>Begins a block: a line of its own, with an empty one before it.</summary>
    private StringBuilder Start(string indent)
    {
        if (text.Length > 0) text.Append('\n').Append(indent.TrimEnd()).Append('\n');
        return text.Append(indent);
    }

    /// <summary>Words that are not Markdown: what could be taken for it is escaped.</summary>
    private void Words(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '~' or '^' || (c == '|' && inTable)) text.Append('\\');
            text.Append(c is '\n' or '\r' ? ' ' : c);
        }
    }

    /// <summary>A paragraph that begins like a heading, a list or a quotation is none.</summary>
    private void GuardStart(int from)
    {
        if (from >= text.Length) return;
        var digits = from;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits > from && digits < text.Length && text[digits] is '.' or ')') text.Insert(digits, '\\');
        else if (text[from] is '#' or '>' or '+' or '-' or '=') text.Insert(from, '\\');
    }

    private static string Address(string url) =>
        !url.AsSpan().ContainsAny(Unsafe) ? url
        : url.Replace(" ", "%20", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static int Longest(string content, char mark)
    {
        var (longest, run) = (0, 0);
        foreach (var c in content) longest = Math.Max(longest, run = c == mark ? run + 1 : 0);
        return longest;
    }
}

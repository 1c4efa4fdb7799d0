using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>A passage as it stands in the syntax tree, before anything in it is resolved.</summary>
internal sealed record ReadPassage(PassageKind Kind, int Line, string Anchor, string? Heading, string? HeadingText, string Text)
{
    public List<(CitationInline Node, int Offset)> Citations { get; } = [];

    public List<(LinkInline Node, int Offset, int Length)> Links { get; } = [];

    /// <summary>A tag found in the words, which is shown as text.</summary>
    public string? RawHtml { get; init; }

    /// <summary>The block of the page, as list, table or quotation, in which it stands; null for the lead.</summary>
    public Block? Block { get; init; }
}

/// <summary>Walks the syntax tree once: gives every passage an id that its element will carry, and its plain text with places.</summary>
internal sealed partial class PassageReader
{
    private readonly HashSet<string> anchors = new(StringComparer.Ordinal);
    private (string Anchor, string Text)? heading;
    private Block? top;

    public List<ReadPassage> Passages { get; } = [];

    public List<CompiledHeading> Headings { get; } = [];

    public static PassageReader Read(MarkdownDocument document)
    {
        var reader = new PassageReader();
        // The page's title is its only h1.
        if (document.Descendants<HeadingBlock>().Any(block => block.Level == 1))
            foreach (var block in document.Descendants<HeadingBlock>()) block.Level = Math.Min(6, block.Level + 1);
        reader.Walk(document, PassageKind.Paragraph, null);
        return reader;
    }

    private void Walk(ContainerBlock container, PassageKind kind, MarkdownObject? holder)
    {
        foreach (var block in container)
        {
            if (container is MarkdownDocument) top = block;
            switch (block)
            {
                case HeadingBlock head:
                    AddHeading(head);
                    break;
                case ParagraphBlock paragraph:
                    // A tight list renders no paragraph, so the item carries the id of its first one.
                    Add(kind, paragraph.Line, holder ?? paragraph, inline => Append(inline, paragraph.Inline));
                    holder = null;
                    break;
                case TableRow row:
                    Add(PassageKind.Row, row.Line, row, builder => AppendRow(builder, row));
                    break;
                case CodeBlock code when code is not FencedCodeBlock { Info: "chart" }:
                    Add(PassageKind.Code, code.Line, code, builder => builder.Text.Append(code.Lines.ToString()));
                    break;
                case ListItemBlock item:
                    Walk(item, PassageKind.Item, item);
                    break;
                case QuoteBlock quote:
                    Walk(quote, PassageKind.Quote, null);
                    break;
                case Footnote note:
                    Walk(note, PassageKind.Note, null);
                    break;
                case ContainerBlock other:
                    Walk(other, kind, null);
                    break;
            }
        }
    }

    private void AddHeading(HeadingBlock block)
    {
        var builder = new Builder();
        Append(builder, block.Inline);
        var text = builder.Text.ToString().Trim();
        var id = block.GetAttributes().Id = Unique(Slug.Fold(builder.Written.Replace('/', ' ')) is { Length: > 0 } slug ? slug : "section");
        heading = (id, text);
        Headings.Add(new(id, block.Level, text));
        Passages.Add(builder.Build(PassageKind.Heading, block.Line + 1, id, id, text, top));
    }

    private void Add(PassageKind kind, int line, MarkdownObject element, Action<Builder> append)
    {
        var builder = new Builder();
        append(builder);
        if (builder.IsEmpty) return;
        var anchor = Unique("p-" + Hash(builder.Written));
        element.GetAttributes().Id = anchor;
        Passages.Add(builder.Build(kind, line + 1, anchor, heading?.Anchor, heading?.Text, top));
    }

    private string Unique(string wish)
    {
        var id = wish;
        for (var n = 2; !anchors.Add(id); n++) id = $"{wish}-{n}";
        return id;
    }

    /// <summary>
    /// Forty bits of the words alone: white space, case and punctuation do not count, nor do citations, so that setting a
    /// time right keeps the passage's address.
    /// </summary>
    private static string Hash(string text)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(Slug.Fold(text)));
        var bits = BitConverter.ToUInt64(bytes) & 0xFF_FFFF_FFFF;
        return string.Create(8, bits, (span, value) =>
        {
            for (var i = 0; i < span.Length; i++, value >>= 5) span[i] = alphabet[(int)(value & 31)];
        });
    }

    private static void AppendRow(Builder builder, TableRow row)
    {
        foreach (var cell in row.OfType<TableCell>())
        {
            var end = builder.TrimmedEnd;
            builder.Text.Length = end;
            if (end > 0) builder.Text.Append(" · ");
            var (start, cited, linked) = (builder.Text.Length, builder.Citations.Count, builder.Links.Count);
            foreach (var paragraph in cell.OfType<ParagraphBlock>()) Append(builder, paragraph.Inline);
            if (builder.TrimmedEnd > start) continue;
            // A cell without words is left out; what it cites stands for the cell before.
            builder.Text.Length = end;
            builder.Links.RemoveRange(linked, builder.Links.Count - linked);
            for (var i = cited; i < builder.Citations.Count; i++) builder.Citations[i] = builder.Citations[i] with { Item2 = end };
        }
    }

    private static void Append(Builder builder, ContainerInline? container)
    {
        if (container is null) return;
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    builder.AppendLiteral(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    builder.AppendWords(code.Content);
                    break;
                case HtmlEntityInline entity:
                    builder.AppendWords(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline auto:
                    builder.AppendWords(auto.Url);
                    break;
                case LineBreakInline:
                    builder.AppendSpace();
                    break;
                case CitationInline citation:
                    builder.Citations.Add((citation, builder.TrimmedEnd));
                    break;
                case LinkInline link:
                    var start = builder.Text.Length;
                    Append(builder, link);
                    builder.Links.Add((link, start, builder.Text.Length - start));
                    break;
                case ContainerInline nested:
                    Append(builder, nested);
                    break;
            }
        }
    }

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>|<!--", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private sealed class Builder
    {
        private bool hasTag;

        public StringBuilder Text { get; } = new();

        public List<(CitationInline, int)> Citations { get; } = [];

        public List<(LinkInline, int, int)> Links { get; } = [];

        /// <summary>The text with wiki links as the author wrote them.</summary>
        public string Written
        {
            get
            {
                if (!Links.Exists(link => link.Item1 is WikiLinkInline { HasLabel: false })) return Text.ToString();
                var written = new StringBuilder();
                var at = 0;
                foreach (var (link, start, length) in Links)
                {
                    if (link is not WikiLinkInline wiki || start < at) continue;
                    written.Append(Text, at, start - at).Append(wiki.Written);
                    at = start + length;
                }

                return written.Append(Text, at, Text.Length - at).ToString();
            }
        }

        public bool IsEmpty => Citations.Count == 0 && string.IsNullOrWhiteSpace(Text.ToString());

        /// <summary>The end of the words so far, without white space: where a citation stands.</summary>
        public int TrimmedEnd
        {
            get
            {
                var end = Text.Length;
                while (end > 0 && char.IsWhiteSpace(Text[end - 1])) end--;
                return end;
            }
        }


        public void AppendLiteral(ReadOnlySpan<char> words)
        {
            hasTag |= words.Contains('<');
            AppendWords(words);
        }

        public void AppendWords(ReadOnlySpan<char> words)
        {
            if (words.IsEmpty) return;
            // "business [time]." reads "business." once the time is gone.
            if (words[0] is '.' or ',' or ';' or ':' or '!' or '?' or ')' && Citations.Count > 0 && TrimmedEnd < Text.Length && Citations[^1].Item2 == TrimmedEnd)
                Text.Length = TrimmedEnd;
            if (Text.Length == 0 || char.IsWhiteSpace(Text[^1])) words = words.TrimStart();
            foreach (var c in words) Text.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }

        public void AppendSpace()
        {
            if (Text.Length > 0 && !char.IsWhiteSpace(Text[^1])) Text.Append(' ');
        }

        public ReadPassage Build(PassageKind kind, int line, string anchor, string? heading, string? headingText, Block? top)
        {
            var text = kind == PassageKind.Code ? Text.ToString() : Text.ToString().TrimEnd();
            var result = new ReadPassage(kind, line, anchor, heading, headingText, text)
            {
                RawHtml = hasTag && Tag().Match(text) is { Success: true } tag ? tag.Value : null,
                Block = top,
            };
            result.Citations.AddRange(Citations);
            result.Links.AddRange(Links);
            return result;
        }
    }
}

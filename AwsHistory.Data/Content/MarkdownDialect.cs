using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsHistory.Data.Content;

/// <summary>
/// The Markdown that is understood: CommonMark without raw HTML, pipe tables, footnotes, emphasis extras, wiki links and
/// citations. Extensions are named one by one: the all-in switch would let authors write attributes.
/// </summary>
internal static partial class MarkdownDialect
{
    public static MarkdownPipeline Pipeline { get; } = Build();

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .DisableHtml()
            .UsePipeTables()
            .UseFootnotes()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough | EmphasisExtraOptions.Subscript | EmphasisExtraOptions.Superscript);
        builder.Extensions.Add(new Extension());
        return builder.Build();
    }

    private sealed class Extension : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
            // The parser of links takes every '[' it sees, so ours must come first.
            pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new BracketParser());
            pipeline.InlineParsers.InsertBefore<AutolinkInlineParser>(new NoteHtmlParser());
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
            if (renderer is not HtmlRenderer html) return;
            html.ObjectRenderers.Add(new CitationRenderer());
            html.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
            html.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ChartAwareCodeRenderer());
        }
    }

    /// <summary><c>[[wiki links]]</c>, <c>[@keys]</c> and <c>[12:34]</c>.</summary>
    private sealed class BracketParser : InlineParser
    {
        private const int MaxLength = 2000;

        public BracketParser() => OpeningCharacters = ['['];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var rest = slice.AsSpan();
            Inline? inline;
            int length;
            if (rest is ['[', '[', ..])
            {
                var end = rest[..Math.Min(rest.Length, MaxLength)].IndexOf("]]");
                if (end < 3 || rest[2..end].IndexOfAny('[', ']', '\n') >= 0) return false;
                inline = WikiLinkInline.ParseOrNull(rest[2..end]);
                length = end + 2;
            }
            else
            {
                var end = rest[..Math.Min(rest.Length, MaxLength)].IndexOf(']');
                if (end < 2 || rest[1..].IndexOf('[') is >= 0 and var inner && inner < end - 1) return false;
                length = end + 1;
                // [25:04](address) and [25:04][name] are ordinary links.
                if (length < rest.Length && rest[length] is '[' && rest[1] != '@') return false;
                if (length < rest.Length && rest[length] is '(' && IsLinkTarget(rest[length..])) return false;
                inline = ParseCitations(rest[1..end], rest[..length]);
            }

            if (inline is null) return false;
            inline.Span.Start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            inline.Span.End = inline.Span.Start + length - 1;
            (inline.Line, inline.Column) = (line, column);
            if (inline is WikiLinkInline link) link.IsClosed = true;
            processor.Inline = inline;
            slice.Start += length;
            return true;
        }

        private static CitationInline? ParseCitations(ReadOnlySpan<char> inside, ReadOnlySpan<char> written)
        {
            if (inside[0] != '@')
                return WrittenCitation.ParseBareOrNull(inside) is { } bare ? new(written.ToString(), [bare]) : null;
            var citations = new List<WrittenCitation>();
            foreach (var range in inside.Split(';'))
            {
                if (WrittenCitation.ParseKeyedOrNull(inside[range]) is not { } citation) return null;
                citations.Add(citation);
            }

            return new(written.ToString(), citations);
        }

        private static bool IsLinkTarget(ReadOnlySpan<char> rest)
        {
            var end = rest.IndexOf(')');
            return end > 0 && rest[1..end].IndexOfAny('<', '\n') < 0;
        }
    }

    /// <summary>The notes' anchor with its groups <c>time</c>, <c>printed</c> and <c>label</c>.</summary>
    public static Regex NoteAnchor => NoteHtmlParser.Anchor();

    /// <summary>The only HTML that is understood: the notes' <c>yt-timestamp</c> anchor and <c>&lt;br/&gt;</c>.</summary>
    private sealed partial class NoteHtmlParser : InlineParser
    {
        public NoteHtmlParser() => OpeningCharacters = ['<'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var rest = slice.AsSpan();
            Inline inline;
            int length;
            if (rest is ['<', 'b' or 'B', 'r' or 'R', ..])
            {
                length = rest[..Math.Min(rest.Length, 8)].IndexOf('>') + 1;
                if (length == 0 || rest[3..(length - 1)].Trim() is not ("" or "/")) return false;
                inline = new LineBreakInline { IsHard = true };
            }
            else
            {
                if (!rest.StartsWith("<a ", StringComparison.OrdinalIgnoreCase)) return false;
                var end = rest[..Math.Min(rest.Length, 400)].IndexOf("</a>", StringComparison.OrdinalIgnoreCase);
                if (end < 0) return false;
                length = end + 4;
                var written = rest[..length].ToString();
                if (Anchor().Match(written) is not { Success: true } match) return false;
                var label = match.Groups["label"].Value.Trim().Trim('[', ']').Trim();
                inline = new CitationInline(written, [new(null, match.Groups["time"].Value, label, false,
                    match.Groups["printed"] is { Success: true, Value: { Length: > 0 } printed } ? printed : null)]);
            }

            inline.Span.Start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            inline.Span.End = inline.Span.Start + length - 1;
            (inline.Line, inline.Column) = (line, column);
            processor.Inline = inline;
            slice.Start += length;
            return true;
        }

        [GeneratedRegex("""\A<a\s+class\s*=\s*["']yt-timestamp["']\s+data-t\s*=\s*["'](?<time>[^"'<>]*)["'](\s+data-printed\s*=\s*["'](?<printed>[^"'<>]*)["'])?\s*>(?<label>[^<>]*)</a>\z""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        internal static partial Regex Anchor();
    }

    private sealed class CitationRenderer : HtmlObjectRenderer<CitationInline>
    {
        protected override void Write(HtmlRenderer renderer, CitationInline obj)
        {
            // An alternative text or a heading's id is made with HTML switched off: a citation is no part of either.
            if (!renderer.EnableHtmlForInline) return;
            foreach (var citation in obj.Compiled) CitationMarkup.Write(renderer, citation);
        }
    }

    /// <summary>Tables scroll in themselves, and can be scrolled by keyboard.</summary>
    private sealed class ScrollingTableRenderer : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.EnsureLine();
            // Each region of a page has a name of its own: Table, Table 2, Table 3.
            Block root = table;
            while (root.Parent is { } parent) root = parent;
            var before = root is MarkdownDocument document ? document.Descendants<Table>().TakeWhile(other => other != table).Count() : 0;
            renderer.Write("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table");
            if (before > 0) renderer.Write($" {before + 1}");
            renderer.WriteLine("\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }
    }

    /// <summary>There is one for each page, since the pattern of its charts is defined in the first of them.</summary>
    private sealed class ChartAwareCodeRenderer : CodeBlockRenderer
    {
        private bool hasPattern;

        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            if (obj is FencedCodeBlock && obj.GetData(typeof(Chart)) is (Chart chart, Func<string, Reference?> reference))
                hasPattern |= new ChartMarkup(renderer, chart, reference, hasPattern).Write();
            else base.Write(renderer, obj);
        }
    }
}

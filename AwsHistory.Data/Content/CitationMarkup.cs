using Markdig.Renderers;

namespace AwsHistory.Data.Content;

/// <summary>A citation as HTML: a real link whose words are what was written, and what is wrong with it for everyone to read.</summary>
internal static class CitationMarkup
{
    public static void Write(HtmlRenderer renderer, CompiledCitation citation)
    {
        if (citation.IsOurs)
        {
            renderer.Write("<small class=\"ours\" title=\"The editors’ own words; they rest on no source\">our words</small>");
            return;
        }

        var id = $"c{citation.Ordinal}";
        var doubtful = citation.Status != CitationStatus.Sound;
        var kind = citation.Reference is not null ? "source" : "time";
        renderer.Write($"<span class=\"cite {kind}{(doubtful ? " doubtful" : "")}{(citation.About ? " about" : "")}\" id=\"{id}\">");
        if (citation.Href is { } href)
        {
            renderer.Write("<a href=\"").WriteEscapeUrl(href).Write("\"");
            if (citation.Video is { } video)
            {
                renderer.Write(" data-video=\"").WriteEscape(Slug.Last(video)).Write("\"");
                if (citation.Seconds is { } seconds) renderer.Write($" data-t=\"{seconds}\"");
            }

            if (citation.Printed is { } printed) renderer.Write(" data-printed=\"").WriteEscape(printed).Write("\"");
            if (doubtful || citation.Printed is not null) renderer.Write($" aria-describedby=\"{id}-why\"");
            renderer.Write(">");
            WriteShown(renderer, citation);
            renderer.Write("</a>");
        }
        else
        {
            WriteShown(renderer, citation);
        }

        if (citation.Reference is not null && citation.Source is { } source && !citation.IsAgain) WriteMargin(renderer, citation, source);
        WriteWhy(renderer, citation, id);
        renderer.Write("</span>");
    }

    /// <summary>The number and the name of a source, and how near it stands where that says more than that it was printed.</summary>
    private static void WriteMargin(HtmlRenderer renderer, CompiledCitation citation, string source)
    {
        renderer.Write("<small class=\"margin\"><b>").WriteEscape(citation.Shown).Write("</b> ").WriteEscape(source);
        if (citation.Locator is { } place) renderer.Write(", ").WriteEscape(place);
        if (citation.Strength is SourceStrength.FirstHand or SourceStrength.Filing or SourceStrength.Retelling)
            renderer.Write(" <i>").Write(Vocabulary.Key(citation.Strength)).Write("</i>");
        renderer.Write("</small>");
    }

    private static void WriteWhy(HtmlRenderer renderer, CompiledCitation citation, string id)
    {
        if (citation.Reason is null && citation.Printed is null) return;
        renderer.Write($"<small class=\"why\" id=\"{id}-why\">").WriteEscape(citation.Reason ?? "");
        if (citation.Printed is { } printed) renderer.Write(citation.Reason is null ? "" : " ").WriteEscape($"Printed {printed}; set right by an editor.");
        foreach (var time in citation.Candidates)
        {
            renderer.Write(" <a class=\"perhaps\" href=\"").WriteEscapeUrl(time.Href ?? "").Write("\" data-video=\"").WriteEscape(Slug.Last(citation.Video!))
                .Write($"\" data-t=\"{time.Seconds}\">");
            renderer.Write($"perhaps {new Timecode(time.Seconds)}</a> <span>").WriteEscape($"({time.Reason})").Write("</span>");
        }

        renderer.Write("</small>");
    }

    private static void WriteShown(HtmlRenderer renderer, CompiledCitation citation)
    {
        if (citation.About) renderer.Write("<span class=\"about-mark\" title=\"Sure to about a minute\">about </span>");
        var shown = citation.Shown;
        // What was written stays in the text; the style sheet leaves out the hours nobody needs to read.
        if (citation.Seconds is not null && shown.StartsWith("00:", StringComparison.Ordinal) && shown.Count(c => c == ':') > 1)
        {
            renderer.Write("<span class=\"hours\">00:</span>");
            shown = shown[3..];
        }

        renderer.WriteEscape(shown);
    }
}

using System.Text;
using AwsHistory.Data;
using AwsHistory.Data.Content;

namespace AwsHistory.Web;

/// <summary>The last lines of <c>check</c>.</summary>
internal static class Summary
{
    public static string Of(ContentSet set, IReadOnlyList<CompiledPage?> pages, IReadOnlyList<Diagnostic> findings, TimeSpan time)
    {
        var good = pages.OfType<CompiledPage>().ToList();
        var citations = good.SelectMany(page => page.Passages).SelectMany(passage => passage.Citations).Where(citation => !citation.IsOurs).ToList();
        var timed = citations.Count(citation => citation.Video is not null);
        var result = new StringBuilder();
        foreach (var page in good)
        {
            var ofPage = page.Passages.SelectMany(passage => passage.Citations).Where(citation => !citation.IsOurs).ToList();
            var doubtful = ofPage.Count(citation => citation.Status != CitationStatus.Sound);
            if (doubtful > 0) result.AppendLine($"{page.Path}: {ofPage.Count} citations, {doubtful} doubtful");
        }

        result.AppendLine($"{set.Documents.Count} files, {good.Count} pages ({string.Join(", ", good.GroupBy(page => page.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.Folder()}"))}), {set.References.Count} references, {set.DataSets.Count} data files");
        result.AppendLine($"{citations.Count} citations: {timed} of moments, {citations.Count(citation => citation.Reference is not null)} of references; {string.Join(", ", citations.GroupBy(citation => citation.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Vocabulary.Words(group.Key)}"))}");
        result.Append($"{Count(Severity.Error)} errors, {Count(Severity.Warning)} warnings, {Count(Severity.Info)} infos, in {time.TotalSeconds:0.0} s");
        return result.ToString();

        int Count(Severity severity) => findings.Count(finding => finding.Rule.Severity == severity);
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AwsHistory.Data.Content;

/// <summary>Loads YAML as a tree with positions.</summary>
internal static class Yaml
{
    private const int MaxDepth = 16;

    /// <summary>The root node, or null with a finding when the text is not YAML.</summary>
    /// <param name="text">One YAML document.</param>
    /// <param name="path">The file, for the finding.</param>
    /// <param name="firstLine">Lines of the file before the text.</param>
    /// <param name="rule">The kind of finding to make.</param>
    /// <param name="findings">Receives it.</param>
    public static YamlNode? LoadOrNull(string text, string path, int firstLine, DiagnosticRule rule, ICollection<Diagnostic> findings)
    {
        try
        {
            // The tree is built by recursion; a file must not be able to overflow the stack.
            var parser = new Parser(new StringReader(text));
            for (var depth = 0; parser.MoveNext();)
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > MaxDepth + 2) throw new YamlException(parser.Current.Start, parser.Current.End, $"nested deeper than {MaxDepth} levels");
                if (parser.Current is AnchorAlias alias) throw new YamlException(alias.Start, alias.End, "YAML aliases (*name) are not used here");
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            var reason = (e.InnerException ?? e).Message;
            var colon = reason.IndexOf("): ", StringComparison.Ordinal);
            findings.Add(rule.At(path, (int)e.Start.Line + firstLine, (int)e.Start.Column, "not valid YAML: " + (colon > 0 ? reason[(colon + 3)..] : reason)));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet has these for some texts that are no YAML, without a place.
            findings.Add(rule.At(path, firstLine + 1, 1, "not valid YAML: a value cannot be read; one that begins with a sign such as \"!\" or \"@\" needs quotes"));
            return null;
        }
    }
}

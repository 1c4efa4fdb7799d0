using System.Text;
using System.Text.RegularExpressions;
using AwsHistory.Data;
using AwsHistory.Tests.Support;

namespace AwsHistory.Tests.Benchmarks;

/// <summary>A library as large as one likes, made of the sentences of real pages in another order, among our own people, services and events.</summary>
internal sealed partial class GeneratedLibrary : IDisposable
{
    private const int PassagesOfPage = 60;

    private readonly TemporaryFolder content = new();
    private readonly TemporaryFolder data = new();

    /// <summary>Makes and builds it.</summary>
    /// <param name="notes">A folder of Markdown notes.</param>
    /// <param name="passages">How many passages at least.</param>
    public GeneratedLibrary(string notes, int passages)
    {
        var (sentences, titles) = Read(notes);
        var random = new Random(20060314);
        foreach (var folder in (string[])["people", "services", "organizations", "events", "claims", "videos"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Paths.Content, folder), "*.md"))
                content.Write($"{folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        content.Write("references.yml", File.ReadAllBytes(Path.Combine(Paths.Content, "references.yml")));
        for (var page = 0; page * PassagesOfPage < passages; page++)
        {
            var text = new StringBuilder($"---\ntitle: \"{titles[random.Next(titles.Count)]} {page}\"\nvideo: acquired-aws\ntopics: [{(page % 7) switch { 0 => "origins", 1 => "launch", 2 => "people", _ => "strategy" }}]\n---\n");
            for (var i = 0; i < PassagesOfPage; i++)
            {
                if (i % 12 == 6) text.Append("## ").Append(titles[random.Next(titles.Count)]).Append("\n\n");
                text.AppendJoin(' ', random.GetItems(sentences, random.Next(1, 5))).Append("\n\n");
            }

            content.Write($"articles/page-{page:00000}.md", text.ToString());
        }

        Library = new(content.Path, data.Path);
        Library.Build();
    }

    public Library Library { get; }

    public void Dispose()
    {
        Library.Dispose();
        content.Dispose();
        data.Dispose();
    }

    private static (string[] Sentences, List<string> Titles) Read(string notes)
    {
        var (sentences, titles) = (new List<string>(), new List<string>());
        foreach (var path in Directory.EnumerateFiles(notes, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(path))
            {
                if (line.StartsWith("title: ", StringComparison.Ordinal)) titles.Add(line[7..].Trim('"').Replace("\"", "'", StringComparison.Ordinal));
                else if (line.Length > 40 && !line.StartsWith('#') && !line.StartsWith("From:", StringComparison.Ordinal)) sentences.AddRange(End()
                    .Split(line.TrimStart('-', '*', ' ')).Where(sentence => sentence.Length > 30));
            }
        }

        return ([.. sentences], titles);
    }

    [GeneratedRegex(@"(?<=[.!?\]>]) +(?=[A-Z])")]
    private static partial Regex End();
}

using System.Collections.Concurrent;

namespace AwsHistory.Data.Content;

/// <summary>
/// Reads a set of files into a <see cref="ContentSet"/>. An instance remembers what others must know of each file, so that a second
/// reading after one edit parses one file.
/// </summary>
public sealed class ContentCompiler
{
    private readonly ConcurrentDictionary<string, Document> read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Transcript> transcripts = new(StringComparer.Ordinal);
    private Opinions? opinions;

    /// <summary>Resolves a whole set of files.</summary>
    /// <param name="files">All files, in path order.</param>
    /// <param name="findings">What was found while reading the folder.</param>
    /// <param name="lastPage">Finds the last good page that is kept of a broken file by its path; null when none is kept at all.</param>
    /// <param name="cancellation">Ends the work between two files.</param>
    /// <exception cref="ContentChangedException">A file is no longer what it was when the folder was read.</exception>
    public ContentSet Compile(IReadOnlyList<SourceFile> files, IEnumerable<Diagnostic>? findings = null, Func<string, LastPage?>? lastPage = null,
        CancellationToken cancellation = default)
    {
        var documents = new Document[files.Count];
        SideBySide.For(files.Count, i =>
        {
            var file = files[i];
            if (Transcript.IsTranscript(file.Path))
                transcripts.AddOrUpdate(file.Path, _ => Transcript.Read(file), (_, last) => last.Source.Hash == file.Hash ? last : Transcript.Read(file));
            else if (file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
                documents[i] = read.AddOrUpdate(file.Path, _ => Document.Read(file), (_, last) => last.Source.Hash == file.Hash ? last : Document.Read(file));
        }, cancellation);
        foreach (var gone in read.Keys.Except(files.Select(file => file.Path)).ToList()) read.TryRemove(gone, out _);
        foreach (var gone in transcripts.Keys.Except(files.Select(file => file.Path)).ToList()) transcripts.TryRemove(gone, out _);
        var set = new ContentSet(
            [.. documents.Where(document => document is not null)],
            [.. files.Where(file => !file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !Transcript.IsTranscript(file.Path))],
            [.. transcripts.Values.OrderBy(transcript => transcript.Source.Path, StringComparer.Ordinal)],
            findings ?? [],
            lastPage,
            opinions);
        opinions = set.Opinions;
        return set;
    }

    /// <summary>Reads and resolves files given as path and text, as the tests do.</summary>
    internal static ContentSet Compile(params IEnumerable<(string Path, string Text)> files) =>
        new ContentCompiler().Compile([.. files.Select(file => SourceFile.FromText(file.Path, file.Text)).OrderBy(file => file.Path, StringComparer.Ordinal)]);
}

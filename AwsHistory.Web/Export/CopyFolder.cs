using System.Collections.Concurrent;

namespace AwsHistory.Web.Export;

/// <summary>
/// The folder of a copy. Each file is written whole or not at all, and only when it says something else than the one that is there. A
/// file of its own lists what was written, so that nothing else is ever removed, and keeps a second export out as long as one runs.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    public const string Marker = ".aws-history-export";

    private const string Draft = ".aws-history-draft";

    private readonly string root;
    private readonly FileStream marker;
    private readonly StreamWriter list;
    private readonly HashSet<string> before;
    private readonly ConcurrentDictionary<string, bool> files = new(StringComparer.Ordinal);

    /// <exception cref="IOException">The folder holds something that is no copy, or another export is writing it.</exception>
    public CopyFolder(string path)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
        var own = Path.Combine(root, Marker);
        if (!File.Exists(own) && Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new IOException($"{path} is not empty and is no export (it has no file {Marker}); name another folder");
        Directory.CreateDirectory(root);
        try
        {
            marker = new FileStream(own, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} cannot be written, or another export is writing it: {e.Message}", e);
        }

        using (var reader = new StreamReader(marker, leaveOpen: true)) before = [.. Lines(reader)];
        list = new StreamWriter(marker) { AutoFlush = true, NewLine = "\n" };
    }

    public int Written => files.Count(file => file.Value);

    public int Unchanged => files.Count(file => !file.Value);

    /// <summary>All files of the copy, in order.</summary>
    public IEnumerable<string> Files => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>Writes a file, unless it is there as it should be.</summary>
    /// <param name="name">Its path under the folder, with slashes.</param>
    /// <param name="bytes">What it is to hold.</param>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (files.ContainsKey(name)) return;
        if (new FileInfo(path) is { Exists: true } there && there.Length == bytes.Length && (await File.ReadAllBytesAsync(path, cancellation)).AsSpan()
            .SequenceEqual(bytes.Span))
        {
            Remember(name, isNew: false);
            return;
        }

        Remember(name, isNew: true);
        await DraftAsync(path, draft => draft.WriteAsync(bytes, cancellation).AsTask());
    }

    /// <summary>Copies a file that may be too large for memory; the same length and time of change count as the same.</summary>
    public async Task CopyAsync(string name, FileInfo from, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (new FileInfo(path) is { Exists: true } there && there.Length == from.Length && there.LastWriteTimeUtc == from.LastWriteTimeUtc)
        {
            Remember(name, isNew: false);
            return;
        }

        Remember(name, isNew: true);
        await DraftAsync(path, async draft =>
        {
            await using var source = from.OpenRead();
            await source.CopyToAsync(draft, cancellation);
        });
        File.SetLastWriteTimeUtc(path, from.LastWriteTimeUtc);
    }

    /// <summary>Removes what earlier exports wrote and this one did not, and the folders that become empty by it.</summary>
    /// <returns>How many files.</returns>
    public int RemoveRest()
    {
        var removed = 0;
        foreach (var name in before.Where(name => !files.ContainsKey(name)))
        {
            var path = PathOf(name);
            File.Delete(path + Draft);
            if (File.Exists(path))
            {
                File.Delete(path);
                removed++;
            }

            for (var at = Path.GetDirectoryName(path)!; at.Length > root.Length && Directory.Exists(at) && !Directory.EnumerateFileSystemEntries(at)
                .Any(); at = Path.GetDirectoryName(at)!) Directory.Delete(at);
        }

        marker.SetLength(0);
        marker.Position = 0;
        list.Write("# What `export` of AWS History wrote here. The next export removes what is listed and is no more.\n");
        foreach (var name in Files) list.WriteLine(name);
        return removed;
    }

    public void Dispose() => list.Dispose();

    private void Remember(string name, bool isNew)
    {
        files[name] = isNew;
        if (before.Contains(name)) return;
        // Before the file is there: an export that is killed leaves nothing that no list knows.
        lock (list) list.WriteLine(name);
    }

    private static async Task DraftAsync(string path, Func<FileStream, Task> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var draft = new FileStream(path + Draft, FileMode.Create, FileAccess.Write)) await write(draft);
        File.Move(path + Draft, path, overwrite: true);
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }

    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length ? path : throw new IOException($"{name} would lie outside of the folder");
    }
}

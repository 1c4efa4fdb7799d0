using System.Security.Cryptography;
using System.Text;

namespace AwsHistory.Data.Content;

/// <summary>
/// The only place where content touches the disk. Bytes become text here: byte order marks, line ends and encodings are
/// dealt with once, and what cannot be read becomes a finding, never an exception.
/// </summary>
/// <param name="root">The content folder.</param>
public sealed class ContentFolder(string root)
{
    /// <summary>Largest file that is read, in bytes. The largest real note known has 985,778.</summary>
    public const int MaxFileSize = 8 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);
    private volatile bool isKnownWrong;

    /// <summary>The folder, as an absolute path.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(new DirectoryInfo(Path.GetFullPath(root)) is { Exists: true, LinkTarget: not null } link
        ? link.ResolveLinkTarget(true)!.FullName : Path.GetFullPath(root));

    /// <summary>
    /// Finds all content files, in path order, and what each of them is. A file whose size and time are those of the last call is not read again.
    /// </summary>
    /// <param name="findings">Receives what stands in the way of reading: links out of the folder, folders with a file's name.</param>
    /// <param name="cancellation">Ends the reading between two files.</param>
    /// <exception cref="DirectoryNotFoundException">The content folder does not exist.</exception>
    public IReadOnlyList<SourceFile> Read(ICollection<Diagnostic> findings, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(Root)) throw new DirectoryNotFoundException($"no content folder at {Root}");
        // Something was not what it had been known to be, so size and time have misled once: then all is read again.
        if (isKnownWrong) known.Clear();
        isKnownWrong = false;
        var files = new List<SourceFile>();
        Walk(new DirectoryInfo(Root), "", files, findings, cancellation);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var seen = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in known.Keys.Where(path => !seen.Contains(path)).ToList()) known.Remove(gone);
        return files;
    }

    /// <summary>
    /// Calls back after every change in the folder, on some thread, perhaps several times for one change; also when another folder has been put
    /// in its place, which is watched from then on.
    /// </summary>
    /// <param name="changed">What to call.</param>
    /// <returns>Ends the watching when disposed.</returns>
    public IDisposable Watch(Action changed) => new Watching(Root, changed);

    /// <summary>A file of <c>media/</c>, which the site serves as it is; null when there is none, or a link leads out of the folder.</summary>
    /// <param name="path">Its path within <c>media/</c>.</param>
    public FileInfo? MediaOrNull(string path)
    {
        var media = Path.Combine(Root, "media") + Path.DirectorySeparatorChar;
        if (path.Split('/', '\\').Any(part => part is ['.' or '_', ..]) || path.Contains('\0', StringComparison.Ordinal)) return null;
        var file = new FileInfo(Path.Combine(media, path));
        if (!file.FullName.StartsWith(media, StringComparison.Ordinal)) return null;
        try
        {
            for (FileSystemInfo at = file; at.FullName.Length > Root.Length; at = new DirectoryInfo(Path.GetDirectoryName(at.FullName)!))
                if (at.LinkTarget is not null && !(at.ResolveLinkTarget(returnFinalTarget: true) is { } real && IsInside(real.FullName))) return null;
            return file.Exists ? file : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Turns the bytes of a file into text, or into the finding that says why not.</summary>
    /// <param name="path">Relative path, for the finding.</param>
    /// <param name="bytes">The whole file.</param>
    public static SourceFile Decode(string path, ReadOnlySpan<byte> bytes)
    {
        var (text, problem) = TextOf(path, bytes);
        return new(path, HashOf(bytes), () => text, problem);
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static (string Text, Diagnostic? Problem) TextOf(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return ("", Diagnostics.NotUtf8.At(path, 1, 1, "the file is UTF-16; save it as UTF-8"));
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        if (bytes.IndexOf((byte)0) is >= 0 and var nul)
            return ("", Diagnostics.NotUtf8.At(path, Line(bytes[..nul]), 0, "the file has a NUL byte; it is not text, or is UTF-16"));
        try
        {
            var text = StrictUtf8.GetString(bytes);
            if (text.Contains('\r')) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            return string.IsNullOrWhiteSpace(text) ? ("", Diagnostics.EmptyFile.At(path, 0, 0, "the file is empty")) : (text, null);
        }
        catch (DecoderFallbackException e)
        {
            var at = Math.Clamp(e.Index, 0, bytes.Length);
            return ("", Diagnostics.NotUtf8.At(path, Line(bytes[..at]), 0, $"byte {at} is not UTF-8; save the file as UTF-8"));
        }

        static int Line(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;
    }

    /// <summary>
    /// Changes the text of a file and nothing else of it: byte order mark, line ends and access rights stay. The new file takes
    /// the old one's place in one step, so that nobody ever reads half of it.
    /// </summary>
    /// <param name="file">The file, as it was read.</param>
    /// <param name="edit">Makes the new text from the text as it stands on disk.</param>
    /// <exception cref="IOException">The file has changed since it was read, or cannot be written.</exception>
    public void Rewrite(SourceFile file, Func<string, string> edit)
    {
        var path = Path.Combine(Root, file.Path);
        // A link stays a link; what it leads to is written.
        if (new FileInfo(path) is { LinkTarget: not null } link) path = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var bytes = File.ReadAllBytes(path);
        if (HashOf(bytes) != file.Hash) throw new IOException($"{file.Path} has changed since it was read; nothing was written to it");
        var mark = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var text = StrictUtf8.GetBytes(edit(StrictUtf8.GetString(bytes, mark, bytes.Length - mark)));
        // A name with a dot before it is no content, should anybody look at this moment.
        var draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes, 0, mark);
                stream.Write(text);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private void Walk(DirectoryInfo folder, string prefix, List<SourceFile> files, ICollection<Diagnostic> findings, CancellationToken cancellation)
    {
        foreach (var entry in Entries(folder, prefix, findings))
        {
            cancellation.ThrowIfCancellationRequested();
            // Hidden things, and what authors tell each other, are not content.
            if (entry.Name[0] is '.' or '_' || entry.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase)) continue;
            var path = prefix + entry.Name;
            if (entry is DirectoryInfo child)
            {
                if (child.LinkTarget is { } target)
                    findings.Add(Diagnostics.OutsideLink.At(path, 0, 0, $"the link to the folder \"{target}\" is not followed"));
                else if (IsContent(path))
                    findings.Add(Diagnostics.NotAFile.At(path, 0, 0, $"\"{entry.Name}\" is a folder; a file was expected"));
                else
                    Walk(child, path + "/", files, findings, cancellation);
            }
            else if (IsContent(path) && ReadFile((FileInfo)entry, path, findings) is { } file)
            {
                files.Add(file);
            }
        }
    }

    private static FileSystemInfo[] Entries(DirectoryInfo folder, string prefix, ICollection<Diagnostic> findings)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            if (e is UnauthorizedAccessException) findings.Add(Diagnostics.Unreadable.At(prefix, 0, 0, e.Message));
            return [];
        }
    }

    private static bool IsContent(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || path == "references.yml"
        || Transcript.IsTranscript(path)
        || (path.StartsWith("data/", StringComparison.Ordinal) && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));

    private SourceFile? ReadFile(FileInfo info, string path, ICollection<Diagnostic> findings)
    {
        try
        {
            if (info.LinkTarget is { } target)
            {
                if (info.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } real || !IsInside(real.FullName))
                {
                    findings.Add(Diagnostics.OutsideLink.At(path, 0, 0, $"the link to \"{target}\" leaves the content folder, or leads nowhere, and is not followed"));
                    return null;
                }

                info = real;
            }

            if (known.TryGetValue(path, out var last) && last.Length == info.Length && last.Written == info.LastWriteTimeUtc) return last.File;
            var file = info.Length > MaxFileSize
                ? new SourceFile(path, $"size:{info.Length}", () => "",
                    Diagnostics.FileTooLarge.At(path, 0, 0, $"the file has {info.Length / 1048576.0:0.#} MB, the limit is {MaxFileSize / 1048576} MB; split it"))
                : Read(path, info.FullName);
            known[path] = new(info.Length, info.LastWriteTimeUtc, file);
            return file;
        }
        catch (FileNotFoundException)
        {
            return null; // deleted between the listing and the reading: the same as never listed
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, "unreadable", () => "", Diagnostics.Unreadable.At(path, 0, 0, e.Message));
        }
    }

    /// <summary>A file that is known by its hash, and whose text is read again when it is asked for.</summary>
    private SourceFile Read(string path, string fullName)
    {
        var bytes = File.ReadAllBytes(fullName);
        var hash = HashOf(bytes);
        return new(path, hash, () => ReadAgain(path, fullName, hash), TextOf(path, bytes).Problem);
    }

    private string ReadAgain(string path, string fullName, string hash)
    {
        try
        {
            var bytes = File.ReadAllBytes(fullName);
            if (HashOf(bytes) == hash) return TextOf(path, bytes).Text;
            isKnownWrong = true;
            throw new ContentChangedException(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not ContentChangedException))
        {
            isKnownWrong = true;
            throw new ContentChangedException(path, e);
        }
    }

    private bool IsInside(string fullName) => fullName.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// Follows a folder by its name. The system watches the folder itself, wherever that is moved, so the folder above is watched too, for
    /// what happens to the name.
    /// </summary>
    private sealed class Watching : IDisposable
    {
        private readonly Lock turn = new();
        private readonly string root;
        private readonly Action changed;
        private readonly FileSystemWatcher? above;
        private FileSystemWatcher? inside;
        private bool isEnded;

        public Watching(string root, Action changed)
        {
            (this.root, this.changed) = (root, changed);
            // What comes in its place meanwhile waits for its turn.
            lock (turn)
            {
                try
                {
                    if (Path.GetDirectoryName(root) is { } parent)
                        above = Begin(new(parent, Path.GetFileName(root)) { NotifyFilter = NotifyFilters.DirectoryName }, Renew);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Not ours to watch: then the folder must stay the one it is.
                }

                try
                {
                    inside = Inside();
                }
                catch
                {
                    above?.Dispose();
                    throw;
                }
            }
        }

        public void Dispose()
        {
            lock (turn)
            {
                isEnded = true;
                inside?.Dispose();
                above?.Dispose();
            }
        }

        private void Renew()
        {
            lock (turn)
            {
                if (isEnded) return;
                inside?.Dispose();
                inside = null;
                try
                {
                    if (Directory.Exists(root)) inside = Inside();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
                {
                    // Gone again; its next coming is told as well.
                }
            }

            changed();
        }

        private FileSystemWatcher Inside() => Begin(new(root) { IncludeSubdirectories = true, InternalBufferSize = 65536 }, changed);

        private static FileSystemWatcher Begin(FileSystemWatcher watcher, Action changed)
        {
            try
            {
                watcher.Changed += (_, _) => changed();
                watcher.Created += (_, _) => changed();
                watcher.Deleted += (_, _) => changed();
                watcher.Renamed += (_, _) => changed();
                watcher.Error += (_, _) => changed(); // too many changes to tell them apart: something has changed
                watcher.EnableRaisingEvents = true;
                return watcher;
            }
            catch
            {
                watcher.Dispose();
                throw;
            }
        }
    }

    private sealed record Known(long Length, DateTime Written, SourceFile File);
}

namespace AwsHistory.Data.Content;

/// <summary>
/// One file of the content folder. Its text is read anew by whoever needs it and kept by nobody: of a large library the texts
/// would fill the memory, and what others must know of a file is a <see cref="Document"/>.
/// </summary>
public sealed class SourceFile
{
    private readonly Func<string> read;

    internal SourceFile(string path, string hash, Func<string> read, Diagnostic? problem = null) =>
        (Path, Hash, this.read, Problem) = (path, hash, read, problem);

    /// <summary>Relative to the content folder, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the bytes, in hexadecimal; equal hashes mean equal text.</summary>
    public string Hash { get; }

    /// <summary>Why the file cannot be read as text; null when it can.</summary>
    public Diagnostic? Problem { get; }

    /// <summary>The text: no byte order mark, lines ended by <c>\n</c> alone; empty when <see cref="Problem"/> says why there is none.</summary>
    /// <exception cref="ContentChangedException">The file is no longer the one that has the hash.</exception>
    public string ReadText() => Problem is null ? read() : "";

    /// <summary>A file from a string, as the tests have it.</summary>
    internal static SourceFile FromText(string path, string text) => ContentFolder.Decode(path, System.Text.Encoding.UTF8.GetBytes(text));
}

/// <summary>A file was changed or removed while the folder was being compiled: what was read so far is not of one moment, and must be read again.</summary>
public sealed class ContentChangedException : IOException
{
    /// <summary>Says which file it was.</summary>
    /// <param name="path">Its path, relative to the content folder.</param>
    /// <param name="inner">What reading it came to; null when it was read, and is another.</param>
    public ContentChangedException(string path, Exception? inner = null)
        : base($"{path} was changed while the content was read", inner)
    {
    }
}
